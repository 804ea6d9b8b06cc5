import { bookOf, ledgerOf } from '../books/books.ts';
import type { Unit } from '../books/unit.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Filter } from '../model/filter.ts';
import type { Ledger } from '../model/ledger.ts';
import type { Pack, TableDeclaration } from '../pack/pack.ts';
import {
  type BlockDeclaration,
  type ColumnDeclaration,
  lastRowsOf,
  type RowsDeclaration,
} from '../pack/table-declaration.ts';
import { meeting, resolveWhere } from './filter.ts';

/** The pack's words for the level of a unit's document. `wordsFor(unit, pack).self` → 本单位 */
export function wordsFor(unit: Unit, { settings }: Pick<Pack, 'settings'>): Readonly<Record<string, string>> {
  return settings.words[kindOf(unit).level] ?? {};
}

/**
 * The tables of a pack as one entity prints them: those of other levels and those that its file does not ask for left
 * out, columns likewise, and the words of its level in place of their names. `{year}年{owner}收入预算总表` of a
 * department → 2025年部门收入预算总表
 */
export function tablesFor(unit: Unit, pack: Pack): TableDeclaration[] {
  const { level } = kindOf(unit);
  const words = { ...wordsFor(unit, pack), year: String(unit.data.year) };
  const isAsked = (table: TableDeclaration): boolean =>
    (table.level ?? level) === level && (!table.byUnit || unit.data.department?.unitTables === true);
  return pack.tables.filter(isAsked).map((table) => ({
    ...table,
    title: filled(table.title, words),
    blocks: table.blocks.map((block) => blockFor(block, unit, pack.namedFilters, words)),
  }));
}

type Words = Readonly<Record<string, string>>;

function blockFor(
  block: BlockDeclaration,
  unit: Unit,
  named: Readonly<Record<string, Filter>>,
  words: Words,
): BlockDeclaration {
  const base = resolveWhere(block.where, named);
  const { level } = kindOf(unit);
  const isUsed = (column: ColumnDeclaration): boolean =>
    'columns' in column
      ? column.columns.some(isUsed)
      : !('sum' in column) ||
        ledgerOf(unit, column.book).some(meeting([...base, ...resolveWhere(column.sum, named)]));
  const columnsFor = (columns: readonly ColumnDeclaration[]): ColumnDeclaration[] =>
    columns.flatMap((column): ColumnDeclaration[] => {
      if ((column.level ?? level) !== level || (column.used === true && !isUsed(column))) return [];
      const label = filled(column.label, words);
      if (!('columns' in column)) return [{ ...column, label }];
      const below = columnsFor(column.columns);
      return below.length === 0 ? [] : [{ ...column, label, columns: below }];
    });
  return {
    ...block,
    rows: rowsFor(block.rows, words),
    columns: columnsFor(block.columns),
    last: lastRowsOf(block).map((row) => ({ ...row, label: filled(row.label, words) })),
  };
}

function rowsFor(rows: RowsDeclaration, words: Words): RowsDeclaration {
  if (!('lines' in rows)) return rows;
  return { lines: rows.lines.map((line) => ({ ...line, label: filled(line.label, words) })) };
}

function filled(text: string, words: Words): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(words, name) ? words[name]! : whole,
  );
}

/** The lines that a block pivots: by unit those of the members' own books, else what the entity reports. */
export function linesFor(unit: Unit, rows: RowsDeclaration): Ledger {
  const dimensions: readonly string[] = 'by' in rows ? rows.by.flat() : 'each' in rows ? [rows.each] : [];
  const { ledger, byMember } = bookOf(unit, 'current');
  return dimensions.includes('unit') ? (byMember ?? ledger) : ledger;
}
