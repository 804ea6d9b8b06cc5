import { withoutNumber } from '../document/numbering.ts';
import type { Phrase, ReportDocument, Section, Table } from '../document/report-document.ts';
import { addAll } from '../model/add-all.ts';
import { align } from './align.ts';
import { diffSentence, diffTable, type Scope, sectionsIn } from './diff.ts';
import { runsOf } from './edit-runs.ts';
import type { ReportDiff, SectionDiff, SentenceDiff } from './report-diff.ts';
import { similarity } from './similarity.ts';
import { LENIENT, type Sameness } from './word-diff.ts';

/**
 * Compares reports of which at least one is foreign text. The words are compared as one stream of characters, so
 * that line breaks do not matter; the sentences of the better structured report carve up the other one.
 * `sameness` forgives spaces and widths at least (LENIENT), and the years of last year's report where it is one.
 */
export function diffForeign(
  before: ReportDocument,
  after: ReportDocument,
  scope: Scope,
  sameness: Sameness = LENIENT,
): ReportDiff {
  const sections: SectionDiff[] = [];
  if (scope !== 'tables') addAll(sections, diffProse(before, after, sameness));
  if (scope !== 'prose') addAll(sections, diffTables(before, after, sameness));
  return { sections };
}

/** A heading or sentence with its section, in the order of reading. */
interface Piece {
  readonly section: Section;
  readonly isHeading: boolean;
  readonly phrase: Phrase;
}

function diffProse(before: ReportDocument, after: ReportDocument, sameness: Sameness): SectionDiff[] {
  const left = piecesOf(before);
  const right = piecesOf(after);
  // The old one where both are foreign: its lines are the ones a reader has on paper.
  const isLeftGuide = after.isForeign;
  const [guide, other] = isLeftGuide ? [left, right] : [right, left];
  const carved = carve(
    guide.map(({ phrase }) => phrase.text),
    other.map(({ phrase }) => phrase.text),
    isLeftGuide ? sameness : { before: sameness.after, after: sameness.before },
  );
  const result: { section: Section; heading: SentenceDiff | null; items: SentenceDiff[] }[] = [];
  for (const { index, text } of carved) {
    const piece = index === null ? null : guide[index]!;
    const section = piece?.section ?? result.at(-1)?.section ?? guide[0]?.section ?? EMPTY;
    const found = text === '' ? null : { text, numbers: [] };
    const own = piece?.phrase ?? null;
    const diff = isLeftGuide ? diffSentence(own, found, sameness) : diffSentence(found, own, sameness);
    let current = result.at(-1);
    if (current?.section !== section) {
      current = { section, heading: null, items: [] };
      result.push(current);
    }
    if (piece?.isHeading) current.heading = diff;
    else current.items.push(diff);
  }
  return result.map(({ section, heading, items }) => ({
    kind: items.some((item) => item.kind !== 'same') ? 'changed' : 'same',
    above: section.above,
    heading,
    items,
  }));
}

const EMPTY: Section = { heading: null, above: [], items: [] };

function piecesOf(document: ReportDocument): Piece[] {
  return sectionsIn(document, 'prose').flatMap((section) => [
    ...(section.heading ? [{ section, isHeading: true, phrase: section.heading }] : []),
    ...section.items.map((item) => ({ section, isHeading: false, phrase: item as Phrase })),
  ]);
}

interface Carved {
  /** The sentence of the guide; null for words that belong to none. */
  readonly index: number | null;
  /** What the other text has for it. */
  readonly text: string;
}

// Words between two sentences that neither of them begins or ends with.
const LONGEST_TAIL = 40;

/**
 * Cuts the other text into what stands for each sentence of the guide. New words within a sentence belong to it;
 * between two sentences a whole new line stands for itself.
 */
