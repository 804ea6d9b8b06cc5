import { ledgerOf } from '../books/books.ts';
import { meeting } from '../figures/filter.ts';
import { type Money, sumMoney, toYuan, ZERO } from '../model/money.ts';
import { type CheckContext, isUnread } from './context.ts';
import { shortForms } from './figures-text.ts';

/** What a name stands for, in 元; several values where tables use the name for several things. */
export interface KnownAmount {
  readonly amounts: readonly Money[];
  /** A name of a row or code is only meant where it begins a clause; the name of a figure or project wherever it stands. */
  readonly isExact: boolean;
}

/** All that is known, by name. */
export interface KnownAmounts {
  readonly amounts: ReadonlyMap<string, KnownAmount>;
  /** How long the longest name is. */
  readonly longest: number;
}

/** Shorter names stand inside too many other words. */
const SHORTEST = 4;

/** Names that every table has, of something else each. */
const GENERAL = /合计|总计|小计|^本年|^上年|^项目$|^其他/;

/**
 * Every name under which the report prints an amount of this year: figures with their short forms, projects, entries of
 * lists, rows of tables, codes.
 *
 * Example: 财政拨款“三公”经费, “三公”经费, 三公经费 → 30000; 公务用车运行维护费, a code without money → 0
 */
export function knownAmounts(context: CheckContext): KnownAmounts {
  const known = new Map<string, { amounts: Money[]; isExact: boolean }>();
  const add = (name: string, amount: Money, isExact: boolean): void => {
    if (isExact && GENERAL.test(name)) return;
    const there = known.get(name);
    if (there === undefined) known.set(name, { amounts: [amount], isExact });
    // The figure of a pack says itself what its name means.
    else if (there.isExact || !isExact) there.amounts.push(amount);
  };
  for (const { label, current } of Object.values(context.analysis.figures)) {
    for (const name of shortForms(label)) add(name, current.amount, false);
  }
  if (!isUnread('procurement', context.unread)) {
    const { goods, works, services } = context.unit.data.procurement;
    add('政府采购', toYuan(sumMoney([goods, works, services]), context.unit.data.amounts), false);
  }
  for (const [name, { amount }] of context.projectTotals)
    if (name.length >= SHORTEST) add(name, amount, false);
  const addLong: Add = (name, amount, isExact) => {
    if (name.length >= SHORTEST) add(name, amount, isExact);
  };
  addPrinted(context, addLong);
  addCodes(context, addLong);
  let longest = 0;
  for (const name of known.keys()) longest = Math.max(longest, name.length);
  return { amounts: known, longest };
}

/** Names of rows, of entries of lists and of codes. */
type Add = (name: string, amount: Money, isExact: boolean) => void;

function addPrinted({ analysis, grids, unread }: CheckContext, add: Add): void {
  for (const [list, entries] of Object.entries(analysis.lists)) {
    if (isUnread(`lists.${list}`, unread)) continue;
    for (const { label, figure } of entries) add(label, figure.current.amount, true);
  }
  for (const { columns, rows } of grids) {
    for (const { cells } of rows) {
      let name = '';
      for (const [column, cell] of cells.entries()) {
        if (cell.kind === 'figure') add(name, cell.figure.amount, true);
        else if (columns[column]!.kind === 'name') name = bareLabel(cell.text);
      }
    }
  }
}

/** Without the number before it and what is said in brackets behind it. `（一）工资福利支出` → 工资福利支出 */
function bareLabel(label: string): string {
  return label
    .trim()
    .replace(/^(?:其中：|[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十\d]+[、.．]|\d+\s+)+/, '')
    .replace(/（[^）]*）$/, '');
}

/** What is spent of each code of the lists, none of those that stand in no line. */
function addCodes({ unit }: CheckContext, add: Add): void {
  const lines = ledgerOf(unit).filter(meeting([]));
  const spent = new Map<string, Money>();
  const count = (code: string, amount: Money): void => {
    for (let length = 3; length <= code.length; length += 2) {
      const part = code.slice(0, length);
      spent.set(part, (spent.get(part) ?? ZERO).plus(amount));
    }
  };
  // Codes of functions begin with 2, those of economics never do.
  for (const { functionCode, economicCode, amount } of lines) {
    count(functionCode, amount);
    if (economicCode !== null) count(economicCode, amount);
  }
  for (const [code, name] of unit.classification.functions) add(name, spent.get(code) ?? ZERO, true);
  // Of a lump sum nobody knows the economic code.
  if (lines.some(({ economicCode }) => economicCode === null)) return;
  for (const [code, name] of unit.classification.economics) add(name, spent.get(code) ?? ZERO, true);
}
