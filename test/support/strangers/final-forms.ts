import { type FormOptions, factsOf } from './budget-forms.ts';
import { type Figures, type Item, levelsOf, sum, totalsOf } from './figures.ts';
import type { StrangerCell, StrangerTable } from './model.ts';
import { cellOf } from './print.ts';

/*
 * The nine tables of a final account in the form of the Ministry: rows and columns are numbered (行次, 栏次), codes stand in
 * three cells or in one, the economic codes of the sixth table in three pairs side by side.
 */

const cell = (text: string, colSpan = 1, rowSpan = 1): StrangerCell => ({ text, colSpan, rowSpan });
const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

/** What was left of the year before, and what is left of this one. */
export interface Balances {
  readonly from: number;
  readonly to: number;
}

/** The income of the general budget: what was spent, and what is left more than before. */
export function generalIncome(figures: Figures, { from, to }: Balances): number {
  return totalsOf(figures).general + to - from;
}

function final(options: FormOptions, index: number, title: string) {
  return {
    ...factsOf(options, index),
    number: `公开${String(index).padStart(2, '0')}表`,
    unit: options.unitWords?.(options.print.unit) ?? `金额单位：${options.print.unit}`,
    title,
  };
}

function numbered(rows: readonly (readonly [string, string] | null)[], from: number): string[][] {
  return rows.map((row, at) => [row?.[0] ?? '', String(from + at), row?.[1] ?? '']);
}

const classesOf = (items: readonly Item[]): { readonly name: string; readonly own: readonly Item[] }[] =>
  levelsOf(items, [3]);

/** 公开01表. */
export function finalBalance(figures: Figures, options: FormOptions, balances: Balances): StrangerTable {
  const f = cellOf(options.print);
  const { all, fund, own } = totalsOf(figures);
  const general = generalIncome(figures, balances);
  const income = general + fund + own;
  const left: [string, string][] = [
    ['一、一般公共预算财政拨款收入', f(general)],
    ['二、政府性基金预算财政拨款收入', f(fund)],
    ['三、国有资本经营预算财政拨款收入', f(0)],
    ['四、上级补助收入', f(0)],
    ['五、事业收入', f(own)],
    ['六、经营收入', f(0)],
    ['七、附属单位上缴收入', f(0)],
    ['八、其他收入', f(0)],
  ];
  const right = classesOf(figures.items).map(({ name, own: items }, at): [string, string] => [
    `${NUMERALS[at]}、${name}`,
    f(sum(items.map(({ basic, project }) => basic + project))),
  ]);
  const height = Math.max(left.length, right.length);
  const pad = (rows: [string, string][]): ([string, string] | null)[] =>
    Array.from({ length: height }, (_, at) => rows[at] ?? null);
  const one = numbered(
    [
      ...pad(left),
      ['本年收入合计', f(income)],
      ['使用非财政拨款结余（含专用结余）', f(0)],
      ['年初结转和结余', f(balances.from)],
      ['总计', f(income + balances.from)],
    ],
    1,
  );
  const other = numbered(
    [
      ...pad(right),
      ['本年支出合计', f(all)],
      ['结余分配', f(0)],
      ['年末结转和结余', f(balances.to)],
      ['总计', f(all + balances.to)],
    ],
    1 + one.length,
  );
  return {
    ...final(options, 1, '收入支出决算总表'),
    head: [
      [cell('收入', 3), cell('支出', 3)],
      [cell('项目'), cell('行次'), cell('金额'), cell('项目'), cell('行次'), cell('金额')],
    ],
    mark: ['栏次', '', '1', '栏次', '', '2'],
    rows: one.map((row, at) => [...row, ...other[at]!]),
    widths: [15, 4, 9, 15, 4, 9],
    note: `注：1.本表反映${options.who}本年度的总收支和年末结转结余情况。`,
  };
}

function byCode(
  figures: readonly Item[],
  options: FormOptions,
  line: (own: readonly Item[]) => string[],
): string[][] {
  const cells = (code: string, name: string): string[] =>
    options.partsOfCodes ? [code.slice(0, 3), code.slice(3, 5), code.slice(5, 7), name] : [code, name];
  const blank = options.partsOfCodes ? ['', '', ''] : [''];
  return [
    [...blank, '合计', ...line(figures)],
    ...levelsOf(figures, [3, 5, 7]).map(({ code, name, depth, own }) => [
      ...cells(code, options.setIn ? '\u3000'.repeat(depth) + name : name),
      ...line(own),
    ]),
  ];
}

