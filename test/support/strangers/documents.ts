import {
  balanceTable,
  basicTable,
  capitalTable,
  expenditureTable,
  type FormOptions,
  fiscalTable,
  fundTable,
  generalTable,
  generalWithLastYear,
  incomeTable,
  sangongInColumns,
  sangongInRows,
} from './budget-forms.ts';
import { figuresOf, type Trade } from './figures.ts';
import {
  type Balances,
  finalBalance,
  finalBasic,
  finalCapital,
  finalExpenditure,
  finalFiscal,
  finalFund,
  finalGeneral,
  finalIncome,
  finalSangong,
  selfAssessment,
} from './final-forms.ts';
import type { Stranger, StrangerLook, StrangerPart, StrangerTable } from './model.ts';
import { balanceOfThree, expenditureTurned, incomeOfUnit, projectsTable } from './other-forms.ts';
import type { Print } from './print.ts';
import { about, budgetProse, type CHANGES, type FinalVoice, finalProse, glossary } from './prose.ts';

/** How a stranger's document comes to its form: printed by a browser, laid out by LibreOffice, or on the way over Word. */
export type Way = 'browser' | 'office' | 'word' | 'sheet';

export interface StrangerPlan {
  readonly stranger: Stranger;
  readonly way: Way;
}

interface Plan {
  readonly name: string;
  readonly way: Way;
  readonly trade: Trade;
  readonly year: number;
  readonly maker: string;
  readonly who?: '部门' | '单位';
  readonly print: Print;
  readonly look: Partial<StrangerLook>;
  readonly form?: Partial<FormOptions>;
  readonly scale?: number;
  readonly hasFund?: boolean;
}

const LOOK: StrangerLook = { font: 'WenQuanYi Zen Hei', size: 12, lines: 'all', footer: '-' };

const cover = (maker: string, what: string): StrangerPart[] => [
  { kind: 'heading', level: 1, text: maker },
  { kind: 'heading', level: 1, text: what },
  { kind: 'break' },
];

const onPages = (tables: readonly StrangerTable[], perPage: number): StrangerPart[] =>
  tables.flatMap((table, index): StrangerPart[] =>
    table.isWide || index % perPage > 0 ? [table] : [{ kind: 'break' }, table],
  );

function plansOf(plan: Plan, parts: (options: FormOptions) => StrangerPart[]): StrangerPlan {
  const { name, way, year, maker, who = '部门', print, look, form } = plan;
  return {
    way,
    stranger: { name, look: { ...LOOK, ...look }, parts: parts({ print, year, who, maker, ...form }) },
  };
}

interface BudgetShape {
  /** Income, expenditure and projects in the forms that fewer offices print. */
  readonly isOther?: boolean;
  readonly voice: keyof typeof CHANGES;
  readonly general: 'lastYear' | 'alone';
  readonly sangong: 'columns' | 'rows';
  readonly perPage?: number;
  readonly pairs?: boolean;
  readonly order?: 'totalsFirst' | 'listed';
  readonly tablesLast?: boolean;
}

const OTHERS = [balanceOfThree, incomeOfUnit, expenditureTurned];

function budget(seed: number, plan: Plan, shape: BudgetShape): StrangerPlan {
  return plansOf(plan, (options) => {
    const figures = figuresOf(seed, plan.trade, plan.scale ?? 1, plan.hasFund ?? false);
    const { year, who, maker } = options;
    const general = (shape.general === 'lastYear' ? generalWithLastYear : generalTable)(figures, options, 5);
    const sangong = (shape.sangong === 'columns' ? sangongInColumns : sangongInRows)(figures, options, 7);
    const tables = [
      balanceTable(figures, options, 1),
      incomeTable(figures, options, 2),
      expenditureTable(figures, options, 3),
      fiscalTable(figures, options, 4),
      general,
      basicTable(figures, options, 6),
      sangong,
      fundTable(figures, options, 8),
      capitalTable(options, 9),
    ];
    if (shape.isOther) {
      tables.splice(0, 3, ...OTHERS.map((form, at) => form(figures, options, at + 1)));
      tables.push(projectsTable(figures, options, 10));
    }
    const [fund, capital] = tables.slice(7) as [StrangerTable, StrangerTable];
    const printed = shape.pairs
      ? [
          ...onPages(tables.slice(0, 7), 1),
          { kind: 'break' as const },
          { kind: 'pair' as const, tables: [fund, capital] as const },
        ]
      : onPages(tables, shape.perPage ?? 1);
    const prose = budgetProse(figures, options, shape.voice, shape.order);
    const middle: StrangerPart[] = [
      { kind: 'heading', level: 1, text: `第二部分 ${year}年${who}预算表` },
      ...printed,
      { kind: 'break' },
    ];
    return [
      ...cover(maker, `${year}年${who}预算`),
      ...about(options),
      ...(shape.tablesLast
        ? [...prose, ...glossary('第四部分'), { kind: 'break' as const }, ...middle]
        : [...middle, ...prose, ...glossary('第四部分')]),
    ];
  });
}

