import type { LedgerLine } from '../model/ledger.ts';
import { type Money, sumMoney } from '../model/money.ts';

/** Whether a code begins with one of some codes. `startsWith('30101', ['301', '303'])` → true */
export function startsWith(code: string | null, prefixes: readonly string[]): boolean {
  return code !== null && prefixes.some((prefix) => code.startsWith(prefix));
}

/** The money of some ledger lines together, in 元. */
export function total(lines: readonly LedgerLine[]): Money {
  return sumMoney(lines.map((line) => line.amount));
}

/** An amount in 元 as messages show it. 1210200 → 121.02万元 */
export function wan(yuan: Money): string {
  const value = yuan.div(10_000);
  return `${value.toFixed(Math.max(2, value.decimalPlaces()))}万元`;
}
