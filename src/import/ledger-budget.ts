import type { BudgetLine } from '../kinds/budget-lines.ts';
import type { UnplacedLine } from '../model/ledger.ts';
import { type AmountUnit, parseDecimal, toYuan } from '../model/money.ts';

/** Ledger lines as lines of a unit file whose amounts are in `unit`; exact, since 元 → 万元 only moves the point. */
export function budgetLinesOf(lines: readonly UnplacedLine[], unit: AmountUnit): BudgetLine[] {
  const factor = toYuan(parseDecimal('1')!, unit);
  return lines.map(
    ({ functionCode, economicCode, kind, project, fund, carriedOver, counterpart, amount }) => ({
      functionCode,
      economicCode,
      kind,
      project,
      fund: fund.name,
      carriedOver,
      counterpart,
      amount: amount.div(factor).toFixed(),
    }),
  );
}

/** The same lines with their amounts in another unit. `convertLines([… 5081780 元], '元', '万元')` → 508.178 */
export function convertLines(lines: readonly BudgetLine[], from: AmountUnit, to: AmountUnit): BudgetLine[] {
  if (from === to) return [...lines];
  const factor = toYuan(parseDecimal('1')!, to);
  return lines.map((line) => {
    const value = parseDecimal(line.amount);
    return value === null ? line : { ...line, amount: toYuan(value, from).div(factor).toFixed() };
  });
}
