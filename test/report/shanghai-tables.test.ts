import { beforeAll, describe, expect, test } from '@jest/globals';
import { findElement, type HtmlElement, isElement, parseHtml, textOf } from '../../src/document/html-tree.ts';
import { tableOf } from '../../src/document/read-document.ts';
import { headerPaths, rowTexts } from '../../src/document/table-grid.ts';
import { fixture, reportOf } from '../support/sample.ts';

interface PublishedTable {
  readonly number: string;
  readonly title: string;
  readonly unit: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly note?: string;
}

const { tables }: { readonly tables: readonly PublishedTable[] } = JSON.parse(
  fixture('published/shanghai/tables.json'),
);

function sheetsOf(element: HtmlElement): HtmlElement[] {
  return element.children
    .filter(isElement)
    .flatMap((child) => (child.attribs.class?.startsWith('sheet') ? [child] : sheetsOf(child)));
}

describe('the tables of a published Shanghai report', () => {
  let sheets: readonly HtmlElement[] = [];

  beforeAll(async () => {
    const { html } = await reportOf('data/putuo-commerce.yaml');
    sheets = sheetsOf(findElement(parseHtml(html).children, 'body')!);
  });

  test('are nine', () => {
    expect(sheets).toHaveLength(9);
  });

  test.each(tables.map((table) => [table.number, table] as const))(
    'table %s, cell by cell',
    (number, expected) => {
      const sheet = sheets[Number(number) - 1]!;
      const table = tableOf(findElement(sheet.children, 'table')!);
      expect(table.caption).toBe(`${expected.title} 编制单位：上海市普陀区商务委员会 单位：${expected.unit}`);
      expect(headerPaths(table)).toEqual(expected.columns);
      const rows = table.rows.filter((row) => row.section === 'body').map((row) => rowTexts(table, row));
      expect(rows.filter((row) => row.some((text) => text !== ''))).toEqual(expected.rows);
      const blank = rows.filter((row) => row.every((text) => text === '')).length;
      expect(blank > 0).toBe(expected.note !== undefined);
      const notes = sheet.children.filter(isElement).filter((child) => child.name === 'p');
      expect(notes.map((note) => textOf([note]))).toEqual(expected.note === undefined ? [] : [expected.note]);
    },
  );
});
