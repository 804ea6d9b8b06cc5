import type { Unit } from '../books/unit.ts';
import type { Position } from '../model/finding.ts';
import type { DataPath } from '../model/locator.ts';

/** Texts that run over several lines of a file are looked through this far. */
const LINES_AHEAD = 60;

/**
 * The place of some characters within a text of the unit file: the exact ones where the file has them as they
 * are printed, else the text as a whole (folded or escaped notations).
 *
 * Example: `placeOf(unit, ['projects', 0, 'goal', 'aim'], '社备')` → the column of 社备, length 2
 */
export function placeOf(unit: Unit, path: DataPath, snippet?: string): Position {
  const start = unit.locator.positionOf(path);
  if (snippet === undefined || snippet === '') return start;
  const lines = linesOf(unit, start.file);
  let from = start.column - 1;
  const last = Math.min(lines.length, start.line + LINES_AHEAD);
  for (let line = start.line; line <= last; line += 1) {
    const characters = lines[line - 1] ?? '';
    const offset = characters.indexOf(snippet, unitsOf(characters, from));
    if (offset >= 0) {
      const column = [...characters.slice(0, offset)].length + 1;
      return { file: start.file, line, column, length: [...snippet].length };
    }
    // Only a block text (| or >) goes on in the next line.
    if (line === start.line && !/[|>][-+0-9]*\s*(#.*)?$/.test(characters) && isClosed(characters, from))
      break;
    from = 0;
  }
  return start;
}

function isClosed(line: string, from: number): boolean {
  const quote = line[from];
  return quote !== '"' && quote !== "'" ? true : line.indexOf(quote, from + 1) >= 0;
}

/** UTF-16 offset of the character with that number. */
function unitsOf(line: string, characters: number): number {
  return [...line].slice(0, characters).join('').length;
}

const split = new WeakMap<Unit, Map<string, readonly string[]>>();

function linesOf(unit: Unit, file: string): readonly string[] {
  let files = split.get(unit);
  if (!files) {
    files = new Map();
    split.set(unit, files);
  }
  let lines = files.get(file);
  if (!lines) {
    const source = unit.sources.find((each) => each.file === file);
    lines = source === undefined ? [] : source.text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
    files.set(file, lines);
  }
  return lines;
}
