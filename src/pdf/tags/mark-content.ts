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
 * for page numbers, repeated heads, borders and backgrounds.
 *
 * Example: `BT…ET` of a paragraph → `/P <</MCID 0>> BDC BT…ET EMC`
 */
export function markContent(content: string, objects: readonly TextObject[], placed: PlacedPage): MarkedPage {
  const marks: StructureText[] = [];
  let marked = '';
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
    marked += decorations(content.slice(at, start));
    if (text === null) marked += '/Artifact <</Type /Pagination>> BDC\n';
    else if (text.owner === null) marked += '/Artifact BMC\n';
    else marked += `/${text.owner.type} <</MCID ${marks.push(text) - 1}>> BDC\n`;
    marked += `${content.slice(start, end)}EMC\n`;
    at = end;
  }
  return { content: marked + decorations(content.slice(at)), marks };
}

function decorations(drawn: string): string {
  return drawn.replace(SHAPES, (path, shapes) =>
    shapes === undefined ? path : `/Artifact BMC\n${shapes}EMC\n`,
  );
}
