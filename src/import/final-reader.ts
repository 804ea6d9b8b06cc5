import { type RawMap, RawTreeBuilder } from '../kinds/raw-tree.ts';
import type { Classification } from '../lists/classification.ts';
import {
  BALANCE_COLUMNS,
  type BalanceColumn,
  FINAL_SHEETS,
  FISCAL_INCOME,
  type FinalSheet,
  type FinalSheets,
} from '../lists/final-sheets.ts';
import { addAll } from '../model/add-all.ts';
import { type Finding, hasErrors, type Outcome } from '../model/finding.ts';
import { type AmountUnit, type Money, parseDecimal, sumMoney, ZERO } from '../model/money.ts';
import type { Sheet, Workbook } from '../ooxml/cell.ts';
import { CellReader } from '../ooxml/cell-reader.ts';
import { readCounts } from './final-counts.ts';
import { type FinalColumn, type FinalTable, finalTable, isNamed, isPart, plainLabel } from './final-table.ts';

/** What a workbook of the final accounts' software says, as the file of a final account says it. */
export interface ImportedFinal {
  readonly unitName: string;
  readonly unit: AmountUnit;
  readonly tree: RawMap;
}

export interface FinalOptions {
  readonly names: FinalSheets;
  readonly classification: Classification;
  readonly unit: AmountUnit | null;
}

/** Budgets of the government with a sheet of their own. */
const BUDGETS = {
  general: '一般公共预算',
  governmentFund: '政府性基金预算',
  stateCapital: '国有资本经营预算',
} as const;
const KINDS = ['basic', 'project'] as const;

/** The sheets of a workbook by what they are; empty for a workbook of another kind. */
export function finalSheetsOf({ sheets }: Workbook, names: FinalSheets): Map<FinalSheet, Sheet> {
  const found = new Map<FinalSheet, Sheet>();
  for (const sheet of sheets.filter(({ isHidden, rows }) => !isHidden && rows.length > 0)) {
    const is = FINAL_SHEETS.find((id) => names.sheets[id].some((name) => bearsName(sheet, name)));
    if (is !== undefined && !found.has(is)) found.set(is, sheet);
  }
  return found;
}

/** Whether a workbook is one of the final accounts' software: it has its income and its expenditure. */
export function isFinalWorkbook(workbook: Workbook, names: FinalSheets): boolean {
  const sheets = finalSheetsOf(workbook, names);
  return sheets.has('income') && (sheets.has('basic') || sheets.has('general') || sheets.has('project'));
}

/** `Z05_1 基本支出决算明细表` bears Z05_1 and its title, not Z05. */
function bearsName({ name }: Sheet, wanted: string): boolean {
  const bare = name.replace(/\s/g, '');
  if (/^[A-Z]\d/.test(wanted)) return new RegExp(`^${wanted}(?![\\d_-])`).test(bare);
  return bare.replace(/^[A-Z]\d[\d_-]*/, '').replace(/\(.*\)$|（.*）$/, '') === wanted;
}

/**
 * The workbook of the final accounts' software (部门决算) as the data of a final: 收入决算表, the details of basic and
 * project expenditure, the sheets of each budget, 机构运行信息表. Every cell that cannot be taken is named; the value is
 * null when there is an error, so that nothing is taken by halves.
 *
 * Example: 2050101 of 收入支出决算表 with 222.36 of income and of basic expenditure → all of its details are 一般公共预算
 */
export function readFinal(workbook: Workbook, file: string, options: FinalOptions): Outcome<ImportedFinal> {
  return new FinalReader(workbook, file, options).run();
}

/** One amount of expenditure: what it is, where it stands, whose it is. */
interface Spent {
  readonly code: string;
  readonly kind: (typeof KINDS)[number];
  readonly project: string;
  readonly economic: string;
  readonly amount: Money;
  readonly place: { readonly table: FinalTable; readonly row: number; readonly at: number };
}

class FinalReader {
  private readonly findings: Finding[] = [];
  private readonly readers = new Map<FinalSheet, CellReader>();
  private readonly tables = new Map<FinalSheet, FinalTable>();
  private readonly options: FinalOptions;
  private readonly file: string;
  private readonly tree = new RawTreeBuilder();

  constructor(workbook: Workbook, file: string, options: FinalOptions) {
    this.options = options;
    this.file = file;
    for (const [id, sheet] of finalSheetsOf(workbook, options.names)) {
      const reader = new CellReader(file, sheet, workbook.is1904);
      this.readers.set(id, reader);
      const table = id === 'institution' ? null : finalTable(reader, options.names);
      if (table) this.tables.set(id, table);
    }
  }

