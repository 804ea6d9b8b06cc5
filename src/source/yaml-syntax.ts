import type { Finding } from '../model/finding.ts';
import type { LineIndex } from './text-position.ts';
import { type Explained, linesWithoutColon, tabIndentation, tightColonsAbove } from './yaml-lines.ts';
import { openMarksAt } from './yaml-open.ts';

/** Where the parser gave up. */
interface Failure {
  readonly text: string;
  readonly reason: string;
  readonly offset: number;
  readonly lines: LineIndex;
  /** Text of the line before the offset, and the offset at which that line begins. */
  readonly before: string;
  readonly lineStart: number;
  readonly character: string;
}

interface Cause {
  readonly reason: RegExp;
  /** Null when this cause does not fit after all. */
  explain(failure: Failure): readonly Explained[] | null;
  readonly isOf?: SyntaxErrors['isOf'];
}

const QUOTE_IT = "请在整段内容两边加上英文单引号，例如：'内容'";
const ALIGN = '同一级的条目要左对齐，下一级比上一级多两个空格；请对照上下行调整行首的空格';

/** What is wrong in a text, and the text without it where only one thing can be meant; else null. */
export interface SyntaxErrors {
  readonly findings: readonly Finding[];
  readonly mended: string | null;
  /** Whether the heads of lines are what is wrong: by tabs, or out of line. */
  readonly isOf: 'tabs' | 'alignment' | null;
}

/**
 * Findings (`L04`) in Chinese for a syntax error of the YAML parser: what a person who typed the file would
 * call the mistake, at the place where it was made. Unknown reasons give a general sentence.
 *
 * Example: `explainSyntaxError('a:1\nb: 2\n', reason, 5, lines)` → `“a”后面的冒号之后缺少空格`, mended `'a: 1\nb: 2\n'`
 */
export function explainSyntaxError(
  text: string,
  reason: string,
  offset: number,
  lines: LineIndex,
): SyntaxErrors {
  const at = Math.min(offset, text.length);
  const lineStart = lines.lineRange(lines.lineAt(at))!.start;
  const character = text[at] ?? '';
  const failure = {
    text,
    reason,
    offset: at,
    lines,
    before: text.slice(lineStart, at),
    lineStart,
    character,
  };
  for (const cause of CAUSES) {
    const explained = cause.reason.test(reason) ? cause.explain(failure) : null;
    if (explained === null || explained.length === 0) continue;
    const findings = explained.map(({ message, hint, start, end }) => ({
      code: 'L04',
      severity: 'error' as const,
      message,
      hint,
      position: lines.position(start, end),
    }));
    return { findings, mended: mendedText(text, explained), isOf: cause.isOf ?? null };
  }
  return { findings: [], mended: null, isOf: null };
}

function mendedText(text: string, explained: readonly Explained[]): string | null {
  if (explained.some(({ mend }) => mend === undefined)) return null;
  const fromTheEnd = explained.toSorted((a, b) => b.start - a.start);
  return fromTheEnd.reduce(
    (mended, { start, end, mend }) => mended.slice(0, start) + mend + mended.slice(end),
    text,
  );
}

/** `30101:78.32` is one word, and the parser complains of the line after it. */
function tightColonAbove({ text, offset, lines }: Failure): Explained[] | null {
  return tightColonsAbove(text, offset, lines);
}

function here(failure: Failure, message: string, hint: string, length = 1): Explained[] {
  return [{ message, hint, start: failure.offset, end: failure.offset + length }];
}

