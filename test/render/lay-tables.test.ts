import { expect, test } from '@jest/globals';
import { applyEdits } from '../../src/document/html-edits.ts';
import { ParsedHtml } from '../../src/document/parsed-html.ts';
import { pageSettings } from '../../src/pack/page-settings.ts';
import { keepTogether } from '../../src/render/keep-together.ts';
import { layTables } from '../../src/render/lay-tables.ts';

const page = pageSettings.parse({});

const lay = (html: string): string => {
  const body = new ParsedHtml(html);
  return applyEdits(html, layTables(body, keepTogether(body, page), page));
};
const grid = (row: string): string =>
  `<table class="grid"><colgroup><col class="name"><col class="amount"></colgroup><tbody><tr>${row}</tr></tbody></table>`;
const sheet = (tables: string): string => `<section class="sheet" id="t">${tables}</section>`;
const widths = (html: string): string[] =>
  [...html.matchAll(/<col [^>]*width:([^"]*)"/g)].map(([, width]) => width!);

test('a table gets its size and the widths of its columns, nothing else changes', () => {
  const html = `<p>甲 &amp; 乙</p>\n${sheet(grid('<td class="name">一般公共预算</td><td class="amount">715.20</td>'))}`;
  const laid = lay(html);
  expect(laid).toMatch(/<table class="grid" style="--size:10.5pt;--pad-y:3.5pt;--pad-x:3pt;--ems:\d+">/);
  expect(widths(laid)).toHaveLength(2);
  expect(laid.replace(/ style="[^"]*"/g, '')).toBe(html);
});

test('tables of one sheet with as many columns are set alike', () => {
  const short = '<td class="name">甲</td><td class="amount">1.00</td>';
  const long = '<td class="name">上级一般公共预算安排转移支付</td><td class="amount">1234567.89</td>';
  const [first, second, third, fourth] = widths(lay(sheet(`${grid(short)}\n${grid(long)}`)));
  expect([first, second]).toEqual([third, fourth]);
  expect(widths(lay(sheet(grid(short)))).slice(0, 2)).not.toEqual([first, second]);
});

test('tables elsewhere, without the class and in comments stay as they are', () => {
  const row = '<td class="name">甲</td><td class="amount">1.00</td>';
  const other = `${grid(row)}<table class="plain"><tr><td>1</td></tr></table>`;
  expect(lay(other)).toBe(other);
  const hidden = `<!-- ${grid(row)} -->`;
  const laid = lay(sheet(hidden + grid(row)));
  expect(laid).toContain(hidden);
  expect(widths(laid)).toHaveLength(2);
});

test.each([
  ['section', '<section class="sheet" id="t">', '<section id="t" data-part="a" class="sheet">'],
  ['table', '<table class="grid">', '<table id="t1" class="grid">'],
  [
    'section, in other signs',
    '<section class="sheet" id="t">',
    `<section data-x="a > b" class='big sheet' id="t">`,
  ],
  ['table, in other signs', '<table class="grid">', `<table title="a>b" class='plain grid'>`],
])('an attribute before the class of a %s does not lose the layout', (_, plain, other) => {
  const html = sheet(grid('<td class="name">一般公共预算</td><td class="amount">715.20</td>'));
  const laid = lay(html.replace(plain, other));
  expect(laid).toContain(other.slice(0, -1));
  expect(widths(laid)).toEqual(widths(lay(html)));
});
