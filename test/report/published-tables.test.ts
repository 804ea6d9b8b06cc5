import { beforeAll, describe, expect, test } from '@jest/globals';
import { findElement, type HtmlElement, isElement, lineOf, parseHtml } from '../../src/document/html-tree.ts';
import { tableOf } from '../../src/document/read-document.ts';
import { headerPaths, placesOf, rowTexts } from '../../src/document/table-grid.ts';
import type { Table } from '../../src/document/tree.ts';
import { fixture, reportOf } from '../support/sample.ts';

interface PublishedTable {
  readonly id: number;
  readonly title: string;
  readonly preparedBy: string;
  readonly unit: string;
  readonly columns: readonly (readonly string[])[];
  readonly markRow?: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly empty?: string;
}
interface Published {
  readonly tables: readonly PublishedTable[];
  readonly overallGoals: {
    readonly title: string;
    readonly name: string;
    readonly contact: string;
    readonly phone: string;
    readonly goal: string;
    readonly budget: readonly (readonly string[])[];
    readonly columns: readonly string[];
    readonly rows: readonly (readonly string[])[];
  };
  readonly projectGoals: readonly {
    readonly title: string;
    readonly unit: string;
    readonly project: string;
    readonly leader: string;
    readonly total: string;
    readonly fiscal: string;
    readonly other: string;
    readonly aim: string;
    readonly columns: readonly string[];
    readonly rows: readonly (readonly string[])[];
  }[];
}

const published: Published = JSON.parse(fixture('published/tables.json'));

/** Every element below one, in document order. */
function descendants(element: HtmlElement): HtmlElement[] {
  return element.children.filter(isElement).flatMap((child) => [child, ...descendants(child)]);
}

/** Cells of a row; a merged cell is repeated in every row and column that it covers. */
function repeated(table: Table, section: 'head' | 'body'): string[][] {
  return placesOf(table)
    .filter((_, row) => table.rows[row]!.section === section && !table.rows[row]!.isMark)
    .map((places) => places.map((place) => place?.cell.text ?? ''));
}

describe('the tables of the published report', () => {
  let byId = new Map<string, HtmlElement>();

  beforeAll(async () => {
    const { html } = await reportOf('data/kuerle.yaml');
    const all = descendants(findElement(parseHtml(html).children, 'body')!);
    byId = new Map(
      all.filter((element) => element.attribs.id).map((element) => [element.attribs.id!, element]),
    );
  });

  const elementsIn = (id: string, name: string): HtmlElement[] =>
    descendants(byId.get(id)!).filter((element) => element.name === name);
  const tablesIn = (id: string): Table[] => elementsIn(id, 'table').map(tableOf);

  describe.each(published.tables)('table $id $title', (expected) => {
    const id = `table-${expected.id}`;

    test('caption: number, title, unit, money', () => {
      const [table] = tablesIn(id);
      const caption = table!.caption!.split(' ');
      expect(caption).toEqual([
        '表',
        String(expected.id),
        expected.title,
        `编制单位：${expected.preparedBy}`,
        `单位：${expected.unit}`,
      ]);
    });

    test('head', () => {
      const [table] = tablesIn(id);
      expect(headerPaths(table!).map((path) => path.split('/'))).toEqual(expected.columns);
      const mark = table!.rows.filter((row) => row.isMark).map((row) => rowTexts(table!, row));
      expect(mark).toEqual(expected.markRow ? [expected.markRow] : []);
    });

    test('body, cell by cell', () => {
      const [table] = tablesIn(id);
      expect(repeated(table!, 'body')).toEqual(expected.rows);
    });

    test('sentence of the empty table', () => {
      const notes = elementsIn(id, 'p').map((element) => lineOf(element.children));
      expect(notes).toEqual(expected.empty ? [expected.empty] : []);
    });

    test('is a table with head, scoped cells and caption', () => {
      expect(elementsIn(id, 'table')).toHaveLength(1);
      expect(elementsIn(id, 'thead')).toHaveLength(1);
      expect(elementsIn(id, 'caption')).toHaveLength(1);
      for (const cell of elementsIn(id, 'th'))
        expect(cell.attribs.scope).toMatch(/^(col|colgroup|row|rowgroup)$/);
    });
  });

  test('the goal table of the unit', () => {
    const { overallGoals: goals } = published;
    const [head, body] = tablesIn('goal-unit');
    expect(head!.caption).toBe(goals.title);
    const rows = head!.rows.map((row) => rowTexts(head!, row).filter((text) => text !== ''));
    expect(rows).toEqual([
      ['单位名称（盖章）', goals.name],
      ['联系人', goals.contact, '联系电话', goals.phone],
      ['年度绩效目标', goals.goal],
      ['年度预算', ...goals.budget[0]!],
      goals.budget[1]!.slice(1),
      [...goals.budget[2]!],
    ]);
    expect(headerPaths(body!)).toEqual(goals.columns);
    expect(repeated(body!, 'body')).toEqual(goals.rows);
  });

  test('as many goal tables of projects', () => {
    const ids = [...byId.keys()].filter((id) => id.startsWith('goal-project-'));
    expect(ids).toEqual(published.projectGoals.map((_, index) => `goal-project-${index + 1}`));
  });

  test.each(published.projectGoals.map((goal, index) => [index + 1, goal.project, goal] as const))(
    'goal table of project %i %s',
    (number, _, goal) => {
      const [head, body] = tablesIn(`goal-project-${number}`);
      expect(head!.caption).toBe(goal.title);
      const rows = head!.rows.map((row) => rowTexts(head!, row).filter((text) => text !== ''));
      expect(rows).toEqual([
        ['预算单位', goal.unit, '项目名称', goal.project],
        ['项目负责人', goal.leader],
        ['年度预算总额（万元）', goal.total, '其中：财政拨款', goal.fiscal, '其他资金', goal.other],
        ['项目总体目标', goal.aim],
      ]);
      expect(headerPaths(body!)).toEqual(goal.columns);
      expect(repeated(body!, 'body')).toEqual(goal.rows);
    },
  );
});
