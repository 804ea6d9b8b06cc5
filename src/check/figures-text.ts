import { amountsIn } from '../document/numbers-in-text.ts';
import type { Money } from '../model/money.ts';

/** Words that may stand between the name of a thing and its amount without turning it into something else. */
const BETWEEN = /^(?:项目)?(?:经费|预算|支出|资金)?(?:总额|预算)?(?:合计|共计|共|为|安排|预算为)?$/;

/** The amount that is written right behind a name: 公务接待费3.00万元, 办公场所租赁项目经费共121.02万元. */
export function leaningNumber(
  text: string,
  name: string,
): { readonly yuan: Money; readonly written: string; readonly decimals: number } | null {
  if (!text.includes(name)) return null;
  for (const amount of amountsIn(text)) {
    const start = text.lastIndexOf(name, amount.index - name.length);
    if (start < 0 || !BETWEEN.test(text.slice(start + name.length, amount.index))) continue;
    const decimals = /\.(\d+)/.exec(amount.written)?.[1]?.length ?? 0;
    return { yuan: amount.value, written: amount.written, decimals };
  }
  return null;
}

/**
 * The short forms under which people write a figure: without 财政拨款 and marks of quotation, without what stands in
 * brackets, 收入 and 支出 for 收支, 总计 for 总预算.
 *
 * Example: 财政拨款“三公”经费 → “三公”经费, 三公经费; 收支总预算 → 收入总预算, 支出总预算, 收入总计, 支出总计
 */
export function shortForms(label: string): string[] {
  const names = new Set([label, label.replace(/^财政拨款(?=“)/, '')]);
  for (const name of [...names]) {
    names.add(name.replace(/[“”]/g, ''));
    names.add(name.replace(/（[^）]*）/g, ''));
  }
  for (const name of [...names])
    if (name.startsWith('收支')) for (const side of ['收入', '支出']) names.add(side + name.slice(2));
  for (const name of [...names]) if (name.endsWith('总预算')) names.add(`${name.slice(0, -3)}总计`);
  return [...names].filter((name) => name.length >= 4);
}
