import { alternativeOf, type PrintedChart, type PrintedRow } from '../document/chart-rows.ts';
import { parseDecimal, ZERO } from '../model/money.ts';
import { element, escapeXml } from '../ooxml/xml-writer.ts';
import type { PlanChart } from './plan.ts';

/*
 * A chart of a word processor, which whoever opens the document may restyle: its figures are written into it, it needs no
 * workbook, and it says every one of them to whoever does not see it. Lengths in pt become EMU.
 */

const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006';
const EMU_PER_POINT = 12700;
const COLOUR = '1A4F8B';

/** What stands in the line of the chart; `relation` leads to the part that draws it. */
export function chartDrawing(planned: PlanChart, relation: string, id: number): string {
  const { chart, width, height } = planned;
  const size = { cx: Math.round(width * EMU_PER_POINT), cy: Math.round(height * EMU_PER_POINT) };
  const inline = [
    element('wp:extent', size),
    element('wp:docPr', { id, name: `chart ${id}`, descr: alternativeOf(chart) }),
    '<wp:cNvGraphicFramePr/>',
    element(
      'a:graphic',
      { 'xmlns:a': `${DRAWING}/main` },
      element(
        'a:graphicData',
        { uri: `${DRAWING}/chart` },
        element('c:chart', { 'xmlns:c': `${DRAWING}/chart`, 'r:id': relation }),
      ),
    ),
  ];
  const attributes = {
    'xmlns:wp': `${DRAWING}/wordprocessingDrawing`,
    distT: 0,
    distB: 0,
    distL: 0,
    distR: 0,
  };
  return element('w:drawing', {}, element('wp:inline', attributes, inline.join('')));
}

/** The part that draws a chart: bars from above, amounts behind them, this year filled and last year striped. */
export function chartXml({ chart, fonts }: PlanChart): string {
  const { series, rows } = chart;
  const bars = series.map((name, index) => seriesXml(name, index, chart));
  const type = element(
    'a:defRPr',
    { sz: 1000 },
    element('a:latin', { typeface: fonts.latin }) + element('a:ea', { typeface: fonts.han }),
  );
  const letters = `<c:txPr><a:bodyPr/><a:p><a:pPr>${type}</a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>`;
  const plot = [
    '<c:layout/>',
    element(
      'c:barChart',
      {},
      [
        '<c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>',
        ...bars,
        `<c:gapWidth val="${series.length > 1 ? 50 : 70}"/><c:axId val="1"/><c:axId val="2"/>`,
      ].join(''),
    ),
    '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>',
    '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:crossAx val="2"/><c:crosses val="autoZero"/></c:catAx>',
    `<c:valAx><c:axId val="2"/>${scaleXml(chart)}<c:delete val="1"/><c:axPos val="t"/><c:crossAx val="1"/><c:crosses val="autoZero"/></c:valAx>`,
  ].join('');
  const legend = series.length > 1 ? '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' : '';
  const body = `<c:autoTitleDeleted val="1"/><c:plotArea>${plot}</c:plotArea>${legend}<c:plotVisOnly val="1"/>`;
  const noBorder = '<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>';
  return (
    `<c:chartSpace xmlns:c="${DRAWING}/chart" xmlns:a="${DRAWING}/main">` +
    `<c:roundedCorners val="0"/>${element('c:chart', {}, rows.length === 0 ? '' : body)}${noBorder}${letters}</c:chartSpace>`
  );
}

/** Behind the longest bar stays room for its amount. */
function scaleXml({ rows }: PrintedChart): string {
  let most = ZERO;
  for (const { amounts } of rows) {
    for (const digits of amounts) {
      const value = parseDecimal(digits.replaceAll(',', '')) ?? ZERO;
      if (value.greaterThan(most)) most = value;
    }
  }
  return most.isZero()
    ? '<c:scaling/>'
    : `<c:scaling><c:max val="${most.times('1.25').toDecimalPlaces(2).toFixed()}"/></c:scaling>`;
}

function seriesXml(name: string, index: number, { rows, series }: PrintedChart): string {
  const solid = `<a:solidFill><a:srgbClr val="${COLOUR}"/></a:solidFill>`;
  const striped = `<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="${COLOUR}"/></a:fgClr><a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>`;
  const line = `<a:ln w="9525">${solid}</a:ln>`;
  const points = (values: readonly string[]): string =>
    values.map((value, at) => element('c:pt', { idx: at }, `<c:v>${escapeXml(value)}</c:v>`)).join('');
  const count = element('c:ptCount', { val: rows.length });
  const amounts = rows.map(({ amounts: own }) => own[index]!.replaceAll(',', ''));
  return element(
    'c:ser',
    {},
    [
      `<c:idx val="${index}"/><c:order val="${index}"/>`,
      element('c:tx', {}, `<c:v>${escapeXml(name)}</c:v>`),
      element('c:spPr', {}, (index === 0 ? solid : striped) + line),
      '<c:invertIfNegative val="0"/>',
      '<c:dLbls><c:spPr><a:noFill/></c:spPr><c:txPr><a:bodyPr wrap="none"/><a:p><a:pPr><a:defRPr sz="1000"/></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr><c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>',
      element('c:cat', {}, element('c:strLit', {}, count + points(rows.map((row) => labelOf(row, series))))),
      element(
        'c:val',
        {},
        element(
          'c:numLit',
          {},
          `<c:formatCode>${formatOf(rows, index)}</c:formatCode>${count}${points(amounts)}`,
        ),
      ),
    ].join(''),
  );
}

function labelOf({ label, share }: PrintedRow, series: readonly string[]): string {
  return share === null || series.length > 1 ? label : `${label}（${share}）`;
}

/** As the amounts are printed: with their decimals and thousands. */
function formatOf(rows: readonly PrintedRow[], index: number): string {
  let decimals = 0;
  let isGrouped = false;
  for (const { amounts } of rows) {
    const [whole = '', fraction = ''] = amounts[index]!.split('.');
    decimals = Math.max(decimals, fraction.length);
    isGrouped ||= whole.includes(',');
  }
  return `${isGrouped ? '#,##0' : '0'}${decimals === 0 ? '' : `.${'0'.repeat(decimals)}`}`;
}
