import { type Economic, type Figures, type Item, levelsOf, sum, totalsOf } from './figures.ts';
import type { StrangerCell, StrangerTable } from './model.ts';
import { cellOf, type Print } from './print.ts';

/*
 * Tables of budgets in the forms that ministries and several provinces print: columns in other orders, last year beside
 * this one, codes in one cell or in three, names set in by ideographic spaces.
 */

export interface FormOptions {
  readonly print: Print;
  readonly year: number;
  readonly who: '部门' | '单位';
  readonly maker: string;
  /** 类, 款, 项 in a cell each. */
  readonly partsOfCodes?: boolean;
  /** Names are set in by level. */
  readonly setIn?: boolean;
  readonly numbers?: (index: number) => string;
  /** How the unit is said; 单位：万元 where nothing says otherwise. */
  readonly unitWords?: (unit: string) => string;
}

const cell = (text: string, colSpan = 1, rowSpan = 1): StrangerCell => ({ text, colSpan, rowSpan });
const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

type Facts = Pick<StrangerTable, 'kind' | 'number' | 'maker' | 'unit'>;

export function factsOf({ print, maker, who, numbers, unitWords }: FormOptions, index: number): Facts {
  const number = numbers?.(index);
  return {
    kind: 'table',
    ...(number !== undefined && { number }),
    maker: `${who}：${maker}`,
    unit: unitWords?.(print.unit) ?? `单位：${print.unit}`,
  };
}

/** The heads and cells of codes and names. */
export function codeColumns({ partsOfCodes, setIn }: FormOptions, rows: number) {
  return {
    top: partsOfCodes
      ? [cell('科目编码', 3, rows - 1), cell('科目名称', 1, rows)]
      : [cell('科目编码', 1, rows), cell('科目名称', 1, rows)],
    last: partsOfCodes ? [cell('类'), cell('款'), cell('项')] : [],
    widths: partsOfCodes ? [3, 3, 3, 16] : [6, 18],
    cells: (code: string, name: string, depth: number): string[] => {
      const label = setIn ? '\u3000'.repeat(depth) + name : name;
      if (!partsOfCodes) return [code, label];
      return [code.slice(0, 3), code.slice(3, 5), code.slice(5, 7), label];
    },
    total: (label: string): string[] => (partsOfCodes ? ['', '', '', label] : ['', label]),
  };
}

function classRows(items: readonly Item[]): { readonly name: string; readonly own: readonly Item[] }[] {
  return levelsOf(items, [3]);
}

/** 收支总表: income at the left, expenditure by classes at the right. */
export function balanceTable(figures: Figures, options: FormOptions, index: number): StrangerTable {
  const f = cellOf(options.print);
  const { all, general, fund, own } = totalsOf(figures);
  const income: [string, number][] = [
    ['一、一般公共预算拨款收入', general],
    ['二、政府性基金预算拨款收入', fund],
    ['三、国有资本经营预算拨款收入', 0],
    ['四、财政专户管理资金收入', 0],
    ['五、事业收入', own],
    ['六、其他收入', 0],
  ];
  const spent = classRows(figures.items).map(({ name, own: items }, at): [string, number] => [
    `${NUMERALS[at]}、${name}`,
    sum(items.map(({ basic, project }) => basic + project)),
  ]);
  const height = Math.max(income.length, spent.length);
  const rows = Array.from({ length: height }, (_, at): string[] => {
    const [left, right] = [income[at], spent[at]];
    return [left?.[0] ?? '', left ? f(left[1]) : '', right?.[0] ?? '', right ? f(right[1]) : ''];
  });
  return {
    ...factsOf(options, index),
    title: `${options.who}收支总表`,
    head: [
      [cell('收　　入', 2), cell('支　　出', 2)],
      [cell('项目'), cell(`${options.year}年预算数`), cell('项目'), cell(`${options.year}年预算数`)],
    ],
    rows: [
      ...rows,
      ['本年收入合计', f(all), '本年支出合计', f(all)],
      ['上年结转结余', f(0), '年终结转结余', f(0)],
      ['收入总计', f(all), '支出总计', f(all)],
    ],
    widths: [16, 9, 16, 9],
  };
}

