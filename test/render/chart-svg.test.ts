import { describe, expect, test } from '@jest/globals';
import type { PrintedChart } from '../../src/document/chart-rows.ts';
import { readHtml } from '../../src/document/html-events.ts';
import { chartSvg } from '../../src/render/chart-svg.ts';

interface Drawn {
  readonly texts: readonly string[];
  /** Class, left end and width in per cent. */
  readonly bars: readonly (readonly [string, number, number])[];
  readonly lines: number;
}

function draw(chart: Partial<PrintedChart> & Pick<PrintedChart, 'rows'>): Drawn {
  const texts: string[] = [];
  const bars: [string, number, number][] = [];
  let lines = 0;
  readHtml(chartSvg({ title: '图1', series: ['金额'], share: null, ...chart }), {
    open(name, { class: kind = '', x = '0', width = '0' }) {
      if (name === 'rect') bars.push([kind, Number.parseFloat(x), Number.parseFloat(width)]);
      if (name === 'line') lines++;
    },
    close() {},
    text(data) {
      if (data.trim() !== '') texts.push(data);
    },
  });
  return { texts, bars, lines };
}

const row = (label: string, ...amounts: string[]) => ({ label, amounts, share: null });

describe('bars', () => {
  test('are as long as their amounts, which stand behind them', () => {
    const { texts, bars } = draw({ rows: [row('基本支出', '508.18'), row('项目支出', '207.02')] });
    expect(texts).toEqual(['基本支出', '508.18', '项目支出', '207.02']);
    expect(bars.map(([kind, x]) => [kind, x])).toEqual([
      ['this', 0],
      ['this', 0],
    ]);
    expect(bars[1]![2] / bars[0]![2]).toBeCloseTo(207.02 / 508.18, 4);
  });

  test('thousands are read, and digits that no float holds are said as they are', () => {
    const { texts, bars } = draw({
      rows: [row('甲', '90,071,992,547,409,931.25'), row('乙', '45,035,996,273,704,965.63')],
    });
    expect(texts).toContain('90,071,992,547,409,931.25');
    expect(bars[1]![2] / bars[0]![2]).toBeCloseTo(0.5, 4);
  });

  test('shares stand behind the amount', () => {
    const { texts } = draw({ rows: [{ label: '基本支出', amounts: ['508.18'], share: '71.05%' }] });
    expect(texts).toEqual(['基本支出', '508.18（71.05%）']);
  });

  test('last year is striped inside a frame and says its year, so that nothing is told by colour alone', () => {
    const { texts, bars, lines } = draw({
      series: ['2025年', '2024年'],
      rows: [row('基本支出', '508.18', '530.16')],
    });
    expect(texts).toEqual(['基本支出', '2025年 508.18', '2024年 530.16']);
    expect(bars.map(([kind]) => kind)).toEqual(['this', 'frame']);
    expect(lines).toBe(1);
  });

  test('a figure much smaller than the others is still seen, zero is a line', () => {
    const { bars, lines } = draw({ rows: [row('甲', '99,999.00'), row('乙', '0.01'), row('丙', '0.00')] });
    expect(bars.map(([, , width]) => width)).toEqual([expect.any(Number), 0.4]);
    expect(lines).toBe(1);
  });

  test('amounts below zero lie on the other side of it', () => {
    const { bars } = draw({ rows: [row('甲', '30.00'), row('乙', '-10.00')] });
    const [[, zero, up], [, from, down]] = bars as [[string, number, number], [string, number, number]];
    expect([from, from + down]).toEqual([0, zero]);
    expect(up / down).toBeCloseTo(3, 3);
  });

  test('all zero: nothing is divided by nothing', () => {
    expect(draw({ rows: [row('甲', '0.00')] })).toMatchObject({ bars: [], lines: 1 });
  });

  test('a long name stands on several lines, whole', () => {
    const name = '用于社会福利的彩票公益金支出以及其他政府性基金及对应专项债务收入安排的支出（含上年结转）';
    const { texts } = draw({ rows: [row(name, '1.00')] });
    expect(texts.slice(0, -1).join('')).toBe(name);
    expect(texts.length).toBeGreaterThan(2);
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(24);
  });

  test('every word stands in the drawing’s width on a narrow phone', () => {
    const { bars } = draw({ rows: [{ label: '甲', amounts: ['123,456,789.01'], share: '100.00%' }] });
    // 21 figures of half a width and two brackets are 175 px in the type of the report.
    expect((bars[0]![2] / 100) * 340 + 6 + 175 * 1.3).toBeLessThanOrEqual(340);
  });
});

test('to whoever listens it is one image that says every figure', () => {
  const svg = chartSvg({ title: '图1 “结构”', series: ['金额'], share: null, rows: [row('<甲>', '1.00')] });
  expect(svg).toMatch(/^<svg [^>]*role="img" aria-label="图1 “结构”：&lt;甲&gt;1\.00。"/);
});
