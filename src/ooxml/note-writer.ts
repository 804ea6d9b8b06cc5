import { addressOf } from './cell.ts';
import type { PlanSheet } from './sheet-plan.ts';
import { element, escapeCellText } from './xml-writer.ts';

export interface Note {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** The notes of a sheet's cells. */
export function notesOf(sheet: PlanSheet): Note[] {
  return sheet.rows.flatMap((cells, row) =>
    cells.flatMap((cell, column) =>
      cell?.note === undefined ? [] : [{ row: row + 1, column: column + 1, text: cell.note }],
    ),
  );
}

export function commentsXml(notes: readonly Note[]): string {
  const comments = notes.map(({ row, column, text }) =>
    element(
      'comment',
      { ref: addressOf(row, column), authorId: 0 },
      `<text><r><t xml:space="preserve">${escapeCellText(text)}</t></r></text>`,
    ),
  );
  return [
    '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    '<authors><author>填表提示</author></authors>',
    element('commentList', {}, comments.join('')),
    '</comments>',
  ].join('');
}

/** Old-style drawing that spreadsheet programs demand beside the notes: one hidden box for each. */
export function noteDrawing(notes: readonly Note[]): string {
  const shapes = notes.map(({ row, column, text }, index) => {
    const lines = Math.max(2, Math.ceil(text.length / 16) + 1);
    return [
      `<v:shape id="_x0000_s${1025 + index}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">`,
      '<v:fill color2="#ffffe1"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/>',
      '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>',
      `<x:Anchor>${column}, 10, ${row - 1}, 5, ${column + 3}, 10, ${row - 1 + lines}, 5</x:Anchor>`,
      '<x:AutoFill>False</x:AutoFill>',
      `<x:Row>${row - 1}</x:Row><x:Column>${column - 1}</x:Column></x:ClientData></v:shape>`,
    ].join('');
  });
  return [
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">',
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>',
    ...shapes,
    '</xml>',
  ].join('');
}
