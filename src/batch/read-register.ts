import { publicationDue } from '../check/calendar.ts';
import type { CalendarDate } from '../kinds/field.ts';
import { plainHeading } from '../kinds/ledger-words.ts';
import type { DocumentName } from '../kinds/registry.ts';
import { addAll } from '../model/add-all.ts';
import { dateIn } from '../model/date-text.ts';
import { type Finding, hasErrors, type Outcome, type Position, type SourceText } from '../model/finding.ts';
import { LEVELS, type Level } from '../model/level.ts';
import { quoting } from '../model/quoting.ts';
import { plainUnitName } from '../model/unit-name.ts';
import { type CsvCell, type CsvRecord, type CsvTable, parseCsv } from '../source/csv.ts';

/** One document that somebody owes the public. */
export interface OwedDocument {
  readonly name: string;
  readonly level: Level;
  readonly document: DocumentName;
  /** Null where the register says no year: any will do. */
  readonly year: number | null;
  /** The last day on which it may be published. */
  readonly due: CalendarDate | null;
  /** The department above a unit. */
  readonly department: string | null;
  readonly position: Position;
}

const COLUMNS = {
  name: ['名称', '单位名称', '部门名称', '公开主体'],
  level: ['层级', '级别'],
  document: ['文件', '公开内容', '文件种类', '应公开文件'],
  year: ['年度', '年份'],
  due: ['截止日期', '公开期限', '应公开日期'],
  approved: ['批复日期'],
  department: ['主管部门', '所属部门'],
} as const;
type Column = keyof typeof COLUMNS;
/** Columns that nobody expects to be read. */
const FOR_PEOPLE: readonly string[] = ['序号', '备注'];
const DOCUMENTS: readonly DocumentName[] = ['预算', '决算'];

/**
 * The office's list of who owes which document (应公开单位清单): a CSV file with 名称, and where they are wanted 层级
 * (单位, 部门; 单位 where nothing is said), 文件 (预算, 决算 or both; 预算 where nothing is said), 年度, 截止日期, 批复日期 (the day due is
 * twenty days later, where 截止日期 says none), 主管部门.
 * `N01` for every cell that says nothing clear; the value is null when there is one.
 *
 * Example: `名称,层级,文件\n虚构区教育局,部门,预算、决算` → two documents
 */
export function readRegister(source: SourceText): Outcome<readonly OwedDocument[]> {
  const { value: table, findings } = parseCsv(source, isHead);
  if (!table) return { value: null, findings };
  const problems = [...findings];
  const columns = columnsOf(table, problems);
  const owed: OwedDocument[] = [];
  if (columns) for (const record of table.records) addAll(owed, documentsIn(record, columns, problems));
  if (columns && owed.length === 0 && !hasErrors(problems)) {
    const position = { file: source.file, line: 1, column: 1 };
    problems.push(bad('名单中一个单位也没有。', '第一行写列名，从第二行起每行一个单位。', position));
  }
  return { value: hasErrors(problems) ? null : owed, findings: problems };
}

function columnOf(heading: string): Column | null {
  const wanted = plainHeading(heading);
  const entries = Object.entries(COLUMNS) as [Column, readonly string[]][];
  return entries.find(([, names]) => names.includes(wanted))?.[0] ?? null;
}

function isHead(row: readonly CsvCell[]): boolean {
  return row.some(({ text }) => columnOf(text) === 'name');
}

function columnsOf(table: CsvTable, problems: Finding[]): ReadonlyMap<Column, string> | null {
  const columns = new Map<Column, string>();
  for (const { text } of table.headers) {
    const column = columnOf(text);
    if (column !== null && !columns.has(column)) columns.set(column, text);
  }
  const used = [...columns.values(), ...FOR_PEOPLE];
  const unused = table.headers.filter(({ text }) => !used.includes(plainHeading(text)));
  if (!columns.has('name')) {
    const known = Object.values(COLUMNS).map(([name]) => name);
    const message = '名单没有“名称”列。';
    problems.push(bad(message, `可以有这些列：${known.join('、')}。`, table.headers[0]!.position));
    return null;
  }
  if (unused.length > 0) {
    problems.push({
      code: 'N01',
      severity: 'note',
      message: `名单中没有用到的列：${unused.map(({ text }) => text).join('、')}。`,
      hint: `用到的列：${Object.values(COLUMNS)
        .map(([name]) => name)
        .join('、')}。`,
      position: unused[0]!.position,
    });
  }
  return columns;
}

function documentsIn(
  { cells, position }: CsvRecord,
  columns: ReadonlyMap<Column, string>,
  problems: Finding[],
): OwedDocument[] {
  const cell = (column: Column): CsvCell | undefined => cells[columns.get(column) ?? ''];
  const text = (column: Column): string => cell(column)?.text.trim() ?? '';
  const at = (column: Column): Position => cell(column)?.position ?? position;
  const before = problems.length;
  const name = plainUnitName(text('name'));
  if (name === '') problems.push(bad('这一行没有写名称。', '补写名称，或删去这一行。', at('name')));
  const said = text('document');
  const level = LEVELS.find((each) => text('level') === each || said.startsWith(each)) ?? null;
  if (text('level') !== '' && !LEVELS.some((each) => each === text('level'))) {
    const { message } = quoting`层级“${text('level')}”不认识。`;
    problems.push(bad(message, `写 ${LEVELS.join(' 或 ')}。`, at('level')));
  }
  const documents = DOCUMENTS.filter(
    (each) => said.includes(each) || said.replace('预决算', '预算决算').includes(each),
  );
  if (said !== '' && documents.length === 0) {
    const { message } = quoting`应公开的文件“${said}”不认识。`;
    problems.push(bad(message, '写 预算、决算，或两个都写。', at('document')));
  }
  const year = /^(20\d\d)年?(?:度)?$/.exec(text('year'))?.[1];
  if (text('year') !== '' && year === undefined) {
    const { message } = quoting`年度“${text('year')}”不认识。`;
    problems.push(bad(message, '写四位数字，例如 2025。', at('year')));
  }
  const day = (column: 'due' | 'approved'): CalendarDate | null => {
    const date = dateIn(text(column));
    if (text(column) !== '' && date === null) {
      const { message } = quoting`${COLUMNS[column][0]}“${text(column)}”不认识。`;
      problems.push(bad(message, '写年-月-日，例如 2025-03-04。', at(column)));
    }
    return date;
  };
  const [limit, approved] = [day('due'), day('approved')];
  const due = limit ?? (approved && publicationDue(approved));
  if (problems.length > before) return [];
  const department = plainUnitName(text('department'));
  return (documents.length > 0 ? documents : (['预算'] as const)).map((document) => ({
    name,
    level: level ?? '单位',
    document,
    year: year === undefined ? null : Number.parseInt(year, 10),
    due,
    department: department === '' ? null : department,
    position: at('name'),
  }));
}

function bad(message: string, hint: string, position: Position): Finding {
  return { code: 'N01', severity: 'error', message, hint, position };
}