  run(): Outcome<ImportedFinal> {
    for (const id of ['income', 'basic', 'project', 'general'] as const) this.demand(id);
    const unit = this.unit();
    const unitName = [...this.tables.values()].find((table) => table.unitName !== null)?.unitName ?? null;
    if (unitName === null)
      this.tell('R02', 'error', '没有找到编制单位。', '表头下应有“编制单位：单位全称”。');
    const own = this.income();
    const balances = this.balances();
    this.expenditure(own, balances);
    this.handedOn();
    const institution = this.readers.get('institution');
    if (institution) readCounts(institution, this.options.names, this.tree);
    else
      this.tell(
        'R02',
        'warning',
        '没有机构运行信息表（F03），“三公”经费实物量和资产没有读入。',
        '请导出附表一并读入，或在单位文件中填写。',
      );
    for (const reader of this.readers.values()) {
      addAll(this.findings, reader.findings);
      addAll(this.findings, reader.notes());
    }
    if (hasErrors(this.findings) || unit === null || unitName === null)
      return { value: null, findings: this.findings };
    return { value: { unitName, unit, tree: this.tree.root }, findings: this.findings };
  }

  private tell(code: string, severity: Finding['severity'], message: string, hint: string): void {
    this.findings.push({
      code,
      severity,
      message,
      hint,
      position: { file: this.file, line: 1, column: 1, place: '' },
    });
  }

  private demand(id: FinalSheet): void {
    if (this.readers.has(id)) return;
    const names = this.options.names.sheets[id].join(' ');
    this.tell('R02', 'error', `工作簿中没有“${names}”。`, '请从决算软件导出整套报表后再读入。');
  }

  private unit(): AmountUnit | null {
    const units = new Set([...this.tables.values()].flatMap(({ unit }) => unit ?? []));
    if (units.size > 1) this.tell('R11', 'error', '各表的金额单位不同。', '请在导出时选用同一单位。');
    const [unit = this.options.unit] = units;
    if (unit === null)
      this.tell(
        'R11',
        'error',
        '看不出金额的单位是元还是万元。',
        '表头下应写“金额单位：元”，或用 --unit 指明。',
      );
    return units.size > 1 ? null : unit;
  }

  /** Amount of a cell; nothing where it is empty. Signs stand where finals have them. */
  private amount({ reader }: FinalTable, row: FinalTable['rows'][number]['row'], at: number): Money {
    const text = reader.amount(row, at);
    return text === null ? ZERO : (parseDecimal(text) ?? ZERO);
  }

  /** Own income by function and fund; what the government pays is told by the sheets of its budgets. */
  private income(): Map<string, Map<string, Money>> {
    const own = new Map<string, Map<string, Money>>();
    const table = this.tables.get('income');
    if (!table) return own;
    const fundOf = ({ path }: FinalColumn) =>
      Object.entries(this.options.names.income).find(([, names]) =>
        names?.some(
          (name) =>
            isNamed(path.at(-1)!, [name]) ||
            (path.length > 1 &&
              isNamed(path[0]!, [name]) &&
              isNamed(path.at(-1)!, this.options.names.totals)),
        ),
      )?.[0];
    const columns = table.columns.map((column) => ({ column, fund: fundOf(column) }));
    for (const { code, row } of table.rows) {
      const byFund = new Map<string, Money>();
      for (const { column, fund } of columns) {
        const amount = this.amount(table, row, column.at);
        if (amount.isZero() || fund === undefined || fund === FISCAL_INCOME) {
          if (fund === undefined && !amount.isZero() && !this.isSum(column))
            this.unknownColumn(table, column);
          continue;
        }
        byFund.set(fund, (byFund.get(fund) ?? ZERO).plus(amount));
      }
      // 教育收费 is a part of 事业收入 (其中).
      const part = columns.find(
        ({ column, fund }) => fund !== undefined && isPart(column.path) && byFund.has(fund),
      );
      const whole =
        part &&
        columns.find(
          ({ column }) =>
            column.path[0] === part.column.path[0] && column !== part.column && column.path.length > 1,
        )?.fund;
      if (part?.fund !== undefined && whole !== undefined && byFund.has(whole))
        byFund.set(whole, byFund.get(whole)!.minus(byFund.get(part.fund)!));
      if (byFund.size > 0) own.set(code, byFund);
      for (const [fund, amount] of byFund)
        if (!amount.isZero()) this.tree.put(['income', code, fund], amount.toFixed());
    }
    return own;
  }

  /** A column that adds others up: 合计, 本年收入合计. */
  private isSum({ path }: FinalColumn): boolean {
    const leaf = plainLabel(path.at(-1) ?? '');
    return this.options.names.totals.some((word) => leaf.endsWith(word));
  }

  private unknownColumn({ reader }: FinalTable, { at, path }: FinalColumn): void {
    reader.report(
      'R03',
      reader.sheet.rows[0]!.number,
      at,
      `不认识的列“${path.join('／')}”，其中有金额。`,
      '核对列名；别的写法可以补写到 data/import/final-sheets.yaml。',
    );
  }

