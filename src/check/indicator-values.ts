import { parseDecimal } from '../model/money.ts';

const PAIR = /[>＞]\s*[=＝]|[<＜]\s*[=＝]/;
const OPERATOR: Readonly<Record<string, string>> = { '>': '≥', '＞': '≥', '<': '≤', '＜': '≤' };

/** An operator that is typed as two characters, and the one that should stand there. `＞=95%` → ＞=, ≥ */
export function operatorPair(value: string): { readonly written: string; readonly better: string } | null {
  const pair = PAIR.exec(value);
  return pair && { written: pair[0], better: OPERATOR[pair[0][0]!]! };
}

/** What a value asks of a rate beyond 100 per cent; null where it does not. `政府采购率`, `≥100%` → ≥100% */
export function rateBeyond(name: string, value: string): string | null {
  const rate = /[>＞≥]\s*[=＝]?\s*(\d+(?:\.\d+)?)\s*[%％]/.exec(value);
  const limit = rate && parseDecimal(rate[1]!);
  const exceeds = limit?.greaterThan(100) || (limit?.equals(100) && /率/.test(name));
  return exceeds && /率|比例|度$/.test(name) ? rate![0] : null;
}