function final(
  seed: number,
  plan: Plan,
  voice: FinalVoice,
  more: {
    readonly tablesLast?: boolean;
    readonly perPage?: number;
    readonly assessed?: boolean;
    readonly pairs?: boolean;
  } = {},
): StrangerPlan {
  return plansOf(plan, (options) => {
    const scale = plan.scale ?? 1;
    const figures = figuresOf(seed, plan.trade, scale, plan.hasFund ?? false);
    const balances: Balances = { from: 12_345 * scale, to: 8_765 * scale };
    const { year, who, maker } = options;
    const tables = [
      finalBalance(figures, options, balances),
      finalIncome(figures, options, balances),
      finalExpenditure(figures, options),
      finalFiscal(figures, options, balances),
      finalGeneral(figures, options),
      finalBasic(figures, options),
      finalSangong(figures, options),
      finalFund(figures, options),
      finalCapital(options),
    ];
    const printed = onPages(tables, more.perPage ?? 1);
    const prose = finalProse(figures, options, balances, voice);
    const assessed: StrangerPart[] = more.assessed
      ? [
          { kind: 'heading', level: 1, text: '第五部分 附件' },
          selfAssessment('基层服务能力提升项目', 345_600 * scale, options),
        ]
      : [];
    const middle: StrangerPart[] = [
      { kind: 'heading', level: 1, text: `第二部分 ${year}年度${who}决算表` },
      ...printed,
      { kind: 'break' },
    ];
    return [
      ...cover(maker, `${year}年度${who}决算`),
      ...about(options),
      ...(more.tablesLast
        ? [...prose, ...glossary('第四部分'), ...assessed, { kind: 'break' as const }, ...middle]
        : [...middle, ...prose, ...glossary('第四部分'), ...assessed]),
    ];
  });
}

const WAN: Print = { unit: '万元', zero: '' };
const YUAN: Print = { unit: '元', commas: true, zero: '0.00', prose: '万元' };

