import { withoutNumber } from '../document/numbering.ts';
import {
  type Item,
  isTableSection,
  type Phrase,
  type ReportDocument,
  type Section,
  type Table,
} from '../document/report-document.ts';
import { align, type Pair } from './align.ts';
import { diffRows, headDiff, rowsOf } from './diff-table.ts';
import { markMoves } from './moves.ts';
import type { ReportDiff, SectionDiff, SentenceDiff, TableDiff } from './report-diff.ts';
import { similarity } from './similarity.ts';
import { maskFigures } from './tokens.ts';
import { diffWords, EXACT, isSame, type Sameness } from './word-diff.ts';

/** Which part of the reports is compared. */
export type Scope = 'all' | 'prose' | 'tables';

/**
 * Compares two reports: sections by their headings, sentences within them, then words; tables by caption, row and
 * column. Numbering does not part what belongs together, and what has moved is recognised.
 *
 * Example: 30101 from 22.974 to 23.974 → `基本支出[-508.18万元-]{+509.18万元+}，占…`, one entry for each sentence
 * and cell that depends on it.
 */
export function diffReports(
  before: ReportDocument,
  after: ReportDocument,
  scope: Scope = 'all',
  sameness: Sameness = EXACT,
): ReportDiff {
  const pairs = align(sectionsIn(before, scope), sectionsIn(after, scope), SECTIONS);
  return {
    sections: markMoves(
      rejoin(pairs).map((pair) => diffSection(pair, sameness)),
      sameness,
    ),
  };
}

/** The sections of the scope; those that have nothing else are left out. */
export function sectionsIn(document: ReportDocument, scope: Scope): Section[] {
  if (scope === 'all') return [...document.sections];
  if (scope === 'prose') {
    return document.sections
      .filter((section) => !isTableSection(section))
      .map((section) => ({ ...section, items: section.items.filter((item) => item.type !== 'table') }));
  }
  return document.sections
    .map((section) => ({ ...section, items: section.items.filter((item) => item.type === 'table') }))
    .filter((section) => section.items.length > 0);
}

const headingKey = (section: Section) => maskFigures(withoutNumber(section.heading?.text ?? ''));

const SECTIONS = {
  keyOf: headingKey,
  similarity: (before: Section, after: Section) => {
    const heading = similarity(before.heading?.text ?? '', after.heading?.text ?? '');
    return Math.max(heading, heading * 0.4 + sharedContent(before, after) * 0.6);
  },
  least: 0.55,
};

/** How many sentences two sections share, from 0 to 1; amounts do not matter. */
function sharedContent(before: Section, after: Section): number {
  const keys = new Set(before.items.map(itemKey));
  const shared = after.items.filter((item) => keys.has(itemKey(item))).length;
  return (2 * shared) / Math.max(1, before.items.length + after.items.length);
}

/** Sections that are gone in one place and new in another with the same heading have moved. */
function rejoin(pairs: readonly Pair<Section>[]): Pair<Section>[] {
  const gone = new Map<string, Section[]>();
  for (const { before, after } of pairs) {
    if (before && !after && before.heading)
      gone.set(headingKey(before), [...(gone.get(headingKey(before)) ?? []), before]);
  }
  const moved = new Set<Section>();
  const joined = pairs.map((pair): Pair<Section> => {
    if (pair.before || !pair.after) return pair;
    const found = gone.get(headingKey(pair.after))?.shift();
    if (!found) return pair;
    moved.add(found);
    return { before: found, after: pair.after };
  });
  return joined.filter(({ before, after }) => after !== null || !moved.has(before!));
}

function diffSection({ before, after }: Pair<Section>, sameness: Sameness): SectionDiff {
  const items = align<Item>(before?.items ?? [], after?.items ?? [], {
    keyOf: itemKey,
    similarity: likenessOf,
    least: 0.45,
  }).map((pair) => diffItem(pair, sameness));
  const heading = diffSentence(before?.heading ?? null, after?.heading ?? null, sameness);
  const kind = before === null ? 'added' : after === null ? 'removed' : 'same';
  const changed = kind === 'same' && items.some((item) => item.kind !== 'same');
  return {
    kind: changed ? 'changed' : kind,
    above: (after ?? before)!.above,
    heading: before?.heading || after?.heading ? heading : null,
    items,
  };
}

function itemKey(item: Item): string {
  if (item.type === 'sentence') return maskFigures(withoutNumber(item.text));
  const caption = maskFigures(withoutNumber(item.caption.text));
  return `〔${caption}〕${item.identity}${item.columns.length > 0 ? '〔〕' : ''}`;
}

function likenessOf(before: Item, after: Item): number {
  if (before.type !== after.type) return 0;
  if (before.type === 'sentence' && after.type === 'sentence') return similarity(before.text, after.text);
  return similarity(itemKey(before), itemKey(after));
}

function diffItem({ before, after }: Pair<Item>, sameness: Sameness): SentenceDiff | TableDiff {
  if ((before ?? after)!.type === 'table')
    return diffTable(before as Table | null, after as Table | null, sameness);
  return diffSentence(before as Phrase | null, after as Phrase | null, sameness);
}

/** Two tables that belong together, or one that is alone. */
export function diffTable(before: Table | null, after: Table | null, sameness: Sameness): TableDiff {
  const caption = diffSentence(before?.caption ?? null, after?.caption ?? null, sameness);
  if (before && after && caption.kind === 'same' && haveSameCells(before, after, sameness)) {
    return { type: 'table', kind: 'same', caption, before, after, rows: [] };
  }
  if (before && after) {
    const rows = [...headDiff(before, after, sameness), ...diffRows(before, after, sameness)];
    const isSame = caption.kind === 'same' && rows.every((row) => row.kind === 'same');
    return { type: 'table', kind: isSame ? 'same' : 'changed', caption, before, after, rows };
  }
  const kind = before ? 'removed' : 'added';
  return { type: 'table', kind, caption, before, after, rows: rowsOf((before ?? after)!, kind) };
}

/** Most tables of most comparisons: nothing to align, nothing to tell. */
function haveSameCells(before: Table, after: Table, sameness: Sameness): boolean {
  if (before.columns.join('\t') !== after.columns.join('\t') || before.rows.length !== after.rows.length) {
    return false;
  }
  return before.rows.every(({ cells }, index) => {
    const others = after.rows[index]!.cells;
    return (
      cells.length === others.length &&
      cells.every((cell, column) => isSame(cell.text, others[column]!.text, sameness))
    );
  });
}

/** Two sentences that belong together, or one that is alone. */
export function diffSentence(before: Phrase | null, after: Phrase | null, sameness: Sameness): SentenceDiff {
  const diff = { type: 'sentence' as const, before, after, movedFrom: null };
  if (before === null) return { ...diff, kind: 'added', parts: [{ kind: 'added', text: after?.text ?? '' }] };
  if (after === null) return { ...diff, kind: 'removed', parts: [{ kind: 'removed', text: before.text }] };
  const parts = diffWords(before.text, after.text, sameness);
  if (parts.every((part) => part.kind === 'same')) return { ...diff, kind: 'same', parts };
  const isRenumbered = isSame(withoutNumber(before.text), withoutNumber(after.text), sameness);
  return { ...diff, kind: isRenumbered ? 'renumbered' : 'changed', parts };
}