/** 收入总表 by codes, or one row for the unit. */
export function incomeTable(figures: Figures, options: FormOptions, index: number): StrangerTable {
  const f = cellOf(options.print);
  const codes = codeColumns(options, 2);
  const line = (items: readonly Item[]): string[] => {
    const all = sum(items.map(({ basic, project }) => basic + project));
    const own = sum(items.map((item) => item.own));
    const fund = sum(items.filter((item) => item.fund === 'fund').map(({ project }) => project));
    return [all, 0, all - own - fund, fund, 0, 0, own, 0].map(f);
  };
  return {
    ...factsOf(options, index),
    title: `${options.who}收入总表`,
    head: [
      [
        ...codes.top,
        cell('合计', 1, 2),
        cell('上年结转', 1, 2),
        cell('一般公共预算拨款收入', 1, 2),
        cell('政府性基金预算拨款收入', 1, 2),
        cell('国有资本经营预算拨款收入', 1, 2),
        cell('财政专户管理资金收入', 1, 2),
        cell('事业收入', 1, 2),
        cell('其他收入', 1, 2),
      ],
      codes.last,
    ],
    rows: [
      [...codes.total('合计'), ...line(figures.items)],
      ...levelsOf(figures.items, [3, 5, 7]).map(({ code, name, depth, own }) => [
        ...codes.cells(code, name, depth),
        ...line(own),
      ]),
    ],
    widths: [...codes.widths, 9, 7, 9, 9, 8, 8, 9, 7],
    isWide: true,
  };
}

/** 支出总表. */
export function expenditureTable(figures: Figures, options: FormOptions, index: number): StrangerTable {
  const f = cellOf(options.print);
  const codes = codeColumns(options, 2);
  const line = (items: readonly Item[]): string[] => {
    const [basic, project] = [sum(items.map((item) => item.basic)), sum(items.map((item) => item.project))];
    return [basic + project, basic, project, 0, 0, 0].map(f);
  };
  return {
    ...factsOf(options, index),
    title: `${options.who}支出总表`,
    head: [
      [
        ...codes.top,
        cell('合计', 1, 2),
        cell('基本支出', 1, 2),
        cell('项目支出', 1, 2),
        cell('上缴上级支出', 1, 2),
        cell('事业单位经营支出', 1, 2),
        cell('对附属单位补助支出', 1, 2),
      ],
      codes.last,
    ],
    rows: [
      ...levelsOf(figures.items, [3, 5, 7]).map(({ code, name, depth, own }) => [
        ...codes.cells(code, name, depth),
        ...line(own),
      ]),
      [...codes.total('合计'), ...line(figures.items)],
    ],
    widths: [...codes.widths, 9, 9, 9, 7, 7, 7],
    isWide: true,
  };
}

/** 财政拨款收支总表 with its expenditure by kinds of budget. */
export function fiscalTable(figures: Figures, options: FormOptions, index: number): StrangerTable {
  const f = cellOf(options.print);
  const { fiscal, general, fund } = totalsOf(figures);
  const income: [string, number | null][] = [
    ['一、本年收入', fiscal],
    ['（一）一般公共预算拨款', general],
    ['（二）政府性基金预算拨款', fund],
    ['（三）国有资本经营预算拨款', 0],
    ['二、上年结转', 0],
  ];
  const line = (items: readonly Item[]): number[] => {
    const funds = sum(items.filter((item) => item.fund === 'fund').map(({ project }) => project));
    const all = sum(items.map(({ basic, project, own }) => basic + project - own));
    return [all, all - funds, funds, 0];
  };
  const spent: [string, number[]][] = [
    ['一、本年支出', line(figures.items)],
    ...classRows(figures.items).map(({ name, own }, at): [string, number[]] => [
      `（${NUMERALS[at]}）${name}`,
      line(own),
    ]),
    ['二、结转下年', [0, 0, 0, 0]],
  ];
  const height = Math.max(income.length, spent.length);
  const rows = Array.from({ length: height }, (_, at): string[] => {
    const [left, right] = [income[at], spent[at]];
    return [
      left?.[0] ?? '',
      left ? f(left[1]!) : '',
      right?.[0] ?? '',
      ...(right ? right[1].map(f) : ['', '', '', '']),
    ];
  });
  return {
    ...factsOf(options, index),
    title: '财政拨款收支总表',
    head: [
      [cell('收　　入', 2), cell('支　　出', 5)],
      [
        cell('项目'),
        cell('预算数'),
        cell('项目'),
        cell('合计'),
        cell('一般公共预算'),
        cell('政府性基金预算'),
        cell('国有资本经营预算'),
      ],
    ],
    rows: [...rows, ['收 入 总 计', f(fiscal), '支 出 总 计', ...line(figures.items).map(f)]],
    widths: [14, 8, 14, 8, 8, 8, 8],
  };
}

const ofGeneral = ({ items }: Figures): Item[] => items.filter(({ fund }) => fund === 'general');

