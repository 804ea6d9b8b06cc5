import type { Declaration } from './css-rules.ts';
import {
  contentParts,
  familiesOf,
  filledIn,
  fontOf,
  lengthOf,
  sidesOf,
  type Variables,
} from './css-values.ts';
import type { PlanNumber, PlanPage } from './plan.ts';
import type { PageRules } from './stylesheet.ts';

const PAPERS: Readonly<Record<string, readonly [number, number]>> = {
  a3: [841.89, 1190.55],
  a4: [595.28, 841.89],
  a5: [419.53, 595.28],
  b5: [498.9, 708.66],
  letter: [612, 792],
};

/** What holds where a stylesheet names no page. */
const USUAL_MARGIN = 72;

/**
 * The page of a name as the stylesheet describes it; the rules of all pages hold for it too.
 *
 * Example: `pageForm('wide', rules, variables)` with `@page wide { size: A4 landscape }` → 841.89 × 595.28 pt
 */
export function pageForm(name: string, rules: PageRules, variables: Variables): PlanPage {
  const own = [...(rules.get('')?.own ?? []), ...(name === '' ? [] : (rules.get(name)?.own ?? []))];
  const [width, height] = paperOf(own, variables);
  const margins = marginsOf(own, variables);
  return {
    name,
    width,
    height,
    isLandscape: width > height,
    margins,
    odd: numberOf(name, 'right', rules, variables),
    even: numberOf(name, 'left', rules, variables),
    isCounted: !own.some(
      ({ name: property, value }) => property === 'counter-increment' && /^page\s+0$/.test(value),
    ),
  };
}

function paperOf(own: readonly Declaration[], variables: Variables): readonly [number, number] {
  const size = (lastOf(own, 'size', variables) ?? 'a4').toLowerCase().split(/\s+/);
  const lengths = size.flatMap((word) => lengthOf(word, 12) ?? []);
  const named = size.map((word) => PAPERS[word]).find((paper) => paper !== undefined);
  const [short, long] = lengths.length > 0 ? [lengths[0]!, lengths[1] ?? lengths[0]!] : (named ?? PAPERS.a4!);
  return size.includes('landscape') ? [Math.max(short, long), Math.min(short, long)] : [short, long];
}

function marginsOf(own: readonly Declaration[], variables: Variables): PlanPage['margins'] {
  const sides = ['top', 'right', 'bottom', 'left'] as const;
  const margins = { top: USUAL_MARGIN, right: USUAL_MARGIN, bottom: USUAL_MARGIN, left: USUAL_MARGIN };
  for (const { name, value } of own) {
    const filled = filledIn(value, variables) ?? '';
    for (const [index, side] of sides.entries()) {
      const length =
        name === 'margin'
          ? lengthOf(sidesOf(filled)[index]!, 12)
          : name === `margin-${side}`
            ? lengthOf(filled, 12)
            : null;
      if (length !== null) margins[side] = length;
    }
  }
  return margins;
}

const PLACES = ['left', 'center', 'right'] as const;

function numberOf(
  name: string,
  side: 'left' | 'right',
  rules: PageRules,
  variables: Variables,
): PlanNumber | null {
  for (const place of PLACES) {
    const box = `bottom-${place}`;
    const declared = ['', `:${side}`, ...(name === '' ? [] : [name, `${name}:${side}`])].flatMap(
      (page) => rules.get(page)?.boxes.get(box) ?? [],
    );
    const parts = contentParts(lastOf(declared, 'content', variables) ?? '');
    if (!parts.includes('page')) continue;
    const font = fontOf(lastOf(declared, 'font', variables) ?? '');
    const size = (font && lengthOf(font.size, 12)) ?? 12;
    const length = (property: string): number =>
      lengthOf(lastOf(declared, property, variables) ?? '0', size) ?? 0;
    return {
      parts,
      align: place,
      look: { fonts: familiesOf(font?.families ?? ''), size },
      inset: place === 'center' ? 0 : length(`padding-${place}`),
      gap: length('padding-top'),
    };
  }
  return null;
}

function lastOf(declared: readonly Declaration[], property: string, variables: Variables): string | null {
  const found = declared.findLast(({ name }) => name === property);
  return found ? filledIn(found.value, variables) : null;
}