function headOf(options: FormOptions, columns: readonly string[]) {
  const wide = options.partsOfCodes;
  return {
    head: [
      [cell('项目', wide ? 4 : 2), ...columns.map((text) => cell(text, 1, 2))],
      wide ? [cell('功能分类科目编码', 3), cell('科目名称')] : [cell('功能分类科目编码'), cell('科目名称')],
    ],
    mark: [...(wide ? ['类', '款', '项'] : ['']), '栏次', ...columns.map((_, at) => String(at + 1))],
    widths: [...(wide ? [3, 3, 3, 16] : [6, 18]), ...columns.map(() => 9)],
  };
}

/** 公开02表. What was spent of balances is no income of its row. */
export function finalIncome(figures: Figures, options: FormOptions, balances: Balances): StrangerTable {
  const f = cellOf(options.print);
  const [first] = figures.items;
  const line = (own: readonly Item[]): string[] => {
    const paid = sum(own.map((item) => item.own));
    const more = own.includes(first!) ? balances.to - balances.from : 0;
    const fiscal = sum(own.map(({ basic, project }) => basic + project)) - paid + more;
    return [fiscal + paid, fiscal, 0, paid, 0, 0, 0].map(f);
  };
  return {
    ...final(options, 2, '收入决算表'),
    ...headOf(options, [
      '本年收入合计',
      '财政拨款收入',
      '上级补助收入',
      '事业收入',
      '经营收入',
      '附属单位上缴收入',
      '其他收入',
    ]),
    rows: byCode(figures.items, options, line),
    note: `注：本表反映${options.who}本年度取得的各项收入情况。`,
    isWide: true,
  };
}

/** 公开03表. */
export function finalExpenditure(figures: Figures, options: FormOptions): StrangerTable {
  const f = cellOf(options.print);
  const line = (own: readonly Item[]): string[] => {
    const [basic, project] = [sum(own.map((item) => item.basic)), sum(own.map((item) => item.project))];
    return [basic + project, basic, project, 0, 0, 0].map(f);
  };
  return {
    ...final(options, 3, '支出决算表'),
    ...headOf(options, [
      '本年支出合计',
      '基本支出',
      '项目支出',
      '上缴上级支出',
      '经营支出',
      '对附属单位补助支出',
    ]),
    rows: byCode(figures.items, options, line),
    note: `注：本表反映${options.who}本年度各项支出情况。`,
    isWide: true,
  };
}

/** 公开04表. */
export function finalFiscal(figures: Figures, options: FormOptions, balances: Balances): StrangerTable {
  const f = cellOf(options.print);
  const { general: spent, fund, fiscal } = totalsOf(figures);
  const general = generalIncome(figures, balances);
  const left: [string, string][] = [
    ['一、一般公共预算财政拨款', f(general)],
    ['二、政府性基金预算财政拨款', f(fund)],
    ['三、国有资本经营预算财政拨款', f(0)],
  ];
  const right = classesOf(figures.items).map(({ name, own }, at): string[] => {
    const funds = sum(own.filter((item) => item.fund === 'fund').map(({ project }) => project));
    const all = sum(own.map(({ basic, project, own: paid }) => basic + project - paid));
    return [`${NUMERALS[at]}、${name}`, ...[all, all - funds, funds, 0].map(f)];
  });
  const height = Math.max(left.length, right.length);
  const none = ['', '', '', '', ''];
  const one: string[][] = [
    ...Array.from({ length: height }, (_, at) => [...(left[at] ?? ['', ''])]),
    ['本年收入合计', f(general + fund)],
    ['年初财政拨款结转和结余', f(balances.from)],
    ['一般公共预算财政拨款', f(balances.from)],
    ['政府性基金预算财政拨款', f(0)],
    ['国有资本经营预算财政拨款', f(0)],
    ['总计', f(general + fund + balances.from)],
  ];
  const other: string[][] = [
    ...Array.from({ length: height }, (_, at) => right[at] ?? none),
    ['本年支出合计', ...[fiscal, spent, fund, 0].map(f)],
    ['年末财政拨款结转和结余', ...[balances.to, balances.to, 0, 0].map(f)],
    none,
    none,
    none,
    ['总计', ...[fiscal + balances.to, spent + balances.to, fund, 0].map(f)],
  ];
  return {
    ...final(options, 4, '财政拨款收入支出决算总表'),
    head: [
      [cell('收　入', 3), cell('支　出', 6)],
      [
        cell('项目'),
        cell('行次'),
        cell('金额'),
        cell('项目'),
        cell('行次'),
        cell('合计'),
        cell('一般公共预算财政拨款'),
        cell('政府性基金预算财政拨款'),
        cell('国有资本经营预算财政拨款'),
      ],
    ],
    mark: ['栏次', '', '1', '栏次', '', '2', '3', '4', '5'],
    rows: one.map(([label, amount], at) => [
      label!,
      String(at + 1),
      amount!,
      other[at]![0]!,
      String(one.length + at + 1),
      ...other[at]!.slice(1),
    ]),
    widths: [14, 4, 9, 14, 4, 9, 9, 9, 9],
    isWide: true,
    note: `注：本表反映${options.who}本年度一般公共预算财政拨款、政府性基金预算财政拨款和国有资本经营预算财政拨款的总收支和年末结转结余情况。`,
  };
}