/** 一般公共预算支出表 with last year's and the difference, heads over three levels. */
export function generalWithLastYear(figures: Figures, options: FormOptions, index: number): StrangerTable {
  const f = cellOf(options.print);
  const { year } = options;
  const rate = (change: number, before: number): string => ((change / before) * 100).toFixed(2);
  const line = (items: readonly Item[]): string[] => {
    const [basic, project] = [
      sum(items.map((item) => item.basic)),
      sum(items.map((item) => item.project - item.own)),
    ];
    const before = sum(items.map((item) => item.before));
    const change = basic + project - before;
    return [f(before), f(basic + project), f(basic), f(project), f(change), rate(change, before)];
  };
  return {
    ...factsOf(options, index),
    title: '一般公共预算支出表',
    head: [
      [
        cell('功能分类科目', 2),
        cell(`${year - 1}年执行数`, 1, 3),
        cell(`${year}年预算数`, 3),
        cell(`${year}年预算数比${year - 1}年执行数`, 2),
      ],
      [
        cell('科目编码', 1, 2),
        cell('科目名称', 1, 2),
        cell('小计', 1, 2),
        cell('其中', 2),
        cell('增减额', 1, 2),
        cell('增减%', 1, 2),
      ],
      [cell('基本支出'), cell('项目支出')],
    ],
    rows: [
      ...levelsOf(ofGeneral(figures), [3, 5, 7]).map(({ code, name, depth, own }) => [
        code,
        options.setIn ? '\u3000'.repeat(depth) + name : name,
        ...line(own),
      ]),
      ['', '合　　计', ...line(ofGeneral(figures))],
    ],
    widths: [7, 20, 9, 9, 9, 9, 9, 7],
    isWide: true,
  };
}

/** 一般公共预算支出表 of this year alone. */
export function generalTable(figures: Figures, options: FormOptions, index: number): StrangerTable {
  const f = cellOf(options.print);
  const codes = codeColumns(options, 2);
  const line = (items: readonly Item[]): string[] => {
    const [basic, project] = [
      sum(items.map((item) => item.basic)),
      sum(items.map((item) => item.project - item.own)),
    ];
    const staff = Math.floor((basic * 9) / 10);
    return [basic + project, basic, staff, basic - staff, project].map(f);
  };
  // People and running costs of a row are the sums of its items.
  const added = (own: readonly Item[]): string[] => {
    const lines = own.map((item) => {
      const staff = Math.floor((item.basic * 9) / 10);
      return [
        item.basic + item.project - item.own,
        item.basic,
        staff,
        item.basic - staff,
        item.project - item.own,
      ];
    });
    return [0, 1, 2, 3, 4].map((at) => f(sum(lines.map((each) => each[at]!))));
  };
  return {
    ...factsOf(options, index),
    title: '一般公共预算支出情况表（按功能分类科目）',
    head: [
      [...codes.top, cell('总计', 1, 2), cell('基本支出', 3), cell('项目支出', 1, 2)],
      [...codes.last, cell('小计'), cell('人员经费'), cell('公用经费')],
    ],
    rows: [
      [...codes.total('合计'), ...added(ofGeneral(figures))],
      ...levelsOf(ofGeneral(figures), [3, 5, 7]).map(({ code, name, depth, own }) => [
        ...codes.cells(code, name, depth),
        ...(own.length === 1 ? line(own) : added(own)),
      ]),
    ],
    widths: [...codes.widths, 9, 9, 9, 9, 9],
  };
}

/** 一般公共预算基本支出表 by economic codes. */
export function basicTable(figures: Figures, options: FormOptions, index: number): StrangerTable {
  const f = cellOf(options.print);
  const line = (own: readonly Economic[]): string[] => {
    const staff = sum(own.filter(({ code }) => /^30[13]/.test(code)).map(({ amount }) => amount));
    const all = sum(own.map(({ amount }) => amount));
    return [all, staff, all - staff].map(f);
  };
  return {
    ...factsOf(options, index),
    title: '一般公共预算基本支出表',
    head: [
      [cell('部门预算支出经济分类科目', 2), cell(`${options.year}年一般公共预算基本支出`, 3)],
      [cell('科目编码'), cell('科目名称'), cell('合计'), cell('人员经费'), cell('公用经费')],
    ],
    rows: [
      ...levelsOf(figures.economics, [3, 5]).map(({ code, name, depth, own }) => [
        code,
        options.setIn ? '\u3000'.repeat(depth) + name : name,
        ...line(own),
      ]),
      ['', '合计', ...line(figures.economics)],
    ],
    widths: [8, 22, 10, 10, 10],
  };
}

