import type { Section } from '../document/report-document.ts';
import type { EntityData } from '../kinds/entity-data.ts';

/** What a unit file has printed around its text, as a section to compare: `封面：印`, `目录：不印`. */
export function layoutSection({
  cover,
  contents,
  termsOfForm,
}: Pick<EntityData, 'cover' | 'contents' | 'termsOfForm'>): Section {
  const line = (name: string, isPrinted: boolean) =>
    ({ type: 'sentence', text: `${name}：${isPrinted ? '印' : '不印'}`, numbers: [] }) as const;
  return {
    heading: { text: '版面', numbers: [] },
    above: [],
    items: [line('封面', cover), line('目录', contents), line('样式的名词解释', termsOfForm)],
  };
}