  /** What the sheet of each budget says of a function: `一般公共预算 → 2050101 → basic → 222.36` */
  private balances(): Map<string, Map<string, Map<BalanceColumn, Money>>> {
    const all = new Map<string, Map<string, Map<BalanceColumn, Money>>>();
    for (const [id, fund] of Object.entries(BUDGETS) as [keyof typeof BUDGETS, string][]) {
      const table = this.tables.get(id);
      if (!table) continue;
      const byCode = new Map<string, Map<BalanceColumn, Money>>();
      const columns = table.columns.flatMap((column) => {
        const is = this.balanceColumn(column);
        return is === null ? [] : [{ is, at: column.at }];
      });
      for (const { code, row } of table.rows) {
        const values = new Map<BalanceColumn, Money>();
        for (const { is, at } of columns) values.set(is, this.amount(table, row, at));
        byCode.set(code, values);
        this.balance(table, row.number, code, fund, values);
      }
      all.set(fund, byCode);
    }
    this.tree.put(['incomeFollows'], []);
    return all;
  }

  private balanceColumn({ path }: FinalColumn): BalanceColumn | null {
    const { balance, totals } = this.options.names;
    const group = BALANCE_COLUMNS.find((name) => isNamed(path[0]!, balance[name])) ?? null;
    if (path.length === 1) return group;
    const leaf = path.at(-1)!;
    if (isNamed(leaf, totals)) return group;
    const part = BALANCE_COLUMNS.find((name) => isNamed(leaf, balance[name])) ?? null;
    return group === 'expenditure' ? part : null;
  }

  private balance(
    table: FinalTable,
    row: number,
    code: string,
    fund: string,
    values: ReadonlyMap<BalanceColumn, Money>,
  ): void {
    const of = (name: BalanceColumn) => values.get(name) ?? ZERO;
    const spent = values.has('expenditure') ? of('expenditure') : of('basic').plus(of('project'));
    for (const side of ['opening', 'income'] as const)
      if (!of(side).isZero()) this.tree.put([side, code, fund], of(side).toFixed());
    const left = of('opening').plus(of('income')).minus(spent);
    if (!values.has('closing') || left.equals(of('closing'))) return;
    const message = `${code} 年末应为 ${left.toFixed()}（年初 ${of('opening').toFixed()} + 收入 ${of('income').toFixed()} − 支出 ${spent.toFixed()}），表中是 ${of('closing').toFixed()}。`;
    table.reader.report('R10', row, 1, message, '核对这一行的各数。');
  }

  /** The details of expenditure, each with the money that pays it. */
  private expenditure(
    own: ReadonlyMap<string, ReadonlyMap<string, Money>>,
    balances: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<BalanceColumn, Money>>>,
  ): void {
    for (const kind of KINDS) {
      const general = this.details(kind === 'basic' ? 'generalBasic' : 'generalProject', kind);
      const byKey = new Map(general.map((line) => [keyOf(line), line.amount]));
      const hasDetails = this.tables.has(kind === 'basic' ? 'generalBasic' : 'generalProject');
      const lines = this.details(kind, kind);
      const codes = [...new Set(lines.map(({ code }) => code))];
      for (const code of codes) {
        const ofCode = lines.filter((line) => line.code === code);
        const all = sumMoney(ofCode.map(({ amount }) => amount));
        const paid = (fund: string) => balances.get(fund)?.get(code)?.get(kind) ?? ZERO;
        const fromGeneral = paid(BUDGETS.general);
        const rest = all.minus(fromGeneral);
        const fund = this.fundOfRest(code, rest, paid, own);
        for (const line of ofCode) {
          const part = fromGeneral.equals(all)
            ? line.amount
            : fromGeneral.isZero()
              ? ZERO
              : hasDetails
                ? (byKey.get(keyOf(line)) ?? ZERO)
                : null;
          if (part === null) {
            this.refuse(
              line,
              `${code} 的支出 ${all.toFixed()} 中一般公共预算是 ${fromGeneral.toFixed()}，看不出各经济科目分别是多少。`,
              '请一并导出一般公共预算财政拨款支出决算明细表（Z08_1、Z08_2）。',
            );
            break;
          }
          const other = line.amount.minus(part);
          if (other.isNegative()) {
            this.refuse(
              line,
              `${code} ${line.economic} 一般公共预算 ${part.toFixed()}，多于全部支出 ${line.amount.toFixed()}。`,
              '核对两张明细表。',
            );
            continue;
          }
          if (!part.isZero()) this.put(line, BUDGETS.general, part);
          if (other.isZero()) continue;
          if (fund === null) {
            this.refuse(
              line,
              `${code} 的支出中有 ${rest.toFixed()} 不是一般公共预算，看不出资金来源。`,
              '收入决算表中这个科目的非财政拨款收入应只有一种；否则请在单位文件中填写。',
            );
            break;
          }
          this.put(line, fund, other);
        }
      }
    }
  }

