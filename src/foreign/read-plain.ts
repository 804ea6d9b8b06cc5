import { isReportText } from '../document/read-text.ts';
import type { Block, Document, Origin } from '../document/tree.ts';
import { addAll } from '../model/add-all.ts';
import { displayPlaces } from './display-places.ts';
import { cleaned, isHeadingText, isTitleText, levelOf, type ProseLine, proseBlocks } from './prose-blocks.ts';
import type { RawCell, RawTable } from './raw-table.ts';
import { isPageNumber } from './read-foreign.ts';
import { captionHeight, isCaptionText, isNoteText, shapeTable, type TableWords } from './shape-table.ts';
import { spacedTables } from './spaced-table.ts';
import type { TextLine } from './text-lines.ts';

const CAPTION = /^〔(.*)〕$/;

/**
 * The document that plain text holds: rows with tabs, or with gaps as wide as columns, are tables, `〔…〕` or lines that
 * name a table their caption, numbered lines without a full stop headings. A text of this program breaks no paragraph;
 * any other text may break one anywhere.
 */
export function readPlain(text: string): Document {
  const isOwn = isReportText(text);
  const lines = text
    .split(/\r?\n/)
    .map((line, index): PlainLine => ({ text: line, at: { line: index + 1 } }));
  const kept = isOwn ? lines : lines.filter((line) => !isPageNumber(line.text.trim()));
  const blocks: Block[] = [];
  let prose: PlainLine[] = [];
  const flush = (): void => {
    for (const block of isOwn ? ownBlocks(prose) : foreignBlocks(prose)) blocks.push(block);
    prose = [];
  };
  for (const part of partsOf(kept, isOwn)) {
    if (part.raw === null) {
      addAll(prose, part.lines);
      continue;
    }
    const above = takeCaption(prose);
    flush();
    const { table, notes } = shapeTable(part.raw, above);
    blocks.push(table);
    for (const note of notes) blocks.push(note);
  }
  flush();
  return { blocks };
}

interface PlainLine {
  readonly text: string;
  readonly at: Origin;
}

/** Takes the lines off the end that are the caption of the table behind them. */
function takeCaption(prose: PlainLine[]): TableWords[] {
  while (prose.at(-1)?.text.trim() === '') prose.pop();
  const marked = CAPTION.exec(prose.at(-1)?.text.trim() ?? '')?.[1];
  const near = prose.slice(-12).reverse();
  const filled = near.filter(({ text }) => text.trim() !== '');
  const height =
    marked === undefined ? captionHeight(filled.map(({ text }) => captionTexts(text.trim()))) : 1;
  const first = filled[height - 1];
  if (!first) return [];
  const taken = prose.splice(prose.indexOf(first)).filter(({ text }) => text.trim() !== '');
  return taken.flatMap(({ text, at }) =>
    captionTexts(marked ?? text.trim()).map((each) => ({ text: each, at })),
  );
}

interface Part {
  readonly lines: readonly PlainLine[];
  readonly raw: RawTable | null;
}

