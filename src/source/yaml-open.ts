/** What still stands open at a place of a YAML text, as offsets of the opening mark; null where nothing does. */
export interface OpenMarks {
  /** A quote that is closed only on a later line, or never. */
  readonly quote: number | null;
  /** The innermost `[` or `{`. */
  readonly bracket: number | null;
}

/**
 * Finds the quote or bracket a syntax error comes from. The parser reports where it gave up, often many lines
 * after the mark whose partner is missing; a person needs the mark.
 *
 * Example: `openMarksAt('a: "x\nb: 1\n', 6)` → `{ quote: 3, bracket: null }`
 */
export function openMarksAt(text: string, offset: number): OpenMarks {
  const brackets: number[] = [];
  // At the start of a value a quote or bracket is a mark; inside a plain value it is an ordinary character.
  let atValueStart = true;
  let position = 0;
  while (position < offset) {
    const character = text[position]!;
    if ((character === '"' || character === "'") && atValueStart) {
      const end = closingQuote(text, position);
      if (end === -1) return { quote: position, bracket: brackets.at(-1) ?? null };
      const spansLines = /[\r\n]/.test(text.slice(position, end));
      if (spansLines && offset <= lineEnd(text, end)) {
        return { quote: position, bracket: brackets.at(-1) ?? null };
      }
      position = end + 1;
      atValueStart = false;
    } else if (character === '#' && (position === 0 || /\s/.test(text[position - 1]!))) {
      position = lineEnd(text, position);
    } else {
      if ((character === '[' || character === '{') && (atValueStart || brackets.length > 0))
        brackets.push(position);
      else if (character === ']' || character === '}') brackets.pop();
      atValueStart = opensValue(character, text, position, brackets.length > 0, atValueStart);
      position += 1;
    }
  }
  return { quote: null, bracket: brackets.at(-1) ?? null };
}

function opensValue(
  character: string,
  text: string,
  position: number,
  inFlow: boolean,
  before: boolean,
): boolean {
  if (/[\s]/.test(character)) return before || /[\r\n]/.test(character);
  if (character === ':' || (character === '-' && before)) return /\s|^$/.test(text[position + 1] ?? '');
  return inFlow && /[[{,]/.test(character);
}

/** Offset of the quote that closes the one at `start`, or -1. */
function closingQuote(text: string, start: number): number {
  const quote = text[start]!;
  for (let position = start + 1; position < text.length; position += 1) {
    if (quote === '"' && text[position] === '\\') position += 1;
    else if (text[position] === quote) {
      if (quote === "'" && text[position + 1] === "'") position += 1;
      else return position;
    }
  }
  return -1;
}

function lineEnd(text: string, offset: number): number {
  const next = text.slice(offset).search(/[\r\n]/);
  return next === -1 ? text.length : offset + next;
}