// In order: the first cause that fits is reported. Quotes come early, because an unclosed quote makes the parser
// complain about whatever follows.
const CAUSES: readonly Cause[] = [
  {
    reason: /tab characters|indentation/,
    explain: ({ text, offset, lines }) => tabIndentation(text, offset, lines),
    isOf: 'tabs',
  },
  {
    reason: /non-printable|valid JSON character|null byte/,
    explain: (failure) =>
      here(
        failure,
        `这里有看不见的控制字符（U+${failure.character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}）`,
        '请删去这个字符；它常常来自网页或 PDF 的复制粘贴',
      ),
  },
  {
    reason: /escape sequence|hexadecimal character/,
    explain: (failure) =>
      here(failure, '双引号里的反斜杠“\\”写法无法识别', '请把两边的双引号换成英文单引号，或把“\\”写成“\\\\”'),
  },
  { reason: /./, explain: openQuote },
  {
    reason: /nesting exceeded/,
    explain: (failure) => here(failure, '层次太深，无法读取', '请检查是否多写了括号“[”“{”或短横线“-”'),
  },
  {
    reason: /whitespace character is expected after the key-value/,
    explain: (failure) => [
      {
        message: '冒号后面缺少空格',
        hint: '请在英文冒号后面加一个空格',
        start: failure.offset - 1,
        end: failure.offset,
      },
    ],
  },
  {
    reason: /multiline key|expected ':' after|end of the stream or a document separator/,
    explain: ({ text, offset, lines }) => linesWithoutColon(text, offset, lines),
  },
  { reason: /missed comma/, explain: missedComma },
  {
    reason: /expected the node content, but found ','/,
    explain: (failure) => here(failure, '这里多了一个逗号', '请删去多余的逗号，或补上逗号前面的内容'),
  },
  { reason: /flow collection|deficient indentation/, explain: openBracket },
  {
    reason: /line break is expected|chomping mode|indentation width/,
    explain: (failure) =>
      here(
        failure,
        '“|”或“>”后面同一行不能再写内容',
        `多行文字请从下一行开始写，行首比名称多两个空格；如果“|”“>”本身是文字，${QUOTE_IT}`,
      ),
  },
  { reason: /directive|YAML version/, explain: directive },
  {
    reason: /\btag\b|anchor|alias/,
    explain: (failure) => [
      {
        message: '这里的“!”“&”或“*”会被当作 YAML 的特殊记号',
        hint: QUOTE_IT,
        start: failure.lineStart + Math.max(failure.before.search(/[!&*]/), 0),
        end: failure.offset,
      },
    ],
  },
  { reason: /indentation|end of the stream|multiline key/, explain: tightColonAbove },
  { reason: /indentation|end of the stream/, explain: strayText },
  {
    reason: /indentation|end of the stream/,
    explain: (failure) => {
      const indent = failure.before.search(/\S/);
      const start = failure.lineStart + (indent === -1 ? failure.before.length : indent);
      return [
        {
          message: '这一行的缩进与上下文对不上',
          hint: ALIGN,
          start,
          end: Math.max(failure.offset, start + 1),
        },
      ];
    },
    isOf: 'alignment',
  },
  {
    reason: /(?:)/,
    explain: (failure) =>
      here(
        failure,
        '这里不符合 YAML 格式，从此处起无法读取',
        '请检查这一行和上一行的缩进、冒号、引号和括号；含有特殊符号的文字请加英文引号',
      ),
  },
];

function openQuote({ text, offset }: Failure): Explained[] | null {
  const { quote } = openMarksAt(text, offset);
  if (quote === null) return null;
  const name = text[quote] === '"' ? '双引号' : '单引号';
  return [
    {
      message: `这里的英文${name}没有在同一行配对`,
      hint: `请在内容末尾补上英文${name}；内容里面的引号请改用中文引号`,
      start: quote,
      end: quote + 1,
    },
  ];
}

function openBracket(failure: Failure): Explained[] | null {
  const { bracket } = openMarksAt(failure.text, failure.offset);
  if (bracket === null) return null;
  const mark = failure.text[bracket]!;
  const partner = mark === '[' ? ']' : '}';
  const hint = `请在末尾补上“${partner}”；如果“${mark}”是文字的一部分，${QUOTE_IT}`;
  return [{ message: `这里的“${mark}”没有配对的“${partner}”`, hint, start: bracket, end: bracket + 1 }];
}

function missedComma(failure: Failure): Explained[] {
  const wide = failure.before.lastIndexOf('，');
  if (wide === -1) return here(failure, '括号里的两项之间缺少逗号', '请在两项之间加上英文逗号和空格');
  const start = failure.lineStart + wide;
  return [
    { message: '括号里的两项用了全角逗号“，”', hint: '请改成英文逗号，后面空一格', start, end: start + 1 },
  ];
}

function directive({ text, offset }: Failure): Explained[] {
  const start = Math.max(text.lastIndexOf('%', offset), 0);
  return [{ message: '以“%”开头的行会被当作 YAML 的指令', hint: QUOTE_IT, start, end: start + 1 }];
}

/** Text after a finished value: a second colon, words behind a quote, a mark that cannot begin a value. */
function strayText(failure: Failure): Explained[] | null {
  const { before, character } = failure;
  const start = before.match(/^(.*?(?::|-)\s+)([@`%&*|>}\],-])/);
  if (start !== null || /^[@`]$/.test(character)) {
    const mark = start?.[2] ?? character;
    const from = start === null ? failure.offset : failure.lineStart + start[1]!.length;
    return [{ message: `内容不能以“${mark}”开头`, hint: QUOTE_IT, start: from, end: from + 1 }];
  }
  if (character === '：') return here(failure, '这里用了全角冒号“：”', '请改成英文冒号，后面空一格');
  if (/[:-]\s+$/.test(before)) {
    if (character === '-') {
      return here(
        failure,
        '“-”不能和名称写在同一行',
        `列表请另起一行，“-”后面空一格；如果是文字，${QUOTE_IT}`,
      );
    }
    return here(failure, `内容不能以“${character}”开头`, QUOTE_IT);
  }
  if (/["']\s*$/.test(before)) {
    return here(
      failure,
      '引号后面还有多余的文字',
      '整段内容要放在同一对引号里面；内容里的引号请改用中文引号',
    );
  }
  if (/[\]}]/.test(character)) {
    return here(failure, `这里多了一个“${character}”`, `请删去多余的“${character}”；如果是文字，${QUOTE_IT}`);
  }
  if (character === ':' && /:\s+\S/.test(before)) {
    return here(
      failure,
      '一行里有两个“名称: 内容”',
      `如果后一个冒号是文字，请改用全角冒号“：”；也可以${QUOTE_IT.slice(1)}`,
    );
  }
  return null;
}
