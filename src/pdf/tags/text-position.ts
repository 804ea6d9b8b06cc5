import type { TextObject } from './page-text.ts';

/** Where text begins on its page, in points from the lower left corner, and how large its type is. */
export interface TextPosition {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

type Matrix = readonly [number, number, number, number, number, number];

/** Only what stands on lines of its own changes the place of what follows. */
const STATE = /^(?:(q|Q)|(.+) cm)$/gm;
const TYPE = /^\/\S+ (\S+) Tf$/m;
const PLACE = /^(.+) Tm$/m;

/**
 * The position of a text object of a page's content (ISO 32000-1, 8.3.4 and 9.4.2). Null when it names none.
 *
 * Example: `1 0 0 -1 128.19 37 Tm` under the matrices of an A4 page → x 176.2, y 709.2
 */
export function textPosition(content: string, { start, end }: TextObject): TextPosition | null {
  const object = content.slice(start, end);
  const type = TYPE.exec(object);
  const place = PLACE.exec(object);
  if (type === null || place === null) return null;
  const [a, b, , , x, y] = multiply(matrix(place[1]!), matrixAt(content.slice(0, start)));
  return { x, y, size: Number(type[1]) * Math.hypot(a, b) };
}

/** How places in the content are turned into places on the page where these words end. */
export function matrixAt(before: string): Matrix {
  const saved: Matrix[] = [];
  let current: Matrix = [1, 0, 0, 1, 0, 0];
  for (const [, state, numbers] of before.matchAll(STATE)) {
    if (state === 'q') saved.push(current);
    else if (state === 'Q') current = saved.pop() ?? current;
    else current = multiply(matrix(numbers!), current);
  }
  return current;
}

function matrix(numbers: string): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers.split(' ').map(Number);
  return [a, b, c, d, e, f];
}

function multiply([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix {
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}
