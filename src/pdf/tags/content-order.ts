import type { StructureText } from './structure.ts';

/** A part of a page's content: words with their mark, or what is drawn between words. */
export interface ContentPart {
  readonly content: string;
  /** The text of the document that the words belong to; null for what is not read and for what is no text. */
  readonly text: StructureText | null;
}

/** What only stands on lines of its own: a change of place, and the colours and opacity that words are drawn with. */
const PLACE = /^(?:q|Q|.+ cm|.+ re)$/m;
const CLIPPED = /^W\*? n$/m;
const STATE = /^(?:(.+ (?:RG|rg|G|g))|(\S+ gs))$/gm;
/** State that words leave behind for others. */
const STICKY = / T[rcwzsL]\n/;

/**
 * The parts of a page in the order of the document. A browser draws what floats before the text it stands beside:
 * `编制单位` before the title of its table. Words are only ever put off, so that nothing is drawn over them that was not, and
 * never out of a place with coordinates of its own.
 *
 * Example: `编制单位：…`, `表5`, `一般公共预算支出情况表` → `表5`, `一般公共预算支出情况表`, `编制单位：…`
 */
export function inDocumentOrder(
  parts: readonly ContentPart[],
  order: ReadonlyMap<StructureText, number>,
): readonly ContentPart[] {
  if (parts.some(({ content }) => STICKY.test(content))) return parts;
  const ordered: ContentPart[] = [];
  for (let from = 0; from < parts.length; ) {
    let to = from;
    while (to < parts.length && !changesPlace(parts[to]!)) to++;
    for (const part of sorted(parts.slice(from, to), order)) ordered.push(part);
    if (to < parts.length) ordered.push(parts[to]!);
    from = to + 1;
  }
  return ordered;
}

/** Shapes are artifacts by now; a path that is not painted is a clip. */
function changesPlace({ content, text }: ContentPart): boolean {
  if (text !== null) return false;
  return PLACE.test(content.replace(/^\/Artifact BMC\n[\s\S]*?^EMC\n/gm, '')) || CLIPPED.test(content);
}

function sorted(parts: readonly ContentPart[], order: ReadonlyMap<StructureText, number>): ContentPart[] {
  const ranks = parts.map(({ text }) => (text === null ? null : (order.get(text) ?? null)));
  /** The first in the document of all words that follow. */
  const following: number[] = new Array(parts.length).fill(Number.POSITIVE_INFINITY);
  for (let index = parts.length - 2; index >= 0; index--) {
    following[index] = Math.min(following[index + 1]!, ranks[index + 1] ?? Number.POSITIVE_INFINITY);
  }
  const result: ContentPart[] = [];
  const waiting: { readonly rank: number; readonly part: ContentPart }[] = [];
  let state = { colour: '', opacity: '' };
  for (const [index, part] of parts.entries()) {
    const rank = ranks[index]!;
    if (rank === null) {
      state = stateAfter(part.content, state);
      result.push(part);
      continue;
    }
    if (rank > following[index]!) {
      const { colour, opacity } = state;
      const content = `q\n${colour}${opacity}${part.content}Q\n`;
      waiting.push({ rank, part: { ...part, content } });
      continue;
    }
    const ready = waiting.filter((each) => each.rank < rank);
    for (const each of inRank(ready)) result.push(each.part);
    result.push(part);
    for (const each of ready) waiting.splice(waiting.indexOf(each), 1);
  }
  for (const each of inRank(waiting)) result.push(each.part);
  return result;
}

function inRank<T extends { readonly rank: number }>(parts: readonly T[]): T[] {
  return [...parts].sort((a, b) => a.rank - b.rank);
}

function stateAfter(drawn: string, before: { readonly colour: string; readonly opacity: string }) {
  let { colour, opacity } = before;
  for (const [line, isColour] of drawn.matchAll(STATE)) {
    if (isColour === undefined) opacity = `${line}\n`;
    else colour = `${line}\n`;
  }
  return { colour, opacity };
}

/** Everything of the page area is clipped to it. */
const AREA = /^q\n[-.\d ]+ re\nW\*? n\n/m;
const SAVE_OR_RESTORE = /^[qQ]$/gm;

/**
 * The content of a page with its margins last: a browser draws the page number first, and whoever copies a page would
 * read `— 7 —` before its first word.
 *
 * Example: `q … — 7 — … Q`, `q … page area … Q` → the same two the other way round
 */
export function marginsLast(content: string): string {
  const area = content.search(AREA);
  if (area === -1 || !isClosed(content.slice(area))) return content;
  const blocks = topLevelBlocks(content.slice(0, area));
  if (blocks === null) return content;
  const isMargin = (block: string) => /^BT$/m.test(block);
  const first = blocks.filter((block) => !isMargin(block)).join('');
  const last = blocks.filter(isMargin).join('');
  const rest = content.slice(area);
  return `${first}${rest}${rest.endsWith('\n') || last === '' ? '' : '\n'}${last}`;
}

function isClosed(content: string): boolean {
  let depth = 0;
  for (const [sign] of content.matchAll(SAVE_OR_RESTORE)) depth += sign === 'q' ? 1 : -1;
  return depth === 0;
}

/** What stands before the page area, cut after each `Q` that closes all; null where a margin stands outside of `q … Q`. */
function topLevelBlocks(content: string): string[] | null {
  const blocks: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: sign, index } of content.matchAll(SAVE_OR_RESTORE)) {
    if (sign === 'q') {
      if (depth === 0 && index > from) {
        const between = content.slice(from, index);
        if (/^BT$/m.test(between)) return null;
        blocks.push(between);
        from = index;
      }
      depth++;
    } else if (--depth === 0) {
      blocks.push(content.slice(from, index + 2));
      from = index + 2;
    }
  }
  const rest = content.slice(from);
  if (depth !== 0 || /^BT$/m.test(rest)) return null;
  return rest === '' ? blocks : [...blocks, rest];
}
