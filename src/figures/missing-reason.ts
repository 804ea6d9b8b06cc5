import { isDeepStrictEqual } from 'node:util';
import type { Unit } from '../books/unit.ts';
import { kindOf } from '../kinds/registry.ts';
import type { ComparedBook } from '../model/book.ts';
import type { Comparison } from '../model/figure.ts';
import type { Finding, Position } from '../model/finding.ts';
import type { DataPath } from '../model/locator.ts';
import { formatDecimal, printedValue } from '../model/money.ts';
import type { MoneyFormat } from '../model/money-format.ts';
import { quoting } from '../model/quoting.ts';
import { changeOf, hasChanged } from './compare.ts';

/** A reason that a figure demands and the file does not give. */
export interface MissingReason {
  /** Its place below `reasons`: `['items', '2010350']`. */
  readonly path: readonly string[];
  /** `上年 530.16 → 本年 508.18，减少21.98万元` */
  readonly change: string;
  /** Reasons of other figures that would do for it, if they moved the same way. */
  readonly others: readonly (readonly string[])[];
  readonly isIncrease: boolean;
  /** The book that the figure is compared with; null for that of the report. */
  readonly base: ComparedBook | null;
}

/**
 * The reason that a comparison lacks, with both amounts as they are printed; null where it has one, or where nothing
 * changed in print.
 *
 * Example: 基本支出 530.16 last year, 508.18 this year → `上年 530.16 → 本年 508.18，减少21.98万元`
 */
export function missingReason(
  comparison: Comparison,
  base: ComparedBook | null,
  unit: Pick<Unit, 'kind'>,
  money: MoneyFormat,
): MissingReason | null {
  const [path, ...others] = comparison.reasonPaths;
  if (!path || comparison.reason !== null || !hasChanged(comparison, money)) return null;
  const { current, prior } = comparison;
  const [now, before] = [current, prior!].map(({ amount }) =>
    formatDecimal(printedValue(amount, money.unit, money.decimals), money.decimals),
  );
  const { direction, difference } = changeOf(current, prior!, money, 0);
  const isIncrease = direction === 'increase' || direction === 'created';
  const amount = formatDecimal(difference, money.decimals);
  const [nowIs, beforeIs] = base === null ? ['本年', '上年'] : titlesOf(base, unit);
  const message = `${beforeIs} ${before} → ${nowIs} ${now}，${isIncrease ? '增加' : '减少'}${amount}${money.unit}`;
  return { path, change: message, others, isIncrease, base };
}

function titlesOf(base: ComparedBook, unit: Pick<Unit, 'kind'>): [string, string] {
  const { books } = kindOf(unit);
  return [books.current?.title ?? '本年', books[base]?.title ?? '上年'];
}

/** `E05` (of a final account against its budget `G15`): names both amounts, and stands where the reason belongs. */
export function missingReasonFinding(
  label: string,
  { path, change, base }: MissingReason,
  unit: Pick<Unit, 'locator'>,
): Finding {
  const at = ['reasons', ...path];
  const [group, name] = [path.slice(0, -1), path.at(-1)!];
  const within = ['reasons', ...group].join(' 的 ');
  const { message, subject } =
    base === null
      ? quoting`“${label}”比上年有增减，没有写原因：${change}。`
      : quoting`“${label}”的决算数与预算数不同，没有写原因：${change}。`;
  return {
    code: base === null ? 'E05' : 'G15',
    message,
    severity: 'error',
    hint: `在 ${within} 下补写 ${name}: 原因（“主要原因是”之后的话，不写句号）。`,
    position: placeOfReason(at, unit),
    subject: { ...subject, path: at },
  };
}

/**
 * The line of the reason, else that of the group it belongs to. Where the file has no reasons at all, that of last
 * year's figures, behind which they stand.
 */
function placeOfReason(path: DataPath, { locator }: Pick<Unit, 'locator'>): Position {
  const top = locator.positionOf([]);
  const places = [path, ['prior']].map((each) => locator.keyPositionOf(each));
  return places.find((place) => !isDeepStrictEqual(place, top)) ?? top;
}