/** 公开05表. */
export function finalGeneral(figures: Figures, options: FormOptions): StrangerTable {
  const f = cellOf(options.print);
  const line = (own: readonly Item[]): string[] => {
    const basic = sum(own.map((item) => item.basic));
    const project = sum(own.map((item) => item.project - item.own));
    return [basic + project, basic, project].map(f);
  };
  const { mark, widths } = headOf(options, ['', '', '']);
  const wide = options.partsOfCodes;
  return {
    ...final(options, 5, '一般公共预算财政拨款支出决算表'),
    head: [
      [cell('项目', wide ? 4 : 2), cell('本年支出', 3)],
      [
        cell('功能分类科目编码', wide ? 3 : 1),
        cell('科目名称'),
        cell('小计'),
        cell('基本支出'),
        cell('项目支出'),
      ],
    ],
    mark,
    widths,
    rows: byCode(
      figures.items.filter(({ fund }) => fund === 'general'),
      options,
      line,
    ),
    note: `注：本表反映${options.who}本年度一般公共预算财政拨款支出情况。`,
  };
}

/** 公开06表: people at the left, running costs in two pairs beside them, their sums below. */
export function finalBasic(figures: Figures, options: FormOptions): StrangerTable {
  const f = cellOf(options.print);
  const levels = levelsOf(figures.economics, [3, 5]).map(({ code, name, depth, own }): string[] => [
    code,
    options.setIn ? '\u3000'.repeat(depth) + name : name,
    f(sum(own.map(({ amount }) => amount))),
  ]);
  const of = (expression: RegExp): string[][] => levels.filter(([code]) => expression.test(code!));
  const [people, goods, capital] = [of(/^30[13]/), of(/^302/), of(/^310/)];
  const height = Math.max(people.length, goods.length, capital.length);
  const none = ['', '', ''];
  const total = (expression: RegExp): number =>
    sum(figures.economics.filter(({ code }) => expression.test(code)).map(({ amount }) => amount));
  const [staff, running] = [total(/^30[13]/), total(/^30[2]|^310/)];
  return {
    ...final(options, 6, '一般公共预算财政拨款基本支出决算表'),
    head: [
      [cell('人员经费', 3), cell('公用经费', 6)],
      [
        '经济分类科目编码',
        '科目名称',
        '金额',
        '经济分类科目编码',
        '科目名称',
        '金额',
        '经济分类科目编码',
        '科目名称',
        '金额',
      ].map((text) => cell(text)),
    ],
    rows: [
      ...Array.from({ length: height }, (_, at) => [
        ...(people[at] ?? none),
        ...(goods[at] ?? none),
        ...(capital[at] ?? none),
      ]),
      ['', '人员经费合计', f(staff), '', '', '', '', '公用经费合计', f(running)],
    ],
    widths: [6, 14, 9, 6, 14, 9, 6, 14, 9],
    isWide: true,
    note: `注：本表反映${options.who}本年度一般公共预算财政拨款基本支出明细情况。`,
  };
}

/** 公开07表: budget and what was spent beside one another. */
export function finalSangong(figures: Figures, options: FormOptions): StrangerTable {
  const f = cellOf(options.print);
  const line = ({ abroad, reception, purchase, running }: Figures['sangong']): string[] =>
    [abroad + reception + purchase + running, abroad, purchase + running, purchase, running, reception].map(
      f,
    );
  const middle = [
    cell('合计', 1, 2),
    cell('因公出国（境）费', 1, 2),
    cell('公务用车购置及运行维护费', 3),
    cell('公务接待费', 1, 2),
  ];
  const leaves = [cell('小计'), cell('公务用车购置费'), cell('公务用车运行维护费')];
  return {
    ...final(options, 7, '财政拨款“三公”经费支出决算表'),
    head: [
      [cell('预算数', 6), cell('决算数', 6)],
      [...middle, ...middle],
      [...leaves, ...leaves],
    ],
    mark: Array.from({ length: 12 }, (_, at) => String(at + 1)),
    rows: [[...line(figures.sangongBefore), ...line(figures.sangong)]],
    widths: Array.from({ length: 12 }, () => 8),
    isWide: true,
    note: `注：本表反映${options.who}本年度“三公”经费支出预决算情况。`,
  };
}

