import { carriedOverOf, codeOf, LEDGER_COLUMNS } from '../kinds/ledger-columns.ts';
import { checkTotals, type ExportLine, type TotalRow } from '../kinds/ledger-totals.ts';
import { isTotalWord, plainHeading, startsWithPart, unitIn, unitInTitles } from '../kinds/ledger-words.ts';
import { ECONOMIC_CODE, FUNCTION_CODE } from '../kinds/unit-file.ts';
import { addAll } from '../model/add-all.ts';
import { type Finding, hasErrors, type Outcome, type Position, type SourceText } from '../model/finding.ts';
import { DEFAULT_FUND, FUND_NAMES, fundByName } from '../model/fund.ts';
import { namingInvisible } from '../model/invisible.ts';
import { KINDS, type Kind, TRANSFER_KINDS, type UnplacedLine } from '../model/ledger.ts';
import { type AmountUnit, type Money, parseDecimal, toYuan } from '../model/money.ts';
import { nearest } from '../model/nearest.ts';
import { readAmountText } from '../ooxml/amount-text.ts';
import { type CsvCell, type CsvRecord, type CsvTable, parseCsv } from '../source/csv.ts';
import { describeProblem } from '../source/schema-messages.ts';

/** The columns of a ledger file: those of the sheet 预算明细 for one year. */
const { priorAmount: _, ...COLUMNS } = LEDGER_COLUMNS;
type Column = keyof typeof COLUMNS;
const REQUIRED: readonly Column[] = ['functionCode', 'kind', 'amount'];

export interface CsvLedgerOptions {
  readonly unit: AmountUnit;
  /** Last year's ledger may lack economic codes and project names. */
  readonly lumps: boolean;
}

/**
 * Ledger lines of a CSV file with one line per entry (功能科目编码, 经济科目编码, 支出类型, 项目名称,
 * 资金来源, 是否结转, 金额). Amounts are converted to 元, exactly, from the unit that the heading or a title row names, else
 * from that of the unit file. Titles above the head are passed over, total rows compared with their lines (`R10`), rows
 * that begin with 其中 told (`R05`), as in a workbook. All bad cells are reported in one run (`L31`–`L39`); the value is
 * null when there is an error.
 */
export function ledgerFromCsv(source: SourceText, options: CsvLedgerOptions): Outcome<UnplacedLine[]> {
  const { value: table, findings } = parseCsv(source, isHead);
  if (!table) return { value: null, findings };
  const problems = [...findings];
  const columns = findColumns(table, problems);
  if (!columns) return { value: null, findings: problems };
  const unit = unitIn(columns.get('amount')!) ?? unitInTitles(table.titles) ?? options.unit;
  const lines: UnplacedLine[] = [];
  const totals: TotalRow[] = [];
  for (const record of table.records) {
    const reader = new RecordReader(record, columns, { ...options, unit });
    if (reader.isPartOfAbove()) {
      const message = '这一行是“其中”项，是上面各行的一部分，没有另外相加。';
      const hint = '如果是单独的支出，请去掉“其中”二字。';
      problems.push({ code: 'R05', severity: 'note', message, hint, position: record.position });
      continue;
    }
    const total = reader.total(problems);
    if (total) totals.push(total);
    else {
      const line = reader.read(problems);
      if (line) lines.push(line);
    }
  }
  if (!hasErrors(problems))
    addAll(
      problems,
      checkTotals(
        totals,
        lines.map((line) => stated(line, unit)),
        unit,
      ),
    );
  return { value: hasErrors(problems) ? null : lines, findings: problems };
}

/** A line with its amount in the unit that the file states, to be compared with the totals in it. */
function stated(line: UnplacedLine, unit: AmountUnit): ExportLine {
  const amount = line.amount.div(toYuan(parseDecimal('1')!, unit));
  const { line: row } = line.position;
  return { ...line, fund: line.fund.name, unitName: '', row, amount, priorAmount: null };
}

