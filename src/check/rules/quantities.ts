import { amountsIn, quantitiesIn, type TextNumber } from '../../document/numbers-in-text.ts';
import { indicatorPlaces } from '../../kinds/human-texts.ts';
import type { ProjectEntry } from '../../kinds/unit-file.ts';
import type { DataPath } from '../../model/locator.ts';
import { sumMoney } from '../../model/money.ts';
import { quoting } from '../../model/quoting.ts';
import { wan } from '../amounts.ts';
import type { CheckContext, RawFinding } from '../context.ts';
import { goalTables } from '../goal-tables.ts';
import { checkedRule, type Rule } from '../rule.ts';

/** Words that say nothing of what is counted. */
const GENERAL = /采购|购置|购买|数量|次数|批次|人数|场次|期数|面积|计划|完成|新增|本年|全年|预计|共|约|达到/g;
const MEASURES = ['平方米', '公里', '千米'];
/** So much of the words must be the same for two quantities to be one. */
const ALIKE = 0.5;

interface Quantity extends TextNumber {
  readonly where: string;
  readonly path: DataPath;
  /** What is counted. */
  readonly noun: string;
}

/** D19 数量一致: the same quantity in the allocation, the aim and the indicators of a project; and the costs. */
export const goalAgreement: Rule = checkedRule(
  {
    code: 'D19',
    title: '绩效目标与项目一致',
    meaning:
      '成本指标之和不超过项目预算（错误）；同一数量、面积在资金分配、总体目标、数量指标中相同（警告，因为是从文字判断的）。',
    example: '资金分配写 47348 平方米，总体目标和指标写 4734.8 平方米。',
    remedy: '核对哪一处正确，改成一致。',
    source: 'OWN SEED',
    severity: 'error',
    needs: ['data', 'texts'],
  },
  (context) => [
    ...costTargets(context),
    ...context.unit.data.projects.flatMap((project, index) => contradictions(project, index, context)),
  ],
);

function contradictions(project: ProjectEntry, index: number, _context: CheckContext): RawFinding[] {
  const sources = quantitySources(project, index);
  const findings: RawFinding[] = [];
  for (const unit of new Set(sources.flat().map((quantity) => quantity.unit))) {
    const told = new Set<Quantity>();
    for (const [position, source] of sources.entries()) {
      for (const quantity of source.filter((each) => each.unit === unit)) {
        const others = sources.slice(position + 1).flatMap((other) => match(quantity, other, source, unit));
        const wrong = others.filter((other) => !other.value.equals(quantity.value) && !told.has(other));
        if (wrong.length === 0) continue;
        for (const other of [...others, quantity]) told.add(other);
        findings.push({
          severity: 'warning',
          ...quoting`项目“${project.name}”的同一数量不一致：${describe(quantity)}，${wrong.map(describe).join('，')}${decimalSlip(quantity, wrong[0]!)}。`,
          hint: '核对哪一处正确，改成一致。',
          path: quantity.path,
          snippet: quantity.written,
        });
      }
    }
  }
  return findings;
}

function quantitySources(project: ProjectEntry, index: number): Quantity[][] {
  const from = (text: string, where: string, path: DataPath): Quantity[] =>
    quantitiesIn(text).map((quantity) => ({ ...quantity, where, path, noun: nounOf(quantity.before) }));
  const sources = [from(project.allocation, '资金分配情况', ['projects', index, 'allocation'])];
  const { goal } = project;
  if (!goal) return sources;
  sources.push(from(goal.aim, '总体目标', ['projects', index, 'goal', 'aim']));
  sources.push(
    indicatorPlaces(goal.indicators)
      .filter(({ level2 }) => level2.includes('数量'))
      .flatMap(({ indicator, path }) =>
        from(indicator.value, `指标“${indicator.name}”`, [
          'projects',
          index,
          'goal',
          'indicators',
          ...path,
          'value',
        ]).map((quantity) => ({ ...quantity, noun: nounOf(indicator.name) })),
      ),
  );
  return sources;
}

function nounOf(words: string): string {
  return words.replace(GENERAL, '');
}

/** The quantity of another text that counts the same thing; a measure is the same where each text has only one. */
function match(
  quantity: Quantity,
  others: readonly Quantity[],
  own: readonly Quantity[],
  unit: string,
): Quantity[] {
  const candidates = others.filter((other) => other.unit === unit);
  const isOnly = candidates.length === 1 && own.filter((each) => each.unit === unit).length === 1;
  if (MEASURES.includes(unit) && isOnly) return candidates;
  const scored = candidates.map((other) => ({ other, score: likeness(quantity.noun, other.noun) }));
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a), { other: quantity, score: 0 });
  return best.score >= ALIKE ? [best.other] : [];
}

/** Share of the pairs of characters of the shorter words that the longer ones have too. */
function likeness(a: string, b: string): number {
  const pairs = (text: string) =>
    new Set([...text].slice(1).map((character, index) => text[index] + character));
  const [few, many] = [pairs(a), pairs(b)].sort((x, y) => x.size - y.size) as [Set<string>, Set<string>];
  if (few.size === 0) return 0;
  return [...few].filter((pair) => many.has(pair)).length / few.size;
}

function describe({ where, written }: Quantity): string {
  return `${where}写${written}`;
}

function decimalSlip(a: Quantity, b: Quantity): string {
  const [large, small] = a.value.greaterThan(b.value) ? [a, b] : [b, a];
  if (small.value.isZero()) return '';
  const factor = large.value.div(small.value);
  return [10, 100, 1000].some((power) => factor.equals(power))
    ? `（相差${factor.toFixed()}倍，疑为小数点错位）`
    : '';
}

/** A cost may be stated rounded; half a unit of the last printed digit for each part. */
const TOLERANCE_YUAN = 50;

/** D19 成本指标: the costs of a goal table add up to no more than the project has. */
function costTargets(context: CheckContext): RawFinding[] {
  return goalTables(context).flatMap((table): RawFinding[] => {
    const total = table.project === null ? undefined : context.projectTotals.get(table.project);
    if (!total) return [];
    const costs = indicatorPlaces(table.indicators)
      .filter(({ level1, level2 }) => level1.includes('成本') || level2.includes('成本'))
      .flatMap((place) => amountsIn(place.indicator.value).map((amount) => ({ place, amount })));
    const sum = sumMoney(costs.map(({ amount }) => amount.value));
    if (sum.minus(total.amount).lessThanOrEqualTo(TOLERANCE_YUAN * costs.length)) return [];
    const largest = costs.reduce((a, b) => (b.amount.value.greaterThan(a.amount.value) ? b : a));
    return [
      {
        message: `${table.name}的成本指标合计${wan(sum)}，超过项目预算${wan(total.amount)}。`,
        hint: '核对各成本指标与预算明细。',
        path: [...table.path, ...largest.place.path, 'value'],
      },
    ];
  });
}
