import type { PlacedText } from './page-content.ts';

/**
 * The pieces of a line of plain text as if it were printed in a type in which ideographs are twice as wide as figures:
 * what two spaces or more part stands apart.
 */
export function displayPlaces(line: string, base: number): PlacedText[] {
  const pieces: PlacedText[] = [];
  let x = 0;
  let at = 0;
  for (const match of line.matchAll(/[^\s\u3000]+(?:[ \u3000][^\s\u3000]+)*/g)) {
    x += widthOf(line.slice(at, match.index));
    const right = x + widthOf(match[0]);
    pieces.push({ text: match[0], left: x, right, base, size: 1.5 });
    x = right;
    at = match.index + match[0].length;
  }
  return pieces;
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text)
    width += /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/.test(
      character,
    )
      ? 2
      : 1;
  return width;
}