/** The first row that has two headings of a ledger; a title has none. */
function isHead(row: readonly CsvCell[]): boolean {
  return row.filter(({ text }) => columnOf(text) !== null).length >= 2;
}

function columnOf(heading: string): Column | null {
  const wanted = plainHeading(heading);
  const entries = Object.entries(COLUMNS) as [Column, { readonly names: readonly string[] }][];
  return entries.find(([, { names }]) => names.includes(wanted))?.[0] ?? null;
}

function findColumns(table: CsvTable, problems: Finding[]): ReadonlyMap<Column, string> | null {
  const columns = new Map<Column, string>();
  const known = Object.values(COLUMNS).flatMap(({ names }) => names as readonly string[]);
  for (const header of table.headers) {
    const column = columnOf(header.text);
    if (column !== null && !columns.has(column)) {
      columns.set(column, header.text);
      continue;
    }
    if (column !== null) {
      const message = `列“${header.text}”与“${columns.get(column)}”是同一项。`;
      problems.push(problem('L33', message, '请删去其中一列。', header.position));
      continue;
    }
    const close = nearest(header.text, known);
    const all = Object.values(COLUMNS).map(({ names: [name] }) => name);
    const hint = close ? `是不是“${close}”？` : `可以有这些列：${all.join('、')}。`;
    problems.push(problem('L33', `不认识的列“${header.text}”。`, hint, header.position));
  }
  const missing = REQUIRED.filter((column) => !columns.has(column)).map((column) => COLUMNS[column].names[0]);
  if (missing.length === 0) return columns;
  const place = table.headers[0]?.position ?? { file: table.source.file, line: 1, column: 1 };
  problems.push(problem('L34', `缺少列：${missing.join('、')}。`, '在第一行补上这些列名。', place));
  return null;
}

class RecordReader {
  private readonly record: CsvRecord;
  private readonly columns: ReadonlyMap<Column, string>;
  private readonly options: CsvLedgerOptions;

  constructor(record: CsvRecord, columns: ReadonlyMap<Column, string>, options: CsvLedgerOptions) {
    this.record = record;
    this.columns = columns;
    this.options = options;
  }

  isPartOfAbove(): boolean {
    return Object.values(this.record.cells).some(({ text }) => startsWithPart(text)) && !this.hasCode();
  }

  /** A row that states a sum of others, by its word or by a code of 类 or 款; null for any other row. */
  total(problems: Finding[]): TotalRow | null {
    if (this.hasCode()) return null;
    const code = codeOf(this.cell('functionCode').text);
    const isLevel = /^\d{3}(\d{2})?$/.test(code) && this.cell('economicCode').text === '';
    const word = Object.values(this.record.cells).find(({ text }) => isTotalWord(text))?.text;
    if (word === undefined && !isLevel) return null;
    const { position } = this.cell('amount');
    return {
      row: position.line,
      label: word?.replace(/\s/g, '') ?? code,
      unitName: '',
      functionPrefix: word === undefined ? code : '',
      economicPrefix: '',
      amount: this.amount(problems),
      priorAmount: null,
      position,
    };
  }

  private hasCode(): boolean {
    return FUNCTION_CODE.test(codeOf(this.cell('functionCode').text));
  }