function carve(guide: readonly string[], other: readonly string[], sameness: Sameness): Carved[] {
  const owners: number[] = [];
  const guideTokens = guide.flatMap((text, index) => {
    const tokens = charactersOf(text);
    for (let count = tokens.length; count > 0; count--) owners.push(index);
    return tokens;
  });
  const otherTokens = other.flatMap(charactersOf);
  const found = guide.map(() => '');
  const between = new Map<number, string>();
  let at = 0;
  const runs = runsOf(keysOf(guideTokens, sameness.before), keysOf(otherTokens, sameness.after));
  let taken = 0;
  for (const [position, run] of runs.entries()) {
    if (run.kind === 'removed') {
      at += run.count;
      continue;
    }
    const tokens = otherTokens.slice(taken, taken + run.count);
    taken += run.count;
    if (run.kind !== 'added') {
      for (const token of tokens) found[owners[at++]!] += token;
      continue;
    }
    const text = tokens.join('');
    const previous = owners[at - 1] ?? null;
    const next = owners[at] ?? null;
    const replaces = runs[position - 1]?.kind === 'removed' || runs[position + 1]?.kind === 'removed';
    if (replaces || previous === next || text.length < LONGEST_TAIL) {
      const owner = runs[position + 1]?.kind === 'removed' ? next : (previous ?? next);
      if (owner !== null) found[owner] += text;
    } else {
      between.set(previous ?? -1, (between.get(previous ?? -1) ?? '') + text);
    }
  }
  const added = (index: number): Carved[] =>
    between.has(index) ? [{ index: null, text: between.get(index)! }] : [];
  return [...added(-1), ...guide.flatMap((_, index) => [{ index, text: found[index]! }, ...added(index)])];
}

/** One by one: a foreign text breaks its lines anywhere, within amounts too. */
function charactersOf(text: string): string[] {
  return [...text].filter((character) => character.trim() !== '');
}

/**
 * What each character is compared by. A year is four of them, and may be broken over two lines: the characters are
 * judged in their stream, where the number of digits of a year stays.
 */
function keysOf(tokens: readonly string[], comparable: (text: string) => string): string[] {
  const plain = tokens.map(LENIENT.before);
  const whole = comparable(plain.join(''));
  const judged: string[] = [];
  let at = 0;
  for (const token of plain) {
    judged.push(whole.slice(at, at + token.length));
    at += token.length;
  }
  return at === whole.length ? judged : plain;
}

function diffTables(before: ReportDocument, after: ReportDocument, sameness: Sameness): SectionDiff[] {
  const key = (table: Table) => LENIENT.before(withoutNumber(table.caption.text) + table.identity);
  const pairs = align<BareTable>(bareTables(before), bareTables(after), {
    keyOf: key,
    similarity: (a, b) => similarity(key(a), key(b)),
    least: 0.6,
  });
  const items = pairs.map(({ before: old, after: fresh }) => {
    const [left, right] = [old?.whole ?? null, fresh?.whole ?? null];
    // With heads on both sides a cell stands in its column; without, only the order of the filled ones is known.
    return left && right ? diffTable(left, right, sameness) : diffTable(old, fresh, sameness);
  });
  if (items.length === 0) return [];
  const kind = items.some((item) => item.kind !== 'same') ? 'changed' : 'same';
  return [{ kind, above: [], heading: null, items }];
}

/** A table as far as every source keeps it, and whole where its head is known. */
interface BareTable extends Table {
  readonly whole: Table | null;
}

function withoutMarks(table: Table): Table {
  const isFilled = (cells: readonly Phrase[]) => cells.filter(({ text }) => text.trim() !== '');
  return {
    ...table,
    rows: table.rows.filter(({ cells }) => isFilled(cells).length > 0 && !isMarkRow(isFilled(cells))),
  };
}

/**
 * The tables without heads and without empty cells, which a PDF does not keep; what stands below one caption is one
 * table.
 */
function bareTables(document: ReportDocument): BareTable[] {
  const tables = document.sections.flatMap((section) =>
    section.items.filter((item) => item.type === 'table'),
  );
  const joined: { -readonly [K in keyof BareTable]: BareTable[K] }[] = [];
  for (const table of tables) {
    const rows = table.rows
      .map((row) => ({ cells: row.cells.filter((cell) => cell.text.trim() !== '') }))
      .filter(({ cells }) => cells.length > 0 && !isMarkRow(cells));
    const last = joined.at(-1);
    if (last?.caption.text === table.caption.text && last.identity === table.identity) {
      last.rows = [...last.rows, ...rows];
      last.whole = null;
    } else if (rows.length > 0) {
      joined.push({
        ...table,
        columns: [],
        rows,
        whole: table.columns.length > 1 ? withoutMarks(table) : null,
      });
    }
  }
  return joined.map((table) => ({ ...table, identity: firstCells(table) }));
}

function firstCells(table: Table): string {
  return table.identity === '' ? '' : table.rows[0]!.cells.map((cell) => cell.text).join(' ');
}

/** The row that numbers the columns: `※ ※ 1 2 3`. */
function isMarkRow(cells: readonly Phrase[]): boolean {
  return cells.every(({ text }) => /^(\d{1,2}|[^\p{L}\p{N}])$/u.test(text));
}
