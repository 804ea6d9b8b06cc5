import { shareOf } from '../../figures/compare.ts';
import type { ListEntry } from '../../model/entry.ts';
import type { Comparison, Figure } from '../../model/figure.ts';
import type { Position } from '../../model/finding.ts';
import type { LedgerLine } from '../../model/ledger.ts';
import { type Money, printedValue, sumMoney } from '../../model/money.ts';
import { type Compared, linesOf, positionOf } from '../comparisons.ts';
import { type CheckContext, isUnread, type RawFinding } from '../context.ts';
import { checkedRule, type Rule } from '../rule.ts';

/** E07 占比之和: printed shares of one whole that do not add up to 100. */
export const shareResidues: Rule = checkedRule(
  {
    code: 'E07',
    title: '占比',
    meaning: '占比等于分项除以合计，带百分号；各占比之和与 100% 的尾差作为提示。',
    example: '94.73 + 1.20 + 0.55 + 3.53 = 100.01。',
    remedy: '尾差不必改动，更不能改动某一项凑数。',
    source: 'GBC SEED',
    severity: 'note',
    needs: ['data'],
  },
  (context) => {
    const { percent, money } = context.pack.settings;
    const findings: RawFinding[] = [];
    for (const parts of shareGroups(context)) {
      const whole = parts[0]!.whole!;
      if (whole.isZero || !sumMoney(parts.map(({ current }) => current.amount)).equals(whole.amount))
        continue;
      const shares = parts.map((part) => shareOf(part.current, whole, money, percent.decimals));
      const sum = sumMoney(shares);
      if (sum.equals(100)) continue;
      const list = shares.map((share) => share.toFixed(percent.decimals)).join(' + ');
      const difference = sum.minus(100).abs().toFixed(percent.decimals);
      findings.push({
        message: `占比之和为${sum.toFixed(percent.decimals)}%（${list}），与100%相差${difference}（尾差：各占比分别四舍五入）。`,
        hint: '每个占比本身都正确，不要为凑足100%改动其中一个。',
        position: positionOf(whole),
      });
    }
    return findings;
  },
  'test/check/construction.test.ts: E07 a share follows from part and whole',
);

/** The shares that are read together: those of one list, and those of the named figures of one whole. */
function shareGroups({ analysis, pack }: CheckContext): Comparison[][] {
  const groups = Object.values(analysis.lists).map((entries) => entries.map(({ figure }) => figure));
  const named = new Map<string, Comparison[]>();
  for (const [name, { share }] of Object.entries(pack.settings.figures)) {
    if (share === undefined) continue;
    named.set(share, [...(named.get(share) ?? []), analysis.figures[name]!]);
  }
  return [...groups, ...named.values()].filter(
    (group) => group.length > 1 && group.every(({ whole }) => whole !== null),
  );
}

/** E06 分项变动之和: the printed changes and last year's figures of the items against those of their sum. */
export const changeResidues: Rule = checkedRule(
  {
    code: 'E06',
    title: '分项变动之和',
    meaning: '各分项的变动之和、上年数之和等于合计的变动和上年数；分别四舍五入产生的尾差作为提示。',
    example: '五个基本支出项共减少 21.97，合计减少 21.98。',
    remedy: '尾差不必改动。',
    source: 'OWN SEED',
    severity: 'note',
    needs: ['data', 'lastYear'],
  },
  (context) => {
    const told = new Set<string>();
    const findings: RawFinding[] = [];
    const printed = printedFigures(context);
    for (const [name, entries] of Object.entries(context.analysis.lists)) {
      if (isUnread(`lists.${name}`, context.unread)) continue;
      if (entries.length < 2 || entries.some(({ figure }) => figure.prior === null)) continue;
      for (const { label, parts, current, prior } of totalsOf(entries, printed)) {
        const numbers = compare(parts, current, prior, context);
        if (numbers === null || told.has(numbers)) continue;
        told.add(numbers);
        findings.push({
          message: `${label}：${numbers}。这是尾差：各数分别四舍五入。`,
          subject: { figures: parts.map(({ figure }) => figure.label) },
          hint: '不必改动；读者问起时可注明“因四舍五入存在尾差”。',
          position: finePosition(parts, prior),
        });
      }
    }
    return findings;
  },
);

