import type { Finding, Position } from '../model/finding.ts';
import { type AmountUnit, formatDecimal, type Money, parseDecimal, sumMoney } from '../model/money.ts';
import type { LineKey } from './budget-lines.ts';

/** A line of a ledger that has total rows, before it is split by unit. */
export interface ExportLine extends LineKey {
  readonly unitName: string;
  /** The department above the unit, where the table names it. */
  readonly department?: string;
  readonly row: number;
  readonly amount: Money | null;
  readonly priorAmount: Money | null;
}

/** A row that states a sum of others. */
export interface TotalRow {
  readonly row: number;
  readonly label: string;
  readonly unitName: string;
  /** Of which lines: all, or those whose codes begin so. */
  readonly functionPrefix: string;
  readonly economicPrefix: string;
  readonly amount: Money | null;
  readonly priorAmount: Money | null;
  readonly position: Position;
}

/**
 * Compares the total rows of a ledger, in whatever container, with its lines. A total may stand for the lines since the total before it, for
 * its unit, or for the whole sheet; it must be one of them (`R10`, an error). In 万元 a difference that rounding
 * the lines can explain is a note.
 */
export function checkTotals(
  totals: readonly TotalRow[],
  lines: readonly ExportLine[],
  unit: AmountUnit,
): Finding[] {
  return totals.flatMap((total) =>
    (['amount', 'priorAmount'] as const).flatMap((column) => {
      const stated = total[column];
      if (stated === null) return [];
      const candidates = linesMeant(total, totals, lines).map((group) => ({
        count: group.length,
        sum: sumMoney(group.flatMap((line) => line[column] ?? [])),
      }));
      const differences = candidates.map(({ sum, count }) => ({ sum, count, by: stated.minus(sum).abs() }));
      if (differences.some(({ by }) => by.isZero())) return [];
      const nearest = differences.reduce((best, other) => (other.by.lessThan(best.by) ? other : best));
      return [difference(total, stated, nearest, unit)];
    }),
  );
}

/** The groups of lines that a total may be the sum of. */
function linesMeant(
  total: TotalRow,
  totals: readonly TotalRow[],
  lines: readonly ExportLine[],
): ExportLine[][] {
  const { functionPrefix, economicPrefix, unitName, row } = total;
  const coded = lines.filter(
    (line) =>
      line.functionCode.startsWith(functionPrefix) && (line.economicCode ?? '').startsWith(economicPrefix),
  );
  const ofUnit = coded.filter((line) => line.unitName === unitName);
  if (functionPrefix !== '' || economicPrefix !== '') return [ofUnit, coded];
  const previous = Math.max(0, ...totals.filter((other) => other.row < row).map((other) => other.row));
  const next = Math.min(
    Number.POSITIVE_INFINITY,
    ...totals.filter((other) => other.row > row).map((other) => other.row),
  );
  return [
    lines.filter((line) => line.row > previous && line.row < row),
    lines.filter((line) => line.row > row && line.row < next),
    ofUnit,
    lines.filter((line) => line.row < row),
    lines.filter((line) => line.row > row),
    [...lines],
  ];
}

function difference(
  { label, position }: TotalRow,
  stated: Money,
  { sum, count, by }: { readonly sum: Money; readonly count: number; readonly by: Money },
  unit: AmountUnit,
): Finding {
  const show = (value: Money): string => formatDecimal(value, Math.max(2, value.decimalPlaces()));
  const explained = unit === '万元' ? parseDecimal('0.005')!.times(count + 1) : parseDecimal('0')!;
  const isResidue = by.lessThanOrEqualTo(explained);
  return {
    code: 'R10',
    severity: isResidue ? 'note' : 'error',
    message: `“${label}”为 ${show(stated)} ${unit}，各行之和为 ${show(sum)} ${unit}，相差 ${show(by)}。`,
    hint: isResidue ? '差额在四舍五入的尾差之内，以各行为准。' : '核对明细行和合计行，改正后再导入。',
    position,
  };
}
