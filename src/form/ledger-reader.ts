import type { BudgetLine, LineKey } from '../kinds/budget-lines.ts';
import { carriedOverOf, codeOf, LEDGER_COLUMNS, type LedgerColumn } from '../kinds/ledger-columns.ts';
import { checkTotals, type ExportLine, type TotalRow } from '../kinds/ledger-totals.ts';
import { isTotalWord } from '../kinds/ledger-words.ts';
import { ECONOMIC_CODE, FUNCTION_CODE } from '../kinds/unit-file.ts';
import { addAll } from '../model/add-all.ts';
import { type Finding, hasErrors, type Position } from '../model/finding.ts';
import { DEFAULT_FUND, FUND_NAMES, fundByName } from '../model/fund.ts';
import { BUDGET_KINDS, type Kind, OWN_KINDS, TRANSFER_KINDS } from '../model/ledger.ts';
import { parseDecimal, sumMoney } from '../model/money.ts';
import { nearest } from '../model/nearest.ts';
import type { Row } from '../ooxml/cell.ts';
import type { CellReader } from '../ooxml/cell-reader.ts';
import { findTable, type SheetTable } from '../ooxml/sheet-table.ts';

/** Rows named in one message. */
const NAMED_ROWS = 10;

/** A ledger line with the place of its amount. */
export interface PlacedLine extends BudgetLine {
  readonly position: Position;
}

export interface LedgerLines {
  readonly current: readonly PlacedLine[];
  readonly prior: readonly PlacedLine[];
}

/**
 * The lines of the sheet 预算明细: a line counts for this year when 金额 is filled in and for last year when
 * 上年金额 is. Every bad cell is reported (`R07`).
 */
export function readLedger(reader: CellReader): LedgerLines {
  const table = findTable(reader, LEDGER_COLUMNS);
  const current: PlacedLine[] = [];
  const prior: PlacedLine[] = [];
  const totals: TotalRow[] = [];
  for (const row of table?.rows ?? []) {
    const line = new LineReader(reader, row, table!);
    const total = line.total();
    if (total) totals.push(total);
    else line.read(current, prior);
  }
  if (!hasErrors(reader.findings)) addAll(reader.findings, totalFindings(totals, current, prior));
  tellHidden(reader, table?.rows ?? [], current);
  return { current, prior };
}

/** `R13`: the sheet may be filtered, and a filter left on must not take lines away; but they are told. */
function tellHidden(reader: CellReader, rows: readonly Row[], current: readonly PlacedLine[]): void {
  const hidden = new Set(rows.flatMap(({ number, isHidden }) => (isHidden ? [number] : [])));
  const lines = current.filter(({ position }) => hidden.has(position.line));
  const [first] = lines;
  if (!first) return;
  const sum = sumMoney(lines.flatMap(({ amount }) => parseDecimal(amount) ?? [])).toFixed();
  const numbers = lines.map(({ position }) => position.line);
  const named = numbers.slice(0, NAMED_ROWS).join('、') + (numbers.length > NAMED_ROWS ? ' 等' : '');
  const message = `“${reader.sheet.name}”的第 ${named} 行（共 ${lines.length} 行）看不见（隐藏或筛选），已照样读入，金额合计 ${sum}。`;
  reader.report('R13', first.position.line, 1, message, '请取消筛选核对；不要的行请删去。', 'warning');
}

/** What people write below their lines must be the sum of the lines (`R10`); it is not read as one of them. */
function totalFindings(
  totals: readonly TotalRow[],
  current: readonly PlacedLine[],
  prior: readonly PlacedLine[],
): Finding[] {
  const lineOf = (line: PlacedLine, column: 'amount' | 'priorAmount'): ExportLine => ({
    ...line,
    unitName: '',
    row: line.position.line,
    amount: null,
    priorAmount: null,
    [column]: parseDecimal(line.amount),
  });
  const lines = [
    ...current.map((line) => lineOf(line, 'amount')),
    ...prior.map((line) => lineOf(line, 'priorAmount')),
  ];
  // The unit is stated on another sheet; no difference is taken for a matter of rounding.
  return checkTotals(totals, lines, '元');
}

class LineReader {
  private readonly reader: CellReader;
  private readonly row: Row;
  private readonly columns: ReadonlyMap<LedgerColumn, number>;

  constructor(reader: CellReader, row: Row, { columns }: SheetTable<LedgerColumn>) {
    this.reader = reader;
    this.row = row;
    this.columns = columns;
  }

  /** A row whose texts say that it is a sum of others; null for a line. */
  total(): TotalRow | null {
    const label = (['functionCode', 'economicCode', 'kind', 'project'] as const)
      .map((column) => this.text(column))
      .find((text) => text !== '');
    if (label === undefined || !isTotalWord(label)) return null;
    const [amount, priorAmount] = (['amount', 'priorAmount'] as const).map((column) => this.amount(column));
    const money = (text: string | null | undefined) => (text == null ? null : parseDecimal(text));
    return {
      row: this.row.number,
      label,
      unitName: '',
      functionPrefix: '',
      economicPrefix: '',
      amount: money(amount),
      priorAmount: money(priorAmount),
      position: this.place('amount'),
    };
  }

