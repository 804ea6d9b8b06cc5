import type { Phrase, ReportDocument, Table } from '../document/report-document.ts';
import { tokenize } from './tokens.ts';

/** A place of a report that can be shown: a heading, a sentence or a cell of a table. */
export interface Spot {
  readonly kind: 'heading' | 'sentence' | 'cell';
  readonly phrase: Phrase;
  /** What people call it: how a sentence begins; `收支总表 · 301 工资福利支出 · 人员经费`. */
  readonly name: string;
  /** The number in it that is meant, by its identity in the review copy; null where the whole is. */
  readonly figure: number | null;
  /** The words in it that are meant; null where the whole is. */
  readonly words: string | null;
}

/** All headings, sentences and filled cells in the order of reading. */
export function spotsOf(document: ReportDocument): Spot[] {
  return document.sections.flatMap(({ heading, items }) => [
    ...(heading ? [spot('heading', heading, excerpt(heading.text))] : []),
    ...items.flatMap((item) =>
      item.type === 'sentence' ? [spot('sentence', item, excerpt(item.text))] : cellsOf(item),
    ),
  ]);
}

function spot(kind: Spot['kind'], phrase: Phrase, name: string): Spot {
  return { kind, phrase, name, figure: null, words: null };
}

function cellsOf({ caption, columns, rows }: Table): Spot[] {
  return rows.flatMap(({ cells }) => {
    const names = cells.filter(({ text, numbers }) => text !== '' && numbers.length === 0);
    const row = names
      .slice(0, MOST_NAMES)
      .map(({ text }) => text)
      .join(' ');
    return cells.flatMap((cell, index) => {
      if (cell.text === '') return [];
      const column = columns[index]?.split('/').at(-1) ?? '';
      const name = [titleOf(caption.text), excerpt(row), column].filter((part) => part !== '').join(' · ');
      return [spot('cell', cell, name)];
    });
  });
}

/** A caption without what it says of the table: 编制单位：某单位, 单位：万元. */
function titleOf(caption: string): string {
  const words = caption.split(' ').filter((word) => !/[：:]/.test(word));
  return words.length > 0 ? words.join(' ') : caption;
}

/** The code and the name of a row. */
const MOST_NAMES = 4;
const LONGEST_EXCERPT = 40;

/** The beginning of a sentence, cut between words. */
export function excerpt(text: string): string {
  let shown = '';
  for (const token of tokenize(text)) {
    if (shown.length + token.length > LONGEST_EXCERPT) return `${shown}……`;
    shown += token;
  }
  return shown;
}
