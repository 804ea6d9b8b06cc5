import { commentsXml, noteDrawing, notesOf } from './note-writer.ts';
import {
  contentTypes,
  coreProperties,
  OFFICE,
  override,
  packageRelationships,
  relationships,
  zipParts,
} from './office-package.ts';
import type { PlanWorkbook } from './sheet-plan.ts';
import { sheetXml } from './sheet-writer.ts';
import { StyleTable } from './style-table.ts';
import { element, escapeXml } from './xml-writer.ts';

const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** An `.xlsx` file; the same content gives the same bytes. */
export function writeWorkbook(workbook: PlanWorkbook): Uint8Array {
  const styles = new StyleTable();
  const parts = new Map<string, string>();
  const types = [
    override('/xl/workbook.xml', `${SPREADSHEET}.sheet.main+xml`),
    override('/xl/styles.xml', `${SPREADSHEET}.styles+xml`),
    override('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
  ];
  const sheetParts = new Map<string, string>();
  for (const [index, sheet] of workbook.sheets.entries()) {
    const number = index + 1;
    const notes = notesOf(sheet);
    sheetParts.set(`xl/worksheets/sheet${number}.xml`, sheetXml(sheet, styles, notes.length > 0));
    types.push(override(`/xl/worksheets/sheet${number}.xml`, `${SPREADSHEET}.worksheet+xml`));
    if (notes.length === 0) continue;
    sheetParts.set(
      `xl/worksheets/_rels/sheet${number}.xml.rels`,
      relationships([
        ['vmlDrawing', `../drawings/vmlDrawing${number}.vml`],
        ['comments', `../comments${number}.xml`],
      ]),
    );
    sheetParts.set(`xl/comments${number}.xml`, commentsXml(notes));
    sheetParts.set(`xl/drawings/vmlDrawing${number}.vml`, noteDrawing(notes));
    types.push(override(`/xl/comments${number}.xml`, `${SPREADSHEET}.comments+xml`));
  }
  parts.set('[Content_Types].xml', contentTypes(types, ['vml']));
  parts.set('_rels/.rels', packageRelationships('xl/workbook.xml'));
  parts.set('docProps/core.xml', coreProperties(workbook));
  parts.set('xl/workbook.xml', workbookXml(workbook));
  parts.set(
    'xl/_rels/workbook.xml.rels',
    relationships([
      ...workbook.sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
      ['styles', 'styles.xml'],
    ]),
  );
  parts.set('xl/styles.xml', styles.xml());
  for (const [name, xml] of sheetParts) parts.set(name, xml);
  return zipParts(parts);
}

function workbookXml({ sheets }: PlanWorkbook): string {
  const listed = sheets.map(({ name }, index) =>
    element('sheet', { name, sheetId: index + 1, 'r:id': `rId${index + 1}` }),
  );
  const titles = sheets.flatMap(({ name, print }, index) =>
    print && print.headRows > 0
      ? [
          element(
            'definedName',
            { name: '_xlnm.Print_Titles', localSheetId: index },
            escapeXml(`'${name.replaceAll("'", "''")}'!$1:$${print.headRows}`),
          ),
        ]
      : [],
  );
  const areas = sheets.flatMap(({ name, print }, index) =>
    print?.area === undefined
      ? []
      : [
          element(
            'definedName',
            { name: '_xlnm.Print_Area', localSheetId: index },
            escapeXml(`'${name.replaceAll("'", "''")}'!${print.area}`),
          ),
        ],
  );
  const names = [...areas, ...titles];
  return [
    `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}">`,
    '<bookViews><workbookView/></bookViews>',
    element('sheets', {}, listed.join('')),
    names.length === 0 ? '' : element('definedNames', {}, names.join('')),
    '</workbook>',
  ].join('');
}
