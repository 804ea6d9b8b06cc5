import type { Block, Document, Heading, Paragraph, Table } from '../document/tree.ts';
import { lineText } from '../document/tree.ts';
import { addAll } from '../model/add-all.ts';
import { cleaned, isHeadingText, levelOf } from './prose-blocks.ts';
import type { RawTable } from './raw-table.ts';
import { captionHeight, captionRows, isMarkRow, shapeTable, type TableWords } from './shape-table.ts';

/**
 * A document whose HTML says little of what it means, as word processors write it, told anew: numbered paragraphs are
 * headings, lines above a table its caption, its first rows its head. What the HTML says itself stays.
 */
export function retellDocument({ blocks }: Document): Document {
  return { blocks: retold(blocks) };
}

function retold(blocks: readonly Block[]): Block[] {
  const result: Block[] = [];
  for (const block of blocks) {
    if (block.kind === 'table') {
      for (const each of retoldTable(block, result)) result.push(each);
    } else if (block.kind === 'paragraph') addAll(result, retoldParagraph(block));
    else if (block.kind === 'list') result.push({ ...block, items: block.items.map(retold) });
    else if (block.kind === 'heading' || block.kind === 'chart') result.push(block);
    else result.push({ ...block, blocks: retold(block.blocks) });
  }
  return result;
}

function retoldParagraph(paragraph: Paragraph): (Heading | Paragraph)[] {
  const lines = paragraph.lines.map((line) => {
    const text = cleaned(lineText(line));
    const at = line.find((run) => run.at)?.at;
    return { text, runs: [{ text, ...(at && { at }) }] };
  });
  const filled = lines.filter(({ text }) => text !== '');
  const [only] = filled;
  if (filled.length === 1 && isHeadingText(only!.text) && paragraph.role === 'text') {
    return [{ kind: 'heading', level: levelOf(only!.text), id: null, runs: only!.runs }];
  }
  return filled.length === 0 ? [] : [{ ...paragraph, lines: filled.map(({ runs }) => runs) }];
}

function retoldTable(table: Table, before: Block[]): Block[] {
  // A form has its heads beside its cells, in rows that are no head.
  const hasHead = table.rows.some(
    ({ section, cells }) => section === 'head' || cells.some(({ kind }) => kind === 'head'),
  );
  if (hasHead && table.caption !== null) return [withMarks(table)];
  const above: TableWords[] = table.captionLines.map(({ text }) => ({ text }));
  const near: Block[] = [];
  for (const block of [...before].reverse()) {
    if (block.kind !== 'paragraph' && block.kind !== 'heading') break;
    near.push(block);
  }
  for (let height = captionHeight(near.slice(0, 6).map((block) => [wordsOf(block)])); height > 0; height--) {
    above.unshift({ text: wordsOf(before.pop()!) });
  }
  if (hasHead) {
    const { inside, start } = captionRows(rawOf(table).rows, table.columnCount);
    const shaped = shapeTable({ columnCount: 1, rows: [] }, [...above, ...inside]).table;
    const rows = table.rows.slice(start);
    return [withMarks({ ...table, rows, caption: shaped.caption, captionLines: shaped.captionLines })];
  }
  const { table: shaped, notes } = shapeTable(rawOf(table), above);
  return [{ ...shaped, id: table.id }, ...notes];
}

/** The row of a head that numbers the columns told as such. `栏次 │ 1 │ 2` */
function withMarks(table: Table): Table {
  return {
    ...table,
    rows: table.rows.map((row, index) =>
      row.section === 'head' && index > 0 && isMarkRow(row.cells) ? { ...row, isMark: true } : row,
    ),
  };
}

function rawOf({ columnCount, rows }: Table): RawTable {
  return {
    columnCount,
    rows: rows.map(({ cells }) => cells.map((cell) => ({ ...cell, text: cleaned(cell.text) }))),
  };
}

function wordsOf(block: Block): string {
  if (block.kind === 'heading') return lineText(block.runs);
  return block.kind === 'paragraph' ? block.lines.map(lineText).join(' ') : '';
}
