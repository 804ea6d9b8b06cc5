import type { Grid } from '../../src/model/grid.ts';
import type { Ledger } from '../../src/model/ledger.ts';
import { type Money, sumMoney, ZERO } from '../../src/model/money.ts';
import { type ReadRow, TableReader } from './table-reader.ts';

/*
 * The identities that inspectors check within and between the tables of the Xinjiang pack, numbered as in
 * the disclosure rules. They are stated here by table, row and column as a reader sees them, not by filters.
 */

/** Two amounts, in 元, that must be the same (or the first at most the second), and what they are. */
export interface Claim {
  readonly what: string;
  readonly left: Money;
  readonly right: Money;
  readonly atMost?: boolean;
}

export interface Identity {
  readonly id: string;
  readonly rule: string;
  readonly claims: (tables: Tables) => Claim[];
}

/** The eleven tables of a unit, ready to be read; tables 1 and 4 in their two halves. */
export class Tables {
  readonly ledger: Ledger;
  readonly income: TableReader;
  readonly expenditure: TableReader;
  readonly fiscalIncome: TableReader;
  readonly fiscalExpenditure: TableReader;
  private readonly whole: ReadonlyMap<string, TableReader>;

  constructor(grids: readonly Grid[], ledger: Ledger) {
    const grid = (number: string) => grids.find((each) => each.number === number)!;
    this.ledger = ledger;
    this.income = new TableReader(grid('1'), 0, 2);
    this.expenditure = new TableReader(grid('1'), 2);
    this.fiscalIncome = new TableReader(grid('4'), 0, 2);
    this.fiscalExpenditure = new TableReader(grid('4'), 2);
    this.whole = new Map(grids.map((each) => [each.number, new TableReader(each)]));
  }

  table(number: string): TableReader {
    return this.whole.get(number)!;
  }
}

const equal = (what: string, left: Money, right: Money): Claim => ({ what, left, right });
const atMost = (what: string, left: Money, right: Money): Claim => ({ what, left, right, atMost: true });
const sum = (...amounts: readonly Money[]): Money => sumMoney(amounts);

/** Amount columns of a row: `row.amounts` from column to column, both included and counted from 1. */
const columns = (row: ReadRow, from: number, to: number): Money => sumMoney(row.amounts.slice(from - 1, to));
const column = (row: ReadRow, number: number): Money => row.amounts[number - 1]!;

/** A claim about every row of a table. */
const eachRow = (number: string, claim: (row: ReadRow) => [Money, Money]) => (tables: Tables) =>
  tables.table(number).rows.map((row) => equal(`表${number} ${row.code} ${row.label}`, ...claim(row)));

/** Every row that has rows below it is their sum, in every amount column; the total is that of the top level. */
function hierarchyClaims(name: string, table: TableReader): Claim[] {
  const rows = table.hierarchy;
  const below = (depth: number, from: number): ReadRow[] => {
    const found: ReadRow[] = [];
    for (const row of rows.slice(from)) {
      if (row.depth < depth) break;
      if (row.depth === depth) found.push(row);
    }
    return found;
  };
  const claim = (row: ReadRow, parts: readonly ReadRow[]): Claim[] =>
    row.amounts.map((amount, index) =>
      equal(
        `${name} ${row.code} ${row.label} 第${index + 1}栏`,
        sum(...parts.map((part) => part.amounts[index]!)),
        amount,
      ),
    );
  const claims = rows.flatMap((row, index) => {
    const parts = below(row.depth + 1, index + 1);
    return parts.length > 0 ? claim(row, parts) : [];
  });
  const total = table.rows.find((row) => row.role === 'total');
  return total ? [...claims, ...claim(total, below(0, 0))] : claims;
}

/** “其中”: an indented row belongs to the last row with a smaller indent; indents 2 and 3 are one level. */
function ofWhichClaims(name: string, table: TableReader): Claim[] {
  const level = (row: ReadRow) => Math.min(row.indent, 2);
  // The last row is the total of the whole block.
  const rows = table.rows.slice(0, -1);
  return rows.flatMap((row, index) => {
    const end = rows.findIndex((other, place) => place > index && level(other) <= level(row));
    const inside = rows.slice(index + 1, end === -1 ? rows.length : end);
    const parts = inside.filter((part) => level(part) === level(row) + 1);
    if (parts.length === 0) return [];
    return [equal(`${name} ${row.label}`, sum(...parts.map((part) => column(part, 1))), column(row, 1))];
  });
}