/** The title of a table and the facts beside it: `表 1 收支总表 编制单位：某中心 单位：万元` */
function captionTexts(text: string): string[] {
  return text
    .split(/\t|\s{2,}|\s(?=\S{0,8}(?:单位|部门)[:：])|(?<=^(?:附?表\s?\d+|公开\d+表))\s/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** More columns are no table that a person reads. */
const MOST_COLUMNS = 1000;

function isTabbed({ text }: PlainLine): boolean {
  return text.includes('\t') && (text.length < MOST_COLUMNS || text.split('\t').length <= MOST_COLUMNS);
}

/** Lines of prose one by one, tables as a whole. */
function partsOf(lines: readonly PlainLine[], isOwn: boolean): Part[] {
  const parts: Part[] = [];
  let at = 0;
  while (at < lines.length) {
    if (
      isTabbed(lines[at]!) ||
      (isOwn && CAPTION.test(lines[at - 1]?.text ?? '') && lines[at]!.text !== '')
    ) {
      const end = endOfTable(lines, at, isOwn);
      parts.push({ lines: lines.slice(at, end), raw: tabbedTable(lines.slice(at, end)) });
      at = end;
      continue;
    }
    let end = at + 1;
    while (end < lines.length && !isTabbed(lines[end]!) && !(isOwn && CAPTION.test(lines[end - 1]!.text)))
      end++;
    const own = lines.slice(at, end);
    const filled = own.filter(({ text }) => text.trim() !== '');
    const placed = filled.map(({ text }, index): TextLine => {
      const pieces = displayPlaces(text, index);
      return { pieces, base: index, left: pieces[0]?.left ?? 0, right: pieces.at(-1)?.right ?? 0, size: 2 };
    });
    const tables = spacedTables(placed, (base) => filled[Math.round(base)]!.at);
    let next = 0;
    for (const { from, to, ...raw } of tables) {
      for (const line of before(own, next, filled[from]!)) parts.push({ lines: [line], raw: null });
      parts.push({ lines: filled.slice(from, to), raw });
      next = own.indexOf(filled[to - 1]!) + 1;
    }
    for (const line of own.slice(next)) parts.push({ lines: [line], raw: null });
    at = end;
  }
  return parts;
}

/**
 * Rows with one cell only have no tab: in a text of this program a table ends at a blank line, in any other with the last
 * tab before words that are no label.
 */
function endOfTable(lines: readonly PlainLine[], start: number, isOwn: boolean): number {
  let end = start + 1;
  // Behind the last tab: labels of rows without amounts, as long as nothing parts them from the table.
  const goesOn = (text: string): boolean =>
    text.length <= 24 && !/[。；：，]$/.test(text) && !isHeadingText(text.trim()) && !isNoteText(text.trim());
  for (let at = start + 1; at < lines.length; at++) {
    const { text } = lines[at]!;
    if (isOwn) {
      if (text === '' || text.startsWith('　　') || CAPTION.test(text)) return at;
      end = at + 1;
    } else if (isTabbed(lines[at]!)) end = at + 1;
    else if (text.trim() === '' || text.length > 30 || /[。；：]$/.test(text) || isCaptionText(text.trim()))
      return end;
    else if (end === at && goesOn(text)) end = at + 1;
  }
  return end;
}

function before(lines: readonly PlainLine[], from: number, until: PlainLine): readonly PlainLine[] {
  return lines.slice(from, lines.indexOf(until));
}

function tabbedTable(lines: readonly PlainLine[]): RawTable {
  const rows = lines.map(({ text, at }) =>
    text
      .split('\t')
      .map((cell, column): RawCell => ({ text: cell.trim(), column, colSpan: 1, rowSpan: 1, indent: 0, at })),
  );
  return { rows, columnCount: rows.reduce((most, row) => Math.max(most, row.length), 1) };
}

/** A text of this program says by blank lines and indents what begins. */
function ownBlocks(lines: readonly PlainLine[]): Block[] {
  const blocks: Block[] = [];
  let afterBlank = true;
  for (const { text, at } of lines) {
    if (text === '') {
      afterBlank = true;
      continue;
    }
    const words = text.trim();
    const last = blocks.at(-1);
    const run = { text: words, at };
    if (text.startsWith('　　'))
      blocks.push({ kind: 'paragraph', role: isNoteText(words) ? 'note' : 'text', lines: [[run]] });
    else if (afterBlank && isTitleText(words))
      blocks.push({ kind: 'heading', level: levelOf(words), id: null, runs: [run] });
    else if (last?.kind === 'paragraph' && last.role === 'text' && !afterBlank) {
      blocks[blocks.length - 1] = { ...last, lines: [[...last.lines[0]!, run]] };
    } else blocks.push({ kind: 'paragraph', role: 'line', lines: [[run]] });
    afterBlank = false;
  }
  return blocks;
}

function foreignBlocks(lines: readonly PlainLine[]): Block[] {
  const width = lines.reduce((most, { text }) => Math.max(most, text.length), 0);
  let isAfterBlank = true;
  const prose: ProseLine[] = [];
  for (const { text, at } of lines) {
    const words = cleaned(text);
    if (words === '') {
      isAfterBlank = true;
      continue;
    }
    const isSetIn = isAfterBlank || /^(?:\u3000|\s{2})/.test(text);
    // Lines of very unlike lengths are paragraphs of a text without breaks of its own.
    const isShort = text.length < width * 0.9 || isHeadingText(words);
    prose.push({
      text: words,
      at,
      isSetIn,
      isShort: isShort && (width > 80 || /[。！？：；]$/.test(words) || isHeadingText(words)),
      isDisplayed: false,
    });
    isAfterBlank = false;
  }
  return proseBlocks(prose);
}
