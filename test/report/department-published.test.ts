import { beforeAll, describe, expect, test } from '@jest/globals';
import { findElement, type HtmlElement, isElement, parseHtml, textOf } from '../../src/document/html-tree.ts';
import { tableOf } from '../../src/document/read-document.ts';
import { headerPaths, rowTexts } from '../../src/document/table-grid.ts';
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
    const table = tableOf(findElement(sheet.children, 'table')!);
    expect(table.caption).toBe(`${expected.title} 编制部门：${expected.preparedBy} 单位：${expected.unit}`);
    const columns = expected.columns.map((path) => bare(path.join('/')));
    // The sheet of one row names that row, which the published one does not.
    const heads = headerPaths(table).map((path) => bare(path));
    const first = heads.length - columns.length;
    expect(heads.slice(first)).toEqual(columns);
    const rows = table.rows.filter((row) => row.section === 'body').map((row) => rowTexts(table, row));
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

  test('the words differ from the unit’s report in these places, and nowhere else', () => {
    // What the levels are called, place by place (title, cover, contents, heads of tables, notes, prose).
    const renamed = ofUnit
      .replaceAll('2025年预算单位', '2025年部门')
      .replaceAll('2025年单位', '2025年部门')
      .replaceAll('2025年区级单位预算', '2025年区级部门预算')
      .replace('预算单位：', '预算主管部门：')
      .replaceAll('编制单位：', '编制部门：')
      .replaceAll('本单位', '本部门')
      .replace(/^([一二四五]、)单位/gm, '$1部门')
      .replaceAll('年单位预算', '年部门预算')
      .replaceAll('；单位预算安排', '；部门预算安排')
      .replace('2025年度本部门政府采购', '2025年本部门政府采购')
      .replace(
        '2025年上海市普陀区商务委员会财政拨款的',
        '2025年上海市普陀区商务委员会下属1家机关和0家参公事业单位财政拨款的',
      )
      .replace('本部门编报绩效目标', '本部门1个预算单位开展了项目绩效目标编报工作，编报绩效目标')
      .replace(/项目\/经济分类科目编码/g, '项目/部门预算经济分类科目编码')
      .replace('项目/部门经济分类科目名称', '项目/经济分类科目名称')
      .replace(/^([123])、(?=一般公共预算资金|政府性基金|国有资本经营预算)/gm, '$1.');
    const [before, after] = [renamed, text].map((each) => each.split('\n'));
    const gone = before!.filter((line) => !after!.includes(line));
    const come = after!.filter((line) => !before!.includes(line));
    // Table 1 has one amount on its right side instead of four.
    const isBalance = (line: string) =>
      /^(本年收入\/项目|[一二三四五六七]、|[123]\.|\t|收入总计)/.test(line) && line.includes('\t');
    expect(gone.filter((line) => !isBalance(line))).toEqual([
      expect.stringContaining('设9个内设机构，包括：'),
    ]);
    const notes = come.indexOf('项目经费情况说明');
    const composition = come.slice(0, notes).filter((line) => !isBalance(line));
    expect(composition.map((line) => line.trim().slice(0, 12))).toEqual([
      '七、项目经费情况说明',
      '上海市普陀区商务委员会部',
      '本部门中，行政单位1家，',
      '1. 商务委本部（9个内',
      '2. 上海市普陀区中小企',
    ]);
  });
});
