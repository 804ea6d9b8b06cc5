import { quantitiesIn, type TextNumber } from '../document/numbers-in-text.ts';

/** Words that say nothing of what is counted. */
const GENERAL = /采购|购置|购买|数量|次数|批次|人数|场次|期数|面积|计划|完成|新增|本年|全年|预计|共|约|达到/g;
const MEASURES = ['平方米', '公里', '千米'];
/** So much of the words must be the same for two quantities to be one. */
const ALIKE = 0.5;

/** A quantity that a text of a project states. */
export interface Counted<Place> extends TextNumber {
  /** The text as messages call it: 资金分配情况. */
  readonly where: string;
  readonly place: Place;
  /** What is counted. */
  readonly noun: string;
}

/** The same thing counted differently: the first statement, and those of other texts that contradict it. */
export interface Contradiction<Place> {
  readonly stated: Counted<Place>;
  readonly others: readonly Counted<Place>[];
}

/** The quantities of a text; `noun` says what they count where the text itself does not: the name of an indicator. */
export function countedIn<Place>(text: string, where: string, place: Place, noun?: string): Counted<Place>[] {
  return quantitiesIn(text).map((quantity) => ({
    ...quantity,
    where,
    place,
    noun: (noun ?? quantity.before).replace(GENERAL, ''),
  }));
}

/**
 * What the texts of one project contradict each other in. What two quantities count is told by their words, so that this is
 * a guess: `47348平方米` in the allocation, `4734.8平方米` in the aim.
 */
export function contradictionsIn<Place>(
  sources: readonly (readonly Counted<Place>[])[],
): Contradiction<Place>[] {
  const found: Contradiction<Place>[] = [];
  for (const unit of new Set(sources.flat().map((quantity) => quantity.unit))) {
    const told = new Set<Counted<Place>>();
    for (const [position, source] of sources.entries()) {
      for (const stated of source.filter((each) => each.unit === unit)) {
        const same = sources.slice(position + 1).flatMap((other) => match(stated, other, source, unit));
        const others = same.filter((other) => !other.value.equals(stated.value) && !told.has(other));
        if (others.length === 0) continue;
        for (const other of [...others, stated]) told.add(other);
        found.push({ stated, others });
      }
    }
  }
  return found;
}

/** A contradiction in words: 资金分配情况写47348平方米，总体目标写4734.8平方米（相差10倍，疑为小数点错位） */
export function contradictionInWords({ stated, others }: Contradiction<unknown>): string {
  return `${describe(stated)}，${others.map(describe).join('，')}${decimalSlip(stated, others[0]!)}`;
}

/** The quantity of another text that counts the same thing; a measure is the same where each text has only one. */
function match<Place>(
  quantity: Counted<Place>,
  others: readonly Counted<Place>[],
  own: readonly Counted<Place>[],
  unit: string,
): Counted<Place>[] {
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

function describe({ where, written }: Counted<unknown>): string {
  return `${where}写${written}`;
}

function decimalSlip(a: TextNumber, b: TextNumber): string {
  const [large, small] = a.value.greaterThan(b.value) ? [a, b] : [b, a];
  if (small.value.isZero()) return '';
  const factor = large.value.div(small.value);
  return [10, 100, 1000].some((power) => factor.equals(power))
    ? `（相差${factor.toFixed()}倍，疑为小数点错位）`
    : '';
}
