import { plainHeading, startsWithPart, unitInTitles } from '../kinds/ledger-words.ts';
import type { FinalSheets } from '../lists/final-sheets.ts';
import type { AmountUnit } from '../model/money.ts';
import type { Row } from '../ooxml/cell.ts';
import type { CellReader } from '../ooxml/cell-reader.ts';

/** Rows looked at for the head. */
const HEAD_SEARCH = 12;

/** A column of a sheet by its headings, from the outermost to the leaf: `['本年支出', '基本支出']`. */
export interface FinalColumn {
  readonly at: number;
  readonly path: readonly string[];
}

/** A sheet of functions × columns: its items, and the row of the sum of them. */
export interface FinalTable {
  readonly reader: CellReader;
  readonly columns: readonly FinalColumn[];
  readonly rows: readonly {
    readonly code: string;
    readonly row: Row;
    readonly name: string;
    readonly project: string;
  }[];
  readonly total: Row | null;
  readonly unit: AmountUnit | null;
  readonly unitName: string | null;
}

/** A heading without numbering, brackets of units and blanks. `（一）国内公务接待批次（个）` → 国内公务接待批次 */
export function plainLabel(text: string): string {
  return plainHeading(text)
    .replace(/^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+[.、．])+/, '')
    .replace(/^其中[:：]/, '')
    .replace(/[（(][个辆台套人次批组、，,]+[）)]$/, '')
    .replaceAll('（', '(')
    .replaceAll('）', ')');
}

/** Whether a heading is one of some names. */
export function isNamed(text: string, names: readonly string[]): boolean {
  const wanted = plainLabel(text);
  return wanted !== '' && names.some((name) => plainLabel(name) === wanted);
}

/**
 * A sheet of the final accounts' software by function: where its columns stand and which rows are items. Sums by 类 and
 * 款 are not taken; a row with money and no code is refused (`R07`). Null, with `R02`, where no head can be found.
 */
export function finalTable(reader: CellReader, names: FinalSheets): FinalTable | null {
  const { rows } = reader.sheet;
  const head = rows.find(
    ({ number, cells }) =>
      number <= HEAD_SEARCH &&
      [...cells.keys()].some((at) => isNamed(reader.text({ number, cells }, at), names.code)),
  );
  if (!head) {
    reader.report(
      'R02',
      1,
      1,
      `工作表“${reader.sheet.name}”没有找到科目编码的列。`,
      '请用决算软件导出的原表，不要改动表头。',
    );
    return null;
  }
  const codeAt = [...head.cells.keys()].find((at) => isNamed(reader.text(head, at), names.code))!;
  const below = rows.filter(({ number }) => number > head.number);
  const first = below.findIndex((row) => isData(reader, row, codeAt, names));
  const headRows = [head, ...(first < 0 ? [] : below.slice(0, first))].filter(
    (row) => !isSkipped(reader, row, names),
  );
  const columns = columnsOf(reader, headRows, head);
  const parts = columns.filter(({ path }) => names.codeParts.includes(path.at(-1) ?? '')).map(({ at }) => at);
  const codeColumns = parts.length > 0 ? parts : [codeAt];
  const nameAt = columns.find(({ path }) => isNamed(path.at(-1) ?? '', names.name))?.at;
  const projectAt = columns.find(
    ({ path, at }) => at !== nameAt && isNamed(path.at(-1) ?? '', names.projectName),
  )?.at;
  const own = new Set([...codeColumns, codeAt, nameAt, projectAt].filter((at) => at !== undefined));
  const money = columns.filter(({ at }) => !own.has(at));
  const titles = rows
    .filter(({ number }) => number < head.number)
    .flatMap((row) => [...row.cells.keys()].sort((a, b) => a - b).map((at) => reader.text(row, at)));
  const data = first < 0 ? [] : below.slice(first);
  const items: { code: string; row: Row; name: string; project: string }[] = [];
  let total: Row | null = null;
  for (const row of data) {
    const texts = [...row.cells.keys()].map((at) => reader.text(row, at));
    const code = codeOf(reader, row, codeColumns);
    if (row.isHidden === true && money.some(({ at }) => isMoney(reader, row, at))) {
      const hint = '取消隐藏、筛选或折叠，核对后再读入；不需要的行请删去。';
      reader.report(
        'R13',
        row.number,
        1,
        `“${reader.sheet.name}”的第 ${row.number} 行看不见，里面有金额。`,
        hint,
      );
    }
    if (isSkipped(reader, row, names)) continue;
    if (/^\d{7}$/.test(code)) {
      const text = (at: number | undefined) => (at === undefined ? '' : reader.text(row, at));
      items.push({ code, row, name: text(nameAt), project: text(projectAt) });
    } else if (texts.some((text) => isNamed(text, names.totals))) total ??= row;
    else if (code !== '' && !/^\d{3}(\d{2})?$/.test(code)) {
      reader.report(
        'R07',
        row.number,
        codeColumns[0]!,
        `功能分类科目编码“${code}”不对。`,
        '应是 7 位数字，例如 2050101。',
      );
    } else if (code === '' && money.some(({ at }) => isMoney(reader, row, at))) {
      reader.report('R07', row.number, 1, '这一行有金额，没有科目编码。', '补上科目编码，或删去这一行。');
    }
  }
  return {
    reader,
    columns: money,
    rows: items,
    total,
    unit: unitInTitles(titles),
    unitName: unitNameIn(titles),
  };
}

