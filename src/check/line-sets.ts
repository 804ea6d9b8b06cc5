import type { LedgerLine } from '../model/ledger.ts';

/** The ledger lines that a figure takes; null where a cell has none. */
export type LineSet = ReadonlySet<LedgerLine> | null;

/** A figure that is the sum of others, as numbers of cells. */
export interface SumOfParts {
  readonly whole: number;
  readonly parts: readonly number[];
}

/**
 * Which of some cells in a row (or column) are the sum of cells behind them, told from the ledger lines alone:
 * a total and its parts take the same lines, each once. A part that is a sum itself is taken instead of its own
 * parts.
 *
 * Example: 合计, 小计, 购置, 运行, 接待 with the lines {1,2,3}, {1,2}, {1}, {2}, {3} → 合计 = 小计 + 接待, 小计 = 购置 + 运行
 */
export function sumsOfParts(cells: readonly LineSet[]): SumOfParts[] {
  const end: number[] = [];
  const sums: SumOfParts[] = [];
  for (let whole = cells.length - 1; whole >= 0; whole -= 1) {
    end[whole] = whole;
    const own = cells[whole];
    if (!own || own.size === 0) continue;
    const parts: number[] = [];
    const seen = new Set<LedgerLine>();
    for (let next = whole + 1; next < cells.length; next = end[next]! + 1) {
      const part = cells[next];
      if (!part || !fits(part, own, seen)) break;
      for (const line of part) seen.add(line);
      if (part.size > 0) parts.push(next);
      if (seen.size < own.size) continue;
      end[whole] = end[next]!;
      if (parts.length > 1) sums.unshift({ whole, parts });
      break;
    }
  }
  return sums;
}

/** The last cell as the sum of all that no other cell has among its parts; null where it is not. */
export function closingSum(cells: readonly LineSet[]): SumOfParts | null {
  const whole = cells.length - 1;
  const own = cells[whole];
  if (!own || own.size === 0) return null;
  const inner = new Set(sumsOfParts(cells.slice(0, whole)).flatMap(({ parts }) => parts));
  const parts: number[] = [];
  const seen = new Set<LedgerLine>();
  for (const [index, part] of cells.slice(0, whole).entries()) {
    if (!part || part.size === 0 || inner.has(index)) continue;
    // A single line below a sum of one part is that part once more.
    if ([...part].every((line) => seen.has(line))) continue;
    if (!fits(part, own, seen)) return null;
    for (const line of part) seen.add(line);
    parts.push(index);
  }
  return seen.size === own.size && parts.length > 1 ? { whole, parts } : null;
}

function fits(
  part: ReadonlySet<LedgerLine>,
  own: ReadonlySet<LedgerLine>,
  seen: ReadonlySet<LedgerLine>,
): boolean {
  for (const line of part) if (seen.has(line) || !own.has(line)) return false;
  return true;
}