  /** Who pays what general money does not: the budget whose sheet has just that, else the one own fund of the function. */
  private fundOfRest(
    code: string,
    rest: Money,
    paid: (fund: string) => Money,
    own: ReadonlyMap<string, ReadonlyMap<string, Money>>,
  ): string | null {
    for (const fund of [BUDGETS.governmentFund, BUDGETS.stateCapital])
      if (!rest.isZero() && paid(fund).equals(rest)) return fund;
    const here = [...(own.get(code)?.keys() ?? [])];
    if (here.length > 0) return here.length === 1 ? here[0]! : null;
    const anywhere = new Set([...own.values()].flatMap((funds) => [...funds.keys()]));
    return anywhere.size === 1 ? [...anywhere][0]! : null;
  }

  private refuse({ place: { table, row, at } }: Spent, message: string, hint: string): void {
    table.reader.report('R07', row, at, message, hint);
  }

  private put({ code, kind, project, economic }: Spent, fund: string, amount: Money): void {
    const path =
      kind === 'basic'
        ? ['expenditure', code, kind, economic]
        : ['expenditure', code, kind, project, economic];
    this.tree.put([...path, fund], amount.toFixed());
  }

  /** The amounts of a sheet by function and economic code. */
  private details(id: FinalSheet, kind: Spent['kind']): Spent[] {
    const table = this.tables.get(id);
    if (!table) return [];
    const columns = table.columns.map((column) => ({ column, economic: this.economicOf(column) }));
    const lines: Spent[] = [];
    let unnamed = 0;
    for (const { code, row, name, project } of table.rows) {
      if (kind === 'project' && project === '') unnamed += 1;
      for (const { column, economic } of columns) {
        if (this.isSum(column)) continue;
        const amount = this.amount(table, row, column.at);
        if (amount.isZero()) continue;
        if (economic === null) this.unknownColumn(table, column);
        else
          lines.push({
            code,
            kind,
            project: project === '' ? name : project,
            economic,
            amount,
            place: { table, row: row.number, at: column.at },
          });
      }
    }
    if (unnamed > 0 && id === 'project')
      table.reader.report(
        'R05',
        1,
        1,
        `“${table.reader.sheet.name}”有 ${unnamed} 行没有项目名称，用科目名称作项目名称。`,
        '读入后在单位文件中改成实际的项目名称。',
        'note',
      );
    return lines;
  }

  /** The 款 of a column: `30101 基本工资`, or 基本工资 below 工资福利支出; null where it is none. */
  private economicOf({ path }: FinalColumn): string | null {
    const leaf = path.at(-1)!;
    const [, code] = /^(\d{5})/.exec(leaf) ?? [];
    if (code !== undefined) return code;
    const { economics } = this.options.classification;
    const wanted = plainLabel(leaf);
    const classes = [...economics].filter(
      ([each, name]) =>
        each.length === 3 &&
        path.slice(0, -1).some((group) => plainLabel(group).replace(/^\d{3}/, '') === plainLabel(name)),
    );
    const found = [...economics].filter(
      ([each, name]) =>
        each.length === 5 &&
        plainLabel(name) === wanted &&
        (classes.length === 0 || classes.some(([group]) => each.startsWith(group))),
    );
    return found.length === 1 ? found[0]![0] : null;
  }

  /** 经营支出 is paid by what the business earns; to whom money is handed on the workbook does not say. */
  private handedOn(): void {
    const table = this.tables.get('expenditure');
    if (!table) return;
    const { handedOn } = this.options.names;
    for (const { code, row } of table.rows) {
      for (const column of table.columns) {
        const kind = (Object.keys(handedOn) as (keyof typeof handedOn)[]).find((each) =>
          isNamed(column.path.at(-1)!, handedOn[each]),
        );
        const amount = kind === undefined ? ZERO : this.amount(table, row, column.at);
        if (kind === undefined || amount.isZero()) continue;
        if (kind === 'operating')
          this.tree.put(['expenditure', code, kind, '事业单位经营收入'], amount.toFixed());
        else
          table.reader.report(
            'R07',
            row.number,
            column.at,
            `${code} 的${column.path.at(-1)!} ${amount.toFixed()} 没有写给哪个单位，没有读入。`,
            `读入后在单位文件中补写 ${kind}: { 单位全称: { 资金来源: 金额 } }。`,
            'warning',
          );
      }
    }
  }
}

function keyOf({ code, project, economic }: Spent): string {
  return JSON.stringify([code, project, economic]);
}
