import { amountsIn } from '../document/numbers-in-text.ts';
import type { Money } from '../model/money.ts';

/** Words that may stand between the name of a thing and its amount without turning it into something else. */
const BETWEEN = /^(?:项目)?(?:经费|预算|支出|资金)?(?:合计|共计|共|为|安排|预算为)?$/;

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
