import { alternativeOf } from '../document/chart-rows.ts';
import { addAll } from '../model/add-all.ts';
import type {
  Change,
  PlanBlock,
  PlanCell,
  PlanDocument,
  PlanParagraph,
  PlanRow,
  PlanRun,
  PlanTable,
} from '../word/plan.ts';
import { runsText } from '../word/plan.ts';
import { spacer } from '../word/plan-document.ts';
import { paragraphsOf } from '../word/plan-styles.ts';
import { STYLES } from '../word/style-names.ts';
import { align } from './align.ts';
import { similarity } from './similarity.ts';
import { maskFigures } from './tokens.ts';
import { diffWords } from './word-diff.ts';

/**
 * The new document with every difference from the old one as a tracked change: words in paragraphs and cells, whole
 * paragraphs, rows and tables; amounts change as a whole. With all changes accepted it says what the new one says, with
 * all rejected what the old one says. The table of contents is that of the new one.
 */
export function redline(before: PlanDocument, after: PlanDocument): PlanDocument {
  const old = before.sections.flatMap(({ blocks }) => blocks).filter(isCompared);
  const fresh = after.sections.flatMap(({ blocks }) => blocks).filter(isCompared);
  const marked = new Map<PlanBlock, PlanBlock[]>();
  let gone: PlanBlock[] = [];
  for (const pair of align(old, fresh, BLOCKS)) {
    if (pair.after === null) {
      addAll(gone, wholeBlock(pair.before!, 'deleted'));
      continue;
    }
    const blocks =
      pair.before === null ? wholeBlock(pair.after, 'inserted') : changedBlock(pair.before, pair.after);
    marked.set(pair.after, [...gone, ...blocks]);
    gone = [];
  }
  const last = after.sections.length - 1;
  const sections = after.sections.map((section, index) => {
    const blocks = section.blocks.flatMap((block) => marked.get(block) ?? [block]);
    if (index === last) addAll(blocks, gone);
    return { ...section, blocks: parted(blocks) };
  });
  const known = new Set(after.styles.map(({ id }) => id));
  const styles = [...after.styles, ...before.styles.filter(({ id }) => !known.has(id))];
  return { ...after, sections, styles };
}

/** Contents are made of the headings, and lines without height say nothing. */
function isCompared(block: PlanBlock): boolean {
  return block.kind === 'table' || (block.kind === 'paragraph' && block.style !== STYLES.spacer);
}

const BLOCKS = {
  keyOf: (block: PlanBlock) => (block.kind === 'table' ? `表${tableKey(block)}` : keyOf(block)),
  similarity: (before: PlanBlock, after: PlanBlock) => {
    if (before.kind !== after.kind) return 0;
    if (before.kind === 'table' && after.kind === 'table')
      return similarity(tableKey(before), tableKey(after));
    return similarity(textOf(before), textOf(after)) * (styleOf(before) === styleOf(after) ? 1 : 0.5);
  },
  least: 0.45,
};

function keyOf(block: PlanBlock): string {
  return `${styleOf(block)} ${maskFigures(textOf(block))}`;
}

function styleOf(block: PlanBlock): string {
  return block.kind === 'paragraph' ? block.style : block.kind;
}

/** What the charts of a line say. */
function chartsOf(runs: readonly PlanRun[]): string {
  return runs.map(({ chart }) => (chart === undefined ? '' : alternativeOf(chart.chart))).join('');
}

function textOf(block: PlanBlock): string {
  return paragraphsOf(block)
    .map(({ runs }) => runsText(runs) + chartsOf(runs))
    .join('\n');
}

/** Tables of one caption are told apart by how they begin. */
function tableKey({ caption, rows }: PlanTable): string {
  return maskFigures(`${caption ?? ''} ${rows.slice(0, 2).map(rowText).join(' ')}`);
}

function rowText({ cells }: PlanRow): string {
  return cells.map((cell) => cell.paragraphs.map(({ runs }) => runsText(runs)).join(' ')).join('\t');
}

function wholeBlock(block: PlanBlock, change: Change): PlanBlock[] {
  if (block.kind === 'paragraph') return [wholeParagraph(block, change)];
  if (block.kind === 'table') return [{ ...block, rows: block.rows.map((row) => wholeRow(row, change)) }];
  return [block];
}

function wholeParagraph(paragraph: PlanParagraph, change: Change): PlanParagraph {
  const runs = paragraph.runs.map((run) => changedRun(run, change));
  if (change === 'inserted') return { ...paragraph, runs, change };
  // What leads to a paragraph that is gone, or breaks the page for it, belongs to the old document.
  const { bookmarks: _, entry: __, list: ___, ...rest } = paragraph;
  return { ...rest, breaks: false, runs, change };
}

function changedRun({ target, pageOf: _, ...run }: PlanRun, change: Change): PlanRun {
  const isOutside = target !== undefined && /^\w+:/.test(target);
  return {
    ...run,
    ...(change === 'inserted' || isOutside ? { ...(target === undefined ? {} : { target }) } : {}),
    change,
  };
}

