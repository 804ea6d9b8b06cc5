/** Fewer characters tell nothing. */
const LEAST = 200;
/** No writing repeats one character so often. */
const MOST_SHARE = 0.4;

/**
 * Whether texts of a PDF are writing: a font without a map to characters gives one character, or none of use, for all
 * that is seen. `第第第第…` → false
 */
export function isReadable(counts: ReadonlyMap<string, number>): boolean {
  let [all, most] = [0, 0];
  for (const [character, count] of counts) {
    // Figures, points and leaders may be most of a page.
    if (!/\p{Script=Han}|[\ufffd\ue000-\uf8ff]/u.test(character)) continue;
    all += count;
    most = Math.max(most, count);
  }
  return all < LEAST || most < all * MOST_SHARE;
}

/** Adds the characters of a text to their counts. */
export function countCharacters(text: string, counts: Map<string, number>): void {
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
}