/** Documents of offices that this program never saw. Names and figures are invented. */
export function strangers(): StrangerPlan[] {
  return [
    budget(
      1,
      {
        name: 'b01-ministry',
        way: 'office',
        trade: 'office',
        year: 2025,
        maker: '云和州档案局',
        print: WAN,
        look: { header: '云和州档案局2025年部门预算' },
      },
      { voice: 'ministry', general: 'lastYear', sangong: 'columns' },
    ),
    budget(
      2,
      {
        name: 'b02-yuan-band',
        way: 'browser',
        trade: 'school',
        year: 2025,
        maker: '青岭市第三实验学校',
        who: '单位',
        print: YUAN,
        scale: 10_000,
        look: { font: 'Noto Serif CJK SC', size: 11, lines: 'band', repeatsHead: true },
      },
      { voice: 'south', general: 'alone', sangong: 'rows' },
    ),
    budget(
      3,
      {
        name: 'b03-three-codes',
        way: 'word',
        trade: 'farms',
        year: 2025,
        maker: '临河县农业农村局',
        print: { ...WAN, commas: true },
        hasFund: true,
        look: { font: 'AR PL UMing CN', footer: '第' },
        form: { partsOfCodes: true, numbers: (at) => `表${at}` },
      },
      { voice: 'river', general: 'alone', sangong: 'rows', tablesLast: true },
    ),
    budget(
      4,
      {
        name: 'b04-sheets',
        way: 'sheet',
        trade: 'office',
        year: 2026,
        maker: '湖阳市机关事务中心',
        print: { ...WAN, zero: '0.00' },
        look: {},
        form: { setIn: true, numbers: (at) => `预算公开${String(at).padStart(2, '0')}表` },
      },
      { voice: 'coast', general: 'lastYear', sangong: 'columns' },
    ),
    budget(
      5,
      {
        name: 'b05-across',
        way: 'office',
        trade: 'school',
        year: 2025,
        maker: '南屏区教师进修学校',
        who: '单位',
        print: WAN,
        look: { lines: 'across', separate: true, font: 'Noto Serif CJK SC' },
      },
      { voice: 'coast', general: 'alone', sangong: 'rows' },
    ),
    budget(
      6,
      {
        name: 'b06-pairs',
        way: 'office',
        trade: 'office',
        year: 2025,
        maker: '东平市政务服务局',
        print: { unit: '亿元', zero: '' },
        look: {},
      },
      { voice: 'ministry', general: 'alone', sangong: 'rows', pairs: true },
    ),
    budget(
      7,
      {
        name: 'b07-pairs-page',
        way: 'browser',
        trade: 'farms',
        year: 2025,
        maker: '白塔市种业站',
        who: '单位',
        print: { ...WAN, zero: '—' },
        look: { font: 'Noto Sans CJK SC', size: 11 },
      },
      { voice: 'rate', general: 'lastYear', sangong: 'columns', pairs: true },
    ),
    budget(
      8,
      {
        name: 'b08-two-a-page',
        way: 'office',
        trade: 'farms',
        year: 2025,
        maker: '松原县水产站',
        who: '单位',
        hasFund: true,
        print: { ...WAN, commas: true, rateDecimals: 1 },
        look: { size: 11, footer: '' },
        form: { setIn: true },
      },
      { voice: 'south', general: 'alone', sangong: 'rows', perPage: 2 },
    ),
    budget(
      9,
      {
        name: 'b09-wide-digits',
        way: 'browser',
        trade: 'office',
        year: 2025,
        maker: '石门市地方志办公室',
        print: { unit: '万元', wide: true, zero: '' },
        look: { font: 'AR PL UMing CN' },
      },
      { voice: 'ministry', general: 'alone', sangong: 'rows', order: 'listed' },
    ),
    budget(
      10,
      {
        name: 'b10-yuan-word',
        way: 'word',
        trade: 'school',
        year: 2026,
        maker: '金水区实验小学',
        who: '单位',
        print: { unit: '元', zero: '', prose: '元' },
        scale: 1_000,
        look: { header: '金水区实验小学单位预算公开', footer: '第', repeatsHead: true },
      },
      { voice: 'coast', general: 'lastYear', sangong: 'columns' },
    ),
    budget(
      11,
      {
        name: 'b11-old-year',
        way: 'browser',
        trade: 'office',
        year: 2023,
        maker: '永川市信访局',
        print: WAN,
        look: { lines: 'band', size: 10, header: 'x' },
      },
      { voice: 'river', general: 'lastYear', sangong: 'rows', perPage: 2 },
    ),
    budget(
      12,
      {
        name: 'b12-other-forms',
        way: 'office',
        trade: 'office',
        year: 2025,
        maker: '长丰市民族宗教局',
        print: WAN,
        look: { size: 11, footer: '第' },
      },
      { voice: 'river', general: 'alone', sangong: 'rows', isOther: true },
    ),
    budget(
      13,
      {
        name: 'b13-other-yuan',
        way: 'browser',
        trade: 'farms',
        year: 2025,
        maker: '临山县林业工作站',
        who: '单位',
        hasFund: true,
        print: YUAN,
        scale: 10_000,
        look: { lines: 'band', font: 'Noto Sans CJK SC', size: 11 },
        form: { numbers: (at) => `附件${at}` },
      },
      { voice: 'coast', general: 'lastYear', sangong: 'columns', isOther: true, tablesLast: true },
    ),
    budget(
      14,
      {
        name: 'b14-other-word',
        way: 'word',
        trade: 'school',
        year: 2026,
        maker: '城南区特殊教育学校',
        who: '单位',
        print: { ...WAN, zero: '—', commas: true },
        look: { font: 'AR PL UMing CN', repeatsHead: true },
        form: { setIn: true },
      },
      { voice: 'south', general: 'alone', sangong: 'columns', isOther: true },
    ),
    budget(
      15,
      {
        name: 'b15-title-inside',
        way: 'browser',
        trade: 'school',
        year: 2025,
        maker: '北苑区少年宫',
        who: '单位',
        print: { ...WAN, commas: true },
        look: { titleInside: true, font: 'Noto Serif CJK SC', size: 11 },
        form: { unitWords: (unit) => `计量单位：人民币${unit}` },
      },
      { voice: 'rate', general: 'alone', sangong: 'rows', isOther: true, tablesLast: true },
    ),
    final(
      29,
      {
        name: 'f09-title-inside',
        way: 'browser',
        trade: 'office',
        year: 2025,
        maker: '滨河市审批服务局',
        print: WAN,
        look: { titleInside: true, repeatsHead: true, size: 10 },
        form: { unitWords: (unit) => `（单位:${unit}）` },
      },
      'lake',
    ),
    final(
      30,
      {
        name: 'f10-lake',
        way: 'office',
        trade: 'farms',
        year: 2024,
        maker: '洪泽县水产局',
        hasFund: true,
        print: { unit: '元', commas: true, zero: '0.00', prose: '万元' },
        scale: 10_000,
        look: { header: '洪泽县水产局2024年度部门决算公开', footer: '第', font: 'AR PL UMing CN' },
        form: { partsOfCodes: true, setIn: true },
      },
      'lake',
      { tablesLast: true, assessed: true },
    ),
    final(
      21,
      {
        name: 'f01-ministry',
        way: 'office',
        trade: 'office',
        year: 2024,
        maker: '平湖州财政监督局',
        print: WAN,
        look: { footer: '-' },
        form: { partsOfCodes: true },
      },
      'ministry',
    ),
    final(
      22,
      {
        name: 'f02-yuan',
        way: 'browser',
        trade: 'school',
        year: 2024,
        maker: '江北市职工大学',
        who: '单位',
        print: YUAN,
        scale: 10_000,
        look: { font: 'Noto Serif CJK SC', lines: 'band', size: 11 },
      },
      'river',
      { tablesLast: true },
    ),
    final(
      23,
      {
        name: 'f03-word',
        way: 'word',
        trade: 'farms',
        year: 2025,
        maker: '丰南县农技推广中心',
        who: '单位',
        hasFund: true,
        print: { ...WAN, commas: true, zero: '0.00' },
        look: { font: 'AR PL UMing CN', footer: '第' },
        form: { setIn: true },
      },
      'coast',
      { assessed: true },
    ),
    final(
      24,
      {
        name: 'f04-sheets',
        way: 'sheet',
        trade: 'office',
        year: 2024,
        maker: '沙河市应急管理局',
        print: { ...WAN, zero: '0.00' },
        look: { lines: 'band' },
        form: { partsOfCodes: true },
      },
      'ministry',
    ),
    final(
      25,
      {
        name: 'f05-across',
        way: 'office',
        trade: 'school',
        year: 2023,
        maker: '芦山县幼儿园',
        who: '单位',
        print: { unit: '元', commas: true, zero: '', prose: '元' },
        scale: 1_000,
        look: { lines: 'across', separate: true },
      },
      'river',
    ),
    final(
      26,
      {
        name: 'f06-two-a-page',
        way: 'browser',
        trade: 'farms',
        year: 2024,
        maker: '玉田市林草局',
        hasFund: true,
        print: { ...WAN, zero: '—', rateDecimals: 1 },
        look: { font: 'Noto Sans CJK SC', size: 10 },
      },
      'ministry',
      { perPage: 2, assessed: true },
    ),
    final(
      27,
      {
        name: 'f07-billions',
        way: 'office',
        trade: 'office',
        year: 2024,
        maker: '北川省大数据局',
        print: { unit: '亿元', zero: '0.00' },
        look: { header: '2024年度部门决算', repeatsHead: true },
        form: { setIn: true },
      },
      'coast',
      { tablesLast: true },
    ),
    final(
      28,
      {
        name: 'f08-small',
        way: 'word',
        trade: 'school',
        year: 2024,
        maker: '西岭镇中心小学',
        who: '单位',
        print: { unit: '元', zero: '', prose: '元' },
        scale: 100,
        look: { size: 14, repeatsHead: true },
      },
      'river',
      { assessed: true },
    ),
  ];
}