/** 三公 in one row, last year and this year beside one another. */
export function sangongInColumns(figures: Figures, options: FormOptions, index: number): StrangerTable {
  const f = cellOf(options.print);
  const line = ({ abroad, reception, purchase, running }: Figures['sangong']): string[] =>
    [abroad + reception + purchase + running, abroad, purchase + running, purchase, running, reception].map(
      f,
    );
  const group = (year: number): StrangerCell => cell(`${year}年预算数`, 6);
  const middle = [
    cell('合计', 1, 2),
    cell('因公出国（境）费', 1, 2),
    cell('公务用车购置及运行费', 3),
    cell('公务接待费', 1, 2),
  ];
  const leaves = [cell('小计'), cell('公务用车购置费'), cell('公务用车运行费')];
  return {
    ...factsOf(options, index),
    title: '一般公共预算“三公”经费支出表',
    head: [
      [group(options.year - 1), group(options.year)],
      [...middle, ...middle],
      [...leaves, ...leaves],
    ],
    rows: [[...line(figures.sangongBefore), ...line(figures.sangong)]],
    widths: Array.from({ length: 12 }, () => 8),
    isWide: true,
  };
}

/** 三公 in rows, with last year and the difference. */
export function sangongInRows(figures: Figures, options: FormOptions, index: number): StrangerTable {
  const f = cellOf(options.print);
  const [now, before] = [figures.sangong, figures.sangongBefore];
  const all = (of: Figures['sangong']): number => of.abroad + of.reception + of.purchase + of.running;
  const row = (label: string, one: number, other: number): string[] => [
    label,
    f(other),
    f(one),
    f(one - other),
    other === 0 ? f(0) : `${(((one - other) / other) * 100).toFixed(2)}%`,
  ];
  return {
    ...factsOf(options, index),
    title: '一般公共预算安排的“三公”经费预算表',
    head: [[cell('项目'), cell('上年预算数'), cell('本年预算数'), cell('增减额'), cell('增减比例')]],
    rows: [
      row('“三公”经费合计', all(now), all(before)),
      row('1.因公出国（境）费用', now.abroad, before.abroad),
      row('2.公务接待费', now.reception, before.reception),
      row('3.公务用车购置及运行维护费', now.purchase + now.running, before.purchase + before.running),
      row('其中：公务用车购置费', now.purchase, before.purchase),
      row('公务用车运行维护费', now.running, before.running),
    ],
    widths: [20, 9, 9, 9, 9],
  };
}

/** 政府性基金预算支出表, or the empty one with its note. */
export function fundTable(figures: Figures, options: FormOptions, index: number): StrangerTable {
  const f = cellOf(options.print);
  const items = figures.items.filter(({ fund }) => fund === 'fund');
  const codes = codeColumns(options, 2);
  const line = (own: readonly Item[]): string[] => {
    const all = sum(own.map(({ project }) => project));
    return [all, 0, all].map(f);
  };
  return {
    ...factsOf(options, index),
    title: '政府性基金预算支出表',
    head: [
      [...codes.top, cell(`${options.year}年政府性基金预算支出`, 3)],
      [...codes.last, cell('合计'), cell('基本支出'), cell('项目支出')],
    ],
    rows:
      items.length === 0
        ? [[...codes.total('合计'), f(0), f(0), f(0)]]
        : [
            [...codes.total('合计'), ...line(items)],
            ...levelsOf(items, [3, 5, 7]).map(({ code, name, depth, own }) => [
              ...codes.cells(code, name, depth),
              ...line(own),
            ]),
          ],
    widths: [...codes.widths, 10, 10, 10],
    ...(items.length === 0 && { note: `注：本${options.who}无政府性基金预算支出。` }),
  };
}

/** 国有资本经营预算支出表, always empty. */
export function capitalTable(options: FormOptions, index: number): StrangerTable {
  const codes = codeColumns(options, 2);
  const blank = Array.from({ length: codes.widths.length + 3 }, () => '');
  return {
    ...factsOf(options, index),
    title: '国有资本经营预算支出表',
    head: [
      [...codes.top, cell(`${options.year}年国有资本经营预算支出`, 3)],
      [...codes.last, cell('合计'), cell('基本支出'), cell('项目支出')],
    ],
    rows: [blank, blank],
    widths: [...codes.widths, 10, 10, 10],
    note: `注：${options.maker}没有使用国有资本经营预算安排的支出，本表为空。`,
  };
}
