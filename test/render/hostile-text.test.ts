import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import mammoth from 'mammoth';
import { readHtml } from '../../src/document/html-events.ts';
import { readWorkbook } from '../../src/ooxml/read-workbook.ts';
import { openPrinter } from '../../src/print/printer.ts';
import { compilePack } from '../../src/render/compiled-pack.ts';
import { reportHelpers } from '../../src/render/helpers.ts';
import { type Report, renderReport } from '../../src/render/report.ts';
import { FORMATS, type OutputFormat } from '../../src/write/formats.ts';
import { packOf, tableOf } from '../support/packs.ts';
import { openPdf } from '../support/pdf.ts';
import { lineOf, unitOf } from '../support/unit-of.ts';

/* What people write is text wherever it is printed: no helper and no part of the document lets it become markup. */

const HOSTILE = `</title></style></td></section><img src=x onerror=alert(1)> & "' onload='x' {{unit.name}} {{{title}}} &lt;b&gt; \u001b[31m\u0007`;

/** Where each helper prints the hostile text, or that it prints none. */
const HELPERS: Readonly<Record<string, string | null>> = {
  money: '{{money figures.hostile}}',
  amount: '{{amount figures.hostile}}',
  share: '{{share figures.hostile}}',
  change: '{{change figures.hostile style="default"}}',
  compared: '{{#if (compared figures.hostile)}}{{unit.name}}{{/if}}',
  names: '{{names lists.projects}}',
  priorMoney: '{{priorMoney figures.hostile}}',
  changeAmount: '{{changeAmount figures.hostile}}',
  planned: '{{planned figures.hostile against="prior"}}',
  completed: '{{completed figures.hostile unit.name against="prior"}}',
  changeRate: null,
  changeCase: null,
  rises: '{{#if (rises figures.hostile)}}{{unit.name}}{{else}}{{unit.name}}{{/if}}',
  holds: '{{#if (holds figures.hostile)}}{{unit.name}}{{else}}{{unit.name}}{{/if}}',
  sharePoints: null,
  shareRises: '{{#if (shareRises figures.hostile)}}{{unit.name}}{{else}}{{unit.name}}{{/if}}',
  codePart: null,
  startsGroup: '{{#if (startsGroup lists.projects 0 1)}}{{unit.name}}{{/if}}',
  sentences: '{{sentences unit.functions}}',
  measure: null,
  heading: '{{heading 1}}',
  ordinal: null,
  chinese: null,
  countOf: '{{#if (countOf unit.functions)}}{{unit.name}}{{/if}}',
  eq: '{{#if (eq unit.name unit.name)}}{{unit.name}}{{/if}}',
  chart: '{{chart charts.hostile}}',
  grid: '{{#each tables}}{{#grid this.grid}}{{title}}{{/grid}}{{/each}}',
};

const PACK = {
  documentTitle: '{{unit.name}}',
  money: { unit: '万元', suffix: HOSTILE },
  tableMoney: { unit: '万元', zero: '' },
  percent: { zero: HOSTILE },
  numbering: [`${HOSTILE}{}`],
  figures: {
    hostile: {
      label: HOSTILE,
      where: {},
      compare: true,
      reason: 'basic',
      share: 'total',
      against: { prior: {} },
    },
    total: { label: '合计', where: {} },
  },
  chartWords: { item: HOSTILE, amount: HOSTILE, share: HOSTILE, rest: HOSTILE, table: HOSTILE },
  charts: { hostile: { title: HOSTILE, list: 'projects', whole: 'total' } },
  lists: { projects: { by: 'project', include: 'either' } },
  change: {
    default: {
      increase: `${HOSTILE}{{amount}}{{rate}}`,
      decrease: `${HOSTILE}{{amount}}{{rate}}`,
      equal: HOSTILE,
      created: HOSTILE,
      ended: HOSTILE,
      zero: HOSTILE,
      reason: '，原因是{{reason}}',
    },
  },
};

