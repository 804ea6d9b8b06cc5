import type { LineIndex } from './text-position.ts';

/** A mistake in a YAML text: what is wrong, what to do, and the offsets it covers. */
export interface Explained {
  readonly message: string;
  readonly hint: string;
  readonly start: number;
  readonly end: number;
  /** What to put there, where only one thing can be meant: the rest of the file can then be read for more. */
  readonly mend?: string;
}

const LISTED_LINES = 5;

/**
 * All lines indented by tabs, as one mistake; null unless the line at `offset` is one of them.
 *
 * Example: for `'a:\n\tb: 1\n\tc: 2\n'` the message names lines 2 and 3.
 */
export function tabIndentation(text: string, offset: number, lines: LineIndex): Explained[] | null {
  const indented: number[] = [];
  for (let line = 1; line <= lines.lineCount; line += 1) {
    if (/^ *\t\s*\S/.test(lineText(text, line, lines))) indented.push(line);
  }
  const failing = lines.lineAt(offset);
  if (!indented.includes(failing)) return null;
  const range = lines.lineRange(failing)!;
  const start = text.indexOf('\t', range.start);
  const named = indented.slice(0, LISTED_LINES).join('、');
  const more = indented.length > LISTED_LINES ? ` 等 ${indented.length} ` : ' ';
  return [
    {
      message: `缩进用了制表符（Tab），见第 ${named}${more}行`,
      hint: '请把行首的制表符都改成空格，每一级两个空格',
      start,
      end: start + 1,
    },
  ];
}

/** A text indented by blanks only; which lines were indented by tabs, and by how many characters they are longer now. */
export interface Untabbed {
  readonly text: string;
  readonly shifts: ReadonlyMap<number, number>;
}

/**
 * The text with blanks in place of the tabs at the heads of its lines, as many for each as one level of its other lines
 * has. What was meant is nearly certain: enough to look for what is wrong further down, not to take it.
 *
 * Example: `'a:\n\tb: 1\n'` → `'a:\n  b: 1\n'`, line 2 longer by 1
 */
export function untabbed(text: string): Untabbed {
  const shifts = new Map<number, number>();
  const blanks = text.match(/^ +(?=[^\s#-])/gm) ?? [];
  const level = blanks.reduce((least, { length }) => (length >= 2 ? Math.min(least, length) : least), 8);
  const width = blanks.length === 0 ? 2 : level;
  let line = 0;
  const mended = text.replace(/^([ \t]*)(?=(\S?))/gm, (head, _, first: string) => {
    line += 1;
    if (first === '' || !head.includes('\t')) return head;
    const blank = head.replaceAll('\t', ' '.repeat(width));
    shifts.set(line, blank.length - head.length);
    return blank;
  });
  return { text: mended, shifts };
}

/**
 * The lines at and above `offset` that should be `名称: 内容` but have no separating colon, each with its likely
 * cause; null when there are none. The parser takes such lines for the start of a long name and complains
 * only at the next real colon.
 *
 * Example: for `'a: 1\nb：2\nc: 3\n'` one mistake, the full-width colon in line 2.
 */
export function linesWithoutColon(text: string, offset: number, lines: LineIndex): Explained[] | null {
  const explained: Explained[] = [];
  for (let line = lines.lineAt(offset); line > 0; line -= 1) {
    const content = lineText(text, line, lines);
    const isBlank = /^\s*(#|$)/.test(content);
    if (!isBlank && /:(\s|$)/.test(content)) {
      // The line the parser stopped in may be innocent; one further up ends the search.
      if (line === lines.lineAt(offset)) continue;
      break;
    }
    if (/^\s*-(\s|$)/.test(content)) break;
    if (!isBlank) explained.unshift(explainLine(content, lines.lineRange(line)!.start));
  }
  return explained.length === 0 ? null : explained;
}

/**
 * The lines right above `offset` that lack nothing but the blank behind their colon, or whose colon is a full-width one;
 * null when there are none.
 *
 * Example: for `'basic:\n  30101:78.32\n  30102: 3\n'` one mistake, the colon in line 2.
 */
export function tightColonsAbove(text: string, offset: number, lines: LineIndex): Explained[] | null {
  const explained: Explained[] = [];
  const indent = indentOf(lineText(text, lines.lineAt(offset), lines));
  for (let line = lines.lineAt(offset) - 1; line > 0; line -= 1) {
    const content = lineText(text, line, lines);
    if (/^\s*(#|$)/.test(content)) continue;
    // A text that runs on over several lines has full-width colons too, and is not in line with the names.
    const isWide = WIDE_COLON.test(content) && indentOf(content) === indent;
    if (/:(\s|$)/.test(content) || !(isWide || TIGHT_COLON.test(content))) break;
    explained.unshift(explainLine(content, lines.lineRange(line)!.start));
  }
  return explained.length === 0 ? null : explained;
}

/** A name and its value with no blank between; not the colon of an address or of a time of day. */
const TIGHT_COLON = /^(\s*)([^\s:"'{}[\],]{1,40}):(?!\/\/)\S/;

const WIDE_COLON = /^\s*[^\s:："'{}[\],]{1,40}：/;

function indentOf(content: string): number {
  return content.search(/\S|$/);
}

function explainLine(content: string, lineStart: number): Explained {
  const indent = content.search(/\S/);
  const wide = content.match(/^(\s*)([^：:]{1,40})：/);
  if (wide !== null) {
    const start = lineStart + wide[1]!.length + wide[2]!.length;
    return {
      message: `“${bareName(wide[2]!)}”后面用了全角冒号“：”`,
      hint: '请改成英文冒号，后面空一格',
      start,
      end: start + 1,
      mend: ': ',
    };
  }
  const tight = content.match(/^(\s*)([^:]{1,40}):\S/);
  if (tight !== null) {
    const start = lineStart + tight[1]!.length + tight[2]!.length;
    return {
      message: `“${bareName(tight[2]!)}”后面的冒号之后缺少空格`,
      hint: '请在英文冒号后面加一个空格',
      start,
      end: start + 1,
      mend: ': ',
    };
  }
  const start = lineStart + indent;
  if (/^\s*[\]}]/.test(content)) {
    const message = `这里多了一个“${content[indent]}”`;
    return { message, hint: '请删去它，或检查前面与它配对的括号', start, end: start + 1 };
  }
  const end = lineStart + content.trimEnd().length;
  if (/^\s*-[^-]/.test(content)) {
    return {
      message: '短横线“-”后面缺少空格',
      hint: '列表的“-”后面要空一格',
      start,
      end: start + 1,
      mend: '- ',
    };
  }
  return {
    message: '这一行缺少冒号，无法区分名称和内容',
    hint: '请写成“名称: 内容”，英文冒号后面空一格；如果是上一行的后续文字，请比上一行的名称多缩进两个空格',
    start,
    end,
  };
}

function bareName(text: string): string {
  return text.replace(/^-\s+/, '').replace(/["']/g, '').trim();
}

function lineText(text: string, line: number, lines: LineIndex): string {
  const { start, end } = lines.lineRange(line)!;
  return text.slice(start, end);
}
