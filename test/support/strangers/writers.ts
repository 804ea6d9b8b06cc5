import {
  placed,
  type Stranger,
  type StrangerCell,
  type StrangerPart,
  type StrangerTable,
  tablesIn,
} from './model.ts';

/*
 * A stranger's document as programs of offices keep it: a page of a browser, a text document and a sheet in the flat XML of
 * LibreOffice. Nothing of our own templates and writers is used.
 */

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[mark]!);

const isAmount = (text: string): boolean =>
  /^[-－]?[\d０-９][\d０-９,，.．]*%?$/.test(text) && !/^\d{1,7}$/.test(text);

/** A page for a browser to print; what is wide lies across. */
export function htmlOf({ look, parts, name }: Stranger): string {
  const { font, size, lines } = look;
  const border = { all: '1px solid #000', band: '1px solid #7a9cc6', across: 'none' }[lines];
  const body = parts.map((part) => htmlPart(part, look)).join('\n');
  return `<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>${escaped(name)}</title><style>
@page { size: A4; margin: 22mm 18mm }
@page wide { size: A4 landscape; margin: 15mm }
body { font: ${size}pt '${font}'; line-height: 1.7 }
h1 { font-size: ${size + 6}pt; text-align: center; break-after: avoid } h2 { font-size: ${size + 1}pt; break-after: avoid }
p { text-indent: 2em; margin: 0 0 4pt } .wide { page: wide } .new { break-before: page }
table { border-collapse: collapse; width: 100%; font-size: ${size - 2}pt; line-height: 1.35; margin-bottom: 8pt }
td, th { border: ${border}; padding: 2px 4px; font-weight: normal }
${lines === 'across' ? 'tr { border-top: 1px solid #000; border-bottom: 1px solid #000 }' : ''}
${lines === 'band' ? 'th { background: #4472c4; color: #fff; font-weight: bold }' : ''}
${look.repeatsHead ? '' : 'thead { display: table-row-group }'}
tr { break-inside: avoid } .n { text-align: right } .t { text-align: center; font-size: ${size + 3}pt; font-weight: bold }
.u { display: flex; justify-content: space-between; font-size: ${size - 2}pt } .o { text-indent: 0; font-size: ${size - 2}pt }
.pair { display: flex; gap: 9mm } .pair > div { flex: 1 }
</style></head><body>${body}</body></html>`;
}

function htmlPart(part: StrangerPart, look: Stranger['look']): string {
  switch (part.kind) {
    case 'heading':
      return `<h${part.level}>${escaped(part.text)}</h${part.level}>`;
    case 'text':
      return `<p>${escaped(part.text)}</p>`;
    case 'break':
      return '<div class="new"></div>';
    case 'pair':
      return `<div class="pair">${part.tables.map((table) => `<div>${htmlTable(table, look)}</div>`).join('')}</div>`;
    case 'table':
      return part.isWide ? `<div class="wide">${htmlTable(part, look)}</div>` : htmlTable(part, look);
  }
}

