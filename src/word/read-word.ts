import type {
  Block,
  CaptionLine,
  Cell,
  Document,
  Heading,
  Line,
  Paragraph,
  Row,
  Table,
} from '../document/tree.ts';
import { addAll } from '../model/add-all.ts';
import type { Outcome } from '../model/finding.ts';
import { demandZip } from '../ooxml/container.ts';
import { Refusal } from '../ooxml/refusal.ts';
import { readXml } from '../ooxml/xml-reader.ts';
import { openZip, type ZipLimits, type ZipParts } from '../ooxml/zip-reader.ts';
import {
  BodyReader,
  type ReadBlock,
  type ReadParagraph,
  type ReadTable,
  type TrackedChanges,
} from './body-reader.ts';
import { wordRefusal } from './refusals.ts';
import { STYLE_NAMES, STYLES } from './style-names.ts';
import { findWordParts, readWordStyles } from './word-parts.ts';

const LIMITS: ZipLimits = { entries: 5000, part: 60_000_000, total: 200_000_000 };

/**
 * The document in a `.docx` file held in memory: headings by their styles, paragraphs, tables with their merges; what
 * this program wrote comes back as it was. Tracked changes count as made, or as undone. `label` is the path as findings
 * show it. A file that is none, is broken, too large, protected, carries macros or fetches content from elsewhere is
 * refused as a whole (`V01`).
 */
export async function readWord(
  bytes: Buffer,
  label: string,
  changes: TrackedChanges = 'accept',
  limits: ZipLimits = LIMITS,
): Promise<Outcome<Document>> {
  let parts: ZipParts | null = null;
  try {
    demandZip(bytes);
    parts = await openZip(bytes, limits);
    const { main, styles: stylesPart } = await findWordParts(parts);
    const reader = new BodyReader(await readWordStyles(parts, stylesPart), changes);
    if (!(await readXml(parts, main, reader))) throw new Refusal('notWorkbook');
    return { value: documentOf(reader.blocks), findings: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { value: null, findings: [wordRefusal(error, label)] };
  } finally {
    parts?.close();
  }
}

const NAMES = {
  title: STYLE_NAMES[STYLES.tableTitle]!,
  tableLine: STYLE_NAMES[STYLES.tableLine]!,
  line: STYLE_NAMES[STYLES.line]!,
  note: STYLE_NAMES[STYLES.note]!,
  mark: STYLE_NAMES[STYLES.tableMark]!,
  head: STYLE_NAMES[STYLES.tableHead]!,
} as const;

function documentOf(read: readonly ReadBlock[]): Document {
  const blocks: Block[] = [];
  let above: ReadParagraph[] = [];
  let apart: Paragraph[] = [];
  const settle = (): void => {
    // Lines above no table are lines like others.
    addAll(blocks, above.flatMap(paragraphOf));
    above = [];
    // Lines below a heading belong to it: a table of contents that a pack wrote itself.
    if (apart.length > 1 && blocks.at(-1)?.kind !== 'heading') blocks.push({ kind: 'apart', blocks: apart });
    else addAll(blocks, apart);
    apart = [];
  };
  let tables = 0;
  for (const block of read) {
    if (block.kind === 'table') {
      const caption = above;
      above = [];
      settle();
      blocks.push(tableOf(block, caption, ++tables));
    } else if (collapsed(block.text) === '' || /^(toc|目录) \d$/i.test(block.style)) continue;
    else if (block.style === NAMES.title || block.style === NAMES.tableLine) {
      if (above.length === 0) settle();
      above.push(block);
    } else if (block.style === NAMES.line) {
      if (above.length > 0) settle();
      addAll(apart, paragraphOf(block) as Paragraph[]);
    } else {
      settle();
      addAll(blocks, paragraphOf(block));
    }
  }
  settle();
  return { blocks };
}

function paragraphOf({ text, style, outline, number }: ReadParagraph): (Heading | Paragraph)[] {
  const at = { line: number, place: `第${number}段` };
  const lines = text.split('\n').flatMap((line): Line[] => {
    const words = collapsed(line);
    return words === '' ? [] : [[{ text: words, at }]];
  });
  if (lines.length === 0) return [];
  if (outline !== null) {
    const runs = lines.flatMap((line, index) => (index === 0 ? line : [{ text: ' ' }, ...line]));
    return [{ kind: 'heading', level: Math.min(6, outline + 1) as Heading['level'], id: null, runs }];
  }
  const role = style === NAMES.note ? 'note' : style === NAMES.line ? 'line' : 'text';
  return [{ kind: 'paragraph', role, lines }];
}

function tableOf(
  { rows: read, caption: told }: ReadTable,
  above: readonly ReadParagraph[],
  number: number,
): Table {
  const captionLines = above.flatMap(({ text, style }): CaptionLine[] =>
    text
      .split(/[\t\n]/)
      .map(collapsed)
      .filter((line) => line !== '')
      .map((line) => ({ role: style === NAMES.title ? 'title' : 'line', text: line })),
  );
  const hidden: CaptionLine[] = told === null || told === '' ? [] : [{ role: 'title', text: told }];
  const lines = captionLines.length > 0 ? captionLines : hidden;
  const { rows, columnCount } = gridOf(read, number);
  const caption = lines.length === 0 ? null : lines.map(({ text }) => text).join(' ');
  return { kind: 'table', id: null, caption, captionLines: lines, columnCount, rows };
}

type OpenCell = { -readonly [Key in keyof Cell]: Cell[Key] };

/** Rows with their cells in place; a cell that goes on is a part of the one above it. */
function gridOf(read: ReadTable['rows'], table: number): Pick<Table, 'rows' | 'columnCount'> {
  let columnCount = 0;
  let above = new Map<number, OpenCell>();
  const open = read.map(({ isHead, cells }, top) => {
    const row: OpenCell[] = [];
    const reached = new Map<number, OpenCell>();
    let column = 0;
    for (const { span, continues, paragraphs } of cells) {
      const over = continues ? above.get(column) : undefined;
      if (over !== undefined) {
        over.rowSpan++;
        reached.set(column, over);
      } else {
        const text = paragraphs
          .map((each) => collapsed(each.text))
          .filter((each) => each !== '')
          .join(' ');
        const kind = isHead || paragraphs[0]?.style === NAMES.head ? 'head' : kindOf(text);
        const place = `第${table}张表第${top + 1}行第${column + 1}栏`;
        const at = { line: paragraphs[0]?.number ?? 1, place };
        const cell: OpenCell = { kind, text, column, colSpan: span, rowSpan: 1, indent: 0, at };
        row.push(cell);
        reached.set(column, cell);
      }
      column += span;
    }
    above = reached;
    columnCount = Math.max(columnCount, column);
    const isMark = isHead && cells.some(({ paragraphs }) => paragraphs[0]?.style === NAMES.mark);
    return { section: isHead ? ('head' as const) : ('body' as const), isMark, cells: row };
  });
  const rows: readonly Row[] = open;
  return { rows, columnCount };
}

function kindOf(text: string): Cell['kind'] {
  if (/^-?(\d+\.\d+|\d{1,3}(,\d{3})+(\.\d+)?)$/.test(text)) return 'amount';
  return /^\d{2,7}$/.test(text) ? 'code' : 'name';
}

function collapsed(text: string): string {
  return text
    .replace(/[\u200b\u00ad\ufeff]/g, '')
    .replace(/[ \t\r\n\f\u00a0]+/g, ' ')
    .trim();
}
