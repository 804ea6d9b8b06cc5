import leven from 'leven';

const HAN = /\p{Script=Han}/u;

/**
 * The candidate a person most likely meant by a mistyped word, or null when none is close. Case, full-width
 * letters and the difference between `snake_case` and `camelCase` do not count; swapped neighbours count once.
 * Of equally close candidates the first is given.
 *
 * Example: `nearest('amuonts', ['unit', 'amounts'])` → `'amounts'`; `nearest('工资', ['年度', '单位'])` → null
 */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const wanted = normalize(word);
  let best: string | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const offered = normalize(candidate);
    const allowed = Math.min(allowance(wanted, offered), bestDistance - 1);
    // No word is nearer than its length tells, and most are ruled out by that.
    if (Math.abs(wanted.length - offered.length) > allowed) continue;
    const distance = distanceBetween(wanted, offered);
    if (distance <= allowed) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function normalize(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, '');
}

/** A third of the letters may be wrong, at most three. Two Han characters are a word, two letters are not. */
function allowance(a: string, b: string): number {
  const length = Math.max(a.length, b.length);
  if (length <= 2) return a.length === b.length && HAN.test(a) && HAN.test(b) && length === 2 ? 1 : 0;
  return Math.min(3, Math.floor(length / 3));
}

// Plain edit distance takes a swap of neighbours, the commonest slip of all, for two mistakes.
function distanceBetween(a: string, b: string): number {
  return isSwap(a, b) ? 1 : leven(a, b);
}

function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let first = 0;
  while (first < a.length && a[first] === b[first]) first += 1;
  if (first + 1 >= a.length) return false;
  return a[first] === b[first + 1] && a[first + 1] === b[first] && a.slice(first + 2) === b.slice(first + 2);
}
