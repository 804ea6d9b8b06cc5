import { headerPaths, rowTexts } from '../document/table-grid.ts';
import type { Origin, Table } from '../document/tree.ts';
import type { CheckWords, PublishedTable } from '../lists/check-words.ts';
import { type Money, PRINT_UNITS, type PrintUnit, parseDecimal, toYuan } from '../model/money.ts';

export type PublishedWords = CheckWords['published'];

/** What amounts of a column are, as rules ask for it. */
export type ColumnRole = Exclude<keyof PublishedWords['columns'], 'aside'>;

/** An amount as a table prints it. */
export interface PrintedAmount {
  readonly text: string;
  /** In the unit of the table, as printed. */
  readonly value: Money;
  readonly decimals: number;
  readonly at: Origin | null;
}

/** A column of amounts with the words over it, from the top to the leaf. */
export interface AmountColumn {
  readonly index: number;
  readonly path: readonly string[];
  /** What the form says that its amounts are. */
  readonly role?: ColumnRole;
}

/** A row of a block: what it calls itself, and its amounts by column. */
export interface BlockRow {
  readonly label: string;
  /** Digits of its codes joined: 201, 13, 01 → 2011301; empty without one. */
  readonly code: string;
  readonly amounts: ReadonlyMap<number, PrintedAmount>;
  /** Words where an amount belongs. */
  readonly unreadable: readonly { readonly column: number; readonly text: string }[];
  readonly at: Origin | null;
  readonly index: number;
}

/** Columns of names and amounts that belong together: a table of income and expenditure has two beside one another. */
export interface Block {
  readonly columns: readonly AmountColumn[];
  readonly rows: readonly BlockRow[];
}

/** A table of a published report with what is known of it. */
export interface TableView {
  readonly table: Table;
  readonly title: string;
  readonly kind: PublishedTable | null;
  /** 万元 of 单位：万元; null where the table does not say it. */
  readonly unit: PrintUnit | null;
  readonly decimals: number;
  /** Who made it, as its caption says. */
  readonly maker: string | null;
  readonly blocks: readonly Block[];
  readonly isEmpty: boolean;
  /** What is noted right below it; empty where nothing is. */
  readonly note: string;
  /** What its cells hold was not made out; nothing is told of them. */
  readonly isTorn: boolean;
}

/** A table as the rules look at it: its kind by its title, its unit, its blocks with rows and amounts. */
export function viewTable(read: Table, words: PublishedWords): TableView {
  const isTorn = read.isTorn === true;
  const table = isTorn ? { ...read, rows: [] } : read;
  const lines = table.captionLines.map(({ text }) => text.replace(/\s/g, ''));
  const title = table.captionLines.find(({ role }) => role === 'title')?.text.replace(/\s/g, '') ?? '';
  const heads = headerPaths(table);
  const unit = unitOf([...lines, ...heads.map((head) => head.replace(/\s/g, ''))]);
  const blocks = blocksOf(table, heads);
  const amounts = blocks.flatMap(({ rows }) => rows.flatMap((row) => [...row.amounts.values()]));
  return {
    table,
    title,
    kind: words.tables.find((each) => each.title.test(title))?.kind ?? null,
    unit,
    decimals: commonDecimals(amounts),
    maker: makerOf(lines),
    blocks,
    note: '',
    isEmpty: !isTorn && amounts.every(({ value }) => value.isZero()),
    isTorn,
  };
}

