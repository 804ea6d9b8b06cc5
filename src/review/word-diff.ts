import { addAll } from '../model/add-all.ts';
import { runsOf } from './edit-runs.ts';
import { isFigure, tokenize } from './tokens.ts';

/** A run of a sentence: in both texts, only in the old one, or only in the new one. */
export interface Part {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** What of a text counts when it is compared, for the old and for the new one. */
export interface Sameness {
  before(text: string): string;
  after(text: string): string;
}

/** Every character counts. */
export const EXACT: Sameness = { before: (text) => text, after: (text) => text };

const bare = (text: string): string => text.normalize('NFKC').replace(/\s/g, '');

/** Spaces, full and half width do not matter. */
export const LENIENT: Sameness = { before: bare, after: bare };

/** Every year of the old text counts as the next one: 2024年 then is 2025年 now. */
export const YEAR_LATER: Sameness = {
  before: (text) => text.replace(/\d{4}(?=年|-\d)/g, (year) => String(Number(year) + 1)),
  after: (text) => text,
};

/** Both at once, for a foreign text of last year: `2024 年` in a file of another office is 2025年 now. */
export const LENIENT_YEAR_LATER: Sameness = {
  before: (text) => YEAR_LATER.before(bare(text)),
  after: bare,
};

/** True when nothing that counts differs. */
export function isSame(before: string, after: string, sameness: Sameness): boolean {
  return sameness.before(before) === sameness.after(after);
}

/**
 * The words that differ between two texts. Amounts, percentages, dates and codes change as a whole.
 * `same` and `removed` parts joined give the old text, `same` and `added` the new one.
 *
 * `增长8.99%` and `增长8.25%` → 增长 [-8.99%-]{+8.25%+}
 */
export function diffWords(before: string, after: string, sameness: Sameness = EXACT): Part[] {
  if (isSame(before, after, sameness)) return [{ kind: 'same', text: after }];
  const old = tokenize(before);
  const fresh = tokenize(after);
  const parts: Part[] = [];
  let removed = '';
  let added = '';
  const flush = (): void => {
    addAll(parts, change(removed, added, sameness));
    removed = '';
    added = '';
  };
  let i = 0;
  let j = 0;
  for (const run of runsOf(old.map(sameness.before), fresh.map(sameness.after))) {
    if (run.kind === 'removed') removed += old.slice(i, i + run.count).join('');
    else if (run.kind === 'added') added += fresh.slice(j, j + run.count).join('');
    else {
      flush();
      parts.push({ kind: 'same', text: fresh.slice(j, j + run.count).join('') });
    }
    if (run.kind !== 'added') i += run.count;
    if (run.kind !== 'removed') j += run.count;
  }
  flush();
  const result = merged(joinIslands(merged(parts)));
  return areUnlike(before, after, result)
    ? [
        { kind: 'removed', text: before },
        { kind: 'added', text: after },
      ]
    : result;
}

// Shorter texts (headings, cells, names) are read at a glance, whatever they share.
const LEAST_LENGTH = 24;
// Two paragraphs about different things share some function words: on real reports a tenth to a fifth of them.
const LEAST_SHARE = 0.3;

/** True for two paragraphs that have only scattered words in common: interleaved, nobody could read either. */
function areUnlike(before: string, after: string, parts: readonly Part[]): boolean {
  const [old, fresh] = [lettersIn(before), lettersIn(after)];
  if (Math.min(old, fresh) < LEAST_LENGTH) return false;
  const shared = parts.reduce((sum, { kind, text }) => (kind === 'same' ? sum + lettersIn(text) : sum), 0);
  return (2 * shared) / (old + fresh) < LEAST_SHARE && shared / Math.min(old, fresh) < 2 * LEAST_SHARE;
}

function lettersIn(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

/** A change without what both sides begin and end with: the same words may have been cut differently. */
function change(removed: string, added: string, sameness: Sameness): Part[] {
  const old = unitsOf(removed);
  const fresh = unitsOf(added);
  const alike = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && isSame(a, b, sameness);
  let head = 0;
  while (alike(old[head], fresh[head])) head++;
  let tail = 0;
  while (tail < Math.min(old.length, fresh.length) - head && alike(old.at(-1 - tail), fresh.at(-1 - tail))) {
    tail++;
  }
  const cut = (list: string[]) => list.slice(head, list.length - tail).join('');
  return [
    { kind: 'same', text: fresh.slice(0, head).join('') },
    { kind: 'removed', text: cut(old) },
    { kind: 'added', text: cut(fresh) },
    { kind: 'same', text: fresh.slice(fresh.length - tail).join('') },
  ];
}

/** Figures whole, everything else by character. */
function unitsOf(text: string): string[] {
  return tokenize(text).flatMap((token) => (isFigure(token) ? [token] : [...token]));
}

/** Without empty parts, neighbours of one kind joined. */
function merged(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part.text === '') continue;
    if (last?.kind === part.kind)
      result[result.length - 1] = { kind: part.kind, text: last.text + part.text };
    else result.push(part);
  }
  return result;
}

/**
 * A single character that happens to stand in both versions of reworded text only disturbs the reader: it joins
 * the changes around it. Between figures it stays, so that every amount is shown apart.
 */
function joinIslands(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at]!;
    const around = [parts[at - 1], parts[at - 2], parts[at + 1], parts[at + 2]];
    const isIsland =
      part.kind === 'same' &&
      [...part.text].length === 1 &&
      at > 0 &&
      at < parts.length - 1 &&
      around.every((each) => each === undefined || each.kind === 'same' || !isFigure(each.text));
    if (isIsland) result.push({ kind: 'removed', text: part.text }, { kind: 'added', text: part.text });
    else result.push(part);
  }
  return reordered(result);
}

/** Within a run of changes, all that is removed stands before all that is added. */
function reordered(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  let removed = '';
  let added = '';
  const flush = (): void => {
    result.push({ kind: 'removed', text: removed }, { kind: 'added', text: added });
    removed = '';
    added = '';
  };
  for (const part of parts) {
    if (part.kind === 'removed') removed += part.text;
    else if (part.kind === 'added') added += part.text;
    else {
      flush();
      result.push(part);
    }
  }
  flush();
  return result;
}