  read(current: PlacedLine[], prior: PlacedLine[]): void {
    if ([...this.columns.values()].every((column) => !this.row.cells.has(column))) return;
    const amount = this.amount('amount');
    const priorAmount = this.amount('priorAmount');
    const key = this.key(amount !== null);
    if (amount === null && priorAmount === null) {
      // What is told of the cell already is not told again as a missing amount.
      const isTold = (['amount', 'priorAmount'] as const).some((column) =>
        this.reader.isReported(this.place(column)),
      );
      if (this.columns.has('amount') && !isTold)
        this.bad('amount', '这一行没有金额。', '填写金额或上年金额，或删去这一行。');
      return;
    }
    if (!key) return;
    if (amount !== null) current.push({ ...key, amount, position: this.place('amount') });
    if (priorAmount !== null)
      prior.push({ ...key, amount: priorAmount, position: this.place('priorAmount') });
  }

  /** What the line pays for, or null after reporting why it cannot be told. */
  private key(isCurrent: boolean): LineKey | null {
    const functionCode = codeOf(this.text('functionCode'));
    const economicCode = codeOf(this.text('economicCode'));
    const kindText = this.text('kind');
    const project = this.text('project');
    const fundText = this.text('fund');
    const carriedOver = carriedOverOf(this.text('carriedOver'));
    const kind = (Object.keys(BUDGET_KINDS) as (keyof typeof BUDGET_KINDS)[]).find(
      (id) => BUDGET_KINDS[id] === kindText,
    );
    const counterpart = this.text('counterpart');
    const isHandedOn = kind !== undefined && kind in TRANSFER_KINDS;
    const fund = fundText === '' ? DEFAULT_FUND : fundByName(fundText);
    const problems = [
      FUNCTION_CODE.test(functionCode) || this.badCode('functionCode', '7 位数字（类款项），例如 2010350'),
      ECONOMIC_CODE.test(economicCode) ||
        (economicCode === '' && (!isCurrent || isHandedOn)) ||
        this.badCode('economicCode', '5 位数字（类款），例如 30101；只有上年数时可以不填'),
      kind !== undefined ||
        this.bad('kind', `支出类型“${kindText}”不对。`, `写“${OWN_KINDS.basic}”或“${OWN_KINDS.project}”。`),
      kind === undefined || isHandedOn === (counterpart !== '') || this.badCounterpart(kind, counterpart),
      !isHandedOn || isCurrent || this.bad('kind', `上年数不分列${kindText}。`, '删去这一行的上年金额。'),
      !isHandedOn ||
        (project === '' && economicCode === '') ||
        this.bad('kind', `${kindText}写了项目名称或经济科目。`, '清空项目名称和经济科目编码。'),
      kind !== 'project' ||
        project !== '' ||
        !isCurrent ||
        this.bad('project', '项目支出没有写项目名称。', '补上项目名称，与“项目”表中的写法一致。'),
      kind !== 'basic' ||
        project === '' ||
        this.bad(
          'project',
          `基本支出不应有项目名称“${project}”。`,
          '删去项目名称，或把支出类型改为项目支出。',
        ),
      fund !== null || this.badFund(fundText),
      carriedOver !== null ||
        this.bad('carriedOver', `是否结转“${this.text('carriedOver')}”不对。`, '写“是”或“否”，或留空。'),
    ];
    if (problems.includes(false) || !kind || !fund || carriedOver === null) return null;
    return {
      functionCode,
      economicCode: economicCode === '' ? null : economicCode,
      kind,
      project: project === '' ? null : project,
      counterpart: counterpart === '' ? null : counterpart,
      fund: fund.name,
      carriedOver,
    };
  }

  private badCode(column: 'functionCode' | 'economicCode', form: string): false {
    const name = LEDGER_COLUMNS[column].names[0];
    return this.bad(column, `${name}“${this.text(column)}”不对。`, `应为 ${form}。`);
  }

  private badCounterpart(kind: Kind, text: string): false {
    const name = BUDGET_KINDS[kind as keyof typeof BUDGET_KINDS];
    return text === ''
      ? this.bad('counterpart', `${name}没有写往来单位。`, '在“往来单位”一列写收款单位的全称。')
      : this.bad(
          'counterpart',
          `${name}写了往来单位“${text}”。`,
          `删去往来单位，或把支出类型改为“${TRANSFER_KINDS.subsidyDown}”。`,
        );
  }

  private badFund(text: string): false {
    const close = nearest(text, FUND_NAMES);
    return this.bad(
      'fund',
      `资金来源“${text}”不对。`,
      close ? `是不是“${close}”？` : `可以是：${FUND_NAMES.join('、')}。`,
    );
  }

  private bad(column: LedgerColumn, message: string, hint: string): false {
    this.reader.report('R07', this.row.number, this.columns.get(column) ?? 1, message, hint);
    return false;
  }

  private text(column: LedgerColumn): string {
    const at = this.columns.get(column);
    return at === undefined ? '' : this.reader.text(this.row, at);
  }

  private amount(column: LedgerColumn): string | null {
    const at = this.columns.get(column);
    return at === undefined ? null : this.reader.amount(this.row, at);
  }

  private place(column: LedgerColumn): Position {
    return this.reader.place(this.row.number, this.columns.get(column) ?? 1);
  }
}