function unitOf(lines: readonly string[]): PrintUnit | null {
  for (const line of lines) {
    const found = /单位[:：（(]\s*(?:人民币)?(亿元|万元|元)|[（(](亿元|万元|元)[）)]/.exec(line);
    const unit = found?.[1] ?? found?.[2];
    if (unit !== undefined) return PRINT_UNITS.find((each) => each === unit)!;
  }
  return null;
}

function makerOf(lines: readonly string[]): string | null {
  for (const line of lines) {
    const found =
      /^(?:编制|填报|公开|预算)?(?:单位|部门)(?:名称)?[:：](?!(?:人民币)?(?:亿|万)?元)([^:：]{2,40}?)(?:金额单位.*|单位[:：].*)?$/.exec(
        line,
      );
    if (found) return found[1]!;
  }
  return null;
}

function commonDecimals(amounts: readonly PrintedAmount[]): number {
  const counts = new Map<number, number>();
  for (const { decimals } of amounts) counts.set(decimals, (counts.get(decimals) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 2;
}

/** An amount of a cell; null for a cell without one, `unreadable` for words. */
export function readAmount(text: string, at: Origin | null): PrintedAmount | 'unreadable' | null {
  const bare = text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/^[-—–－─_/]+$|^[…·.]+$/, '');
  if (bare === '') return null;
  const plain = bare
    .replace(/(?<=\d),(?=\d{3})/g, '')
    .replace(/^[−－]/, '-')
    .replace(/^[￥¥]/, '');
  const value = parseDecimal(plain);
  if (value === null) return 'unreadable';
  return { text, value, decimals: /\.(\d+)$/.exec(plain)?.[1]?.length ?? 0, at };
}

/** A `number` counts the rows or names a unit: 行次, 单位代码. */
type Role = 'code' | 'name' | 'amount' | 'number';

function blocksOf(table: Table, heads: readonly string[]): Block[] {
  const body = table.rows.filter((row) => row.section !== 'head' && !row.isMark);
  const roles = rolesOf(
    body.map((row) => rowTexts(table, row)),
    heads,
    table.columnCount,
  );
  const starts = roles.flatMap((role, index) =>
    index > 0 && role !== 'amount' && roles[index - 1] === 'amount' ? [index] : [],
  );
  const bounds = [0, ...starts, table.columnCount];
  return bounds.slice(0, -1).flatMap((from, block): Block[] => {
    const to = bounds[block + 1]!;
    const columns = roles.flatMap((role, index): AmountColumn[] =>
      role === 'amount' && index >= from && index < to
        ? [{ index, path: (heads[index] ?? '').replace(/\s/g, '').split('/') }]
        : [],
    );
    if (columns.length === 0) return [];
    const rows = body.flatMap((row, index): BlockRow[] => {
      const cells = row.cells.filter(
        ({ column }) => column >= from && column < to && roles[column] !== 'number',
      );
      const codes = cells.filter(
        ({ column, text }) => roles[column] !== 'amount' && /^\d{2,7}$/.test(text.replace(/\s/g, '')),
      );
      const names = cells.filter(
        ({ column, text }) =>
          roles[column] !== 'amount' && text !== '' && !codes.some((code) => code.column === column),
      );
      const written = names.map(({ text }) => text.replace(/\s/g, '')).join('');
      const leading =
        codes.length === 0 ? /^(\d{3}|\d{5}|\d{7})(?=\p{Script=Han})/u.exec(written)?.[1] : undefined;
      const amounts = new Map<number, PrintedAmount>();
      const unreadable: { column: number; text: string }[] = [];
      for (const { column, text, at } of cells) {
        if (roles[column] !== 'amount') continue;
        const amount = readAmount(text, at ?? null);
        if (amount === 'unreadable') unreadable.push({ column, text });
        else if (amount) amounts.set(column, amount);
      }
      if (written === '' && codes.length === 0 && amounts.size === 0) return [];
      const code = leading ?? codes.map(({ text }) => text.replace(/\s/g, '')).join('');
      const at = cells.find((cell) => cell.at)?.at ?? row.cells.find((cell) => cell.at)?.at ?? null;
      return [
        {
          label: leading === undefined ? written : written.slice(leading.length),
          code,
          amounts,
          unreadable,
          at,
          index,
        },
      ];
    });
    return [{ columns, rows }];
  });
}

function rolesOf(
  rows: readonly (readonly string[])[],
  heads: readonly string[],
  columnCount: number,
): Role[] {
  const roles: Role[] = [];
  for (let column = 0; column < columnCount; column++) {
    const texts = rows.map((row) => (row[column] ?? '').replace(/\s/g, '')).filter((text) => text !== '');
    const head = (heads[column] ?? '').replace(/\s/g, '');
    const numbers = texts.filter((text) => readAmount(text, null) !== 'unreadable');
    const amounts = texts.filter((text) => /[.,，]\d/.test(text));
    if (
      /(?:^|\/)(?:行次|栏次)$|(?:部门|单位|项目|机构)(?:[（(]\p{Script=Han}+[）)])?(?:代码|编码|编号)$/u.test(
        head,
      )
    ) {
      roles.push('number');
      continue;
    }
    const isCode =
      /(?:编码|代码|编号|序号)|(?:^|\/)[类款项]$/.test(head) ||
      (amounts.length === 0 &&
        texts.length > 0 &&
        texts.every((text) => /^\d{2,7}$/.test(text)) &&
        roles.at(-1) !== 'amount' &&
        // Whole numbers behind a name are amounts.
        !roles.slice(roles.lastIndexOf('amount') + 1).includes('name'));
    if (isCode && amounts.length === 0) roles.push('code');
    else if (texts.length > 0 && numbers.length < texts.length * 0.5) roles.push('name');
    else if (texts.length === 0 && roles.at(-1) === 'amount')
      roles.push(/(?:项目|科目|名称|备注|说明|功能分类)$/.test(head) ? 'name' : 'amount');
    else if (
      texts.length === 0 &&
      !/(?:数|计|支出|经费|预算|拨款|收入|资金|费|结转|结余|余额)(?:[（(].*[）)])?$/.test(head)
    )
      roles.push('name');
    else roles.push('amount');
  }
  return roles;
}

/** An amount in 元. */
export function yuanOf(view: TableView, { value }: PrintedAmount): Money | null {
  return view.unit === null ? null : toYuan(value, view.unit);
}