function htmlTable(
  { number, title, maker, unit, head, form, mark, rows, widths, note }: StrangerTable,
  { titleInside }: Stranger['look'],
): string {
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const cell = (tag: string, { text, colSpan = 1, rowSpan = 1 }: StrangerCell): string =>
    `<${tag}${colSpan > 1 ? ` colspan="${colSpan}"` : ''}${rowSpan > 1 ? ` rowspan="${rowSpan}"` : ''}${
      tag === 'td' && isAmount(text) ? ' class="n"' : ''
    }>${escaped(text)}</${tag}>`;
  const row = (tag: string, cells: readonly StrangerCell[]): string =>
    `<tr>${cells.map((each) => cell(tag, each)).join('')}</tr>`;
  const plain = (texts: readonly string[]): StrangerCell[] => texts.map((text) => ({ text }));
  const half = halfOf(widths);
  const titleRows = [
    row('td', [{ text: title, colSpan: widths.length }]),
    row('td', [
      { text: maker ?? '', colSpan: half },
      { text: unit, colSpan: widths.length - half },
    ]),
  ].join('');
  return [
    titleInside
      ? ''
      : [
          number === undefined ? '' : `<div class="o">${escaped(number)}</div>`,
          `<div class="t">${escaped(title)}</div>`,
          `<div class="u"><span>${escaped(maker ?? '')}</span><span>${escaped(unit)}</span></div>`,
        ].join(''),
    `<table><colgroup>${widths.map((width) => `<col style="width:${((width / whole) * 100).toFixed(2)}%">`).join('')}</colgroup>`,
    head.length === 0
      ? ''
      : `<thead>${titleInside ? titleRows : ''}${head.map((cells) => row('th', cells)).join('')}${mark ? row('td', plain(mark)) : ''}</thead>`,
    `<tbody>${(form ?? []).map((cells) => row('td', cells)).join('')}${rows.map((cells) => row('td', plain(cells))).join('')}</tbody></table>`,
    note === undefined ? '' : `<div class="o">${escaped(note)}</div>`,
  ].join('');
}

const SPACES = [
  'office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"',
  'style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"',
  'text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"',
  'table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"',
  'fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
]
  .map((space) => `xmlns:${space}`)
  .join(' ');

