import { figureSpans, tokenize } from './tokens.ts';
import type { Part } from './word-diff.ts';

/** A change of words as people are shown it: nothing that belongs together is cut. */
export interface WholeChange {
  readonly removed: string;
  readonly added: string;
  /** The words around it in the new text. */
  readonly before: string;
  readonly after: string;
}

const PAIRS = ['“”', '‘’', '《》', '〈〉', '「」', '『』', '（）', '()', '〔〕', '[]', '［］', '【】'];
/** What is longer is a passage: the words around a change reach to its ends, the change stays as it is. */
const LONGEST_MARK = 40;
const LEAST_CONTEXT = 8;

/** From one place up to another, the latter not included. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** One character of both texts, the old or the new one. */
type Character = Part;

/**
 * The changes of a sentence, each with the words around it: an amount, a rate, a date, a quoted name and a pair of
 * brackets stand whole on either side, and so does `name`. Gives one for each run of changed parts, `null` for one that
 * the run before took in.
 *
 * Example: “甲项目”的支出 and “乙项目”的支出 → “甲项目” became “乙项目”, though only 甲 and 乙 differ.
 */
export function wholeChanges(parts: readonly Part[], name: string): (WholeChange | null)[] {
  const characters = parts.flatMap(({ kind, text }) =>
    [...text].map((each): Character => ({ kind, text: each })),
  );
  const marks = [marksOf(characters, 'added', name), marksOf(characters, 'removed', name)] as const;
  const runs = changedRuns(characters);
  const known: Span[] = [];
  return runs.map((run) => {
    if (known.some(({ from, to }) => from <= run.from && run.to <= to)) return null;
    const whole = widened(run, [...runs, ...marks[0], ...marks[1]].filter(isShort));
    known.push(whole);
    return {
      removed: textOf(characters.slice(whole.from, whole.to), 'added'),
      added: textOf(characters.slice(whole.from, whole.to), 'removed'),
      before: textOf(characters.slice(contextStart(characters, whole.from, marks[1]), whole.from), 'removed'),
      after: textOf(characters.slice(whole.to, contextEnd(characters, whole.to, marks[1])), 'removed'),
    };
  });
}

function isShort({ from, to }: Span): boolean {
  return to - from <= LONGEST_MARK;
}

function textOf(characters: readonly Character[], without: 'added' | 'removed'): string {
  return characters.flatMap(({ kind, text }) => (kind === without ? [] : [text])).join('');
}

function changedRuns(characters: readonly Character[]): Span[] {
  const runs: Span[] = [];
  for (let at = 0; at < characters.length; at++) {
    if (characters[at]!.kind === 'same') continue;
    const from = at;
    while (at < characters.length && characters[at]!.kind !== 'same') at++;
    runs.push({ from, to: at });
  }
  return runs;
}

/** What must not be cut in the text that has no characters of a kind. */
function marksOf(characters: readonly Character[], without: 'added' | 'removed', name: string): Span[] {
  const places = characters.flatMap(({ kind }, at) => (kind === without ? [] : [at]));
  const text = textOf(characters, without);
  const spans = [...figureSpans(text), ...spansOf(text, name), ...pairsIn(text)];
  // Places count in characters, spans of texts in units of them; both are the same below U+10000.
  return spans.flatMap(({ from, to }) => {
    const [first, last] = [places[from], places[to - 1]];
    return first === undefined || last === undefined ? [] : [{ from: first, to: last + 1 }];
  });
}

function spansOf(text: string, words: string): Span[] {
  const spans: Span[] = [];
  if (words === '') return spans;
  for (let from = text.indexOf(words); from >= 0; from = text.indexOf(words, from + words.length)) {
    spans.push({ from, to: from + words.length });
  }
  return spans;
}

function pairsIn(text: string): Span[] {
  const open: { mark: string; from: number }[] = [];
  const spans: Span[] = [];
  for (let at = 0; at < text.length; at++) {
    const pair = PAIRS.find((each) => each.includes(text[at]!));
    if (pair === undefined) continue;
    if (pair[0] === text[at]) open.push({ mark: pair, from: at });
    else {
      const opened = open.findLastIndex(({ mark }) => mark === pair);
      if (opened < 0) continue;
      spans.push({ from: open[opened]!.from, to: at + 1 });
      open.length = opened;
    }
  }
  return spans;
}

/** A run with all spans that an end of it would cut. */
function widened(run: Span, spans: readonly Span[]): Span {
  let { from, to } = run;
  for (let isWider = true; isWider; ) {
    isWider = false;
    for (const span of spans) {
      if (!cuts(span, from) && !cuts(span, to)) continue;
      [from, to] = [Math.min(from, span.from), Math.max(to, span.to)];
      isWider = true;
    }
  }
  return { from, to };
}

function cuts({ from, to }: Span, at: number): boolean {
  return from < at && at < to;
}

function contextStart(characters: readonly Character[], end: number, marks: readonly Span[]): number {
  const before = tokenize(textOf(characters.slice(0, end), 'removed'));
  let length = 0;
  while (length < LEAST_CONTEXT && before.length > 0) length += before.pop()!.length;
  let start = end;
  for (let left = length; left > 0 && start > 0; ) if (characters[--start]!.kind !== 'removed') left--;
  for (let cut = marks.find((mark) => cuts(mark, start)); cut; cut = marks.find((mark) => cuts(mark, start)))
    start = cut.from;
  return start;
}

function contextEnd(characters: readonly Character[], start: number, marks: readonly Span[]): number {
  const after = tokenize(textOf(characters.slice(start), 'removed'));
  let length = 0;
  for (const token of after) {
    if (length >= LEAST_CONTEXT) break;
    length += token.length;
  }
  let end = start;
  for (let left = length; left > 0 && end < characters.length; )
    if (characters[end++]!.kind !== 'removed') left--;
  for (let cut = marks.find((mark) => cuts(mark, end)); cut; cut = marks.find((mark) => cuts(mark, end)))
    end = cut.to;
  return end;
}
