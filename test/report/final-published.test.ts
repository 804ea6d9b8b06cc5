import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { findElement, type HtmlElement, isElement, parseHtml, textOf } from '../../src/document/html-tree.ts';
import { tableOf } from '../../src/document/read-document.ts';
import { headerPaths, rowTexts } from '../../src/document/table-grid.ts';
import { TEMPLATES_FOLDER } from '../support/folders.ts';
import { bare, fixture, reportOf } from '../support/sample.ts';

/*
 * A real final account: the cells of its nine tables and the figures of its text come out of one exact ledger. Where the
 * published text contradicts its own tables, the right figure is printed; the pack's README lists these places.
 */
const FINAL = 'data/finals/putuo-finance-2024.yaml';

interface PublishedTable {
  readonly id: number;
  readonly title: string;
  readonly empty?: string;
  readonly columns: readonly (readonly string[])[];
  readonly rows: readonly (readonly string[])[];
}
interface Change {
  readonly label: string;
  readonly current: string;
  readonly prior: string | null;
  readonly delta: string | null;
  readonly direction: string;
  readonly rate: string | null;
  readonly check: string;
}
interface Share {
  readonly label: string;
  readonly amount: string;
  readonly share: string;
  readonly check: string;
}
interface Item {
  readonly path: readonly [string, string, string];
  readonly budget: string;
  readonly final: string;
  readonly verdict: string;
  readonly check: string;
}
interface Facts {
  readonly changes: readonly Change[];
  readonly shares: readonly Share[];
  readonly budgetAgainstFinal: {
    readonly budget: string;
    readonly final: string;
    readonly rate: string;
    readonly verdict: string;
  };
  readonly items: readonly Item[];
  readonly basic: { readonly total: string; readonly personnel: string; readonly operating: string };
  readonly threePublic: {
    readonly budget: string;
    readonly final: string;
    readonly parts: readonly (readonly string[])[];
  };
  readonly performance: {
    readonly goals: readonly string[];
    readonly averageScore: string;
    readonly grades: Readonly<Record<string, string>>;
  };
  readonly tableIdentitiesNotExact: readonly {
    readonly identity: string;
    readonly left: string;
    readonly right: string;
  }[];
  readonly procurement: Readonly<Record<string, string>>;
  readonly assets: { readonly vehicles: string; readonly equipmentOver1m: string };
}

const json = <T>(name: string): T => JSON.parse(fixture(`published/putuo-finance-2024/${name}.json`));
const { tables } = json<{ readonly tables: readonly PublishedTable[] }>('tables');
const facts = json<Facts>('facts');

function sheetsOf(element: HtmlElement): HtmlElement[] {
  return element.children
    .filter(isElement)
    .flatMap((child) => (child.attribs.class?.startsWith('sheet') ? [child] : sheetsOf(child)));
}

