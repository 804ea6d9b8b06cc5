import type { Stranger, StrangerPart, StrangerTable } from './model.ts';

/* Faults as they happen in offices, put into a document that has none. */

export interface PlantedFault {
  readonly kind: string;
  readonly stranger: Stranger;
}

const isTable = (part: StrangerPart): part is StrangerTable => part.kind === 'table';

/** An amount with another digit before its point, as wide as it was. */
function otherDigit(text: string): string {
  return text.replace(/([\d０-９])([.．])/, (_, digit: string, point: string) => {
    const base = /\d/.test(digit) ? 48 : 0xff10;
    return String.fromCharCode(base + ((digit.charCodeAt(0) - base + 3) % 10)) + point;
  });
}

const AMOUNT = /^[-\d０-９][\d０-９,]*[.．][\d０-９]{2}$/;
const isAmount = (text: string): boolean => AMOUNT.test(text) && !/^[0０.．]+$/.test(text);

/** One fault of every kind that a document has a place for. */
export function faultsIn(stranger: Stranger): PlantedFault[] {
  const faults: PlantedFault[] = [];
  const plant = (kind: string, change: (part: StrangerPart) => StrangerPart | null): void => {
    let isDone = false;
    const parts = stranger.parts.map((part) => {
      const other = isDone ? null : change(part);
      if (other !== null) isDone = true;
      return other ?? part;
    });
    if (isDone) faults.push({ kind, stranger: { ...stranger, parts } });
  };
  const inTable =
    (title: RegExp, change: (rows: string[][], table: StrangerTable) => string[][] | null) =>
    (part: StrangerPart): StrangerPart | null => {
      if (!isTable(part) || !title.test(part.title)) return null;
      const rows = change(
        part.rows.map((row) => [...row]),
        part,
      );
      return rows === null ? null : { ...part, rows };
    };
  const inText =
    (expression: RegExp, change: (text: string) => string) =>
    (part: StrangerPart): StrangerPart | null => {
      if (part.kind !== 'text' || !expression.test(part.text)) return null;
      const text = change(part.text);
      return text === part.text ? null : { ...part, text };
    };
  const rowOf = (rows: string[][], label: RegExp): number =>
    rows.findIndex((row) => row.some((text) => label.test(text)));
  const changed = (rows: string[][], at: number): string[][] | null => {
    const column = rows[at]?.findIndex(isAmount) ?? -1;
    if (column < 0) return null;
    rows[at]![column] = otherDigit(rows[at]![column]!);
    return rows;
  };
  plant(
    '表：改一位数（支出表的一项）',
    inTable(/(?:部门|单位)支出(?:预算)?总表|^支出决算表/, (rows) =>
      changed(rows, rowOf(rows, /养老保险缴费/)),
    ),
  );
  plant(
    '表：改一位数（一般公共预算的一项）',
    inTable(/一般公共预算.*支出(?:情况|决算)?表/, (rows) => changed(rows, rowOf(rows, /住房公积金/))),
  );
  plant(
    '表：改一位数（基本支出的一款）',
    inTable(/基本支出/, (rows) => changed(rows, rowOf(rows, /基本工资/))),
  );
  plant(
    '表：合计（收入表）',
    inTable(/收入(?:(?:预算)?总|决算)表/, (rows) => changed(rows, rowOf(rows, /^合计$/))),
  );
  plant(
    '表：合计（收支总表的支出）',
    inTable(/^(?!财政).*收支(?:预算)?总表|^收入支出决算总表/, (rows) => {
      const at = rowOf(rows, /本年支出合计/);
      const column = rows[at]!.length - 1;
      rows[at]![column] = otherDigit(rows[at]![column]!);
      return rows;
    }),
  );
  plant(
    '表：“三公”合计',
    inTable(/三公/, (rows) => changed(rows, 0)),
  );
  plant(
    '表：漏一行',
    inTable(/(?:部门|单位)支出(?:预算)?总表|^支出决算表/, (rows) =>
      rows.filter((row) => !row.some((text) => /职业年金/.test(text))),
    ),
  );
  plant('表：单位', (part) =>
    isTable(part) && /基本支出/.test(part.title)
      ? { ...part, unit: part.unit.replace(/(亿元|万元|元)/, (unit) => (unit === '元' ? '万元' : '元')) }
      : null,
  );
  plant('表：年度', (part) =>
    isTable(part) && /三公/.test(part.title) ? { ...part, title: `2019年${part.title}` } : null,
  );
  plant(
    '表：科目名称',
    inTable(/(?:部门|单位)支出(?:预算)?总表|^支出决算表/, (rows) => {
      const at = rowOf(rows, /职业年金/);
      return rows.map((row, index) =>
        index === at ? row.map((text) => text.replace('职业年金', '养老年金')) : row,
      );
    }),
  );
  plant(
    '文：改一位数（基本支出）',
    inText(/其中：基本支出/, (text) => text.replace(/(?<=基本支出)[\d０-９,]+[.．][\d０-９]+/, otherDigit)),
  );
  plant(
    '文：改一位数（“三公”经费）',
    inText(/^20\d\d年度?“三公”经费/, (text) =>
      text.replace(/(?<=预算|决算为)[\d０-９,]+[.．][\d０-９]+/, otherDigit),
    ),
  );
  plant(
    '文：占比',
    inText(/其中：基本支出/, (text) => text.replace(/(?<=占)[\d０-９]+[.．]/, otherDigit)),
  );
  plant(
    '文：方向',
    inText(/养老保险缴费支出（项）.*(?:增长|下降|增幅|降幅|减少|增加)|总计.*(?:增长|下降)/, (text) =>
      /增/.test(text)
        ? text.replace(/增加(?=[\d０-９])|增长(?=[\d０-９])/, '减少')
        : text.replace(/减少(?=[\d０-９])|下降(?=[\d０-９])/, '增加'),
    ),
  );
  plant(
    '文：变动率',
    inText(/(?:增长|下降|增幅为|降幅为|减少|增加)[\d０-９]+[.．][\d０-９]+[%％]/, (text) =>
      text.replace(
        /(?<=(?:增长|下降|增幅为|降幅为|减少|增加))[\d０-９]+[.．](?=[\d０-９]+[%％])/,
        otherDigit,
      ),
    ),
  );
  plant(
    '文：年度',
    inText(/^20\d\d年度?(?:支出预算|本年支出合计)/, (text) =>
      text.replace(/^(20\d\d)/, (year) => String(Number(year) - 1)),
    ),
  );
  plant(
    '文：单位',
    inText(/其中：基本支出/, (text) =>
      text.replace(/(?<=基本支出[\d０-９,.．]+)(亿元|万元|元)/, (unit) => (unit === '元' ? '万元' : '元')),
    ),
  );
  plant(
    '文：采购合计',
    inText(/政府采购.*总额/, (text) => text.replace(/(?<=总额)[\d０-９,]+[.．][\d０-９]+/, otherDigit)),
  );
  return faults;
}
