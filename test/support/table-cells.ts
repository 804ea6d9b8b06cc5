import { headerPaths, rowTexts } from '../../src/document/table-grid.ts';
import { type Document, everyBlock, type Table } from '../../src/document/tree.ts';

/** How many cells of tables were read as they are. */
export interface ReadCells {
  readonly all: number;
  readonly right: number;
  /** The first cells that were not, with their table. */
  readonly wrong: readonly string[];
}

/** The tables of a document, in reading order. */
export function tablesOf({ blocks }: Document): Table[] {
  return [...everyBlock(blocks)].filter((block) => block.kind === 'table');
}

/**
 * The cells of the tables of one document found in those of another: tables by title in their order, rows and columns by
 * place, forms without a head by the order of their texts. Amounts count as numbers, spaces do not count.
 */
export function compareCells(expected: Document, found: Document): ReadCells {
  const others = tablesOf(found);
  const used = new Set<number>();
  let [all, right] = [0, 0];
  const wrong: string[] = [];
  for (const table of tablesOf(expected)) {
    const title = plain(table.captionLines.find(({ role }) => role === 'title')?.text ?? '');
    const at = others.findIndex(
      (other, index) => !used.has(index) && plain(other.caption ?? '').includes(title),
    );
    used.add(at);
    const rows = linesOf(table);
    const read = at < 0 ? [] : linesOf(others[at]!);
    for (const [row, cells] of rows.entries()) {
      for (const [column, text] of cells.entries()) {
        const other = read[row]?.[column] ?? '';
        if (text === '' && other === '') continue;
        all++;
        if (text === other) right++;
        else wrong.push(`${title} ${row + 1}.${column + 1}: ${text} ≠ ${other}`);
      }
    }
  }
  return { all, right, wrong: wrong.slice(0, 5) };
}

function linesOf(table: Table): string[][] {
  const head = headerPaths(table).map(plain);
  const body = table.rows
    .filter((row) => row.section !== 'head' && !row.isMark)
    .map((row) => rowTexts(table, row).map(plain));
  return head.length > 0 ? [head, ...body] : body.map((row) => row.filter((text) => text !== ''));
}

function plain(text: string): string {
  const bare = text.replace(/\s/g, '').replace(/(?<=\d),(?=\d{3})/g, '');
  // A code keeps its zeros: 01 is not 1.
  return /^-?(?:[1-9]\d*|0)(?:\.\d+)?$/.test(bare)
    ? bare.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')
    : bare;
}
