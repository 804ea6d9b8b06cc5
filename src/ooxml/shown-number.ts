import { Decimal as DecimalBase } from 'decimal.js';

// Its own clone: 800 digits hold any stored number exactly, and the texts must not turn into exponents.
const Decimal = DecimalBase.clone({ precision: 800, toExpNeg: -400, toExpPos: 400, rounding: 4 });

type Token =
  | { readonly kind: 'digit'; readonly char: string }
  | { readonly kind: 'point' | 'comma' | 'other' }
  | { readonly kind: 'literal'; readonly text: string };

/** A literal that a reader takes for a part of the number, for its scale or for its sign. */
const MISLEADING = /[\p{N}.．,，%％‰十百千万亿兆零〇]/u;

/**
 * What a number format makes a reader see where that is another number than the stored one, else null. Rounding to
 * the places of the format is no other number. Scaling commas, literals that look like a decimal point, a digit or
 * a unit of thousands, sections that show nothing or hide the sign count; formats that cannot be read to the end
 * are shown as their code. Days and percentages are read elsewhere.
 *
 * Example: `misleadingText('229740', '0!.0,')` → `23.0`; `misleadingText('229740', '#,##0.00')` → null
 */
export function misleadingText(stored: string, code: string): string | null {
  const value = new Decimal(stored);
  const sections = sectionsOf(code);
  const numeric = sections.slice(0, 3);
  const condition = numeric.map((section) => /\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\]/.exec(section));
  let index: number;
  if (condition.some((found) => found !== null)) {
    index = condition.findIndex((found) => found !== null && holds(value, found[1]!, found[2]!));
    if (index < 0) index = condition.indexOf(null);
    if (index < 0) return `（格式 ${code}）`;
  } else if (value.isNegative() && !value.isZero() && numeric.length > 1) index = 1;
  else index = value.isZero() && numeric.length > 2 ? 2 : 0;
  const section = numeric[index] ?? '';
  const bare = section.replace(/\[[^\]]*\]/g, '').trim();
  if (/^(General|G\/通用格式|@)$/i.test(bare)) return null;
  const tokens = tokensOf(section);
  const literals = tokens.map((token) => (token.kind === 'literal' ? token.text : '')).join('');
  const digits = tokens.filter(({ kind }) => kind === 'digit');
  if (digits.length === 0) {
    // A dash for nothing is how tables print zero.
    if (value.isZero() && !/[\p{N}]/u.test(literals)) return null;
    return literals === '' ? '（空白）' : literals;
  }
  if (tokens.some(({ kind }) => kind === 'other')) return isScientific(section) ? null : `（格式 ${code}）`;
  const scale = scalingCommas(tokens);
  const hasOwnSign = index > 0 && (numeric.length > 1 || condition[index] !== null);
  const hidesSign = value.isNegative() && hasOwnSign && !/[-－−(（△▲]/u.test(literals);
  const addsSign = !value.isNegative() && /[-－−]/u.test(literals) && !value.isZero();
  if (scale === 0 && !MISLEADING.test(literals) && !hidesSign && !addsSign) return null;
  return (value.isNegative() && !hasOwnSign ? '-' : '') + filled(value.abs(), tokens, scale);
}

function holds(value: DecimalBase, sign: string, limit: string): boolean {
  const order = value.comparedTo(limit);
  if (sign === '<>') return order !== 0;
  return (
    (sign.includes('<') && order < 0) ||
    (sign.includes('>') && order > 0) ||
    (sign.includes('=') && order === 0)
  );
}

function sectionsOf(code: string): string[] {
  const sections = [''];
  for (const [piece] of code.matchAll(/"[^"]*"?|[\\!_*].|\[[^\]]*\]|[\s\S]/gu)) {
    if (piece === ';') sections.push('');
    else sections[sections.length - 1] += piece;
  }
  return sections;
}

function tokensOf(section: string): Token[] {
  return [...section.matchAll(/"([^"]*)"?|([\\!_*])(.)|\[([^\]]*)\]|([\s\S])/gu)].map((match): Token => {
    const [, quoted, mark, escaped, bracket, char = ''] = match;
    if (quoted !== undefined) return { kind: 'literal', text: quoted };
    if (mark !== undefined) return { kind: 'literal', text: mark === '_' || mark === '*' ? ' ' : escaped! };
    // A currency stands in a bracket before its language; colours and digits of a script say nothing.
    if (bracket !== undefined) return { kind: 'literal', text: /^\$([^-]*)/.exec(bracket)?.[1] ?? '' };
    if (/[0#?]/.test(char)) return { kind: 'digit', char };
    if (char === '.') return { kind: 'point' };
    if (char === ',') return { kind: 'comma' };
    return /[A-Za-z/@]/.test(char) ? { kind: 'other' } : { kind: 'literal', text: char };
  });
}

function isScientific(section: string): boolean {
  return /^[#0?.,]+E[+-][0#?]+$/i.test(section.trim());
}

/** Commas directly behind the last digit before the point, or behind the last of all: each divides by 1,000. */
function scalingCommas(tokens: readonly Token[]): number {
  const marks = tokens.filter(({ kind }) => kind !== 'literal');
  const point = marks.findIndex(({ kind }) => kind === 'point');
  const trailing = (list: readonly Token[]): number =>
    list.length - 1 - list.findLastIndex(({ kind }) => kind !== 'comma');
  return point < 0 ? trailing(marks) : trailing(marks.slice(0, point)) + trailing(marks.slice(point));
}

/** The digits of a number put into the places of a format, from the right, with its literals where they stand. */
function filled(value: DecimalBase, tokens: readonly Token[], scale: number): string {
  const point = tokens.findIndex(({ kind }) => kind === 'point');
  const whole = point < 0 ? tokens : tokens.slice(0, point);
  const rest = point < 0 ? [] : tokens.slice(point + 1);
  const places = rest.filter(({ kind }) => kind === 'digit').length;
  const [integer = '', fraction = ''] = value.div(new Decimal(1000).pow(scale)).toFixed(places).split('.');
  const digits = integer === '0' ? [] : [...integer];
  let left = '';
  let open = whole.filter(({ kind }) => kind === 'digit').length;
  for (const token of [...whole].reverse()) {
    if (token.kind === 'literal') left = token.text + left;
    if (token.kind !== 'digit') continue;
    open -= 1;
    const next = digits.pop() ?? (token.char === '0' ? '0' : '');
    left = (open === 0 ? digits.splice(0).join('') : '') + next + left;
  }
  let used = 0;
  const right = rest.map((token) =>
    token.kind === 'literal' ? token.text : token.kind === 'digit' ? fraction[used++]! : '',
  );
  return point < 0 ? left : `${left}.${right.join('')}`;
}
