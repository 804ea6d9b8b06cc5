import type { TableView } from './table-view.ts';

type ByPlace = Pick<TableView, 'title' | 'table'>;

/**
 * Tables by their titles, and where they stand.
 *
 * Example: “项目支出绩效目标表（2025年）” 3 张（第25页第1行、第26页第1行、第27页第1行）
 */
export function tablesByTitle(tables: readonly ByPlace[]): string {
  const titles = new Map<string, ByPlace[]>();
  for (const table of tables) titles.set(table.title, [...(titles.get(table.title) ?? []), table]);
  // Those without a title last.
  return [...titles]
    .sort(([a], [b]) => Number(a === '') - Number(b === ''))
    .map(([title, own]) => {
      const count = own.length > 1 ? ` ${own.length} 张` : '';
      return `${title === '' ? '（没有表名）' : `“${title}”`}${count}（${placesOf(own)}）`;
    })
    .join('、');
}

/** Where tables stand, the first five. */
export function placesOf(tables: readonly Pick<ByPlace, 'table'>[]): string {
  const places = tables.flatMap(({ table }) => table.at?.place ?? (table.at ? `第${table.at.line}行` : []));
  return places.slice(0, 5).join('、') + (places.length > 5 ? '等' : '');
}
