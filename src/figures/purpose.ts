import type { Unit } from '../books/unit.ts';
import type { Comparison } from '../model/figure.ts';
import type { Finding } from '../model/finding.ts';
import { BUDGETS } from '../model/fund.ts';
import { quoting } from '../model/quoting.ts';
import type { ListMember } from './list-members.ts';

/**
 * What the money of a code is for (主要用于…), from the data file: its own purpose, else that of the 款 or 类
 * above it. A code paid by several budgets may state one purpose for each; `wanted` is the name under which
 * a list looks for its own; without it the purposes of the budgets that pay the code are taken.
 */
export function purposeOf(
  wanted: string | undefined,
  member: ListMember,
  figure: Comparison,
  unit: Unit,
): { purpose: string | null; finding: Finding | null } {
  if (wanted === undefined) return { purpose: null, finding: null };
  const given = [7, 5, 3]
    .filter((length) => length <= member.key.length)
    .map((length) => unit.data.purposes[member.key.slice(0, length)])
    .find((value) => value !== undefined);
  const purpose = typeof given === 'object' ? ofBudgets(given, wanted, figure) : (given ?? null);
  if (purpose !== null || figure.isZero) return { purpose, finding: null };
  return {
    purpose,
    finding: {
      code: 'D05',
      severity: 'error',
      ...quoting`“${member.key} ${member.label}”没有写主要用途。`,
      hint:
        given === undefined
          ? `在 purposes 下补写 ${member.key}: 用途。`
          : `在 purposes.${member.key} 下补写 ${wanted}: 用途。`,
      position: unit.locator.positionOf(['purposes', member.key]),
    },
  };
}

function ofBudgets(
  given: Readonly<Record<string, string>>,
  wanted: string,
  { current: { origin } }: Comparison,
): string | null {
  const own = given[wanted];
  if (own !== undefined || origin.kind !== 'sum') return own ?? null;
  const budgets = new Set(origin.lines.map((line) => BUDGETS[line.fund.budget]));
  const texts = [...budgets].map((name) => given[name]);
  return texts.length > 0 && texts.every((text) => text !== undefined) ? texts.join('，') : null;
}
