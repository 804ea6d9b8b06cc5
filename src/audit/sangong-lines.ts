import type { Block, PrintedAmount, PublishedWords, TableView } from './table-view.ts';

export type SangongItem = keyof PublishedWords['sangong'];

/** The items of one column (or row) of the table, each with its amount. */
export interface SangongLine {
  /** 合计, 一般公共预算 …; empty where the table has one line of amounts. */
  readonly name: string;
  readonly amounts: ReadonlyMap<SangongItem, PrintedAmount>;
}

/** The items of 三公 as a table has them, in rows or in columns. */
export function sangongLines(view: TableView, words: PublishedWords): SangongLine[] {
  const itemOf = (label: string): SangongItem | null => {
    const bare = label.replace(/^[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*/, '').replace(/^其中[：:]/, '');
    for (const item of ['purchase', 'running', 'vehicles', 'abroad', 'reception', 'total'] as const) {
      if (
        words.sangong[item].test(
          item === 'purchase' || item === 'running'
            ? bare.replace(/^公务用车购置(?:及|和|与)运行.*/, '')
            : bare,
        )
      )
        return item;
    }
    return null;
  };
  return view.blocks.flatMap((block) => {
    const inRows = block.rows.filter(({ label }) => itemOf(label) !== null && itemOf(label) !== 'total');
    return inRows.length >= 3 ? byColumn(block, itemOf) : byRow(block, itemOf);
  });
}

function byColumn({ columns, rows }: Block, itemOf: (label: string) => SangongItem | null): SangongLine[] {
  return columns.map((column) => {
    const amounts = new Map<SangongItem, PrintedAmount>();
    for (const row of rows) {
      const item = itemOf(row.label);
      const amount = row.amounts.get(column.index);
      if (item !== null && amount && !amounts.has(item)) amounts.set(item, amount);
    }
    return { name: column.path.at(-1)!, amounts };
  });
}

/** Items in columns, one line of amounts below; a final account has a group for the budget and one for what was spent. */
function byRow({ columns, rows }: Block, itemOf: (label: string) => SangongItem | null): SangongLine[] {
  return rows.flatMap((row): SangongLine[] => {
    const groups = new Map<string, Map<SangongItem, PrintedAmount>>();
    for (const { index, path } of columns) {
      const amount = row.amounts.get(index);
      const isOfVehicles = path.some((word) => /公务用车购置(?:及|和|与)运行/.test(word));
      const leaf = path.at(-1)!;
      const item = isOfVehicles && /小计|合计/.test(leaf) ? 'vehicles' : itemOf(leaf);
      if (item === null || !amount) continue;
      const isGroup = path.length > 1 && /预算|决算|上年|本年|年/.test(path[0]!);
      const name = isGroup ? path[0]! : '';
      const own = groups.get(name) ?? new Map<SangongItem, PrintedAmount>();
      if (!own.has(item)) own.set(item, amount);
      groups.set(name, own);
    }
    return [...groups].map(([name, amounts]) => ({ name, amounts }));
  });
}
