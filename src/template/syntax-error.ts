import type { Finding, Position, SourceText } from '../model/finding.ts';

interface Described {
  readonly message: string;
  readonly hint: string;
  readonly position: Position;
}

/**
 * The finding (T01) for an exception of the Handlebars parser: what is wrong in Chinese, and where.
 * Unknown messages of the parser still give the right place with a general text.
 */
export function describeSyntaxError(error: unknown, source: SourceText): Finding {
  const text = error instanceof Error ? error.message : String(error);
  const described =
    closingMismatch(error, text, source) ?? invalidPath(error, text, source) ?? grammar(text, source);
  return { code: 'T01', severity: 'error', ...described };
}

function closingMismatch(error: unknown, text: string, source: SourceText): Described | null {
  const match = /^(.*?) doesn't match (.*?)( - \d+:\d+)?$/s.exec(text);
  if (match === null) return null;
  const [, open = '', close = ''] = match;
  return {
    message: `开始标记是“${open}”，结束标记却是“${close}”，两者不成对`,
    hint: `检查是否缺少 {{/${open}}}，或者把 {{/${close}}} 改为 {{/${open}}}`,
    position: positionOfException(error, source),
  };
}

function invalidPath(error: unknown, text: string, source: SourceText): Described | null {
  const path = /^Invalid path: (.*?)( - \d+:\d+)?$/s.exec(text)?.[1];
  if (path === undefined) return null;
  return {
    message: `字段路径“${path}”的写法不对`,
    hint: '“this”和“..”只能写在路径的开头，例如 {{../name}}',
    position: positionOfException(error, source),
  };
}

function positionOfException(error: unknown, source: SourceText): Position {
  const { lineNumber, column } = error as { lineNumber?: number; column?: number };
  return { file: source.file, line: lineNumber ?? 1, column: (column ?? 0) + 1 };
}

function grammar(text: string, source: SourceText): Described {
  const got = /got '(\w+)'$/.exec(text)?.[1] ?? '';
  const position = positionOfCaret(text, source);
  if (text.startsWith('Lexical error')) return unfinishedComment(source, position);
  if (got === 'EOF') {
    const open = unclosedBlock(source);
    if (open !== null) return open;
  }
  return { ...(GRAMMAR_TEXTS[got] ?? GENERAL_TEXT), position };
}

const GENERAL_TEXT = {
  message: '模板语法有误，程序读到这里无法继续',
  hint: '请检查这一处的花括号、引号和圆括号是否成对，参数之间是否用半角空格隔开',
};

const GRAMMAR_TEXTS: Readonly<Record<string, { readonly message: string; readonly hint: string }>> = {
  EOF: {
    message: '模板到末尾还没有写完',
    hint: '请检查最后一个 {{ 是否有对应的 }}，每个 {{#…}} 是否有 {{/…}}',
  },
  OPEN_ENDBLOCK: { message: '多出一个结束标记 {{/…}}', hint: '删去它，或者补上与它对应的开始标记 {{#…}}' },
  INVERSE: {
    message: '多出一个 {{else}}',
    hint: '{{else}} 只能写在 {{#if}}、{{#each}} 等块的里面，并且只能写一次',
  },
  INVALID: {
    message: '花括号里有无法识别的内容',
    hint: '请检查是否缺少 }}，引号是否成对，并且用的是半角引号',
  },
  CLOSE: {
    message: '花括号里的内容没有写完',
    hint: '请补全 }} 之前的名称、参数、“=”后面的值或括号',
  },
  CLOSE_UNESCAPED: { message: '“{{{”与“}}}”不成对', hint: '改为两个花括号：{{…}}' },
  CLOSE_SEXPR: { message: '圆括号不成对，或者括号里没有写完', hint: '请检查“(”与“)”是否一一对应' },
  OPEN_SEXPR: { message: '圆括号不能写在这里', hint: '请先写助手名称，例如 {{助手 (助手 字段)}}' },
  EQUALS: { message: '“=”写错了位置', hint: '命名参数写成 名称=值，等号两边不留空格，并且放在其他参数之后' },
};

function unfinishedComment(source: SourceText, fallback: Position): Described {
  const start = source.text.lastIndexOf('{{!--');
  const unfinished = start >= 0 && !source.text.includes('--}}', start);
  return unfinished
    ? { message: '注释没有结束', hint: '在注释末尾补上 --}}', position: positionAt(source, start) }
    : { ...GENERAL_TEXT, position: fallback };
}

// The parser only notices a missing {{/…}} at the end of the file; the author needs the beginning.
function unclosedBlock(source: SourceText): Described | null {
  const text = source.text.replace(/\{\{~?!--.*?--~?\}\}|\{\{~?!.*?\}\}/gs, (comment) =>
    ' '.repeat(comment.length),
  );
  const open: { name: string; index: number }[] = [];
  for (const tag of text.matchAll(/\{\{~?\s*([#/]|\^(?=\s*[^\s~}]))[>*]?\s*([^\s~}]+)/g)) {
    const [, sign, name = ''] = tag;
    if (sign === '/') open.pop();
    else open.push({ name, index: tag.index });
  }
  const last = open.at(-1);
  if (last === undefined) return null;
  return {
    message: `{{#${last.name}}} 没有结束标记`,
    hint: `在它的内容之后补上 {{/${last.name}}}`,
    position: positionAt(source, last.index),
  };
}

/**
 * The parser's message names the line and shows up to 20 characters on either side of the fault, without
 * their line breaks. The place nearest to that line that reads the same is the fault.
 */
function positionOfCaret(message: string, source: SourceText): Position {
  const [first = '', excerpt = '', caret = ''] = message.split('\n');
  const line = Number(/ on line (\d+)/.exec(first)?.[1] ?? 1);
  const before = excerpt.slice(0, caret.indexOf('^')).replace(/^\.\.\./, '');
  const after = excerpt.slice(caret.indexOf('^')).replace(/\.\.\.$/, '');
  const kept = [...source.text.matchAll(/[^\n]/g)].map((match) => match.index);
  const joined = kept.map((index) => source.text[index]).join('');
  let best: Position = { file: source.file, line, column: 1 };
  let distance = Number.POSITIVE_INFINITY;
  for (let at = joined.indexOf(before + after); at >= 0; at = joined.indexOf(before + after, at + 1)) {
    const position = positionAt(source, kept[at + before.length] ?? source.text.trimEnd().length);
    if (Math.abs(position.line - line) >= distance) continue;
    distance = Math.abs(position.line - line);
    best = position;
  }
  return best;
}

function positionAt(source: SourceText, index: number): Position {
  const before = source.text.slice(0, Math.min(index, source.text.length)).split('\n');
  return { file: source.file, line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