  /** The ledger line of the record, or null after reporting what is wrong with it. */
  read(problems: Finding[]): UnplacedLine | null {
    const before = problems.length;
    const { lumps, unit } = this.options;
    const functionCode = this.cell('functionCode');
    const code = codeOf(functionCode.text);
    if (!FUNCTION_CODE.test(code)) {
      problems.push(
        problem(
          'L35',
          `功能科目编码“${functionCode.text}”不是 7 位数字。`,
          '例如 2010350（类款项）。',
          functionCode.position,
        ),
      );
    }
    const economicCode = this.cell('economicCode');
    const counterpart = this.cell('counterpart');
    const isHandedOn = Object.values<string>(TRANSFER_KINDS).includes(this.cell('kind').text);
    const economic = codeOf(economicCode.text);
    if (!ECONOMIC_CODE.test(economic) && !((lumps || isHandedOn) && economicCode.text === '')) {
      problems.push(
        problem(
          'L36',
          `经济科目编码“${economicCode.text}”不是 5 位数字。`,
          '例如 30101（类款）。',
          economicCode.position,
        ),
      );
    }
    const kindCell = this.cell('kind');
    const kind = (Object.keys(KINDS) as Kind[]).find((id) => KINDS[id] === kindCell.text);
    if (!kind) {
      problems.push(
        problem(
          'L37',
          `支出类型“${kindCell.text}”不对。`,
          `写“${KINDS.basic}”或“${KINDS.project}”。`,
          kindCell.position,
        ),
      );
    }
    const project = this.cell('project');
    if (kind === 'project' && project.text === '' && !lumps) {
      problems.push(
        problem(
          'L38',
          '项目支出没有写项目名称。',
          '补上项目名称，与 projects 中的写法一致。',
          project.position,
        ),
      );
    }
    if (kind === 'basic' && project.text !== '') {
      problems.push(
        problem(
          'L38',
          `基本支出写了项目名称“${project.text}”。`,
          `删去项目名称，或把支出类型改为“${KINDS.project}”。`,
          project.position,
        ),
      );
    }
    if (isHandedOn !== (counterpart.text !== '')) {
      problems.push(
        problem(
          'L38',
          isHandedOn
            ? `${kindCell.text}没有写往来单位。`
            : `${kindCell.text}写了往来单位“${counterpart.text}”。`,
          isHandedOn
            ? '在“往来单位”一列写收款单位的全称。'
            : `删去往来单位，或把支出类型改为“${TRANSFER_KINDS.subsidyDown}”。`,
          counterpart.position,
        ),
      );
    }
    const fundCell = this.cell('fund');
    const fund = fundCell.text === '' ? DEFAULT_FUND : fundByName(fundCell.text);
    if (!fund) {
      const close = nearest(fundCell.text, FUND_NAMES);
      problems.push(
        problem(
          'L39',
          `资金来源“${fundCell.text}”不对。`,
          close ? `是不是“${close}”？` : `可以是：${FUND_NAMES.join('、')}。`,
          fundCell.position,
        ),
      );
    }
    const carried = this.cell('carriedOver');
    const carriedOver = carriedOverOf(carried.text);
    if (carriedOver === null) {
      problems.push(problem('L39', `是否结转“${carried.text}”不对。`, '写“是”或“否”。', carried.position));
    }
    const amount = this.amount(problems);
    if (problems.length > before || !kind || !fund || amount === null) return null;
    return {
      functionCode: code,
      economicCode: economic === '' ? null : economic,
      kind,
      project: kind === 'project' && project.text !== '' ? project.text : null,
      counterpart: counterpart.text === '' ? null : counterpart.text,
      fund,
      carriedOver: carriedOver === true,
      amount: toYuan(amount, unit),
      position: this.cell('amount').position,
    };
  }

  /** The amount as people write it: thousands, full width and a currency sign are understood, what is unclear is not. */
  private amount(problems: Finding[]): Money | null {
    const { text, position } = this.cell('amount');
    const reading = readAmountText(text);
    const amount = reading.kind === 'amount' ? parseDecimal(reading.text) : null;
    if (amount !== null && !amount.isNegative()) return amount;
    const kind = amount === null ? 'amount' : 'negative';
    const { code, message, hint } = describeProblem({ kind, given: text, title: '金额' });
    const own = reading.kind === 'unreadable' ? reading.hint : hint;
    problems.push(problem(code, message, amount === null ? own : hint, position));
    return null;
  }

  private cell(column: Column): CsvCell {
    const header = this.columns.get(column);
    const cell = header === undefined ? undefined : this.record.cells[header];
    return cell ?? { text: '', position: this.record.position };
  }
}

function problem(code: string, message: string, hint: string, position: Position): Finding {
  return { code, severity: 'error', message: namingInvisible(message), hint, position };
}
