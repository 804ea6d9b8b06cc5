import { nearest } from '../model/nearest.ts';
import type { Row } from './cell.ts';
import type { CellReader } from './cell-reader.ts';

/** A column that a sheet may have: the heading that is written first, others that are understood behind it. */
export interface ColumnNames {
  readonly names: readonly string[];
  readonly isRequired: boolean;
}

/** Rows looked at for the head. */
const HEAD_SEARCH = 10;

/** Where the columns of a sheet stand. */
export interface SheetTable<C extends string> {
  readonly headRow: number;
  readonly columns: ReadonlyMap<C, number>;
  /** Rows below the head. */
  readonly rows: readonly Row[];
}

/**
 * Finds the head of a sheet by its headings, in whatever order they stand. `R03` a heading is unknown or stands twice,
 * and what stands below it is not read; `R02` a heading is missing: null, nothing of the sheet can be read.
 */
export function findTable<C extends string>(
  reader: CellReader,
  known: Readonly<Record<C, ColumnNames>>,
): SheetTable<C> | null {
  const names = Object.entries<ColumnNames>(known);
  const columnOf = (heading: string): C | undefined =>
    names.find(([, { names: accepted }]) => accepted.includes(heading))?.[0] as C | undefined;
  const candidates = reader.sheet.rows.filter(({ number }) => number <= HEAD_SEARCH);
  const score = (row: Row): number => headings(reader, row).filter(([, text]) => columnOf(text)).length;
  const head = candidates.reduce<Row | null>(
    (best, row) => (score(row) > (best ? score(best) : 0) ? row : best),
    null,
  );
  const columns = new Map<C, number>();
  for (const [column, text] of head ? headings(reader, head) : []) {
    const found = columnOf(text);
    if (found !== undefined && !columns.has(found)) columns.set(found, column);
    else reportHeading(reader, head!.number, column, text, found !== undefined, names);
  }
  const missing = names.filter(([id, { isRequired }]) => isRequired && !columns.has(id as C));
  if (missing.length > 0) {
    const list = missing
      .map(
        ([
          ,
          {
            names: [first],
          },
        ]) => `“${first}”`,
      )
      .join('、');
    const hint = '请用发放的工作簿填写，不要改动或删去表头。';
    reader.report('R02', head?.number ?? 1, 1, `工作表“${reader.sheet.name}”缺少列${list}。`, hint);
  }
  if (!head || missing.length > 0) return null;
  return {
    headRow: head.number,
    columns,
    rows: reader.sheet.rows.filter(({ number }) => number > head.number),
  };
}

/** A heading may be broken over lines to fit its column. */
function headings(reader: CellReader, row: Row): [number, string][] {
  return [...row.cells.keys()].map((column) => [column, reader.text(row, column).replace(/\s/g, '')]);
}

function reportHeading(
  reader: CellReader,
  row: number,
  column: number,
  text: string,
  isRepeated: boolean,
  names: readonly (readonly [string, ColumnNames])[],
): void {
  if (text === '') return;
  const firsts = names.map(([, { names: accepted }]) => accepted[0]!);
  const close = nearest(text, firsts);
  if (isRepeated) reader.report('R03', row, column, `列“${text}”出现了两次。`, '请删去其中一列。');
  else {
    reader.report(
      'R03',
      row,
      column,
      `不认识的列“${text}”。`,
      close ? `是不是“${close}”？` : `可以有这些列：${firsts.join('、')}。自己的备注请写在别的工作表里。`,
    );
  }
}
