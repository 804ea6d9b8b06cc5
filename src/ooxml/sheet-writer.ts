import { addressOf, columnName } from './cell.ts';
import type { Choice, PlanCell, PlanColumn, PlanSheet } from './sheet-plan.ts';
import type { StyleTable } from './style-table.ts';
import { element, escapeCellText, escapeXml } from './xml-writer.ts';

const LAST_COLUMN = 16_384;
const A4 = 9;
/** A spreadsheet program might run a text that begins so, were it typed. */
const FORMULA_START = /^[=+\-@\t\r]/;

/** XML of one sheet. */
export function sheetXml(sheet: PlanSheet, styles: StyleTable, hasNotes: boolean): string {
  return [
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">',
    sheetProperties(sheet),
    sheetView(sheet),
    '<sheetFormatPr defaultRowHeight="16"/>',
    columnsXml(sheet.columns, styles),
    `<sheetData>${sheet.rows.map((cells, index) => rowXml(cells, index + 1, sheet, styles)).join('')}</sheetData>`,
    sheet.isProtected ? PROTECTION : '',
    listOf(
      'mergeCells',
      (sheet.merges ?? []).map((ref) => element('mergeCell', { ref })),
    ),
    listOf('dataValidations', (sheet.choices ?? []).map(validationXml)),
    printXml(sheet),
    hasNotes ? '<legacyDrawing r:id="rId1"/>' : '',
    '</worksheet>',
  ].join('');
}

function sheetProperties({ tab, print }: PlanSheet): string {
  const inner =
    (tab === undefined ? '' : element('tabColor', { rgb: `FF${tab}` })) +
    (print ? element('pageSetUpPr', { fitToPage: 1 }) : '');
  return inner === '' ? '' : element('sheetPr', {}, inner);
}

function sheetView({ frozenRows = 0 }: PlanSheet): string {
  const first = addressOf(frozenRows + 1, 1);
  const pane =
    frozenRows === 0
      ? ''
      : element('pane', {
          ySplit: frozenRows,
          topLeftCell: first,
          activePane: 'bottomLeft',
          state: 'frozen',
        }) + element('selection', { pane: 'bottomLeft', activeCell: first, sqref: first });
  return element('sheetViews', {}, element('sheetView', { workbookViewId: 0 }, pane));
}

function columnsXml(columns: readonly PlanColumn[], styles: StyleTable): string {
  const written = columns.map(({ width, style }, index) =>
    element('col', {
      min: index + 1,
      max: index + 1,
      width,
      customWidth: 1,
      style: style && styles.index(style),
    }),
  );
  // Rows of a protected sheet can only be removed when all their cells may be changed, to the last column.
  if (columns.some(({ style }) => style?.unlocked)) {
    const style = styles.index({ unlocked: true });
    written.push(element('col', { min: columns.length + 1, max: LAST_COLUMN, width: 9, style }));
  }
  return element('cols', {}, written.join(''));
}

function rowXml(
  cells: readonly (PlanCell | null)[],
  number: number,
  { heights }: PlanSheet,
  styles: StyleTable,
): string {
  const height = heights?.get(number);
  const written = cells.map((cell, index) =>
    cell ? cellXml(cell, addressOf(number, index + 1), styles) : '',
  );
  return element(
    'row',
    { r: number, ht: height, customHeight: height === undefined ? undefined : 1 },
    written.join(''),
  );
}

function cellXml({ value, isNumber, formula, style }: PlanCell, address: string, styles: StyleTable): string {
  if (value === '') return element('c', { r: address, s: styles.index(style) });
  if (formula !== undefined)
    return element(
      'c',
      { r: address, s: styles.index(style) },
      `<f>${escapeXml(formula)}</f><v>${value}</v>`,
    );
  if (isNumber) return element('c', { r: address, s: styles.index(style) }, `<v>${value}</v>`);
  const quoted = FORMULA_START.test(value);
  const text = `<is><t xml:space="preserve">${escapeCellText(value)}</t></is>`;
  return element('c', { r: address, s: styles.index(style, quoted), t: 'inlineStr' }, text);
}

const PROTECTION = element('sheetProtection', {
  sheet: 1,
  objects: 1,
  scenarios: 1,
  formatCells: 0,
  formatColumns: 0,
  formatRows: 0,
  insertRows: 0,
  deleteRows: 0,
  sort: 0,
  autoFilter: 0,
});

/** Microsoft's limits: 255 characters for a list and for a prompt, 32 for its title. */
function validationXml({ range, list, isStrict, title, prompt }: Choice): string {
  const formula = typeof list === 'string' ? escapeXml(list) : `"${escapeXml(list.join(','))}"`;
  return element(
    'dataValidation',
    {
      type: 'list',
      allowBlank: 1,
      showInputMessage: 1,
      showErrorMessage: 1,
      errorStyle: isStrict ? undefined : 'warning',
      errorTitle: title.slice(0, 32),
      error: isStrict ? '请从下拉列表中选择。' : '不在下拉列表中，确定要用这个值吗？',
      promptTitle: title.slice(0, 32),
      prompt: prompt.slice(0, 255),
      sqref: range,
    },
    `<formula1>${formula}</formula1>`,
  );
}

function printXml({ print, columns }: PlanSheet): string {
  if (!print) return '';
  return [
    element('printOptions', { horizontalCentered: columns.length > 0 ? 1 : undefined }),
    element('pageMargins', { left: 0.6, right: 0.6, top: 0.75, bottom: 0.75, header: 0.3, footer: 0.3 }),
    element('pageSetup', {
      paperSize: A4,
      orientation: print.landscape ? 'landscape' : 'portrait',
      fitToWidth: 1,
      fitToHeight: 0,
    }),
    element('headerFooter', {}, '<oddFooter>&amp;C&amp;P / &amp;N</oddFooter>'),
  ].join('');
}

function listOf(name: string, items: readonly string[]): string {
  return items.length === 0 ? '' : element(name, { count: items.length }, items.join(''));
}

/** `A1` style range of whole cells: `rangeOf(2, 1, 2000, 1)` → `A2:A2000` */
export function rangeOf(firstRow: number, firstColumn: number, lastRow: number, lastColumn: number): string {
  return `${addressOf(firstRow, firstColumn)}:${addressOf(lastRow, lastColumn)}`;
}

/** A range of another sheet for a drop-down list: `科目!$A$2:$A$900` */
export function listRange(sheet: string, column: number, firstRow: number, lastRow: number): string {
  const name = columnName(column);
  return `'${sheet.replaceAll("'", "''")}'!$${name}$${firstRow}:$${name}$${lastRow}`;
}
