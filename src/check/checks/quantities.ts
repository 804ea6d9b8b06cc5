import { indicatorPlaces } from '../../kinds/human-texts.ts';
import type { ProjectEntry } from '../../kinds/unit-file.ts';
import type { DataPath } from '../../model/locator.ts';
import { quoting } from '../../model/quoting.ts';
import type { Check, CheckContext, RawFinding } from '../context.ts';
import { quantitiesIn, type TextNumber } from '../numbers-in-text.ts';
import { placeOf } from '../place.ts';
import { costTargets } from './goals.ts';

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
export const goalAgreement: Check = (context) => [
  ...costTargets(context),
  ...context.unit.data.projects.flatMap((project, index) => contradictions(project, index, context)),
];

function contradictions(project: ProjectEntry, index: number, context: CheckContext): RawFinding[] {
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
          position: placeOf(context.unit, quantity.path, quantity.written),
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