interface Total {
  readonly label: string;
  readonly parts: readonly ListEntry[];
  readonly current: Money;
  readonly prior: Figure | Money;
}

/** A figure that a report prints beside last year's, with the lines of both. */
type ComparedFigure = Compared & {
  readonly currentLines: ReadonlySet<LedgerLine>;
  readonly priorLines: ReadonlySet<LedgerLine>;
};

interface PrintedFigures {
  readonly figures: readonly ComparedFigure[];
  /** Those of the entries of lists. */
  readonly listed: readonly Comparison[];
}

function printedFigures({ analysis, unread }: CheckContext): PrintedFigures {
  const figures = Object.entries(analysis.figures).flatMap(([name, figure]): ComparedFigure[] => {
    const { current, prior } = figure;
    if (prior === null || isUnread(`figures.${name}`, unread)) return [];
    const currentLines = new Set(linesOf(current));
    return [{ ...figure, prior, currentLines, priorLines: new Set(linesOf(prior)) }];
  });
  const listed = Object.entries(analysis.lists).flatMap(([name, entries]) =>
    isUnread(`lists.${name}`, unread) ? [] : entries.map(({ figure }) => figure),
  );
  return { figures, listed };
}

/** Printed figures that take exactly the lines of some entries in both years, and the sum of all entries where it is one. */
function totalsOf(entries: readonly ListEntry[], { figures, listed }: PrintedFigures): Total[] {
  const used = entries.filter(({ figure }) => !figure.unused);
  const totals: Total[] = [];
  for (const figure of figures) {
    const parts = used.filter(({ figure: part }) => within(part, figure));
    if (parts.length < 2 || !covers(parts, figure)) continue;
    totals.push({
      label: `“${figure.label}”各分项`,
      parts,
      current: figure.current.amount,
      prior: figure.prior,
    });
  }
  const current = sumMoney(used.map(({ figure }) => figure.current.amount));
  const prior = sumMoney(used.map(({ figure }) => figure.prior!.amount));
  // A sum that no sentence compares cannot miss anything by a cent.
  const isPrinted = [...figures, ...listed].some(
    (figure) => figure.current.amount.equals(current) && figure.prior?.amount.equals(prior),
  );
  if (isPrinted) totals.push({ label: `${used.length}个分项合计`, parts: used, current, prior });
  return totals;
}

function within(part: Comparison, { currentLines, priorLines }: ComparedFigure): boolean {
  return (
    linesOf(part.current).every((line) => currentLines.has(line)) &&
    linesOf(part.prior!).every((line) => priorLines.has(line))
  );
}

function covers(parts: readonly ListEntry[], whole: Comparison): boolean {
  const current = sumMoney(parts.map(({ figure }) => figure.current.amount));
  const prior = sumMoney(parts.map(({ figure }) => figure.prior!.amount));
  return current.equals(whole.current.amount) && prior.equals(whole.prior!.amount);
}

function compare(
  parts: readonly ListEntry[],
  current: Money,
  prior: Figure | Money,
  { pack }: CheckContext,
): string | null {
  const { unit, decimals } = pack.settings.money;
  const print = (amount: Money) => printedValue(amount, unit, decimals);
  const before = print('amount' in prior ? prior.amount : prior);
  const change = print(current).minus(before);
  const partsBefore = sumMoney(parts.map(({ figure }) => print(figure.prior!.amount)));
  const partsChange = sumMoney(
    parts.map(({ figure }) => print(figure.current.amount).minus(print(figure.prior!.amount))),
  );
  const told = [
    ...(partsChange.equals(change)
      ? []
      : [`变动之和为${partsChange.toFixed(decimals)}，合计的变动为${change.toFixed(decimals)}`]),
    ...(partsBefore.equals(before)
      ? []
      : [`上年数之和为${partsBefore.toFixed(decimals)}，合计的上年数为${before.toFixed(decimals)}`]),
  ];
  return told.length === 0 ? null : told.join('；');
}

function finePosition(parts: readonly ListEntry[], prior: Figure | Money): Position | null {
  const lines = parts.flatMap(({ figure }) => [...linesOf(figure.prior!), ...linesOf(figure.current)]);
  const fine = lines.find((line) => !line.amount.modulo(100).isZero());
  return fine?.position ?? ('amount' in prior ? positionOf(prior) : null) ?? lines[0]?.position ?? null;
}