/** Codes of the lowest level of a table by functional code. */
const itemCodes = (table: TableReader): string[] =>
  table.hierarchy.flatMap((row) => (row.code.length === 7 ? [row.code] : []));

/** Classes of the expenditure half of table 1 or 4, whose labels are `201 一般公共服务支出`. */
const classes = (table: TableReader): ReadRow[] => table.rows.slice(0, -1);
const classCode = (row: ReadRow): string => row.label.slice(0, 3);

const lastAmount = (table: TableReader, number = 1): Money => column(table.rows.at(-1)!, number);

const FUNCTION_TABLES = ['2', '3', '5', '8', '9'];

export const IDENTITIES: readonly Identity[] = [
  {
    id: 'B01',
    rule: '表1、表4 收入总计 = 支出总计',
    claims: (t) => [
      equal('表1', lastAmount(t.income), lastAmount(t.expenditure)),
      equal('表4', lastAmount(t.fiscalIncome), lastAmount(t.fiscalExpenditure)),
    ],
  },
  {
    id: 'B02',
    rule: '表1 本年收入 + 上年结转结余 = 收入总计',
    claims: (t) => [
      equal(
        '表1',
        sum(t.income.labelled('一、本年收入'), t.income.labelled('二、上年结转结余')),
        lastAmount(t.income),
      ),
      equal(
        '表4',
        sum(t.fiscalIncome.labelled('一、财政拨款（补助）'), t.fiscalIncome.labelled('二、财政拨款结转')),
        lastAmount(t.fiscalIncome),
      ),
    ],
  },
  {
    id: 'B03',
    rule: '表1、表4 “其中”各行之和 = 所属行',
    claims: (t) => [...ofWhichClaims('表1', t.income), ...ofWhichClaims('表4', t.fiscalIncome)],
  },
  {
    id: 'B03 支出',
    rule: '表1、表4 Σ类 = 支出总计',
    claims: (t) =>
      [t.expenditure, t.fiscalExpenditure].flatMap((table, index) =>
        table.rows
          .at(-1)!
          .amounts.map((total, place) =>
            equal(
              `表${index === 0 ? 1 : 4} 第${place + 1}栏`,
              sum(...classes(table).map((row) => row.amounts[place]!)),
              total,
            ),
          ),
      ),
  },
  {
    id: 'B04',
    rule: 'Σ类 = 总计；Σ款 = 类；Σ项 = 款，各金额栏',
    claims: (t) =>
      ['2', '3', '5', '6', '7', '8', '9'].flatMap((number) =>
        hierarchyClaims(`表${number}`, t.table(number)),
      ),
  },
  {
    id: 'B05 表3',
    rule: '合计 = 基本 + 项目',
    claims: eachRow('3', (row) => [column(row, 1), columns(row, 2, 3)]),
  },
  {
    id: 'B05 表5',
    rule: '合计 = 基本 + 项目',
    claims: eachRow('5', (row) => [column(row, 1), columns(row, 2, 3)]),
  },
  {
    id: 'B05 表8',
    rule: '合计 = 人员 + 公用 + 项目',
    claims: eachRow('8', (row) => [column(row, 1), columns(row, 2, 4)]),
  },
  {
    id: 'B05 表9',
    rule: '合计 = 人员 + 公用 + 项目',
    claims: eachRow('9', (row) => [column(row, 1), columns(row, 2, 4)]),
  },
  {
    id: 'B06',
    rule: '表6 合计 = 人员 + 公用',
    claims: eachRow('6', (row) => [column(row, 1), columns(row, 2, 3)]),
  },
  {
    id: 'B06 归栏',
    rule: '表6 301、303 只入人员，其余只入公用',
    claims: (t) =>
      t
        .table('6')
        .hierarchy.map((row) =>
          equal(`表6 ${row.code}`, column(row, /^30[13]/.test(row.code) ? 3 : 2), ZERO),
        ),
  },
  {
    id: 'B07',
    rule: '表2 总计 = 财拨小计 + 专户 + 单位资金 + 两栏结转',
    claims: eachRow('2', (row) => [column(row, 1), sum(column(row, 2), columns(row, 9, 12))]),
  },
  {
    id: 'B07 小计',
    rule: '表2 财拨小计 = 六栏之和',
    claims: eachRow('2', (row) => [column(row, 2), columns(row, 3, 8)]),
  },
  {
    id: 'B08 表4',
    rule: '合计 = 一般公共 + 基金 + 国资',
    claims: (t) =>
      t.fiscalExpenditure.rows.map((row) => equal(`表4 ${row.label}`, column(row, 1), columns(row, 2, 4))),
  },
  {
    id: 'B08 表10',
    rule: '合计 = 一般公共 + 基金 + 国资',
    claims: eachRow('10', (row) => [column(row, 1), columns(row, 2, 4)]),
  },
  {
    id: 'B09',
    rule: '表10 合计 = 出国 + 接待 + 车辆小计；小计 = 购置 + 运行，各栏',
    claims: (t) =>
      [1, 2, 3, 4].flatMap((number) => {
        const at = (label: string) => t.table('10').labelled(label, number);
        const vehicles = at('公务用车购置及运行费（小计）');
        return [
          equal(`第${number}栏 合计`, at('合计'), sum(at('因公出国（境）费'), at('公务接待费'), vehicles)),
          equal(`第${number}栏 小计`, vehicles, sum(at('其中：公务用车购置费'), at('公务用车运行费'))),
        ];
      }),
  },
  {
    id: 'B10',
    rule: '表7 项目合计 = 十个经济类之和',
    claims: eachRow('7', (row) => [column(row, 1), columns(row, 2, 11)]),
  },
  {
    id: 'B11',
    rule: '表11 合计 = 财拨小计 + 非财拨小计；小计 = 人员 + 公用 + 项目',
    claims: (t) =>
      t
        .table('11')
        .rows.flatMap((row) => [
          equal(`${row.label} 合计`, column(row, 1), sum(column(row, 2), column(row, 6))),
          equal(`${row.label} 财拨小计`, column(row, 2), columns(row, 3, 5)),
          equal(`${row.label} 非财拨小计`, column(row, 6), columns(row, 7, 9)),
        ]),
  },
  { id: 'B11 各行', rule: '表11 Σ行 = 合计，各栏', claims: (t) => hierarchyClaims('表11', t.table('11')) },
  {
    id: 'C01',
    rule: '表1 收入总计 = 表2 总计',
    claims: (t) => [equal('', lastAmount(t.income), t.table('2').total())],
  },
  {
    id: 'C02',
    rule: '表1 支出总计 = 表3 总计；各类逐一相等',
    claims: (t) => [
      equal('总计', lastAmount(t.expenditure), t.table('3').total()),
      ...classes(t.expenditure).map((row) =>
        equal(row.label, column(row, 1), t.table('3').coded(classCode(row))),
      ),
    ],
  },
  {
    id: 'C03',
    rule: '表1 财政拨款收入（1+2+3+财拨结转）= 表4 收入总计',
    claims: (t) => [
      equal(
        '',
        sum(
          t.income.labelled('1.一般公共预算拨款'),
          t.income.labelled('2.政府性基金预算拨款'),
          t.income.labelled('3.国有资本经营预算拨款'),
          t.income.labelled('1.财政拨款结转'),
        ),
        lastAmount(t.fiscalIncome),
      ),
    ],
  },
  {
    id: 'C04',
    rule: '表4 各类合计 ≤ 表1 同类；无非财拨时相等',
    claims: (t) => {
      const allFiscal = t.ledger.every(
        ({ fund: { budget } }) => budget !== 'specialAccount' && budget !== 'ownFunds',
      );
      return classes(t.fiscalExpenditure).map((row) =>
        (allFiscal ? equal : atMost)(row.label, column(row, 1), t.expenditure.labelled(row.label)),
      );
    },
  },
  {
    id: 'C05',
    rule: '表4 一般公共栏 = 表5 总计；基金栏 = 表8 合计；国资栏 = 表9 合计',
    claims: (t) =>
      ['5', '8', '9'].map((number, index) =>
        equal(`表${number}`, lastAmount(t.fiscalExpenditure, index + 2), t.table(number).total()),
      ),
  },
  {
    id: 'C06',
    rule: '表3 = 表5 + 表8 + 表9 + 非财拨支出，逐项',
    claims: (t) => {
      const fiscal = (code: string) => sum(...['5', '8', '9'].map((number) => t.table(number).coded(code)));
      const others = (code: string) =>
        sumMoney(
          t.ledger
            .filter((line) => line.functionCode === code)
            .filter(({ fund }) => fund.budget === 'specialAccount' || fund.budget === 'ownFunds')
            .map((line) => line.amount),
        );
      return itemCodes(t.table('3')).map((code) =>
        equal(code, t.table('3').coded(code), sum(fiscal(code), others(code))),
      );
    },
  },
  {
    id: 'C07',
    rule: '表2 按科目总计 = 表3 按科目合计，逐行',
    claims: (t) => [
      equal('总计', t.table('2').total(), t.table('3').total()),
      ...t.table('2').hierarchy.map((row) => equal(row.code, column(row, 1), t.table('3').coded(row.code))),
      ...t.table('3').hierarchy.map((row) => equal(row.code, column(row, 1), t.table('2').coded(row.code))),
    ],
  },
  {
    id: 'C08',
    rule: '表5 基本支出 = 表6 合计',
    claims: (t) => [equal('', t.table('5').total(2), t.table('6').total())],
  },
  {
    id: 'C09',
    rule: '表5 项目支出 = 表7 合计；按科目逐一相等',
    claims: (t) => [
      equal('总计', t.table('5').total(3), t.table('7').total()),
      ...t.table('5').hierarchy.map((row) => equal(row.code, column(row, 3), t.table('7').coded(row.code))),
    ],
  },
  {
    id: 'C11',
    rule: '三公：表6 同名款 ≤ 表10 分项',
    claims: (t) =>
      (
        [
          ['30212', '因公出国（境）费'],
          ['30217', '公务接待费'],
          ['31013', '其中：公务用车购置费'],
          ['30231', '公务用车运行费'],
        ] as const
      ).map(([code, label]) => atMost(label, t.table('6').coded(code), t.table('10').labelled(label, 2))),
  },
  {
    id: 'C12',
    rule: '表11 合计 = 表1 上年结转结余 = 表2 第11+12栏',
    claims: (t) => [
      equal('表1', t.table('11').total(), t.income.labelled('二、上年结转结余')),
      equal('表2', t.table('11').total(), sum(t.table('2').total(11), t.table('2').total(12))),
      equal('财拨', t.table('11').total(2), t.table('2').total(11)),
      equal('非财拨', t.table('11').total(6), t.table('2').total(12)),
    ],
  },
  {
    id: 'C13',
    rule: '表2 第3+4栏（加结转）= 表5；第5+6栏 = 表8；第7+8栏 = 表9',
    claims: (t) =>
      (
        [
          ['5', 3, '其中：一般公共预算拨款'],
          ['8', 5, '政府性基金预算拨款'],
          ['9', 7, '国有资本经营预算拨款'],
        ] as const
      ).map(([number, first, carried]) =>
        equal(
          `表${number}`,
          sum(t.table('2').total(first), t.table('2').total(first + 1), t.income.labelled(carried)),
          t.table(number).total(),
        ),
      ),
  },
  {
    id: 'B15',
    rule: '同表无重复科目行',
    claims: (t) =>
      [...FUNCTION_TABLES, '6'].map((number) => {
        const codes = t.table(number).hierarchy.map((row) => row.code);
        return equal(`表${number}`, ZERO.plus(new Set(codes).size), ZERO.plus(codes.length));
      }),
  },
  {
    id: 'A06',
    rule: '表5–9、11 无数即为空表',
    claims: (t) =>
      ['5', '6', '7', '8', '9', '11'].map((number) => {
        const money = t.table(number).total();
        const isEmpty = t.table(number).rows.length === 0;
        return equal(`表${number}`, isEmpty ? ZERO : ZERO.plus(1), money.isZero() ? ZERO : ZERO.plus(1));
      }),
  },
];
