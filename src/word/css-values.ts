/*
 * Values of a stylesheet as numbers and names. Lengths come out in pt; what cannot be known without a page is null.
 */

/** Custom properties by name, `--song` → `"SimSun", serif`. */
export type Variables = ReadonlyMap<string, string>;

/**
 * A value with its variables put in; a variable that nobody set gives its fall-back, without one the whole value is
 * void (null).
 *
 * Example: `filledIn('var(--pad-x, 3pt)', new Map())` → `3pt`
 */
export function filledIn(value: string, variables: Variables, depth = 0): string | null {
  const from = value.indexOf('var(');
  if (from < 0) return value;
  // A variable that names itself would never end.
  if (depth > MOST_VARIABLES) return null;
  const to = closingOf(value, from + 3);
  const inside = value.slice(from + 4, to);
  const comma = inside.indexOf(',');
  const name = (comma < 0 ? inside : inside.slice(0, comma)).trim();
  const put = variables.get(name) ?? (comma < 0 ? null : inside.slice(comma + 1).trim());
  return put === null
    ? null
    : filledIn(value.slice(0, from) + put + value.slice(to + 1), variables, depth + 1);
}

const MOST_VARIABLES = 50;

function closingOf(value: string, opening: number): number {
  let depth = 0;
  for (let at = opening; at < value.length; at++) {
    if (value[at] === '(') depth++;
    else if (value[at] === ')' && --depth === 0) return at;
  }
  return value.length;
}

const POINTS: Readonly<Record<string, number>> = {
  pt: 1,
  mm: 72 / 25.4,
  cm: 72 / 2.54,
  in: 72,
  px: 0.75,
  pc: 12,
};

/**
 * A length in pt; `em` is the size of the type, in pt. Null for percentages and what is no length.
 *
 * Example: `lengthOf('calc(3pt + 1em)', 9)` → 12
 */
export function lengthOf(value: string, em: number): number | null {
  const text = value.trim();
  if (text === '0') return 0;
  const sum = /^calc\((.*)\)$/s.exec(text)?.[1];
  if (sum !== undefined) return sumOf(sum, em);
  const match = /^(-?[\d.]+)(\w+)$/.exec(text);
  if (match === null) return null;
  const number = Number(match[1]);
  const unit = match[2]!.toLowerCase();
  if (unit === 'em' || unit === 'rem') return number * em;
  const points = POINTS[unit];
  return points === undefined || Number.isNaN(number) ? null : number * points;
}

function sumOf(text: string, em: number): number | null {
  let total = 0;
  let sign = 1;
  for (const part of text.trim().split(/\s+([+-])\s+/)) {
    if (part === '+' || part === '-') {
      sign = part === '+' ? 1 : -1;
      continue;
    }
    const length = lengthOf(part, em);
    if (length === null) return null;
    total += sign * length;
  }
  return total;
}

/** One to four lengths as top, right, bottom, left. `sidesOf('116pt 0 231pt')` → `['116pt', '0', '231pt', '0']` */
export function sidesOf(value: string): readonly [string, string, string, string] {
  const parts = value.trim().match(/(?:[^\s(]|\([^)]*(?:\([^)]*\)[^)]*)*\))+/g) ?? ['0'];
  const [top = '0', right = top, bottom = top, left = right] = parts;
  return [top, right, bottom, left];
}

/** The families of a list, without quotes. `"SimSun", serif` → SimSun, serif */
export function familiesOf(value: string): string[] {
  return value
    .split(',')
    .map((name) => name.trim().replace(/^(['"])(.*)\1$/, '$2'))
    .filter((name) => name !== '');
}

export interface FontShorthand {
  readonly size: string;
  readonly lineHeight: string | null;
  readonly families: string;
  readonly isBold: boolean;
  readonly isItalic: boolean;
}

/** The parts of `font`, null where it is none. `normal 22pt / 36pt "SimSun"` */
export function fontOf(value: string): FontShorthand | null {
  const match =
    /^((?:(?:normal|bold|italic|oblique|\d{3})\s+)*)([\d.]+\w+)\s*(?:\/\s*([\d.]+\w*)\s)?\s*(.+)$/s.exec(
      value.trim(),
    );
  if (match === null) return null;
  const words = match[1]!;
  return {
    size: match[2]!,
    lineHeight: match[3] ?? null,
    families: match[4]!,
    isBold: isBold(words),
    isItalic: /italic|oblique/.test(words),
  };
}

/** Whether a weight prints bold. `isBold('700')` → true */
export function isBold(weight: string): boolean {
  return /\b(bold|bolder|[6-9]00)\b/.test(weight);
}

/** `#c00000` and `rgb(192 0 0)` as `c00000`; null for black and what is no plain colour. */
export function colorOf(value: string): string | null {
  const hex = /^#([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(value.trim())?.[1]?.toLowerCase();
  const rgb = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/i.exec(value.trim());
  const written =
    hex !== undefined
      ? hex.length === 3
        ? [...hex].map((digit) => digit + digit).join('')
        : hex
      : rgb
        ? rgb
            .slice(1)
            .map((part) => Math.min(255, Number(part)).toString(16).padStart(2, '0'))
            .join('')
        : null;
  return written === '000000' ? null : written;
}

/** Quoted words of a value in their order, and what stands between them. `"— " counter(page) " —"` */
export function contentParts(value: string): ({ readonly text: string } | 'page')[] {
  const parts: ({ readonly text: string } | 'page')[] = [];
  for (const [whole, inside] of value.matchAll(/"((?:[^"\\]|\\.)*)"|counter\(\s*page\s*\)/g)) {
    parts.push(
      inside === undefined && whole.startsWith('counter') ? 'page' : { text: unescaped(inside ?? '') },
    );
  }
  return parts;
}

function unescaped(text: string): string {
  return text
    .replace(/\\([0-9a-f]{1,6}) ?/gi, (_, code: string) => {
      const point = Number.parseInt(code, 16);
      return point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point);
    })
    .replace(/\\(.)/g, '$1');
}
