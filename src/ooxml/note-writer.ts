import { addressOf } from './cell.ts';
import type { PlanSheet } from './sheet-plan.ts';
import { element, escapeCellText, escapeXml } from './xml-writer.ts';

export interface Note {
  readonly row: number;
  readonly column: number;
  readonly text: string;
  /** Who wrote it; the program where nobody is named. */
  readonly author?: string;
}

const OWN_AUTHOR = '填表提示';

/** The notes of a sheet's cells. */
export function notesOf(sheet: PlanSheet): Note[] {
  return sheet.rows.flatMap((cells, row) =>
    cells.flatMap((cell, column) =>
      cell?.note === undefined ? [] : [{ row: row + 1, column: column + 1, text: cell.note }],
    ),
  );
}

export function commentsXml(notes: readonly Note[]): string {
  const authors = [...new Set(notes.map(({ author = OWN_AUTHOR }) => author))];
  const comments = notes.map(({ row, column, text, author = OWN_AUTHOR }) =>
    element(
      'comment',
      { ref: addressOf(row, column), authorId: authors.indexOf(author) },
      `<text><r><t xml:space="preserve">${escapeCellText(text)}</t></r></text>`,
    ),
  );
  return [
    '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    element('authors', {}, authors.map((author) => element('author', {}, escapeXml(author))).join('')),
    element('commentList', {}, comments.join('')),
    '</comments>',
  ].join('');
}

/** What the boxes have in common. */
export const NOTE_SHAPE =
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';

/** Old-style drawing that spreadsheet programs demand beside the notes: one hidden box for each. */
export function noteDrawing(notes: readonly Note[]): string {
  return [
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">',
    NOTE_SHAPE,
    ...noteShapes(notes, 1025),
    '</xml>',
  ].join('');
}

/** The boxes of notes; their numbers begin at `first`. */
export function noteShapes(notes: readonly Note[], first: number): string[] {
  return notes.map(({ row, column, text }, index) => {
    const wrapped = text.split('\n').map((line) => Math.max(1, Math.ceil(line.length / 16)));
    const lines = Math.max(
      2,
      wrapped.reduce((sum, each) => sum + each, 1),
    );
    return [
      `<v:shape id="_x0000_s${first + index}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">`,
      '<v:fill color2="#ffffe1"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/>',
      '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>',
      `<x:Anchor>${column}, 10, ${row - 1}, 5, ${column + 3}, 10, ${row - 1 + lines}, 5</x:Anchor>`,
      '<x:AutoFill>False</x:AutoFill>',
      `<x:Row>${row - 1}</x:Row><x:Column>${column - 1}</x:Column></x:ClientData></v:shape>`,
    ].join('');
  });
}