const TABLE = {
  title: HOSTILE,
  mark: HOSTILE,
  blocks: [
    {
      rows: { by: ['project'], total: HOSTILE },
      columns: [
        {
          label: HOSTILE,
          columns: [
            { label: '名称', show: 'name' },
            { label: HOSTILE, sum: {} },
          ],
        },
      ],
    },
  ],
};

function rendered(template: string): Report {
  const pack = {
    ...packOf({ ...PACK, tables: ['table'] }),
    tables: [tableOf(TABLE)],
    templates: new Map([['report', { file: 'report.hbs', text: template }]]),
  };
  const { value: compiled, findings } = compilePack(pack);
  expect(findings).toEqual([]);
  const unit = unitOf({
    ledger: [lineOf('2010350', '30101', '2', { project: HOSTILE })],
    prior: [lineOf('2010350', '30101', '1', { project: HOSTILE })],
    projects: [HOSTILE],
    reasons: { basic: HOSTILE },
  });
  const data = { ...unit.data, unit: { ...unit.data.unit, name: HOSTILE, functions: [HOSTILE] } };
  const report = renderReport({ ...unit, data }, compiled!);
  expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  return report.value!;
}

/** Elements with the names of their attributes, in their order, and all text that is no style. */
function partsOf(html: string): { elements: string[]; text: string } {
  const elements: string[] = [];
  let text = '';
  let isStyle = false;
  readHtml(html, {
    open(name, attributes) {
      elements.push([name, ...Object.keys(attributes)].join(' '));
      isStyle = name === 'style';
    },
    close() {
      isStyle = false;
    },
    text(data) {
      if (!isStyle) text += data;
    },
  });
  return { elements, text };
}

const body = (html: string) => html.slice(html.indexOf('<body>'));

describe('hostile text through the helpers', () => {
  test('every helper is among the cases', () => {
    expect(Object.keys(HELPERS).sort()).toEqual(Object.keys(reportHelpers(packOf(PACK).settings)).sort());
  });

  const printing = Object.entries(HELPERS).flatMap(([name, call]) => (call === null ? [] : [[name, call]]));
  test.each(printing)('%s prints it as text', (name, call) => {
    const { elements, text } = partsOf(body(rendered(`<p>${call}</p>`).html));
    expect(elements.filter((element) => /^(?:img|script|b|a)\b/.test(element))).toEqual([]);
    expect(elements.filter((element) => / on/.test(element))).toEqual([]);
    if (name !== 'amount' && name !== 'share') expect(text).toContain(HOSTILE);
  });

  test('each cell, head, caption and column number of a table', () => {
    const { elements, text } = partsOf(body(rendered(HELPERS.grid!).html));
    const allowed = /^(?:body|table|caption|colgroup|col|thead|tbody|tr|th|td)\b/;
    expect(elements.filter((element) => !allowed.test(element))).toEqual([]);
    // Caption, total row, project row, head of both columns, head of the amounts.
    expect(text.split(HOSTILE).length - 1).toBeGreaterThanOrEqual(5);
  });
});

test('the name, the words and the bars of a chart', () => {
  const { elements, text } = partsOf(body(rendered(HELPERS.chart!).html));
  const allowed =
    /^(?:body|figure|figcaption|svg|text|rect|line|details|summary|table|thead|tbody|tr|th|td|span)\b/;
  expect(elements.filter((element) => !allowed.test(element))).toEqual([]);
  // Title, and the label in the table; in the drawing it is divided into lines.
  expect(text.split(HOSTILE).length - 1).toBeGreaterThanOrEqual(2);
});

