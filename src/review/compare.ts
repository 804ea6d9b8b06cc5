import { hasTables, type ReportDocument } from '../document/report-document.ts';
import { diffReports, type Scope } from './diff.ts';
import { diffForeign } from './diff-foreign.ts';
import type { ReportDiff } from './report-diff.ts';
import { EXACT, LENIENT, LENIENT_YEAR_LATER, type Sameness, YEAR_LATER } from './word-diff.ts';

export interface Comparison {
  readonly diff: ReportDiff;
  /** What was compared in the end: a foreign text may have no tables that could be read. */
  readonly scope: Scope;
}

/**
 * Compares two reports of any origin. `sameness` says what counts; where one of them is foreign text, spaces and
 * widths never do, and the years of last year's report (YEAR_LATER) do not either.
 */
export function compareReports(
  before: ReportDocument,
  after: ReportDocument,
  wanted: Scope = 'all',
  sameness: Sameness = EXACT,
): Comparison {
  if (!before.isForeign && !after.isForeign) {
    const diff = diffReports(withLayout(before, after), withLayout(after, before), wanted, sameness);
    return { diff, scope: wanted };
  }
  const comparable = hasTables(before) && hasTables(after);
  const scope = wanted === 'all' && !comparable ? 'prose' : wanted;
  const foreign = sameness === YEAR_LATER ? LENIENT_YEAR_LATER : LENIENT;
  const unread = [...(before.unread ?? []), ...(after.unread ?? [])];
  const [old, fresh] = [before, after].map((document) => withoutTables(document, unread));
  return { diff: diffForeign(old!, fresh!, scope, foreign), scope };
}

/** Without the tables of these titles, and those without a title below them: a form may have several. */
function withoutTables(document: ReportDocument, titles: readonly string[]): ReportDocument {
  if (titles.length === 0) return document;
  const bare = (text: string): string => text.replace(/\s/g, '');
  const isOne = (text: string): boolean => titles.some((title) => bare(text).includes(bare(title)));
  let isBelow = false;
  const sections = document.sections.map((section) => {
    const items = section.items.filter((item) => {
      if (item.type !== 'table') isBelow = false;
      else if (item.caption.text !== '') isBelow = isOne(item.caption.text);
      return !isBelow;
    });
    return items.length === section.items.length ? section : { ...section, items };
  });
  return { ...document, sections };
}

/** With its layout as the first section, where both have one and they differ: a switch changes no word of the text. */
function withLayout(own: ReportDocument, other: ReportDocument): ReportDocument {
  const { layout } = own;
  if (!layout || !other.layout || JSON.stringify(layout) === JSON.stringify(other.layout)) return own;
  return { ...own, sections: [layout, ...own.sections] };
}
