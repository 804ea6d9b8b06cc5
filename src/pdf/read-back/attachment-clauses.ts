import { unpackedStream } from '../pdf-objects.ts';
import { reference } from '../pdf-pages.ts';
import { textString } from '../pdf-text-string.ts';
import type { Clause } from './clause.ts';

/** Demands on files inside of the file. */
export const attachmentClauses: readonly Clause[] = [
  {
    id: 'attachments',
    source: 'A-2 6.8, A-3 6.8',
    words: '附件写明名称、类型和与报告的关系，内容与数据一致；没有声明 PDF/A-3 的不带附件',
    holds: ({ file, claim, attachments }) => {
      const named = /\/EmbeddedFiles <<\/Names \[([^\]]*)\]/.exec(file.catalog)?.[1] ?? '';
      const listed = /\/AF \[([^\]]*)\]/.exec(file.catalog)?.[1] ?? '';
      const places = [...named.matchAll(/<[0-9A-F]*> (\d+) 0 R/g)].map(([, number]) => Number(number));
      const bodies = [...file.objects.values()].filter((body) => body.startsWith('<</Type /EmbeddedFile'));
      if (bodies.length !== attachments.length || places.length !== attachments.length) return false;
      if (attachments.length > 0 && claim.archivePart !== 3) return false;
      const specifications = places.map((number) => file.objects.get(number) ?? '');
      return (
        places.every((number) => listed.includes(`${number} 0 R`)) &&
        attachments.every(({ name, content }) => {
          const own = specifications.find((body) => body.includes(`/UF ${textString(name)}`));
          if (
            own === undefined ||
            !/\/AFRelationship \/\w+/.test(own) ||
            !own.includes(`/F ${textString(name)}`)
          )
            return false;
          const number = reference(/\/EF <<([^>]*)>>/.exec(own)?.[1] ?? '', 'F');
          const header = /^<<\/Type \/EmbeddedFile \/Subtype \/\S+/.test(
            file.objects.get(number ?? -1) ?? '',
          );
          return header && unpackedStream(file, number!).equals(content);
        })
      );
    },
  },
];