describe('hostile text in every part of the document', () => {
  const template = [
    '<ol class="contents-list"></ol>',
    '<h1>{{unit.name}}</h1><h2>{{heading 1}}{{unit.name}}</h2>',
    '<section class="sheet" data-contents="{{unit.name}}"><table><caption>{{unit.name}}</caption><tr><td>{{unit.name}}</td></tr></table></section>',
    '<p>{{unit.name}}</p>',
  ].join('\n');

  test('title, author and body', () => {
    const { html, title, author } = rendered(template);
    expect([title, author]).toEqual([HOSTILE, HOSTILE]);
    const { elements } = partsOf(html.slice(0, html.indexOf('<body>')));
    expect(elements).toEqual([
      'html lang',
      'head',
      'meta charset',
      'meta name content',
      'title',
      'meta name content',
      'style',
    ]);
    expect(partsOf(html).text.split(HOSTILE).length - 1).toBeGreaterThanOrEqual(8);
  });

  test('the labels of the contents, of headings and of what is no heading', () => {
    const { html } = rendered(template);
    const list = /<ol class="contents-list">([\s\S]*?)<\/ol>/.exec(html)![1]!;
    const { elements, text } = partsOf(list);
    expect([...new Set(elements)]).toEqual(['li class', 'a href', 'span class']);
    expect(elements.filter((element) => element === 'li class')).toHaveLength(3);
    // The number of the second heading is hostile too.
    expect(text.split(HOSTILE).length - 1).toBe(4);
  });

  test('the plain text says it word for word', () => {
    const { text } = rendered(template);
    expect(text.split(HOSTILE).length - 1).toBeGreaterThanOrEqual(5);
  });
});

/** How often the hostile text stands in the files of a format, word for word. */
const READERS: Readonly<Record<OutputFormat, (content: string | Uint8Array) => Promise<number> | number>> = {
  html: (content) => countIn(partsOf(String(content)).text),
  txt: (content) => countIn(String(content)),
  // Nor can a document of a word processor; another program reads it.
  async docx(content) {
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(content) });
    return countIn(value, writable('\ufffd'));
  },
  // A sheet cannot hold control characters: each becomes the mark for what cannot be written.
  async xlsx(content) {
    const { value } = await readWorkbook(Buffer.from(content), 'tables.xlsx');
    const cells = value!.sheets.flatMap((sheet) => sheet.rows.flatMap((row) => [...row.cells.values()]));
    return countIn(
      cells.map((cell) => JSON.stringify(cell)).join('\n'),
      JSON.stringify(writable('\ufffd')).slice(1, -1),
    );
  },
  csv: (content) => countIn(parse(String(content)).flat().join('\n')),
  async pdf(content) {
    const { pages, title } = await openPdf(Buffer.from(content));
    expect(unspaced(title)).toBe(unspaced(HOSTILE));
    return countIn(unspaced(pages.map(({ text }) => text).join('')), unspaced(writable('')));
  },
};

const countIn = (text: string, looked = HOSTILE) => text.split(looked).length - 1;
const writable = (instead: string) => HOSTILE.replace(/[\x00-\x1f]/g, instead);
const unspaced = (text: string) => text.replace(/[\s\x00-\x1f]/g, '');

describe('hostile text in every format', () => {
  const report = rendered(`<h1>{{unit.name}}</h1><section class="sheet">${HELPERS.grid}</section>`);

  test.each(FORMATS.map(({ name }) => [name] as const))('%s', async (name) => {
    const format = FORMATS.find((each) => each.name === name)!;
    const printer = format.needsBrowser
      ? (await openPrinter({ fonts: 'bundled', timeoutMs: 60_000 })).value
      : null;
    try {
      const { value, findings } = await format.write(report, (job) => printer!.print(job));
      // Control characters are no text: the browser's tags are taken, and reading the file back tells of them.
      const allowed = ['P07', 'P08'];
      expect(findings.filter(({ code }) => !allowed.includes(code))).toEqual([]);
      const counts = await Promise.all(
        value!
          .filter(({ name: file }) => !file.endsWith('.json'))
          .map(({ content }) => READERS[name](content)),
      );
      expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(4);
    } finally {
      await printer?.close();
    }
  });
});
