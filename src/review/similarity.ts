import { withoutNumber } from '../document/numbering.ts';
import { remembering } from '../model/remembering.ts';
import { maskFigures } from './tokens.ts';

/** What a text is compared by when it has no equal: pairs of neighbouring characters and how often each occurs. */
export interface Sketch {
  readonly lead: ReadonlyMap<string, number>;
  readonly whole: ReadonlyMap<string, number>;
}

const MOST_SKETCHES = 20_000;

/** How alike two sentences are, from 0 to 1; amounts and numbering do not matter, the beginning counts half. */
export function similarity(one: string, other: string): number {
  const a = sketchOf(one);
  const b = sketchOf(other);
  return (dice(a.lead, b.lead) + dice(a.whole, b.whole)) / 2;
}

const sketchOf = remembering(MOST_SKETCHES, (text): Sketch => {
  const masked = maskFigures(withoutNumber(text)).replace(/\s/g, '');
  // What a sentence speaks of stands before its first figure or clause.
  const lead = /^[^#，：；。]*/.exec(masked)![0];
  return { lead: bigrams(lead), whole: bigrams(masked) };
});

function bigrams(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const framed = `^${text}$`;
  for (let at = 0; at < framed.length - 1; at++) {
    const pair = framed.slice(at, at + 2);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

/** Twice what two bags share, divided by what they hold together. */
function dice(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let shared = 0;
  let size = 0;
  for (const [pair, count] of a) {
    shared += Math.min(count, b.get(pair) ?? 0);
    size += count;
  }
  for (const count of b.values()) size += count;
  return size === 0 ? 1 : (2 * shared) / size;
}
