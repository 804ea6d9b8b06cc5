import { beforeAll, describe, expect, test } from '@jest/globals';
import { headerPaths, readTable, rowTexts } from '../../src/document/html-table.ts';
import { findElement, type HtmlElement, isElement, parseHtml, textOf } from '../../src/document/html-tree.ts';
import { bare, fixture, reportOf } from '../support/sample.ts';

/*
 * A real department budget whose only other body has no budget of its own: every figure is that of its office's report,
 * the words are those of a department.
 */
const DEPARTMENT = 'data/departments/putuo-commerce-2025.yaml';
const UNIT = 'data/putuo-commerce.yaml';

interface PublishedTable {
  readonly id: number;
  readonly title: string;
  readonly unit: string;
  readonly preparedBy: string;
  readonly empty?: boolean;
  readonly columns: readonly (readonly string[])[];
  readonly rows: readonly (readonly string[])[];
}

interface Facts {
  readonly composition: {
    readonly [what: string]: string | readonly string[];
    readonly list: readonly string[];
  };
  readonly wording: {
    readonly title: string;
    readonly ownerLabel: string;
    readonly self: string;
    readonly parts: readonly string[];
  };
  readonly figuresWan: {
    readonly [name: string]: string | { readonly count: string; readonly amount: string };
  };
  readonly projectNotes: readonly {
    readonly name: string;
    readonly amount: string;
    readonly parts?: readonly string[];
  }[];
  readonly noteSections: readonly string[];
}

const json = <T>(name: string): T => JSON.parse(fixture(`published/shanghai-department/${name}.json`));
const { tables } = json<{ readonly tables: readonly PublishedTable[] }>('tables');
const facts = json<Facts>('facts');

function sheetsOf(element: HtmlElement): HtmlElement[] {
  return element.children
    .filter(isElement)
    .flatMap((child) => (child.attribs.class?.startsWith('sheet') ? [child] : sheetsOf(child)));
}

/** Digits without separators, in the same width. */
const plain = (text: string): string => bare(text).replace(/(\d),(?=\d{3})/g, '$1');

describe('a published department budget', () => {
  let sheets: readonly HtmlElement[] = [];
  let text = '';
  let ofUnit = '';

  beforeAll(async () => {
    const report = await reportOf(DEPARTMENT);
    sheets = sheetsOf(findElement(parseHtml(report.html).children, 'body')!);
    text = report.text;
    ofUnit = (await reportOf(UNIT)).text;
  });

  test.each(tables.map((table) => [table.id, table] as const))('table %s, cell by cell', (id, expected) => {
    const sheet = sheets[id - 1]!;
    const table = readTable(findElement(sheet.children, 'table')!);
    expect(table.caption).toBe(`${expected.title} 编制部门：${expected.preparedBy} 单位：${expected.unit}`);
    const columns = expected.columns.map((path) => bare(path.join('/')));
    // The sheet of one row names that row, which the published one does not.
    const heads = headerPaths(table).map((path) => bare(path));
    const first = heads.length - columns.length;
    expect(heads.slice(first)).toEqual(columns);
    const rows = table.rows.filter((row) => row.section === 'body').map(rowTexts);
    const printed = rows.filter((row) => row.some((cell) => cell !== ''));
    expect(printed.map((row) => row.slice(first))).toEqual(expected.rows);
    const notes = sheet.children.filter(isElement).filter((child) => child.name === 'p');
    expect(notes.length).toBe(expected.empty === undefined ? 0 : 1);
    for (const note of notes) expect(textOf([note])).toMatch(/^注：本部门2025年无.*，故本表为空表。$/);
  });

  test('its sheets are no more', () => {
    expect(sheets).toHaveLength(tables.length);
  });

  test('the composition: how many bodies of which kind, and what each is called', () => {
    const { subordinates, list } = facts.composition;
    expect(text).toContain(`下属${subordinates}家预算单位的综合收支计划`);
    expect(text).toContain(`行政单位${facts.composition.行政单位}家`);
    expect(text).toContain(`事业单位${facts.composition.事业单位}家`);
    for (const [index, body] of list.entries()) expect(text).toContain(`${index + 1}. ${body}`);
  });

  test('the words of a department: title, owner, parts', () => {
    const { title, ownerLabel, self, parts } = facts.wording;
    const [first, second] = text.split('\n');
    expect(first).toBe(title);
    expect(second).toBe(`${ownerLabel}：上海市普陀区商务委员会`);
    const contents = [...text.matchAll(/^[一二三四五六七八九]、(.*)$/gm)].map(([, name]) => name);
    expect(contents.slice(0, parts.length)).toEqual(parts);
    expect(text).toContain(self);
    expect(text).not.toContain('本单位');
    expect(ofUnit).not.toContain('本部门');
  });

  test('the figures of the prose', () => {
    const { total, operatingCost, threePublic, procurement, goals } = facts.figuresWan;
    const { count, amount } = goals as { readonly count: string; readonly amount: string };
    for (const sentence of [
      `收入预算${total}万元`,
      `下属1家机关和0家参公事业单位财政拨款的机关运行经费预算为${operatingCost}万元`,
      `“三公”经费预算数为${threePublic}万元`,
      `本部门政府采购预算${procurement}万元`,
      `编报绩效目标的项目共${count}个,涉及项目预算资金${amount}万元`,
    ])
      expect(plain(text)).toContain(bare(sentence));
  });

  test('the notes on projects: their amount from the ledger, their parts add up to it', () => {
    const notes = text.slice(text.lastIndexOf('项目经费情况说明', text.indexOf('(项目)经费情况说明')));
    for (const { name, amount, parts = [] } of facts.projectNotes) {
      const start = notes.indexOf(`${name}(项目)经费情况说明`);
      expect(start).toBeGreaterThanOrEqual(0);
      const note = plain(notes.slice(start).split('(项目)经费情况说明')[1]!);
      expect(note).toContain(`财政预算安排${amount}万元`);
      for (const part of parts) expect(note).toContain(`${part}万元`);
      for (const section of facts.noteSections) expect(note).toContain(section);
      const added = parts.reduce((sum, part) => sum + BigInt(part.replace('.', '')), 0n);
      if (parts.length > 0) expect(added).toBe(BigInt(amount.replace('.', '')));
    }
  });
});
