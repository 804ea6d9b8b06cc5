import { expect, test } from '@jest/globals';
import { alternativeOf, printedChart } from '../../src/document/chart-rows.ts';
import { readDocument } from '../../src/document/read-document.ts';
import { documentText } from '../../src/document/text.ts';
import type { Chart } from '../../src/document/tree.ts';

const chart = (head: readonly string[], ...rows: readonly (readonly string[])[]) =>
  `<figure class="chart" id="c"><figcaption>图1 结构（单位：万元）</figcaption><svg role="img" aria-label="图"><text>不读</text></svg>
<details class="screen-only"><summary>图中的数</summary><table class="chart-figures">
<thead><tr>${head.map((text) => `<th scope="col"${text === '占比' ? ' class="share"' : ''}>${text}</th>`).join('')}</tr></thead>
<tbody>${rows.map(([label, ...cells]) => `<tr><th scope="row">${label}</th>${cells.map((text) => `<td class="amount">${text}</td>`).join('')}</tr>`).join('')}</tbody></table></details></figure>`;

const SHARES = chart(
  ['项目', '金额', '占比'],
  ['基本支出', '508.18', '71.05%'],
  ['项目支出', '207.02', '28.95%'],
);
const YEARS = chart(['项目', '2025年', '2024年'], ['基本支出', '508.18', '530.16']);

test('a chart is read by its table, and what is drawn is not read twice', () => {
  expect(documentText(readDocument(`<p>甲。</p>${SHARES}<p>乙。</p>`))).toBe(
    [
      '　　甲。',
      '',
      '〔图1 结构（单位：万元）〕',
      '项目\t金额\t占比',
      '基本支出\t508.18\t71.05%',
      '项目支出\t207.02\t28.95%',
      '',
      '　　乙。\n',
    ].join('\n'),
  );
});

test.each([
  [SHARES, '图1 结构（单位：万元）：基本支出508.18，占比71.05%；项目支出207.02，占比28.95%。'],
  [YEARS, '图1 结构（单位：万元）：基本支出2025年508.18，2024年530.16。'],
])('its text alternative says every figure of the table', (html, expected) => {
  const [block] = readDocument(html).blocks;
  expect(alternativeOf(printedChart(block as Chart))).toBe(expected);
});

test('a figure without a table is read as what stands in it', () => {
  expect(
    documentText(readDocument('<figure class="chart"><figcaption>图1</figcaption><p>甲。</p></figure>')),
  ).toBe('　　图1\n　　甲。\n');
});