function isMoney(reader: CellReader, row: Row, at: number): boolean {
  const cell = row.cells.get(at);
  return cell?.kind === 'number' && !/^-?0(\.0+)?$/.test(cell.text) && reader.text(row, at) !== '';
}

function isSkipped(reader: CellReader, row: Row, { skip }: FinalSheets): boolean {
  return [...row.cells.keys()].some((at) => isNamed(reader.text(row, at), skip));
}

function isData(reader: CellReader, row: Row, codeAt: number, names: FinalSheets): boolean {
  if (/^\d{3,7}$/.test(reader.text(row, codeAt))) return true;
  if (isSkipped(reader, row, names)) return true;
  // The sum of all rows; a heading of that name stands over a column, not at the beginning of its row.
  const begin = firstColumn(row);
  return (
    isNamed(reader.text(row, begin), names.totals) &&
    [...row.cells.values()].some(({ kind }) => kind === 'number')
  );
}

function firstColumn({ cells }: Row): number {
  return [...cells.keys()].reduce((least, at) => Math.min(least, at));
}

/** 类, 款 and 项 in columns of their own, or one code. */
function codeOf(reader: CellReader, row: Row, columns: readonly number[]): string {
  const texts = columns.map((at) => reader.text(row, at)).filter((text) => text !== '');
  if (texts.length <= 1) return texts[0] ?? '';
  const last = texts.at(-1)!;
  return last.startsWith(texts[0]!) ? last : texts.join('');
}

/** Headings over several rows: one above stands over the columns up to the next one of its row. */
function columnsOf(reader: CellReader, rows: readonly Row[], head: Row): FinalColumn[] {
  const last = rows.flatMap(({ cells }) => [...cells.keys()]).reduce((most, at) => Math.max(most, at), 0);
  const columns: FinalColumn[] = [];
  const above: string[] = rows.map(() => '');
  for (let at = 1; at <= last; at += 1) {
    for (const [level, row] of rows.entries()) {
      const text = row.cells.has(at) ? reader.text(row, at).replace(/\s/g, '') : '';
      if (text === '') continue;
      above[level] = text;
      for (let lower = level + 1; lower < rows.length; lower += 1) above[lower] = '';
    }
    const path = above.filter((text) => text !== '');
    const isSeen = rows.some(({ cells }) => cells.has(at)) || at > firstColumn(head);
    if (isSeen && path.length > 0) columns.push({ at, path });
  }
  // A heading without one below it has one column, whatever is empty behind it.
  return columns.filter(
    ({ at, path }, index) =>
      rows.some(({ cells }) => cells.has(at)) || columns[index - 1]?.path.join('/') !== path.join('/'),
  );
}

function unitNameIn(titles: readonly string[]): string | null {
  for (const title of titles) {
    const [, name] = /(?:编制单位|单位名称|填报单位|部门)\s*[：:]\s*(\S+)/.exec(title) ?? [];
    if (name !== undefined) return name;
  }
  return null;
}

/** Whether a column is a part of the one before it (其中：…), which must not be added again. */
export function isPart(path: readonly string[]): boolean {
  return startsWithPart(path.at(-1) ?? '');
}
