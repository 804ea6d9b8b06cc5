import { isRawMap, type RawValue, rawText } from '../kinds/raw-tree.ts';

/** What happens to the items of a list: kept or changed in place, removed, or added behind an earlier one. */
export type ItemStep =
  | { readonly kind: 'keep'; readonly from: number; readonly to: number }
  | { readonly kind: 'remove'; readonly from: number }
  | { readonly kind: 'add'; readonly to: number };

/**
 * Lines up the items of two lists by what names them (the text itself, or the name in an item), so that an
 * inserted item does not make all behind it look changed. Between two that match, items are paired in order.
 *
 * Example: [甲, 乙] and [甲, 新, 乙] → keep 甲, add 新, keep 乙
 */
export function alignItems(before: readonly RawValue[], after: readonly RawValue[]): ItemStep[] {
  const a = before.map(nameOf);
  const b = after.map(nameOf);
  const steps: ItemStep[] = [];
  let i = 0;
  let j = 0;
  for (const [nextI, nextJ] of [...commonPairs(a, b), [a.length, b.length] as const]) {
    while (i < nextI && j < nextJ) steps.push({ kind: 'keep', from: i++, to: j++ });
    while (i < nextI) steps.push({ kind: 'remove', from: i++ });
    while (j < nextJ) steps.push({ kind: 'add', to: j++ });
    if (i < a.length && j < b.length) steps.push({ kind: 'keep', from: i++, to: j++ });
  }
  return steps;
}

/** What tells the items of a list apart: projects and indicators, terms, waivers. */
const NAMING_KEYS = ['name', 'term', 'code'];

function nameOf(item: RawValue): string {
  if (!isRawMap(item)) return rawText(item);
  const named = NAMING_KEYS.map((key) => rawText(item[key])).find((text) => text !== '');
  return named ?? JSON.stringify(Object.entries(item).sort());
}

/** Index pairs of a longest common subsequence. */
function commonPairs(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i]![j] =
        a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  const pairs: (readonly [number, number])[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i += 1;
    else j += 1;
  }
  return pairs;
}
