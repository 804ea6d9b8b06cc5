import { element } from '../ooxml/xml-writer.ts';
import { twips } from './look-xml.ts';
import { changeMark, paragraphXml, type WriterContext } from './paragraph-writer.ts';
import type { PlanCell, PlanRow, PlanTable } from './plan.ts';

/** A table: fixed columns, heads repeated on every page, rows never divided. */
export function tableXml({ widths, rows, paddingX, caption }: PlanTable, context: WriterContext): string {
  const columns = roundedWidths(widths);
  const total = columns.reduce((sum, width) => sum + width, 0);
  const side = { 'w:w': twips(paddingX), 'w:type': 'dxa' };
  const none = { 'w:w': 0, 'w:type': 'dxa' };
  const properties = [
    element('w:tblStyle', { 'w:val': 'TableGrid' }),
    element('w:tblW', { 'w:w': total, 'w:type': 'dxa' }),
    element('w:tblLayout', { 'w:type': 'fixed' }),
    element(
      'w:tblCellMar',
      {},
      [
        element('w:top', none),
        element('w:left', side),
        element('w:bottom', none),
        element('w:right', side),
      ].join(''),
    ),
    element('w:tblLook', {
      'w:val': '0020',
      'w:firstRow': 1,
      'w:lastRow': 0,
      'w:firstColumn': 0,
      'w:lastColumn': 0,
      'w:noHBand': 1,
      'w:noVBand': 1,
    }),
    caption === null ? '' : element('w:tblCaption', { 'w:val': caption }),
  ];
  const grid = columns.map((width) => element('w:gridCol', { 'w:w': width }));
  return element(
    'w:tbl',
    {},
    [
      element('w:tblPr', {}, properties.join('')),
      element('w:tblGrid', {}, grid.join('')),
      ...rows.map((row) => rowXml(row, columns, context)),
    ].join(''),
  );
}

/** Whole twips whose sum is the width of the table. */
function roundedWidths(widths: readonly number[]): number[] {
  let exact = 0;
  let given = 0;
  return widths.map((width) => {
    exact += width;
    const rounded = twips(exact) - given;
    given += rounded;
    return rounded;
  });
}

function rowXml(
  { cells, isHead, change }: PlanRow,
  columns: readonly number[],
  context: WriterContext,
): string {
  const properties = [
    '<w:cantSplit/>',
    isHead ? '<w:tblHeader/>' : '',
    change === undefined ? '' : changeMark(change, context),
  ].join('');
  let column = 0;
  const written = cells.map((cell) => {
    const width = columns.slice(column, column + cell.span).reduce((sum, each) => sum + each, 0);
    column += cell.span;
    return cellXml(cell, width, context);
  });
  return element('w:tr', {}, element('w:trPr', {}, properties) + written.join(''));
}

const MERGES = { none: '', first: '<w:vMerge w:val="restart"/>', next: '<w:vMerge/>' } as const;

function cellXml(
  { span, merge, isNoWrap, paragraphs }: PlanCell,
  width: number,
  context: WriterContext,
): string {
  const properties = [
    element('w:tcW', { 'w:w': width, 'w:type': 'dxa' }),
    span > 1 ? element('w:gridSpan', { 'w:val': span }) : '',
    MERGES[merge],
    isNoWrap ? `<w:noWrap/>${marginsXml(paragraphs)}` : '',
    '<w:vAlign w:val="center"/>',
  ].join('');
  // A cell without a paragraph is a broken file.
  const content =
    paragraphs.length === 0 ? '<w:p/>' : paragraphs.map((each) => paragraphXml(each, context)).join('');
  return element('w:tc', {}, element('w:tcPr', {}, properties) + content);
}

/**
 * White that nobody sees, left of what is set to the right and on both sides of what is in the middle, is left out:
 * LibreOffice divides a figure whose face is a little too wide.
 */
function marginsXml(paragraphs: PlanCell['paragraphs']): string {
  const align = paragraphs[0]?.look.align;
  const none = { 'w:w': 0, 'w:type': 'dxa' };
  const left = element('w:left', none);
  if (align === 'right') return element('w:tcMar', {}, left);
  return align === 'center' ? element('w:tcMar', {}, left + element('w:right', none)) : '';
}
