import { numberingStyle } from '../document/numbering.ts';
import { addAll } from '../model/add-all.ts';
import type { PlanBlock, PlanCell, PlanDocument, PlanParagraph, PlanRow, PlanTable } from '../word/plan.ts';
import { runsText } from '../word/plan.ts';
import { STYLES } from '../word/style-names.ts';
import { align } from './align.ts';
import { similarity } from './similarity.ts';
import { readTextBlocks, type TextBlock } from './text-blocks.ts';

/**
 * An earlier text of a report as a document like the one of the report now: what is the same stays as it is, what has
 * changed has the old words in the look of what stands there now. Only the words are sure: whoever needs them all
 * compares what it says with the text.
 *
 * `own` is the text of the report of `plan`.
 */
export function earlierPlan(plan: PlanDocument, own: string, earlier: string): PlanDocument {
  const units = unitsOf(plan.sections.flatMap(({ blocks }) => blocks));
  const known = readTextBlocks(own);
  const places = placesIn(units, known);
  const order = new Map(known.map((block, index) => [block, index]));
  const sequence = new Sequence(units, new Set(places.flat()));
  for (const { before, after } of align(readTextBlocks(earlier), known, BLOCKS)) {
    const at = after === null ? null : places[order.get(after)!]!;
    if (at !== null && at.length > 0) sequence.skipTo(at[0]!);
    if (before === null) continue;
    if (at === null || at.length === 0) sequence.put(wholly(before, units));
    else
      sequence.put(
        changed(
          before,
          after!,
          at.map((index) => units[index]!),
        ),
      );
  }
  const blocks = sequence.finish().flatMap((unit) => [...unit.above, unit.block]);
  const [first] = plan.sections;
  return { ...plan, sections: first ? [{ ...first, blocks }] : [] };
}

/** A block with what stands above it and belongs to it: the caption of a table. */
interface Unit {
  readonly above: readonly PlanParagraph[];
  readonly block: PlanBlock;
}

const BLOCKS = {
  keyOf: keyOf,
  similarity: (before: TextBlock, after: TextBlock) => {
    if (before.kind !== after.kind) return 0;
    return before.kind === 'table'
      ? similarity(before.text, after.text)
      : similarity(before.text, after.text) *
          (numberingStyle(before.text) === numberingStyle(after.text) ? 1 : 0.6);
  },
  least: 0.45,
};

function keyOf({ kind, text, lines }: TextBlock): string {
  return [kind, text, ...lines].join('\n');
}

function unitsOf(blocks: readonly PlanBlock[]): Unit[] {
  const units: Unit[] = [];
  let above: PlanParagraph[] = [];
  for (const block of blocks) {
    if (
      block.kind === 'paragraph' &&
      (block.style === STYLES.tableTitle || block.style === STYLES.tableLine)
    ) {
      above.push(block);
      continue;
    }
    if (block.kind === 'table') units.push({ above, block });
    else addAll(units, [...above.map((each) => ({ above: [], block: each })), { above: [], block }]);
    above = [];
  }
  return units;
}

function bare(text: string): string {
  return text.replace(/\s/g, '');
}

/** The units in which each block of a text stands, one after another; none where they cannot be told. */
function placesIn(units: readonly Unit[], blocks: readonly TextBlock[]): number[][] {
  let next = 0;
  return blocks.map((block) => {
    for (let at = next; at < units.length; at++) {
      const found =
        block.kind === 'table' ? tableAt(units, at, block) : paragraphsAt(units, at, bare(block.text));
      if (found.length === 0) continue;
      next = found.at(-1)! + 1;
      return found;
    }
    return [];
  });
}

function tableAt(units: readonly Unit[], at: number, { text }: TextBlock): number[] {
  const { block } = units[at]!;
  return block.kind === 'table' && bare(block.caption ?? '') === bare(text) ? [at] : [];
}

function paragraphsAt(units: readonly Unit[], from: number, words: string): number[] {
  const found: number[] = [];
  let left = words;
  for (let at = from; at < units.length && left !== ''; at++) {
    const { block } = units[at]!;
    if (block.kind !== 'paragraph') return [];
    const own = bare(runsText(block.runs));
    if (own === '') continue;
    if (!left.startsWith(own)) return [];
    left = left.slice(own.length);
    found.push(at);
  }
  return left === '' ? found : [];
}

/** Puts units in the order of the new document; what stands in no text (a cover) stays where it is. */
class Sequence {
  private readonly units: readonly Unit[];
  private readonly told: ReadonlySet<number>;
  private readonly made: Unit[] = [];
  private next = 0;

  constructor(units: readonly Unit[], told: ReadonlySet<number>) {
    this.units = units;
    this.told = told;
  }

  skipTo(index: number): void {
    for (; this.next < index; this.next++) {
      if (!this.told.has(this.next)) this.made.push(this.units[this.next]!);
    }
  }

  put(units: readonly Unit[]): void {
    addAll(this.made, units);
  }