/** 公开08表. */
export function finalFund(figures: Figures, options: FormOptions): StrangerTable {
  const f = cellOf(options.print);
  const items = figures.items.filter(({ fund }) => fund === 'fund');
  const line = (own: readonly Item[]): string[] => {
    const all = sum(own.map(({ project }) => project));
    return [0, all, all, 0, all, 0].map(f);
  };
  const wide = options.partsOfCodes;
  const blank = Array.from({ length: (wide ? 4 : 2) + 6 }, () => '');
  return {
    ...final(options, 8, '政府性基金预算财政拨款收入支出决算表'),
    head: [
      [
        cell('项目', wide ? 4 : 2),
        cell('年初结转和结余', 1, 2),
        cell('本年收入', 1, 2),
        cell('本年支出', 3),
        cell('年末结转和结余', 1, 2),
      ],
      [
        cell('功能分类科目编码', wide ? 3 : 1),
        cell('科目名称'),
        cell('小计'),
        cell('基本支出'),
        cell('项目支出'),
      ],
    ],
    mark: [...(wide ? ['类', '款', '项'] : ['']), '栏次', '1', '2', '3', '4', '5', '6'],
    widths: [...(wide ? [3, 3, 3, 16] : [6, 18]), 9, 9, 9, 9, 9, 9],
    rows: items.length === 0 ? [blank, blank] : byCode(items, options, line),
    isWide: true,
    note:
      items.length === 0
        ? `注：本${options.who}本年度无政府性基金预算财政拨款收入支出，故本表无数据。`
        : `注：本表反映${options.who}本年度政府性基金预算财政拨款收入、支出及结转和结余情况。`,
  };
}

/** 公开09表, always empty. */
export function finalCapital(options: FormOptions): StrangerTable {
  const wide = options.partsOfCodes;
  const blank = Array.from({ length: (wide ? 4 : 2) + 3 }, () => '');
  return {
    ...final(options, 9, '国有资本经营预算财政拨款支出决算表'),
    head: [
      [cell('项目', wide ? 4 : 2), cell('本年支出', 3)],
      [
        cell('功能分类科目编码', wide ? 3 : 1),
        cell('科目名称'),
        cell('合计'),
        cell('基本支出'),
        cell('项目支出'),
      ],
    ],
    mark: [...(wide ? ['类', '款', '项'] : ['']), '栏次', '1', '2', '3'],
    widths: [...(wide ? [3, 3, 3, 16] : [6, 18]), 10, 10, 10],
    rows: [blank, blank],
    note: `注：本${options.who}本年度没有国有资本经营预算财政拨款支出，故本表为空表。`,
  };
}

const texts = (...all: readonly string[]): StrangerCell[] => all.map((text) => cell(text));

/** 项目支出绩效自评表: a form with facts, amounts and indicators in one grid. */
export function selfAssessment(name: string, amount: number, options: FormOptions): StrangerTable {
  const f = cellOf(options.print);
  const spent = Math.floor(amount * 0.96);
  const rate = ((spent / amount) * 100).toFixed(2);
  const score = ((spent / amount) * 10).toFixed(2);
  const total = (90 + Number(score) - 2).toFixed(2);
  return {
    kind: 'table',
    title: `${options.year}年度项目支出绩效自评表`,
    unit: `金额单位：${options.print.unit}`,
    head: [],
    rows: [],
    form: [
      [cell('项目名称'), cell(name, 7)],
      [cell('主管部门'), cell(options.maker, 3), cell('实施单位'), cell(options.maker, 3)],
      [
        cell('项目资金', 1, 3),
        ...texts('', '年初预算数', '全年预算数', '全年执行数', '分值', '执行率', '得分'),
      ],
      texts('年度资金总额', f(amount), f(amount), f(spent), '10', `${rate}%`, score),
      texts('其中：当年财政拨款', f(amount), f(amount), f(spent), '—', `${rate}%`, '—'),
      [
        cell('年度总体目标'),
        cell('提升基层服务能力，缩短群众办事时间，全年开展培训12场以上，群众满意度不低于90%。', 7),
      ],
      texts('一级指标', '二级指标', '三级指标', '年度指标值', '实际完成值', '分值', '得分', '偏差原因'),
      [cell('产出指标', 1, 2), ...texts('数量指标', '开展培训场次', '≥12场', '14场', '30', '30', '')],
      texts('质量指标', '验收合格率', '≥95%', '97%', '20', '20', ''),
      texts('效益指标', '社会效益', '群众办事时间', '明显缩短', '达成', '30', '28', '宣传不够'),
      texts('满意度指标', '服务对象满意度', '群众满意度', '≥90%', '93%', '10', '10', ''),
      [cell('总分', 5), ...texts('100', total, '')],
    ],
    widths: [9, 11, 14, 10, 10, 7, 8, 9],
  };
}