function root(mime: string, body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><office:document ${SPACES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.${mime}">${body}</office:document>`;
}

/** The lines of cells as the format writes them. */
function cellBorder({ look }: Stranger): string {
  const line = '0.5pt solid #000000';
  return look.lines === 'across'
    ? `fo:border-top="${line}" fo:border-bottom="${line}" fo:border-left="none" fo:border-right="none"`
    : `fo:border="${line}"`;
}

/** A text document for LibreOffice, `.fodt`. */
export function textDocumentOf(stranger: Stranger): string {
  const { font, size, lines, header, footer, repeatsHead } = stranger.look;
  const letters = (pt: number, more = ''): string =>
    `<style:text-properties style:font-name="F" style:font-name-asian="F" fo:font-family="${font}" style:font-family-asian="${font}" fo:font-size="${pt}pt" style:font-size-asian="${pt}pt" ${more}/>`;
  const style = (name: string, paragraph: string, pt: number, more = ''): string =>
    `<style:style style:name="${name}" style:family="paragraph"><style:paragraph-properties ${paragraph}/>${letters(pt, more)}</style:style>`;
  const page = (name: string, width: string, height: string): string =>
    `<style:page-layout style:name="L${name}"><style:page-layout-properties fo:page-width="${width}" fo:page-height="${height}" style:print-orientation="${width === '29.7cm' ? 'landscape' : 'portrait'}" fo:margin="2cm"/><style:header-style/><style:footer-style/></style:page-layout>`;
  const number = '<text:page-number text:select-page="current"/>';
  const foot =
    footer === undefined ? '' : footer === '第' ? `第${number}页` : footer === '-' ? `— ${number} —` : number;
  const master = (name: string): string =>
    `<style:master-page style:name="${name}" style:page-layout-name="L${name}"><style:header><text:p text:style-name="S">${escaped(header ?? '')}</text:p></style:header><style:footer><text:p text:style-name="C">${foot}</text:p></style:footer></style:master-page>`;
  let lying = false;
  let tables = 0;
  const columns: string[] = [];
  const p = (name: string, text: string): string =>
    `<text:p text:style-name="${name}">${escaped(text)}</text:p>`;
  const tableOf = (table: StrangerTable, width: number): string => {
    const id = `T${++tables}`;
    const whole = table.widths.reduce((sum, each) => sum + each, 0);
    columns.push(
      `<style:style style:name="${id}" style:family="table"><style:table-properties style:width="${width}cm" table:align="left"/></style:style>`,
      ...table.widths.map(
        (each, at) =>
          `<style:style style:name="${id}.${at}" style:family="table-column"><style:table-column-properties style:column-width="${((each / whole) * width).toFixed(3)}cm"/></style:style>`,
      ),
    );
    const headRows = headXml(
      table.head,
      table.widths.length,
      (text) => p('C', text),
      lines === 'band' ? 'H' : 'B',
    );
    const mark = table.mark ? rowXml(table.mark) : '';
    const head =
      repeatsHead && headRows !== ''
        ? `<table:table-header-rows>${headRows}${mark}</table:table-header-rows>`
        : headRows + mark;
    return [
      table.number === undefined ? '' : p('S', table.number),
      p('T', table.title),
      `<text:p text:style-name="${width > 20 ? 'UW' : width < 10 ? 'UP' : 'U'}">${escaped(table.maker ?? '')}<text:tab/>${escaped(table.unit)}</text:p>`,
      `<table:table table:name="${id}" table:style-name="${id}">`,
      ...table.widths.map((_, at) => `<table:table-column table:style-name="${id}.${at}"/>`),
      head,
      headXml(table.form ?? [], table.widths.length, (text) => p('C', text), 'B'),
      ...table.rows.map(rowXml),
      '</table:table>',
      p('S', table.note ?? ''),
    ].join('');
  };
  const rowXml = (texts: readonly string[]): string =>
    `<table:table-row>${texts.map((text) => `<table:table-cell table:style-name="B" office:value-type="string">${p(isAmount(text) ? 'R' : 'S', text)}</table:table-cell>`).join('')}</table:table-row>`;
  const partXml = (part: StrangerPart): string => {
    switch (part.kind) {
      case 'heading':
      case 'text':
      case 'break': {
        const back = lying ? p('GP', '') : '';
        lying = false;
        if (part.kind === 'break') return back === '' ? p('N', '') : back;
        return back + p(part.kind === 'text' ? 'P' : part.level === 1 ? 'H1' : 'H2', part.text);
      }
      case 'pair': {
        const back = lying ? p('GP', '') : '';
        lying = false;
        return `${back}<table:table table:name="X${tables}" table:style-name="X"><table:table-column table:style-name="X.1" table:number-columns-repeated="2"/><table:table-row>${part.tables
          .map(
            (table) =>
              `<table:table-cell table:style-name="E" office:value-type="string">${tableOf(table, 8)}</table:table-cell>`,
          )
          .join('')}</table:table-row></table:table>${p('S', '')}`;
      }
      case 'table': {
        const turning =
          Boolean(part.isWide) !== lying || (part.isWide && stranger.look.separate)
            ? p(part.isWide ? 'GW' : 'GP', '')
            : '';
        lying = Boolean(part.isWide);
        return turning + tableOf(part, part.isWide ? 25.7 : 17);
      }
    }
  };
  const body = stranger.parts.map(partXml).join('');
  const automatic = [
    style('P', 'fo:text-indent="2em" fo:line-height="160%" fo:text-align="justify"', size).replace(
      '2em',
      `${size * 2}pt`,
    ),
    style(
      'H1',
      'fo:text-align="center" fo:margin-top="12pt" fo:margin-bottom="8pt" fo:keep-with-next="always"',
      size + 6,
      'fo:font-weight="bold" style:font-weight-asian="bold"',
    ),
    style(
      'H2',
      `fo:text-indent="${size * 2}pt" fo:line-height="160%" fo:keep-with-next="always"`,
      size,
      'fo:font-weight="bold" style:font-weight-asian="bold"',
    ),
    style('T', 'fo:text-align="center" fo:keep-with-next="always"', size + 3),
    style('S', 'fo:text-align="left"', size - 3),
    style('C', 'fo:text-align="center"', size - 3),
    style('R', 'fo:text-align="right"', size - 3),
    ...[
      ['U', 17],
      ['UW', 25.7],
      ['UP', 8],
    ].map(([name, width]) =>
      style(String(name), 'fo:keep-with-next="always"', size - 3).replace(
        '<style:paragraph-properties fo:keep-with-next="always"/>',
        `<style:paragraph-properties fo:keep-with-next="always"><style:tab-stops><style:tab-stop style:position="${width}cm" style:type="right"/></style:tab-stops></style:paragraph-properties>`,
      ),
    ),
    style('N', 'fo:break-before="page"', 2),
    style('GW', '', 2).replace('style:family', 'style:master-page-name="W" style:family'),
    style('GP', '', 2).replace('style:family', 'style:master-page-name="Standard" style:family'),
    `<style:style style:name="B" style:family="table-cell"><style:table-cell-properties fo:padding="0.05cm" style:vertical-align="middle" ${cellBorder(stranger)}/></style:style>`,
    `<style:style style:name="H" style:family="table-cell"><style:table-cell-properties fo:padding="0.05cm" fo:background-color="#bdd7ee" style:vertical-align="middle" ${cellBorder(stranger)}/></style:style>`,
    '<style:style style:name="E" style:family="table-cell"><style:table-cell-properties fo:padding="0cm" fo:border="none"/></style:style>',
    '<style:style style:name="X" style:family="table"><style:table-properties style:width="17cm" table:align="left"/></style:style>',
    '<style:style style:name="X.1" style:family="table-column"><style:table-column-properties style:column-width="8.5cm"/></style:style>',
    ...columns,
    page('Standard', '21cm', '29.7cm'),
    page('W', '29.7cm', '21cm'),
  ].join('');
  return root(
    'text',
    `<office:font-face-decls><style:font-face style:name="F" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" svg:font-family="'${font}'"/></office:font-face-decls><office:automatic-styles>${automatic}</office:automatic-styles><office:master-styles>${master('Standard')}${master('W')}</office:master-styles><office:body><office:text>${body}</office:text></office:body>`,
  );
}

/** The rows of a head with their spans, each place that a cell covers named as the format wants it. */
function headXml(
  head: StrangerTable['head'],
  columnCount: number,
  p: (text: string) => string,
  style: string,
): string {
  const taken = new Set<string>();
  return head
    .map((cells, row) => {
      const at = new Map(placed(cells, row, taken).map(({ cell, column }) => [column, cell]));
      let xml = '';
      for (let column = 0; column < columnCount; column++) {
        const cell = at.get(column);
        xml +=
          cell === undefined
            ? '<table:covered-table-cell/>'
            : `<table:table-cell table:style-name="${style}" office:value-type="string" table:number-columns-spanned="${cell.colSpan ?? 1}" table:number-rows-spanned="${cell.rowSpan ?? 1}">${p(cell.text)}</table:table-cell>`;
      }
      return `<table:table-row>${xml}</table:table-row>`;
    })
    .join('');
}

/** A workbook for LibreOffice, `.fods`: a sheet for every table, amounts as numbers with their form. */
export function workbookOf(stranger: Stranger): string {
  const { font, size, lines } = stranger.look;
  const border = cellBorder(stranger);
  const cellStyle = (name: string, more: string, align: string): string =>
    `<style:style style:name="${name}" style:family="table-cell" ${name === 'R' ? 'style:data-style-name="N"' : ''}><style:table-cell-properties fo:wrap-option="${name.startsWith('P') ? 'no-wrap' : 'wrap'}" style:vertical-align="middle" ${more}/><style:paragraph-properties fo:text-align="${align}"/><style:text-properties fo:font-family="${font}" style:font-family-asian="${font}" fo:font-size="${size - 2}pt" style:font-size-asian="${size - 2}pt"/></style:style>`;
  const hasCommas = tablesIn(stranger).some(({ rows }) => rows.flat().some((text) => /\d,\d{3}/.test(text)));
  const columns: string[] = [];
  const sheets = tablesIn(stranger).map((table, index) => {
    const count = table.widths.length;
    const whole = table.widths.reduce((sum, each) => sum + each, 0);
    columns.push(
      ...table.widths.map(
        (each, at) =>
          `<style:style style:name="c${index}.${at}" style:family="table-column"><style:table-column-properties style:column-width="${((each / whole) * (table.isWide ? 25 : 17)).toFixed(3)}cm"/></style:style>`,
      ),
    );
    const cell = (text: string, style: string, span = 1): string =>
      `<table:table-cell table:style-name="${style}" office:value-type="string"${span > 1 ? ` table:number-columns-spanned="${span}" table:number-rows-spanned="1"` : ''}><text:p>${escaped(text)}</text:p></table:table-cell>${'<table:covered-table-cell/>'.repeat(span - 1)}`;
    const value = (text: string): string =>
      isAmount(text) && /^[-\d,.]+$/.test(text)
        ? `<table:table-cell table:style-name="R" office:value-type="float" office:value="${text.replaceAll(',', '')}"><text:p>${text}</text:p></table:table-cell>`
        : text === ''
          ? '<table:table-cell table:style-name="B"/>'
          : cell(text, 'B');
    const row = (cells: string): string => `<table:table-row>${cells}</table:table-row>`;
    const half = halfOf(table.widths);
    return [
      `<table:table table:name="${escaped(table.number ?? `表${index + 1}`)}" table:style-name="${table.isWide ? 'sw' : 'sp'}">`,
      ...table.widths.map((_, at) => `<table:table-column table:style-name="c${index}.${at}"/>`),
      table.number === undefined ? '' : row(cell(table.number, 'P')),
      row(cell(table.title, 'T', count)),
      row(cell(table.maker ?? '', 'P', half) + (count > half ? cell(table.unit, 'PR', count - half) : '')),
      headXml(table.head, count, (text) => `<text:p>${escaped(text)}</text:p>`, lines === 'band' ? 'H' : 'B'),
      table.mark ? row(table.mark.map((text) => (text === '' ? value('') : cell(text, 'B'))).join('')) : '',
      headXml(table.form ?? [], count, (text) => `<text:p>${escaped(text)}</text:p>`, 'B'),
      ...table.rows.map((cells) => row(cells.map(value).join(''))),
      table.note === undefined ? '' : row(cell(table.note, 'P', count)),
      '</table:table>',
    ].join('');
  });
  const format = `<number:number-style xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" style:name="N"><number:number number:decimal-places="2" number:min-decimal-places="2" number:min-integer-digits="1"${hasCommas ? ' number:grouping="true"' : ''}/></number:number-style>`;
  const page = (name: string, width: string, height: string): string =>
    `<style:page-layout style:name="L${name}"><style:page-layout-properties fo:page-width="${width}" fo:page-height="${height}" style:print-orientation="${width > height ? 'landscape' : 'portrait'}" fo:margin="1.5cm"/></style:page-layout>`;
  return root(
    'spreadsheet',
    `<office:automatic-styles>${format}${cellStyle('B', border, 'start')}${cellStyle('H', `${border} fo:background-color="#d9e2f3"`, 'center')}${cellStyle('R', border, 'end')}${cellStyle('T', '', 'center')}${cellStyle('P', '', 'start')}${cellStyle('PR', '', 'end')}${columns.join('')}<style:style style:name="sp" style:family="table" style:master-page-name="P"/><style:style style:name="sw" style:family="table" style:master-page-name="W"/>${page('P', '21cm', '29.7cm')}${page('W', '29.7cm', '21cm')}</office:automatic-styles><office:master-styles><style:master-page style:name="P" style:page-layout-name="LP"/><style:master-page style:name="W" style:page-layout-name="LW"/></office:master-styles><office:body><office:spreadsheet>${sheets.join('')}</office:spreadsheet></office:body>`,
  );
}

/** How many columns from the left make half of the width. */
function halfOf(widths: readonly number[]): number {
  const whole = widths.reduce((sum, width) => sum + width, 0);
  let left = 0;
  const at = widths.findIndex((width) => {
    left += width;
    return left * 2 >= whole;
  });
  return Math.max(1, Math.min(at + 1, widths.length - 1));
}
