import { carriedOverOf } from '../kinds/ledger-columns.ts';
import { ECONOMIC_CODE, FUNCTION_CODE } from '../kinds/unit-file.ts';
import type { Finding, Outcome, Position, SourceText } from '../model/finding.ts';
import { DEFAULT_FUND, FUND_NAMES, fundByName } from '../model/fund.ts';
import { KINDS, type Kind, TRANSFER_KINDS, type UnplacedLine } from '../model/ledger.ts';
import { type AmountUnit, parseDecimal, toYuan } from '../model/money.ts';
import { nearest } from '../model/nearest.ts';
import { type CsvCell, type CsvRecord, type CsvTable, parseCsv } from '../source/csv.ts';
import { describeProblem } from '../source/schema-messages.ts';

/** The columns of a ledger file; the first name is the one that is written, the others are accepted. */
const COLUMNS = {
  functionCode: ['功能科目编码', '功能分类科目编码'],
  economicCode: ['经济科目编码', '经济分类科目编码', '部门经济分类科目编码'],
  kind: ['支出类型'],
  project: ['项目名称'],
  fund: ['资金来源'],
  carriedOver: ['是否结转'],
  counterpart: ['往来单位'],
  amount: ['金额'],
} as const;
type Column = keyof typeof COLUMNS;
const REQUIRED: readonly Column[] = ['functionCode', 'kind', 'amount'];

export interface CsvLedgerOptions {
  readonly unit: AmountUnit;
  /** Last year's ledger may lack economic codes and project names. */
  readonly lumps: boolean;
}

/**
 * Ledger lines of a CSV file with one line per entry (功能科目编码, 经济科目编码, 支出类型, 项目名称,
 * 资金来源, 是否结转, 金额). Amounts are converted to 元, exactly. All bad cells are reported in one run
 * (`L31`–`L39`); the value is null when there is one.
 */
export function ledgerFromCsv(source: SourceText, options: CsvLedgerOptions): Outcome<UnplacedLine[]> {
  const { value: table, findings } = parseCsv(source);
  if (!table) return { value: null, findings };
  const problems = [...findings];
  const columns = findColumns(table, problems);
  if (!columns) return { value: null, findings: problems };
  const lines = table.records.flatMap((record) => {
    const line = new RecordReader(record, columns, options).read(problems);
    return line ? [line] : [];
  });
  return { value: problems.length > 0 ? null : lines, findings: problems };
}

function findColumns(table: CsvTable, problems: Finding[]): ReadonlyMap<Column, string> | null {
  const columns = new Map<Column, string>();
  const headers = table.headers.map((header) => header.text);
  for (const [column, names] of Object.entries(COLUMNS) as [Column, readonly string[]][]) {
    const header = headers.find((text) => names.includes(text));
    if (header !== undefined) columns.set(column, header);
  }
  const known = Object.values(COLUMNS).flat() as string[];
  for (const header of table.headers) {
    if (known.includes(header.text)) continue;
    const close = nearest(header.text, known);
    problems.push(
      problem(
        'L33',
        `不认识的列“${header.text}”。`,
        close
          ? `是不是“${close}”？`
          : `可以有这些列：${Object.values(COLUMNS)
              .map(([name]) => name)
              .join('、')}。`,
        header.position,
      ),
    );
  }
  const missing = REQUIRED.filter((column) => !columns.has(column)).map((column) => COLUMNS[column][0]);
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

  /** The ledger line of the record, or null after reporting what is wrong with it. */
  read(problems: Finding[]): UnplacedLine | null {
    const before = problems.length;
    const { lumps, unit } = this.options;
    const functionCode = this.cell('functionCode');
    if (!FUNCTION_CODE.test(functionCode.text)) {
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
    if (!ECONOMIC_CODE.test(economicCode.text) && !((lumps || isHandedOn) && economicCode.text === '')) {
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
    const amountCell = this.cell('amount');
    const amount = parseDecimal(amountCell.text);
    if (amount === null || amount.isNegative()) {
      const kindOf = amount === null ? 'amount' : 'negative';
      const { code, message, hint } = describeProblem({
        kind: kindOf,
        given: amountCell.text,
        title: '金额',
      });
      problems.push(problem(code, message, hint, amountCell.position));
    }
    if (problems.length > before || !kind || !fund || amount === null) return null;
    return {
      functionCode: functionCode.text,
      economicCode: economicCode.text === '' ? null : economicCode.text,
      kind,
      project: kind === 'project' && project.text !== '' ? project.text : null,
      counterpart: counterpart.text === '' ? null : counterpart.text,
      fund,
      carriedOver: carriedOver === true,
      amount: toYuan(amount, unit),
      position: amountCell.position,
    };
  }

  private cell(column: Column): CsvCell {
    const header = this.columns.get(column);
    const cell = header === undefined ? undefined : this.record.cells[header];
    return cell ?? { text: '', position: this.record.position };
  }
}

function problem(code: string, message: string, hint: string, position: Position): Finding {
  return { code, severity: 'error', message, hint, position };
}
