import { type FormOptions, factsOf } from './budget-forms.ts';
import { type Figures, type Item, levelsOf, sum, totalsOf } from './figures.ts';
import type { StrangerCell, StrangerTable } from './model.ts';
import { cellOf } from './print.ts';

/*
 * Forms that fewer offices print: expenditure twice beside income, one row for the unit instead of codes, the total as the
 * last column, last year and the difference in every table, projects by name.
 */

const cell = (text: string, colSpan = 1, rowSpan = 1): StrangerCell => ({ text, colSpan, rowSpan });
const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** Income, expenditure by function and by economic classes, all three with their own names and amounts. */
export function balanceOfThree(figures: Figures, options: FormOptions, index: number): StrangerTable {
  const f = cellOf(options.print);
  const { all, basic, project, general, fund, own } = totalsOf(figures);
  const income: [string, number][] = [
    ['一、一般公共预算拨款', general],
    ['二、政府性基金预算拨款', fund],
    ['三、国有资本经营预算拨款', 0],
    ['四、事业收入', own],
  ];
  const spent = levelsOf(figures.items, [3]).map(({ name, own: items }, at): [string, number] => [
    `${NUMERALS[at]}、${name}`,
    sum(items.map((item) => item.basic + item.project)),
  ]);
  const kinds: [string, number][] = [
    ['一、基本支出', basic],
    ['二、项目支出', project],
    ['三、上缴上级支出', 0],
  ];
  const height = Math.max(income.length, spent.length, kinds.length);
  const at = (list: readonly [string, number][], row: number): string[] => {
    const found = list[row];
    return found ? [found[0], f(found[1])] : ['', ''];
  };
  return {
    ...factsOf(options, index),
    title: `${options.year}年${options.who}收支预算总表`,
    head: [
      [cell('收入', 2), cell('支出', 4)],
      [
        cell('项目'),
        cell('预算数'),
        cell('按支出功能分类'),
        cell('预算数'),
        cell('按支出性质分类'),
        cell('预算数'),
      ],
    ],
    rows: [
      ...Array.from({ length: height }, (_, row) => [
        ...at(income, row),
        ...at(spent, row),
        ...at(kinds, row),
      ]),
      ['本年收入合计', f(all), '本年支出合计', f(all), '本年支出合计', f(all)],
      ['上年结转', f(0), '结转下年', f(0), '结转下年', f(0)],
      ['收入总计', f(all), '支出总计', f(all), '支出总计', f(all)],
    ],
    widths: [14, 9, 14, 9, 13, 9],
  };
}

/** 收入总表 with a row for the unit, what was carried over beside this year's. */
export function incomeOfUnit(figures: Figures, options: FormOptions, index: number): StrangerTable {
  const f = cellOf(options.print);
  const { all, general, fund, own } = totalsOf(figures);
  const line = [all, all, general, fund, 0, 0, own, 0, 0, 0].map(f);
  return {
    ...factsOf(options, index),
    title: `${options.year}年${options.who}收入预算总表`,
    head: [
      [
        cell('部门（单位）代码', 1, 3),
        cell('部门（单位）名称', 1, 3),
        cell('合计', 1, 3),
        cell('本年收入', 6),
        cell('上年结转结余', 2),
      ],
      [
        cell('小计', 1, 2),
        cell('财政拨款', 3),
        cell('财政专户管理资金', 1, 2),
        cell('事业收入', 1, 2),
        cell('一般公共预算', 1, 2),
        cell('政府性基金预算', 1, 2),
      ],
      [cell('一般公共预算'), cell('政府性基金预算'), cell('国有资本经营预算')],
    ],
    rows: [
      ['', '合计', ...line.slice(0, 9)],
      ['301', options.maker, ...line.slice(0, 9)],
    ],
    widths: [7, 14, 9, 9, 9, 9, 9, 9, 9, 8, 8],
    isWide: true,
  };
}

/** 支出总表 with the total at the right and projects before what is basic, last year and the difference behind. */
export function expenditureTurned(figures: Figures, options: FormOptions, index: number): StrangerTable {
  const f = cellOf(options.print);
  const line = (own: readonly Item[]): string[] => {
    const [basic, project] = [sum(own.map((item) => item.basic)), sum(own.map((item) => item.project))];
    const before = sum(own.map((item) => item.before));
    const change = basic + project - before;
    return [
      f(project),
      f(basic),
      f(basic + project),
      f(before),
      f(change),
      `${((change / before) * 100).toFixed(2)}%`,
    ];
  };
  return {
    ...factsOf(options, index),
    title: `${options.year}年${options.who}支出预算总表`,
    head: [
      [
        cell('科目', 2),
        cell(`${options.year}年预算数`, 3),
        cell('上年预算数', 1, 2),
        cell('比上年增减额', 1, 2),
        cell('比上年增减%', 1, 2),
      ],
      [cell('编码'), cell('名称'), cell('项目支出'), cell('基本支出'), cell('合计')],
    ],
    rows: [
      ['', '总计', ...line(figures.items)],
      ...levelsOf(figures.items, [3, 5, 7]).map(({ code, name, own }) => [code, name, ...line(own)]),
    ],
    widths: [7, 20, 9, 9, 9, 9, 9, 8],
    isWide: true,
  };
}

/** 项目支出表 by names. */
export function projectsTable(figures: Figures, options: FormOptions, index: number): StrangerTable {
  const f = cellOf(options.print);
  const items = figures.items.filter(({ project }) => project > 0);
  const line = (own: readonly Item[]): string[] => {
    const all = sum(own.map(({ project }) => project));
    const paid = sum(own.map((item) => item.own));
    const fund = sum(own.filter((item) => item.fund === 'fund').map(({ project }) => project));
    return [all, all - paid - fund, fund, 0, paid].map(f);
  };
  return {
    ...factsOf(options, index),
    title: `${options.year}年项目支出预算表`,
    head: [
      [
        cell('项目名称', 1, 2),
        cell('实施单位', 1, 2),
        cell('合计', 1, 2),
        cell('本年财政拨款', 3),
        cell('单位资金', 1, 2),
      ],
      [cell('一般公共预算'), cell('政府性基金预算'), cell('国有资本经营预算')],
    ],
    rows: [
      ...items.map((item) => [`${item.name}专项经费`, options.maker, ...line([item])]),
      ['合计', '', ...line(items)],
    ],
    widths: [20, 16, 9, 9, 9, 9, 9],
    isWide: true,
  };
}
