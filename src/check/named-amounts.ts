import { amountsIn, type TextAmount } from '../document/numbers-in-text.ts';
import type { KnownAmount, KnownAmounts } from './known-amounts.ts';

/** Words that may stand between the name of a thing and its amount without turning it into something else. */
const BETWEEN = /^(?:项目)?(?:经费|预算|支出|资金)?(?:总额|预算)?(?:合计|共计|共|为|安排|预算为)?$/;
/** The longest row of such words. */
const MOST_BETWEEN = 10;

/** Where a clause begins, a name means what it says; behind other words it may be a part of another thing. */
const BEGINS = /(?:^|[^\p{Script=Han}“”]|其中|包括|安排|单位|年度?|以及|[和及与的是为含])$/u;

/** An amount with the known name right before it. */
export interface NamedAmount {
  readonly name: string;
  readonly amount: TextAmount;
  readonly known: KnownAmount;
  /** What the sentence says before the name. */
  readonly before: string;
}

/**
 * The amounts of a text that are written right behind a known name, each with the longest such name.
 *
 * Example: 其中公务用车运行维护费2.00万元、公务接待费共3.00万元 → two amounts
 */
export function namedAmounts(text: string, { amounts: known, longest }: KnownAmounts): NamedAmount[] {
  return amountsIn(text).flatMap((amount) => {
    const ends: number[] = [];
    for (let end = amount.index; end >= 0 && amount.index - end <= MOST_BETWEEN; end--)
      if (BETWEEN.test(text.slice(end, amount.index))) ends.push(end);
    for (let length = longest; length > 0; length--) {
      for (const end of ends) {
        if (end < length) continue;
        const name = text.slice(end - length, end);
        const meant = known.get(name);
        if (meant === undefined) continue;
        const before = text.slice(0, end - length);
        if (meant.isExact && !BEGINS.test(before)) continue;
        const sentence = Math.max(before.lastIndexOf('。'), before.lastIndexOf('；')) + 1;
        return [{ name, amount, known: meant, before: before.slice(sentence) }];
      }
    }
    return [];
  });
}
