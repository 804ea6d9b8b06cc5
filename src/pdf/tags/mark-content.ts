import { addAll } from '../../model/add-all.ts';
import { type ContentPart, inDocumentOrder, marginsLast } from './content-order.ts';
import type { TextObject } from './page-text.ts';
import type { PlacedPage } from './place-text.ts';
import type { StructureText } from './structure.ts';

/** The content of a page with its marks, and the text that each mark, by its number, belongs to. */
export interface MarkedPage {
  readonly content: string;
  readonly marks: readonly StructureText[];
}

/** The lines that describe a path. */
const PATH = String.raw`(?:(?:[-.\d ]+ (?:re|m|l|c|v|y)|h)\n)+`;
const PAINTED = String.raw`(?:f\*?|[sS]|[bB]\*?)\n`;

/** Shapes filled or drawn one after the other, as the borders of tables are, or else a path that is used otherwise. */
const SHAPES = new RegExp(`^((?:${PATH}${PAINTED})+)|^${PATH}`, 'gm');

/**
 * Encloses the text objects of a page in marks (ISO 32000-1, 14.6 and 14.8.2): numbered ones for what is read, `Artifact`
 * for page numbers, repeated heads, borders and backgrounds; what is drawn between the words of a figure is a part of it. Words stand in the `order` of the document, as far as they may be
 * moved, and the margins of the page last.
 *
 * Example: `BT…ET` of a paragraph → `/P <</MCID 0>> BDC BT…ET EMC`
 */
export function markContent(
  content: string,
  objects: readonly TextObject[],
  placed: PlacedPage,
  order: ReadonlyMap<StructureText, number> = new Map(),
): MarkedPage {
  const marks: StructureText[] = [];
  let marked = '';
  for (const { content: part, text } of inDocumentOrder(partsOf(content, objects, placed), order)) {
    if (text === null) marked += part;
    else if (text.owner === null) marked += `/Artifact BMC\n${part}EMC\n`;
    else marked += `/${text.owner.type} <</MCID ${marks.push(text) - 1}>> BDC\n${part}EMC\n`;
  }
  return { content: marginsLast(marked), marks };
}

function partsOf(content: string, objects: readonly TextObject[], placed: PlacedPage): ContentPart[] {
  const parts: ContentPart[] = [];
  let at = 0;
  for (let index = 0; index < objects.length; ) {
    const text = placed[index] ?? null;
    const { start } = objects[index]!;
    let { end } = objects[index]!;
    index++;
    // Words of one text that follow each other share a mark; between them nothing else is drawn.
    while (index < objects.length && (placed[index] ?? null) === text && objects[index]!.start === end) {
      end = objects[index++]!.end;
    }
    if (start > at) {
      const between = content.slice(at, start);
      const before = parts.at(-1)?.text ?? null;
      if (text?.owner?.type === 'Figure' && before === text) addAll(parts, drawnParts(between, text));
      else parts.push({ content: decorations(between), text: null });
    }
    const words = content.slice(start, end);
    const shown = text === null ? `/Artifact <</Type /Pagination>> BDC\n${words}EMC\n` : words;
    parts.push({ content: shown, text });
    at = end;
  }
  if (at < content.length) parts.push({ content: decorations(content.slice(at)), text: null });
  return parts;
}

/** Between the words of a figure its shapes belong to it. */
function drawnParts(drawn: string, figure: StructureText): ContentPart[] {
  const parts: ContentPart[] = [];
  let at = 0;
  for (const { 0: path, 1: shapes, index } of drawn.matchAll(SHAPES)) {
    if (shapes === undefined) continue;
    if (index > at) parts.push({ content: drawn.slice(at, index), text: null });
    parts.push({ content: shapes, text: figure });
    at = index + path.length;
  }
  if (at < drawn.length) parts.push({ content: drawn.slice(at), text: null });
  return parts;
}

function decorations(drawn: string): string {
  return drawn.replace(SHAPES, (path, shapes) =>
    shapes === undefined ? path : `/Artifact BMC\n${shapes}EMC\n`,
  );
}
