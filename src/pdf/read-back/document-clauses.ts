import { pageLabels } from '../page-labels.ts';
import { packedStream, unpackedStream } from '../pdf-objects.ts';
import { reference } from '../pdf-pages.ts';
import { textString } from '../pdf-text-string.ts';
import { srgbProfile } from '../srgb-profile.ts';
import { CREATOR, PRODUCER, xmpPacket } from '../xmp.ts';
import type { Clause, Evidence } from './clause.ts';

/** What may do something, play something or hide something. */
const ACTIVE =
  /\/(?:JavaScript|JS|Launch|AA|OpenAction|AcroForm|XFA|Movie|Sound|RichMedia|Rendition|GoToR|ImportData|SubmitForm|Encrypt|OCProperties)\b/;
const LANGUAGE = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;

/** Demands on the file as a whole. */
export const documentClauses: readonly Clause[] = [
  {
    id: 'metadata',
    source: 'UA 7.1, A 6.6.2, A 6.6.3',
    words: '元数据（XMP）与文件信息一致，并写明标准',
    holds: ({ file, facts, claim }) => {
      const stream = file.objects.get(reference(file.catalog, 'Metadata') ?? -1) ?? '';
      const packet = stream.slice(stream.indexOf('stream\n') + 'stream\n'.length, -'\nendstream'.length);
      const isMetadata = stream.startsWith('<</Type /Metadata /Subtype /XML');
      const expected = xmpPacket(facts, languageOf(file.catalog), claim);
      return isMetadata && Buffer.from(packet, 'latin1').toString('utf8') === expected;
    },
  },
  {
    id: 'information',
    source: 'A 6.1.5',
    words: '文件信息的标题、作者、日期与报告一致',
    holds: ({ file, facts }) => {
      const info = file.objects.get(file.info) ?? '';
      const date = `(D:${facts.date.replaceAll('-', '')}000000+08'00')`;
      const entries = [
        `/Title ${textString(facts.title)}`,
        `/Author ${textString(facts.author)}`,
        `/Creator (${CREATOR})`,
        `/Producer (${PRODUCER})`,
        `/CreationDate ${date}`,
        `/ModDate ${date}`,
      ];
      return entries.every((entry) => info.includes(entry));
    },
  },
  {
    id: 'title',
    source: 'UA 7.1',
    words: '有标题，并显示在窗口上',
    holds: ({ file, facts }) => facts.title.trim() !== '' && file.catalog.includes('/DisplayDocTitle true'),
  },
  {
    id: 'language',
    source: 'UA 7.2, A 6.7.4',
    words: '写明语言',
    holds: ({ file }) => LANGUAGE.test(languageOf(file.catalog) ?? ''),
  },
  {
    id: 'identifier',
    source: 'A 6.1.3',
    words: '文件有标识号',
    holds: ({ file }) => file.hasIdentifier,
  },
  {
    id: 'marked',
    source: 'UA 7.1, A 6.7.2',
    words: '声明带标签，没有存疑的标签',
    holds: ({ file }) => /\/Marked true\b/.test(file.catalog) && !/\/Suspects true\b/.test(file.catalog),
  },
  {
    id: 'colours',
    source: 'A 6.2.3, A 6.2.4',
    words: '颜色只用灰度和 RGB，并写明是 sRGB',
    holds: ({ file }) => {
      const intent = /\/OutputIntents \[<<([^>]*)>>\]/.exec(file.catalog)?.[1] ?? '';
      const profile = reference(intent, 'DestOutputProfile');
      const stream = profile === null ? '' : (file.objects.get(profile) ?? '');
      return (
        intent.includes('/S /GTS_PDFA1') &&
        stream === packedStream('/N 3 ', srgbProfile()).toString('latin1') &&
        unpackedStream(file, profile!).equals(srgbProfile()) &&
        file.pages.every(
          ({ content, body }) =>
            content.foreignColours === 0 && !/\/(?:ColorSpace|Pattern|Shading)\b/.test(body),
        )
      );
    },
  },
  {
    id: 'transparency',
    source: 'A 6.2.10',
    words: '没有半透明和图片、图形对象',
    holds: ({ file }) => {
      for (const body of dictionaries(file)) {
        if (/\/(?:SMask|XObject)\b|\/S ?\/Transparency\b/.test(body)) return false;
        if (/\/(?:ca|CA) (?!1\b(?!\.))/.test(body) || /\/BM (?!\/(?:Normal|Compatible)\b)/.test(body))
          return false;
      }
      return true;
    },
  },
  {
    id: 'actions',
    source: 'A 6.5, A 6.1.12, UA 7.19',
    words: '没有脚本、动作、表单、加密和可隐藏的图层',
    holds: ({ file }) => dictionaries(file).every((body) => !ACTIVE.test(body)),
  },
  {
    id: 'labels',
    source: 'UA 7.17',
    words: '阅读器显示的页码与印出的页码一致',
    holds: ({ file }) => {
      const expected = pageLabels(file.pages.map(({ margin }) => margin));
      return expected === null
        ? !file.catalog.includes('/PageLabels')
        : file.catalog.includes(`/PageLabels ${expected}`);
    },
  },
];

function languageOf(catalog: string): string | null {
  return /\/Lang \(([^)]*)\)/.exec(catalog)?.[1] ?? null;
}

/** What is written of objects; the bytes of streams are not. Words in hexadecimal name nothing, and neither do addresses. */
function dictionaries({ objects }: Evidence['file']): string[] {
  const written: string[] = [];
  for (const body of objects.values()) {
    // Tags, most of all objects, name nothing that is looked for.
    if (body.startsWith('<</S /')) continue;
    const end = body.endsWith('endstream') ? body.indexOf('stream\n') : body.length;
    written.push(body.slice(0, end).replace(/\((?:\\.|[^\\)])*\)/g, '()'));
  }
  return written;
}
