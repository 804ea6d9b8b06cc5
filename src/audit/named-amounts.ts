import type { PublishedTable } from '../lists/check-words.ts';
import { type Money, ZERO } from '../model/money.ts';
import type { Reading } from './reading.ts';
import { type SangongItem, sangongLines } from './sangong-lines.ts';
import { type PublishedWords, type TableView, yuanOf } from './table-view.ts';

/** An amount that the tables print under a name, in 元. */
export interface NamedAmount {
  readonly yuan: Money;
  readonly text: string;
  readonly view: TableView;
}

/** Words around the name of a figure that do not make it another one. */
const BEFORE =
  /^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．])?(?:其中[：:]?|故|本年度?|当年|我?本?单位|我?本?部门|全年|20\d\d\s*年度?|年度?(?![初末终底中])|安排的?|的)*/;
const AFTER = /(?:年初|全年)?(?:预算|决算)?(?:总额|数|合计)?(?:预算|决算)?(?:安排|为|共计|共|是|约|：)*$/;

/** The name of a figure without what prose puts around it. `2025年基本支出预算` → 基本支出 */
export function figureName(words: string): string {
  const bare = words.replace(/\s/g, '').replace(BEFORE, '');
  const name = bare.replace(AFTER, '');
  return name.replace(/[“”"（）()]/g, '');
}

/** How prose calls the items of 三公, whatever the table calls them. */
const SANGONG_NAMES: Readonly<Record<SangongItem, readonly string[]>> = {
  total: ['“三公”经费'],
  abroad: ['因公出国（境）费', '因公出国（境）费用', '因公出国（境）经费'],
  reception: ['公务接待费'],
  vehicles: ['公务用车购置及运行费', '公务用车购置及运行维护费', '公务用车购置和运行维护费'],
  purchase: ['公务用车购置费'],
  running: ['公务用车运行费', '公务用车运行维护费'],
};

/** Amounts by name: of rows by their label, of columns by their head in the row of the total. */
export function namedAmounts({ tables }: Reading, words: PublishedWords): Map<string, NamedAmount[]> {
  const named = new Map<string, NamedAmount[]>();
  const add = (name: string, amount: NamedAmount): void => {
    const key = figureName(name);
    if (key.length < 3) return;
    named.set(key, [...(named.get(key) ?? []), amount]);
  };
  for (const view of tables) {
    if (view.kind === null || view.kind === 'goals' || view.unit === null) continue;
    for (const { amounts } of view.kind === 'sangong' ? sangongLines(view, words) : []) {
      for (const [item, printed] of amounts) {
        const amount = { yuan: yuanOf(view, printed)!, text: printed.text, view };
        for (const name of SANGONG_NAMES[item]) add(name, amount);
      }
    }
    for (const block of view.blocks) {
      const total =
        block.rows.find(({ label }) => words.rows.sum.test(label)) ??
        (block.rows.length === 1 ? block.rows[0] : undefined);
      // Where the total has an empty cell, the figure of that column is nothing.
      for (const { index, path } of total ? block.columns : []) {
        if (!total!.amounts.has(index)) for (const word of path) add(word, { yuan: ZERO, text: '空', view });
      }
      for (const row of block.rows) {
        for (const [column, printed] of row.amounts) {
          const yuan = yuanOf(view, printed)!;
          const amount = { yuan, text: printed.text, view };
          add(row.label, amount);
          const path = block.columns.find(({ index }) => index === column)!.path;
          if (row === total) for (const word of path) add(word, amount);
        }
      }
    }
  }
  return named;
}

/** The rule that a sentence breaks which names a figure of this table otherwise than the table. */
export function proseRuleOf(kind: PublishedTable | null): string {
  switch (kind) {
    case 'balance':
    case 'fiscal':
      return 'D01';
    case 'income':
      return 'D03';
    case 'expenditure':
      return 'D04';
    case 'basic':
      return 'D09';
    case 'projects':
      return 'D10';
    case 'sangong':
      return 'D12';
    default:
      return 'D06';
  }
}