/** Digits with thousands separators, as the report prints them. */
const money = (amount: string): string => {
  const [whole = '', cents = ''] = amount.split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents.padEnd(2, '0')}万元`;
};

/** The label of a bottom row may stand in any of the text columns that it goes across. */
const joined = (row: readonly string[], isBottom: boolean): readonly string[] =>
  isBottom ? row.filter((cell) => cell !== '') : row;

describe('a published final account', () => {
  let sheets: readonly HtmlElement[] = [];
  let text = '';

  beforeAll(async () => {
    const report = await reportOf(FINAL);
    sheets = sheetsOf(findElement(parseHtml(report.html).children, 'body')!);
    text = bare(report.text);
  });

  test.each(tables.map((table) => [table.id, table.title, table] as const))(
    'table %s %s, cell by cell',
    (id, title, expected) => {
      const sheet = sheets[id - 1]!;
      const table = tableOf(findElement(sheet.children, 'table')!);
      expect(bare(table.caption ?? '')).toContain(bare(title));
      const heads = headerPaths(table).map((path) => bare(path));
      expect(heads).toEqual(expected.columns.map((path) => bare(path.join('/'))));
      const rows = table.rows
        .filter((row) => row.section === 'body')
        .map((row) => rowTexts(table, row).map(bare));
      const isBottom = (row: readonly string[]): boolean => row.some((cell) => cell.endsWith('经费合计'));
      expect(rows.map((row) => joined(row, isBottom(row)))).toEqual(
        expected.rows.map((row) => joined(row.map(bare), isBottom(row))),
      );
      const note = sheet.children.filter(isElement).filter((child) => child.name === 'p');
      expect(textOf(note).includes('故本表无数据')).toBe(expected.empty !== undefined);
    },
  );

  test('its sheets are no more', () => {
    expect(sheets).toHaveLength(tables.length);
  });

  const ok = <T extends { readonly check: string }>(list: readonly T[]): T[] =>
    list.filter(({ check }) => check === 'ok');

  test.each(ok(facts.changes).map((change) => [change.label, change] as const))(
    'change of %s',
    (label, { current, delta, direction, rate }) => {
      if (delta === null) {
        expect(text).toMatch(new RegExp(`${bare(label)}[^。]*${direction}`));
        return;
      }
      const verb = direction === '增加' ? '增长' : '下降';
      const change = `${direction}${money(delta)},${verb}${rate}%`;
      expect(text).toMatch(new RegExp(`${bare(label)}(支出)?${money(current)}[^。]*${bare(label)}${change}`));
    },
  );

  test.each(ok(facts.shares).map((share) => [share.label, share] as const))(
    'share of %s',
    (label, { amount, share }) => {
      const [name = ''] = label.split('/');
      expect(text).toMatch(new RegExp(`${bare(name)}(\\(类\\))?${money(amount)},占[^,;。]*?${share}%`));
    },
  );

  test('the budget against the final', () => {
    const { budget, final, rate, verdict } = facts.budgetAgainstFinal;
    expect(text).toContain(
      `年初预算为${money(budget)},支出决算为${money(final)},完成年初预算的${rate}%。决算数${verdict}预算数的主要原因`,
    );
  });

  test.each(ok(facts.items).map((item, index) => [index + 1, item] as const))(
    'item %s against its budget',
    (number, { path, budget, final, verdict }) => {
      const [类, 款, 项] = path.map(bare);
      const start = text.indexOf(`${number}.${类}(类)${款}(款)${项}(项)。`);
      expect(start).toBeGreaterThan(0);
      const sentence = text.slice(start, start + 250);
      expect(sentence).toContain(`年初预算为${money(budget)},支出决算为${money(final)}`);
      expect(sentence).toContain(verdict === '持平' ? '决算数与预算数持平' : `决算数${verdict}预算数`);
    },
  );

  test('basic expenditure', () => {
    const { total, personnel, operating } = facts.basic;
    expect(text).toContain(`基本支出${money(total)}。其中:人员经费${money(personnel)}`);
    expect(text).toContain(`公用经费${money(operating)}`);
  });

  test('the names of what basic expenditure was for are those with money', () => {
    expect(text).toContain('退休费、奖励金。');
    expect(text).not.toContain('个人农业生产补贴。');
  });

  test('three public funds', () => {
    const { budget, final, parts } = facts.threePublic;
    expect(text).toContain(`年初预算为${money(budget)},支出决算为${money(final)},完成预算的0%`);
    for (const [name, , spent, rate] of parts)
      expect(text).toContain(`${bare(name!)}支出决算为${money(spent!)},完成预算的${rate}%`);
    expect(text).toContain('没有“三公”经费财政拨款支出。');
  });

  test('performance, procurement and assets', () => {
    const { goals, averageScore, grades } = facts.performance;
    expect(text).toContain(`项目${goals[0]}个,涉及预算金额${money(goals[1]!)}`);
    expect(text).toContain(`平均得分${averageScore}分`);
    for (const [grade, count] of Object.entries(grades)) expect(text).toContain(`“${grade}”的${count}个`);
    const { total, goods, works, services, reservedForSmallMedium, awardedElsewhere } = facts.procurement;
    expect(text).toContain(
      `${money(total!)},其中:货物${money(goods!)}、工程${money(works!)}、服务${money(services!)}`,
    );
    expect(text).toContain(`面向中小企业预留采购金额${money(reservedForSmallMedium!)}`);
    expect(text).toContain(`在其他项目中,授予中小企业合同金额${money(awardedElsewhere!)}`);
    const { vehicles, equipmentOver1m } = facts.assets;
    expect(text).toContain(`截至2024年12月31日,上海市普陀区财政局共有车辆${vehicles}辆`);
    expect(text).toContain(`单价100万元(含)以上设备(不含车辆)${equipmentOver1m}台(套)`);
  });

  test('no error of the source', () => {
    for (const wrong of ['71.73%', '总计0.30万元', '总计0.3万元']) expect(text).not.toContain(wrong);
    expect(text).toContain(`财政拨款收入支出总计${money('2961.68')},与2023年度持平。`);
    expect(text).toContain('占71.65%');
  });
});

describe('the README of the form', () => {
  const readme = readFileSync(join(TEMPLATES_FOLDER, 'shanghai-final-2024', 'README.md'), 'utf8');

  /** What the facts say of the source that is not in order, with the fact it is said of. */
  function faults(
    node: unknown,
  ): { readonly said: string; readonly fact: Readonly<Record<string, unknown>> }[] {
    if (typeof node !== 'object' || node === null) return [];
    const own = Object.values(node).filter(
      (value): value is string => typeof value === 'string' && /source error|尾差/.test(value),
    );
    const fact = node as Readonly<Record<string, unknown>>;
    return [...own.map((said) => ({ said, fact })), ...Object.values(node).flatMap(faults)];
  }

  /** Figures as the README prints them, and the words of the report that are named. */
  function named({ said, fact }: ReturnType<typeof faults>[number]): string[] {
    const wrong = said.includes('should be') ? [fact.share as string, fact.label as string] : [];
    const words = said.replace('尾差', '').match(/\d+(?:\.\d+)?|[\u4e00-\u9fff]+/g) ?? [];
    return [...words, ...wrong].map((word) => (/^\d+\.\d\d$/.test(word) ? money(word).slice(0, -2) : word));
  }

  const found = faults(facts);

  test('the facts name the errors of the source', () => {
    expect(found.map(({ said }) => said).filter((said) => said.startsWith('source error'))).toHaveLength(3);
  });

  test.each(found.map((fault) => [fault.said, fault] as const))(
    'names with the right figure: %s',
    (_, fault) => {
      expect(named(fault).length).toBeGreaterThan(1);
      for (const word of named(fault)) expect(readme).toContain(word);
    },
  );

  test.each(facts.tableIdentitiesNotExact.map((each) => [each.identity, each] as const))(
    'names both figures of %s',
    (_, { left, right }) => {
      for (const amount of [left, right]) expect(readme).toContain(money(amount).slice(0, -2));
    },
  );
});
