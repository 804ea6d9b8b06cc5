import type { Finding, Outcome, Position, SourceText } from '../model/finding.ts';
import { type CsvCell, readCells } from './csv-cells.ts';
import { withoutProgramMarks } from './csv-marks.ts';

export type { CsvCell } from './csv-cells.ts';

/** One row of data; every column of the header has its cell. */
export interface CsvRecord {
  readonly cells: Readonly<Record<string, CsvCell>>;
  /** Place of the first cell, for findings about the row as a whole. */
  readonly position: Position;
}

/** Rows looked at for the header. */
const HEAD_SEARCH = 30;

/** A table of texts. Nothing is turned into numbers: `0399` and `715.20` stay as written. */
export interface CsvTable {
  /** Column names in file order. */
  readonly headers: readonly CsvCell[];
  /** Texts of the rows above the header. */
  readonly titles: readonly string[];
  readonly records: readonly CsvRecord[];
  readonly source: SourceText;
}

/**
 * Reads a CSV file whose first row names the columns, or the first of which `isHead` says so. The delimiter (comma, tab, semicolon or full-width comma)
 * is taken from that row; rows without content are skipped, and so are empty cells beyond the last column,
 * which spreadsheet programs leave behind.
 *
 * Errors: `L06` empty file, `L30` number of cells, `L31` quoting, `L32` header. The value is null when the
 * header cannot be used; with `L30` or `L31` it holds the rows that could be read, so that their content can be
 * checked in the same run.
 *
 * Example: `parseCsv({ file: 'a.csv', text: '科目,金额\n30101,5.00' }).value?.records[0]?.cells['金额']?.text` →
 * `'5.00'`
 */
export function parseCsv(
  source: SourceText,
  isHead?: (row: readonly CsvCell[]) => boolean,
): Outcome<CsvTable> {
  const { text, delimiter } = withoutProgramMarks(source.text.replace(/^\uFEFF/, ''));
  const clean = { file: source.file, text };
  const { rows: all, broken } = readCells(clean, delimiter);
  const head = Math.max(0, isHead ? all.slice(0, HEAD_SEARCH).findIndex(isHead) : 0);
  const rows = all.slice(head);
  const quoting = broken === null ? [] : [brokenQuote(broken)];
  const [first, ...data] = rows;
  if (first === undefined) return { value: null, findings: broken === null ? [empty(source.file)] : quoting };

  const headers = first.slice(0, first.findLastIndex((cell) => cell.text !== '') + 1);
  const badHeaders = checkHeaders(headers);
  if (badHeaders.length > 0) return { value: null, findings: [...badHeaders, ...quoting] };

  const findings: Finding[] = [];
  const records: CsvRecord[] = [];
  for (const row of data) {
    const surplus = row.slice(headers.length).find((cell) => cell.text !== '');
    if (row.length < headers.length || surplus !== undefined) {
      findings.push(wrongLength(row, surplus ?? null, headers));
    } else {
      records.push({ cells: byHeader(headers, row), position: row[0]!.position });
    }
  }
  const titles = all.slice(0, head).flatMap((row) => row.map((cell) => cell.text));
  return { value: { headers, titles, records, source: clean }, findings: [...findings, ...quoting] };
}

// Without a prototype a column named `__proto__` or `constructor` is a column like any other.
function byHeader(headers: readonly CsvCell[], row: readonly CsvCell[]): Record<string, CsvCell> {
  const cells: Record<string, CsvCell> = Object.create(null);
  for (const [index, header] of headers.entries()) cells[header.text] = row[index]!;
  return cells;
}

function checkHeaders(headers: readonly CsvCell[]): Finding[] {
  const findings: Finding[] = [];
  const seen = new Map<string, number>();
  for (const [index, header] of headers.entries()) {
    const earlier = seen.get(header.text);
    if (header.text === '') {
      findings.push({
        code: 'L32',
        severity: 'error',
        message: `表头第 ${index + 1} 列没有名称`,
        hint: '请填写这一列的名称，或删去这一列',
        position: header.position,
      });
    } else if (earlier !== undefined) {
      findings.push({
        code: 'L32',
        severity: 'error',
        message: `表头“${header.text}”重复，第 ${earlier} 列和第 ${index + 1} 列同名`,
        hint: '请删去其中一列，或改用不同的名称',
        position: header.position,
      });
    } else {
      seen.set(header.text, index + 1);
    }
  }
  return findings;
}

function wrongLength(row: readonly CsvCell[], surplus: CsvCell | null, headers: readonly CsvCell[]): Finding {
  const missing = headers.slice(row.length).map((header) => `“${header.text}”`);
  return {
    code: 'L30',
    severity: 'error',
    message:
      surplus === null
        ? `这一行只有 ${row.length} 个单元格，表头有 ${headers.length} 个，缺少${missing.join('、')}`
        : `这一行有 ${row.length} 个单元格，比表头的 ${headers.length} 个多，多出“${surplus.text}”`,
    hint:
      surplus === null
        ? '请补齐这一行；没有内容的单元格也要保留分隔符'
        : '请删去多余的分隔符；金额不要带千分位逗号，文字里有逗号时请在两边加英文双引号',
    position: (surplus ?? row[0]!).position,
  };
}

function brokenQuote(position: Position): Finding {
  return {
    code: 'L31',
    severity: 'error',
    message: '这里的英文双引号没有正确配对，从此处起无法读取',
    hint: '请补上或删去这个引号；文字里的引号请改用中文引号，或写成两个英文双引号并在整格两边加双引号',
    position,
  };
}

function empty(file: string): Finding {
  return {
    code: 'L06',
    severity: 'error',
    message: '文件是空的',
    hint: '第一行请写各列的名称，从第二行起每行一条数据',
    position: { file, line: 1, column: 1 },
  };
}
