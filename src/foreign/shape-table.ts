import type { CaptionLine, Cell, Origin, Paragraph, Row, Table } from '../document/tree.ts';
import { isAmount, isNumber, opensAsForm, type RawCell, type RawTable } from './raw-table.ts';

/** Words that stand above or below a table. */
export interface TableWords {
  readonly text: string;
  readonly at?: Origin;
}

/** A table as the tree has it, and the notes that stood in its last rows. */
export interface ShapedTable {
  readonly table: Table;
  readonly notes: readonly Paragraph[];
}

/** 单位：万元, 编制部门：…, 金额单位：元 */
const FACT = /^[（(]?(?:\p{Script=Han}{0,6}(?:单位|部门|日期|年度|区划|名称))\s*[:：]|^[（(]\s*单位/u;
const TITLE =
  /(?:表|目标)\s*(?:[（(].*[）)])?$|^(?![一二三四五六七八九十]+、|[（(][一二三四五六七八九十]).*情况$/;
const NUMBER = /^(?:附?表\s*\d+(?:[-—]\d+)?|附件?\s*\d+|[（(]?\p{Script=Han}{0,4}\s*\d+\s*表[）)]?)[:：]?$/u;
const NOTE = /^(?:注|说明|备注)\s*\d*\s*[:：]|为空表|无此项|没有.*(?:收入|支出|预算)|^本表/;
const TOTAL = /^(?:合计|总计|小计|.{0,6}(?:合计|总计))$/;
const CODE = /^\d{2,7}$/;
/** 栏次, ※, 1, 2=3+4, 甲; 类, 款, 项 where the codes stand in three cells */
const MARK =
  /^(?:栏\s*次|行\s*次|项\s*目|[类款项]|[※*＊]|[甲乙丙丁]|\d{1,2}(?:[=＝+＋\-－\d（）()]*)?|[—－-])$/;

/**
 * A grid as a table of the tree: rows of its own title are its caption, the rows above the first amount, code or total are
 * its head, last rows of words are notes. `above` are the lines that stand over it.
 */
export function shapeTable(raw: RawTable, above: readonly TableWords[]): ShapedTable {
  const rows = raw.rows.filter(
    (row) => row.some(({ text }) => text !== '') || row.some(({ rowSpan }) => rowSpan > 1) || row.length > 1,
  );
  const { inside, start } = captionRows(rows, raw.columnCount);
  let end = rows.length;
  const notes: Paragraph[] = [];
  while (end > start + 1) {
    const words = rows[end - 1]!.filter(({ text }) => text !== '');
    const [only] = words;
    if (words.length !== 1 || only!.colSpan < Math.max(2, raw.columnCount / 2) || !NOTE.test(only!.text))
      break;
    notes.unshift(noteOf(only!));
    end--;
  }
  const body = rows.slice(start, end);
  const head = headRows(body, raw.columnCount);
  const captionLines = [...above, ...inside].map(({ text }): CaptionLine => ({ role: roleOf(text), text }));
  const kinds = columnKinds(body.slice(head), raw.columnCount);
  const at = above[0]?.at ?? inside[0]?.at ?? body.flat().find((cell) => cell.at)?.at;
  const table: Table = {
    kind: 'table',
    id: null,
    caption: captionLines.length === 0 ? null : captionLines.map(({ text }) => text).join(' '),
    captionLines,
    columnCount: raw.columnCount,
    rows: body.map((cells, index) => rowOf(cells, index, { head, height: body.length, kinds })),
    ...(at && { at }),
    ...(raw.isTorn && { isTorn: true as const }),
  };
  return { table, notes };
}

/** Lines above that name a table, the nearest first; a sentence ends them. */
export function isCaptionText(text: string): boolean {
  return (
    text.length <= 60 && !/[。；，]$/.test(text) && (FACT.test(text) || TITLE.test(text) || NUMBER.test(text))
  );
}

/** A caption has no more lines than these. */
const MOST_CAPTION_LINES = 5;

/**
 * How many of the lines above a table, the nearest first, are its caption: facts and one title, up to a line that is
 * neither.
 */
export function captionHeight(nearestFirst: readonly (readonly string[])[]): number {
  let hasTitle = false;
  let height = 0;
  for (const texts of nearestFirst.slice(0, MOST_CAPTION_LINES)) {
    const whole = texts.join('');
    const isTitle = texts.some(isTableTitle);
    if (/^第.{1,3}部分/.test(whole) || /[。；，]$/.test(whole) || !texts.some(isCaptionText)) break;
    if (isTitle && hasTitle) break;
    hasTitle ||= isTitle;
    height++;
  }
  return height;
}

export function isTableTitle(text: string): boolean {
  return roleOf(text) === 'title';
}

/** True for what belongs to a table that ends above it. */
export function isNoteText(text: string): boolean {
  return /^(?:注|备注)\s*\d*\s*[:：]/.test(text);
}

function roleOf(text: string): CaptionLine['role'] {
  if (NUMBER.test(text)) return 'number';
  return TITLE.test(text) && !/^(?:编制|填报|公开)?(?:单位|部门)(?:名称)?[:：]/.test(text) ? 'title' : 'line';
}

/** The rows that a table begins with and that are its caption: its title over the whole width, its maker and unit. */
export function captionRows(
  rows: RawTable['rows'],
  columnCount: number,
): { readonly inside: TableWords[]; readonly start: number } {
  const inside: TableWords[] = [];
  let start = 0;
  for (; start < rows.length - 1; start++) {
    const words = rows[start]!.filter(({ text }) => text !== '');
    if (words.length === 0) continue;
    const isTitle =
      words.length === 1 &&
      columnCount > 1 &&
      (words[0]!.colSpan === columnCount || rows[start]!.length === 1 || isCaptionText(words[0]!.text));
    const areFacts =
      words.length <= 4 &&
      words.some(({ text }) => FACT.test(text)) &&
      !words.some(({ text }) => isNumber(text) || /^(?:项目|科目)/.test(text));
    // The row that names the unit may stand as long as nothing else began.
    if (!(isTitle && isCaptionText(words[0]!.text)) && !areFacts) break;
    for (const { text, at } of words) inside.push({ text, ...(at && { at }) });
  }
  return { inside, start };
}

/** How many rows from the top are the head; none where cells of all widths stand below one another, as in a form. */
function headRows(rows: RawTable['rows'], columnCount: number): number {
  if (isForm(rows, columnCount)) return 0;
  const mark = rows.findIndex(isMarkRow);
  if (mark > 0 && !rows.slice(0, mark).some((row) => row.some(({ text }) => isAmount(text)))) return mark;
  const isBody = (row: readonly RawCell[]): boolean => {
    const words = row.filter(({ text }) => text !== '');
    const [first] = words;
    if (first === undefined) return true;
    if (words.some(({ text }) => isAmount(text))) return true;
    if (CODE.test(first.text) && first.rowSpan === 1 && words.length > 1) return true;
    if (first.column > 0 && TOTAL.test(first.text.replace(/\s/g, ''))) return words.length === 1;
    return (
      /^[一二三四五六七八九十]+、|^\d+[.、．]/.test(first.text) ||
      (TOTAL.test(first.text.replace(/\s/g, '')) && words.length === 1)
    );
  };
  const first = rows.findIndex((row, index) => index > 0 && !isMarkRow(row) && isBody(row));
  if (first > 0) return first;
  // Nothing below tells: the head is as high as its cells, and one row more below a cell over several columns.
  let height = 1;
  for (let row = 0; row < Math.min(height, rows.length); row++) {
    for (const cell of rows[row]!) {
      // What stands over the whole table stands over more heads where those below it have several columns each.
      const isOver = cell.colSpan > 1 && cell.text !== '' && (cell.colSpan < columnCount || opensHeads(rows));
      height = Math.max(height, row + cell.rowSpan + (isOver ? 1 : 0));
    }
  }
  return Math.min(rows.length, height);
}

/** Whether the first row is one cell over heads of several columns. `财政拨款“三公”经费` over `合计 │ 因公出国（境）费` */
function opensHeads([first, second = []]: RawTable['rows']): boolean {
  return (
    first?.length === 1 &&
    second.length > 1 &&
    second.every(({ colSpan, text }) => colSpan > 1 && text !== '')
  );
}

/** More rows than these have something that is counted. */
const MOST_FACTS = 4;

/** A form has labels and values beside one another, in cells of several widths. */
function isForm(rows: RawTable['rows'], columnCount: number): boolean {
  const full = rows.filter((row) => row.some(({ text }) => text !== ''));
  const wide = full.filter((row) => row.some(({ text, colSpan }) => colSpan > 1 && text !== '')).length;
  const long = full.flat().some(({ text }) => text.length > 60);
  const first = full[0] ?? [];
  // Without widths, as rows of plain text are: gaps between a label and a value longer than labels are.
  const texts = first.filter(({ text }) => text !== '');
  if (texts.length < first.length && texts.some(({ text }) => text.length > 12) && !full.some(isMarkRow))
    return full.length > 1;
  if (opensAsForm({ rows: full, columnCount })) return true;
  // A few rows of labels and words, the first over the whole width.
  const arePairs = full.every((row) => {
    const words = row.filter(({ text }) => text !== '');
    return words.length % 2 === 0 && !words.some(({ text }) => isNumber(text));
  });
  const opensWide =
    first.length === 2 && (first[1]!.colSpan * 2 >= columnCount || first[1]!.text.length > 12);
  if (
    full.length > 1 &&
    full.length <= MOST_FACTS &&
    arePairs &&
    opensWide &&
    first[0]!.colSpan * 3 <= columnCount + 1
  )
    return true;
  // Labels each with a value behind a gap, and nothing that is counted.
  const areAllPairs = full.every((row) => {
    const words = row.filter(({ text }) => text !== '');
    return words.length % 2 === 0 && words.every(({ text, colSpan }) => colSpan === 1 && !isNumber(text));
  });
  if (full.length > 1 && areAllPairs && first[0]?.text !== '' && first[1]?.text === '') return true;
  const opensWithValues =
    columnCount > 2 &&
    first.length % 2 === 0 &&
    first.some(({ text }) => text.length > 12) &&
    first.some(({ colSpan }) => colSpan > 1);
  // A table of nothing but its head begins with what stands over all of it.
  if (first.length === 1 && first[0]!.colSpan === columnCount && !long) return false;
  return (
    full.length > 2 &&
    (wide > full.length * 0.5 || long) &&
    (opensWithValues || long || wide > full.length * 0.7)
  );
}

export function isMarkRow(row: readonly { readonly text: string }[]): boolean {
  const words = row.map(({ text }) => text.replace(/\s/g, '')).filter((text) => text !== '');
  if (words.length < 2 || !words.every((text) => MARK.test(text))) return false;
  // 类 │ 款 │ 项 by themselves are heads.
  return words.some((text) => !CODE.test(text)) && words.some((text) => !/^[类款项]目?$/.test(text));
}

type ColumnKind = 'code' | 'name' | 'amount';

/** What the columns of the body hold: an integer is a code before the first name and an amount behind it. */
function columnKinds(rows: RawTable['rows'], columnCount: number): ColumnKind[] {
  const texts = Array.from({ length: columnCount }, (): string[] => []);
  for (const row of rows) {
    if (isMarkRow(row)) continue;
    for (const { column, colSpan, text } of row) if (text !== '' && colSpan === 1) texts[column]!.push(text);
  }
  const kinds: ColumnKind[] = [];
  for (const own of texts) {
    const numbers = own.filter(isNumber);
    const isCodes =
      own.length > 0 &&
      own.filter((text) => CODE.test(text.replace(/\s/g, ''))).length > own.length * 0.6 &&
      !kinds.includes('amount');
    const isFirst = !kinds.includes('name');
    if (isCodes && isFirst) kinds.push('code');
    else if (own.length > 0 && numbers.length >= own.length * 0.6) kinds.push('amount');
    else if (own.length === 0) kinds.push(isFirst ? 'code' : 'amount');
    else kinds.push('name');
  }
  return kinds;
}

interface Shape {
  readonly head: number;
  readonly height: number;
  readonly kinds: readonly ColumnKind[];
}

function rowOf(cells: readonly RawCell[], index: number, { head, height, kinds }: Shape): Row {
  const isHead = index < head;
  const isMark = !isHead && isMarkRow(cells);
  return {
    section: isHead || isMark ? 'head' : 'body',
    isMark: isMark || (isHead && index > 0 && isMarkRow(cells)),
    cells: cells.map(({ text, column, colSpan, rowSpan, indent, at }): Cell => {
      const most = isHead ? head - index : height - index;
      const kind = isHead
        ? 'head'
        : isNumber(text) && kinds[column] !== 'code'
          ? 'amount'
          : text === ''
            ? kinds[column]!
            : CODE.test(text) && kinds[column] === 'code'
              ? 'code'
              : kinds[column] === 'amount'
                ? 'amount'
                : 'name';
      return {
        kind,
        text,
        column,
        colSpan,
        rowSpan: Math.max(1, Math.min(rowSpan, most)),
        indent,
        ...(at && { at }),
      };
    }),
  };
}

function noteOf({ text, at }: RawCell): Paragraph {
  return { kind: 'paragraph', role: 'note', lines: [[{ text, ...(at && { at }) }]] };
}