function wholeRow(row: PlanRow, change: Change): PlanRow {
  const cells = row.cells.map((cell) => ({
    ...cell,
    paragraphs: cell.paragraphs.map((each) => inRow(each, change)),
  }));
  return { ...row, cells, change };
}

/** The ends of paragraphs in a row go with the row. */
function inRow(paragraph: PlanParagraph, change: Change): PlanParagraph {
  const { change: _, ...whole } = wholeParagraph(paragraph, change);
  return whole;
}

function changedBlock(before: PlanBlock, after: PlanBlock): PlanBlock[] {
  if (before.kind === 'paragraph' && after.kind === 'paragraph') return [changedParagraph(before, after)];
  if (before.kind === 'table' && after.kind === 'table') return changedTable(before, after);
  return [...wholeBlock(before, 'deleted'), ...wholeBlock(after, 'inserted')];
}

function changedParagraph(before: PlanParagraph, after: PlanParagraph): PlanParagraph {
  const old = runsText(before.runs);
  const fresh = runsText(after.runs);
  if (chartsOf(before.runs) !== chartsOf(after.runs)) {
    const gone = before.runs.map((run) => changedRun(run, 'deleted'));
    return { ...after, runs: [...gone, ...after.runs.map((run) => changedRun(run, 'inserted'))] };
  }
  if (old === fresh) return after;
  const runs: PlanRun[] = [];
  const rest = [...after.runs];
  for (const { kind, text } of diffWords(old, fresh)) {
    if (kind === 'removed') runs.push({ text, look: rest[0]?.look ?? null, change: 'deleted' });
    else addAll(runs, taken(rest, text.length, kind === 'added' ? 'inserted' : null));
  }
  return { ...after, runs };
}

/** So many letters from the front of runs, which lose them. */
function taken(rest: PlanRun[], length: number, change: Change | null): PlanRun[] {
  const result: PlanRun[] = [];
  let left = length;
  while (left > 0 && rest.length > 0) {
    const [run] = rest;
    const text = run!.text.slice(0, left);
    left -= text.length;
    if (text.length === run!.text.length) rest.shift();
    else rest[0] = { ...run!, text: run!.text.slice(text.length) };
    result.push({ ...run!, text, ...(change === null ? {} : { change }) });
  }
  return result;
}

const ROWS = {
  keyOf: (row: PlanRow) => `${shapeOf(row)} ${maskFigures(rowText(row))}`,
  similarity: (before: PlanRow, after: PlanRow) =>
    shapeOf(before) === shapeOf(after) ? similarity(nameOf(before), nameOf(after)) : 0,
  least: 0.6,
};

/** What a row is about: its words, where it has any, without its amounts. */
function nameOf(row: PlanRow): string {
  const text = rowText(row);
  return text.replace(/-?[\d,]+\.\d+/g, '').trim() || text;
}

function shapeOf({ isHead, cells }: PlanRow): string {
  return `${isHead} ${cells.map(({ span, merge }) => `${span}${merge}`).join()}`;
}

function changedTable(before: PlanTable, after: PlanTable): PlanBlock[] {
  const pairs = before.widths.length === after.widths.length ? align(before.rows, after.rows, ROWS) : [];
  // A table without any old row is another one.
  if (!pairs.some((pair) => pair.before && pair.after))
    return [...wholeBlock(before, 'deleted'), ...wholeBlock(after, 'inserted')];
  const rows = pairs.map((pair) => {
    if (pair.after === null) return wholeRow(pair.before!, 'deleted');
    return pair.before === null ? wholeRow(pair.after, 'inserted') : changedRow(pair.before, pair.after);
  });
  return [{ ...after, rows }];
}

function changedRow(before: PlanRow, after: PlanRow): PlanRow {
  return { ...after, cells: after.cells.map((cell, index) => changedCell(before.cells[index]!, cell)) };
}

/** Cells have one paragraph; with another number of them the words are compared as one text. */
function changedCell(before: PlanCell, after: PlanCell): PlanCell {
  const [first] = after.paragraphs;
  if (first === undefined) return after;
  const old = before.paragraphs.flatMap(({ runs }) => runs);
  const paragraphs = [changedParagraph({ ...first, runs: old }, first), ...after.paragraphs.slice(1)];
  return { ...after, paragraphs };
}

/** Tables that came beside others stay apart, and a section ends with a paragraph that is never undone. */
function parted(blocks: readonly PlanBlock[]): PlanBlock[] {
  const result: PlanBlock[] = [];
  for (const [index, block] of blocks.entries()) {
    result.push(block);
    const next = blocks[index + 1];
    const isPassing = block.kind === 'paragraph' && block.change !== undefined && next === undefined;
    const isBeside = block.kind === 'table' && (next === undefined || next.kind === 'table');
    if (isPassing || isBeside) result.push(spacer(paragraphsOf(block)[0]!.look));
  }
  return result;
}