  finish(): readonly Unit[] {
    this.skipTo(this.units.length);
    return this.made;
  }
}

function changed(before: TextBlock, after: TextBlock, units: readonly Unit[]): readonly Unit[] {
  if (keyOf(before) === keyOf(after)) return units;
  const [{ above, block }] = units as [Unit];
  if (block.kind === 'table')
    return [{ above, block: { ...block, rows: earlierRows(block, before, after) } }];
  return block.kind === 'paragraph' ? [{ above, block: saying(block, before.text) }] : units;
}

function saying(paragraph: PlanParagraph, text: string): PlanParagraph {
  const runs = text === '' ? [] : [{ text, look: paragraph.runs[0]?.look ?? null }];
  return { ...paragraph, runs };
}

/** A block that is gone, in the look of another that is numbered like it. */
function wholly(block: TextBlock, units: readonly Unit[]): readonly Unit[] {
  if (block.kind === 'table') {
    const like = units.flatMap(({ block: each }) => (each.kind === 'table' ? [each] : []))[0];
    return like ? [{ above: [], block: tableLike(like, block) }] : [];
  }
  const paragraphs = units.flatMap(({ block: each }) => (each.kind === 'paragraph' ? [each] : []));
  const style = numberingStyle(block.text);
  const like =
    paragraphs.find(({ runs }) => style !== null && numberingStyle(runsText(runs)) === style) ??
    paragraphs.find(({ style: each }) => each === STYLES.text) ??
    paragraphs[0];
  return like ? [{ above: [], block: saying(like, block.text) }] : [];
}

function tableLike(like: PlanTable, { text, lines }: TextBlock): PlanTable {
  const rows = lines.map((line) => line.split('\t'));
  const count = rows.reduce((most, cells) => Math.max(most, cells.length), 1);
  const width = like.widths.reduce((sum, each) => sum + each, 0) / count;
  const cell = (like.rows.find(({ isHead }) => !isHead) ?? like.rows[0])?.cells[0];
  const made = rows.map(
    (texts): PlanRow => ({ isHead: false, cells: texts.map((each) => cellSaying(cell!, each)) }),
  );
  return { ...like, caption: text, widths: Array.from({ length: count }, () => width), rows: made };
}

function cellSaying({ paragraphs, isNoWrap }: PlanCell, text: string): PlanCell {
  return { span: 1, merge: 'none', isNoWrap, paragraphs: [saying(paragraphs[0]!, text)] };
}

/** What a row says in a text: a column to a place, what goes on from above empty. */
function rowLine({ cells }: PlanRow): string {
  const texts = cells.flatMap(({ span, merge, paragraphs }) => [
    merge === 'next' ? '' : paragraphs.map(({ runs }) => runsText(runs)).join(' '),
    ...Array.from({ length: span - 1 }, () => ''),
  ]);
  return texts.join('\t').trimEnd();
}

const ROWS = {
  keyOf: (line: Line) => line.text,
  similarity: (before: Line, after: Line) => similarity(nameOf(before.text), nameOf(after.text)),
  least: 0.6,
};

interface Line {
  readonly text: string;
}

function nameOf(line: string): string {
  return line
    .replace(/-?[\d,]+\.\d+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function earlierRows({ rows }: PlanTable, before: TextBlock, after: TextBlock): PlanRow[] {
  const made: PlanRow[] = [];
  const own = after.lines.map((text): Line => ({ text }));
  let at = 0;
  const places = new Map<Line, number>();
  for (const line of own) {
    const found = rows.findIndex((row, index) => index >= at && rowLine(row) === line.text);
    if (found < 0) continue;
    places.set(line, found);
    at = found + 1;
  }
  const told = new Set(places.values());
  let next = 0;
  const skipTo = (index: number): void => {
    for (; next < index; next++) if (!told.has(next)) made.push(rows[next]!);
  };
  const like = rows.find(({ isHead, cells }) => !isHead && cells.every(({ merge }) => merge === 'none'));
  for (const pair of align(
    before.lines.map((text): Line => ({ text })),
    own,
    ROWS,
  )) {
    const place = pair.after === null ? undefined : places.get(pair.after);
    if (place !== undefined) skipTo(place);
    if (pair.before === null) continue;
    // The heads of columns are rows of their own; their line is none.
    if (pair.after !== null && place === undefined) continue;
    const row = place === undefined ? like : rows[place]!;
    if (row) made.push(pair.before.text === pair.after?.text ? row : rowSaying(row, pair.before.text));
  }
  skipTo(rows.length);
  return made;
}

function rowSaying(row: PlanRow, line: string): PlanRow {
  const texts = line.split('\t');
  let column = 0;
  const cells = row.cells.map((cell) => {
    const text = texts[column] ?? '';
    column += cell.span;
    const [first, ...more] = cell.paragraphs;
    if (cell.merge === 'next' || first === undefined) return cell;
    return { ...cell, paragraphs: [saying(first, text), ...more.map((each) => saying(each, ''))] };
  });
  return { ...row, cells };
}
