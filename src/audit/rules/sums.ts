import type { Money } from '../../model/money.ts';
import { type AuditFinding, type AuditRule, nameOf } from '../audit-rule.ts';
import { checkSum, type SumCheck } from '../printed.ts';
import type { AmountColumn, Block, BlockRow, PublishedWords, TableView } from '../table-view.ts';

const RESIDUE_HINT = '印出的数各自四舍五入，差在界内是尾差，不必改动；可注明“部分合计数因四舍五入存在尾差”。';
const WRONG_HINT = '按明细重新加总，改正合计或漏列、错列的一行。';

/** B04 逐级汇总: the rows of the codes below against a row, and those of the top against the total. */
export const codeSums: AuditRule = {
  codes: ['B04'],
  needs: ['tables'],
  run: ({ reading, words }) =>
    reading.tables
      .filter(isJudged)
      .flatMap((view) => oneResidue(view.blocks.flatMap((block) => downwards(view, block, words.published)))),
};

/** The rule that a total of columns breaks, by what the table shows. */
const ACROSS: Readonly<Partial<Record<NonNullable<TableView['kind']>, string>>> = {
  basic: 'B06',
  income: 'B07',
  fiscal: 'B08',
  sangong: 'B08',
  projects: 'B10',
  carriedOver: 'B11',
};

/** B05 合计栏 and its kind: the columns beside a total column against it, row by row. */
export const columnSums: AuditRule = {
  codes: ['B05', 'B06', 'B07', 'B08', 'B10', 'B11'],
  needs: ['tables'],
  run: ({ reading, words }) =>
    reading.tables
      .filter(isJudged)
      .flatMap((view) => oneResidue(view.blocks.flatMap((block) => across(view, block, words.published)))),
};

/** B01 收入总计等于支出总计, B02 各项之和等于总计, B03 其中, in tables of two sides. */
export const sideTotals: AuditRule = {
  codes: ['B01', 'B02', 'B03'],
  needs: ['tables'],
  run: ({ reading, words }) =>
    reading.tables
      .filter(({ kind }) => kind === 'balance' || kind === 'fiscal')
      .flatMap((view) => [
        ...balanced(view, words.published),
        ...oneResidue(view.blocks.flatMap((block) => sides(view, block, words.published))),
      ]),
};

function isJudged({ kind, title }: TableView): boolean {
  return kind !== null && kind !== 'goals' && title !== '';
}

/** Of the residues of a table one is told and the others are counted: they are no fault. */
function oneResidue(findings: readonly AuditFinding[]): AuditFinding[] {
  const residues = findings.filter(({ severity }) => severity === 'note');
  const faults = findings.filter(({ severity }) => severity !== 'note');
  const [first] = residues;
  if (!first) return faults;
  const more = residues.length > 1 ? `这张表另有 ${residues.length - 1} 处尾差。` : '';
  return [...faults, { ...first, message: first.message + more }];
}

function downwards(view: TableView, block: Block, words: PublishedWords): AuditFinding[] {
  const { rows, columns } = block;
  const coded = rows.filter(({ code }) => code !== '');
  if (coded.length < 2 || new Set(coded.map(({ code }) => code)).size < coded.length) return [];
  const lengths = [...new Set(coded.map(({ code }) => code.length))].sort((a, b) => a - b);
  const total = rows.find(({ code, label }) => code === '' && words.rows.sum.test(label));
  const findings: AuditFinding[] = [];
  for (const column of columns) {
    if (words.columns.aside.test(column.path.at(-1)!)) continue;
    const valueIn = (row: BlockRow): Money | null => row.amounts.get(column.index)?.value ?? null;
    const judge = (whole: BlockRow, parts: readonly BlockRow[], what: string): void => {
      const printed = valueIn(whole);
      const values = parts.flatMap((part) => valueIn(part) ?? []);
      if (printed === null && values.length === 0) return;
      const zero = (printed ?? values[0]!).minus(printed ?? values[0]!);
      const found = checkSum(printed ?? zero, values, view.decimals);
      if (found.kind !== 'equal') findings.push(sumFinding('B04', view, found, { row: whole, column, what }));
    };
    for (const [level, length] of lengths.entries()) {
      const next = lengths[level + 1];
      for (const row of coded.filter(({ code }) => code.length === length)) {
        const parts =
          next === undefined
            ? []
            : coded.filter(({ code }) => code.length === next && code.startsWith(row.code));
        if (parts.length > 0) judge(row, parts, `${row.code}的下级科目`);
      }
    }
    if (total && lengths[0]! >= 3) {
      const top = coded.filter(({ code }) => code.length === lengths[0]);
      // Rows beside those with codes are parts of the total as well.
      const others = rows.filter(
        (row) => row.code === '' && row !== total && !words.rows.sum.test(row.label) && row.amounts.size > 0,
      );
      if (others.length === 0) judge(total, top, '各类');
    }
  }
  return findings;
}

interface ColumnSum {
  readonly whole: AmountColumn;
  readonly parts: readonly AmountColumn[];
}

/** The total columns of a head with those that stand beside them, each group by its own total or by all of its columns. */
function columnSumsOf({ columns }: Block, words: PublishedWords): ColumnSum[] {
  const isTotal = (column: AmountColumn): boolean =>
    words.columns.total.test(column.path.at(-1)!) && !words.columns.aside.test(column.path.at(-1)!);
  return columns.filter(isTotal).flatMap((whole): ColumnSum[] => {
    const group = whole.path.slice(0, -1);
    const inGroup = columns.filter(
      (column) =>
        column !== whole &&
        group.every((word, at) => column.path[at] === word) &&
        column.path.length > group.length,
    );
    const children = new Map<string, AmountColumn[]>();
    for (const column of inGroup) {
      const name = column.path[group.length]!;
      children.set(name, [...(children.get(name) ?? []), column]);
    }
    const parts = [...children].flatMap(([name, own]): AmountColumn[] => {
      if (words.columns.aside.test(name) || (words.columns.total.test(name) && own.length === 1)) return [];
      const total = own.find((column) => column.path.length > group.length + 1 && isTotal(column));
      const standing = own.filter((column) => !column.path.some((word) => words.columns.aside.test(word)));
      return total ? [total] : standing;
    });
    return parts.length > 1 ? [{ whole, parts }] : [];
  });
}

function across(view: TableView, block: Block, words: PublishedWords): AuditFinding[] {
  const code = ACROSS[view.kind!] ?? 'B05';
  return columnSumsOf(block, words).flatMap((sum) => {
    const judged = block.rows.flatMap((row) => {
      const whole = row.amounts.get(sum.whole.index)?.value;
      const parts = sum.parts.flatMap((part) => row.amounts.get(part.index)?.value ?? []);
      if (whole === undefined && parts.length === 0) return [];
      const zero = (whole ?? parts[0]!).minus(whole ?? parts[0]!);
      return [{ row, found: checkSum(whole ?? zero, parts, view.decimals) }];
    });
    const right = judged.filter(({ found }) => found.kind !== 'wrong').length;
    // Words over columns only promise a sum; where hardly a row keeps it, the columns are something else.
    if (right * 2 <= judged.length) return [];
    return judged
      .filter(({ found }) => found.kind !== 'equal')
      .map(({ row, found }) =>
        sumFinding(code, view, found, {
          row,
          column: sum.whole,
          what: `“${sum.parts.map((part) => part.path.at(-1)).join('”“')}”`,
        }),
      );
  });
}

function balanced(view: TableView, words: PublishedWords): AuditFinding[] {
  if (view.blocks.length < 2) return [];
  const findAll = (expression: RegExp) =>
    view.blocks.flatMap((block) =>
      block.rows.filter(({ label }) => expression.test(label)).map((row) => ({ row, block })),
    );
  const bare = findAll(/^(?:总计|合计)$/).filter(({ row }) => row.amounts.size > 0);
  const income = findAll(words.rows.incomeTotal).at(-1) ?? bare[0];
  const expenditure = findAll(words.rows.expenditureTotal).at(-1) ?? bare.at(-1);
  if (!income || !expenditure || income.block === expenditure.block) return [];
  const first = ({ row, block }: typeof income) =>
    block.columns.flatMap((column) => row.amounts.get(column.index) ?? [])[0];
  const [one, other] = [first(income), first(expenditure)];
  if (!one || !other || one.value.equals(other.value)) return [];
  return [
    {
      code: 'B01',
      message: `${nameOf(view)}的“${income.row.label}”是${one.text}，“${expenditure.row.label}”是${other.text}，相差${one.value.minus(other.value).abs().toFixed(view.decimals)}。`,
      hint: '收入总计应等于支出总计；核对两边各行和结转结余。',
      at: other.at ?? expenditure.row.at,
      subject: { figures: [income.row.label, expenditure.row.label] },
    },
  ];
}

/** 一、 … rows against the total below them, 其中： rows against the row above them. */
function sides(view: TableView, block: Block, words: PublishedWords): AuditFinding[] {
  const column = block.columns[0]!;
  const { rows } = block;
  const amountIn = (row: BlockRow): Money | null => row.amounts.get(column.index)?.value ?? null;
  const findings: AuditFinding[] = [];
  const isTop = ({ label, code }: BlockRow): boolean =>
    /^[一二三四五六七八九十]+[、.．]/.test(label) || code.length === 3;
  const totals = rows.flatMap((row, index) =>
    words.rows.sum.test(row.label) ||
    words.rows.current.test(row.label.replace(/^[一二三四五六七八九十]+[、.．]/, '本').replace(/^本本/, '本'))
      ? [index]
      : [],
  );
  let from = 0;
  let before: BlockRow | null = null;
  for (const index of totals) {
    const whole = rows[index]!;
    if (isTop(whole)) continue;
    // What is numbered behind the sum of the year is a part of the balances.
    const tops = before ? [] : rows.slice(from, index).filter(isTop);
    const own = [...(before ? [before] : []), ...tops];
    // Behind the sum of the year stand balances without a number.
    const loose = before
      ? rows
          .slice(from, index)
          .filter(
            (row) =>
              !isTop(row) && words.rows.carriedOver.test(row.label) && !words.rows.ofWhich.test(row.label),
          )
      : [];
    const parts = [...own, ...loose];
    const values = parts.flatMap((part) => amountIn(part) ?? []);
    const printed = amountIn(whole);
    if (
      printed !== null &&
      values.length > 0 &&
      tops.length + loose.length > 0 &&
      (before === null || loose.length > 0)
    ) {
      const found = checkSum(printed, values, view.decimals);
      if (found.kind !== 'equal')
        findings.push(
          sumFinding('B02', view, found, {
            row: whole,
            column,
            what: `“${parts[0]!.label}”等 ${parts.length} 行`,
          }),
        );
    }
    before = /本年.*(?:合计|小计)$/.test(whole.label) ? whole : null;
    from = index + 1;
  }
  return [...findings, ...ofWhich(view, block, words)];
}

/** Rows below one that they are parts of: those marked 其中 with what follows, and those of a lower number or of none. */
function ofWhich(view: TableView, { rows, columns }: Block, words: PublishedWords): AuditFinding[] {
  const column = columns[0]!;
  const isMarked = (row: BlockRow): boolean => words.rows.ofWhich.test(row.label);
  const levelOf = (row: BlockRow): number => {
    if (words.rows.sum.test(row.label) || words.rows.current.test(row.label)) return 0;
    if (/^[一二三四五六七八九十]+[、.．]/.test(row.label)) return 1;
    if (/^[（(]?\d+[）)、.．]/.test(row.label) || /^[（(][一二三四五六七八九十]+[）)]/.test(row.label))
      return 2;
    return row.code === '' ? 3 : 0;
  };
  return rows.flatMap((whole, index) => {
    const level = levelOf(whole);
    if (level === 0 || level === 3) return [];
    const below: BlockRow[] = [];
    for (const row of rows.slice(index + 1)) {
      if (levelOf(row) <= level) break;
      below.push(row);
    }
    const least = below.reduce((lowest, row) => Math.min(lowest, levelOf(row)), 9);
    const parts = below.filter((row) => levelOf(row) === least);
    const printed = whole.amounts.get(column.index)?.value;
    const values = parts.flatMap((row) => row.amounts.get(column.index)?.value ?? []);
    if (!printed || printed.isNegative() || values.length === 0) return [];
    const found = checkSum(printed, values, view.decimals);
    // Parts may be left out; more than the whole they cannot be.
    if (found.kind !== 'wrong' || found.sum.lessThan(found.whole)) return [];
    const names =
      parts.filter(isMarked).length > 0 ? '“其中”各行' : `“${parts[0]!.label}”等 ${parts.length} 行`;
    return [
      {
        code: 'B03',
        message: `${nameOf(view)}中${names}之和${found.sum.toFixed(view.decimals)}大于所属的“${whole.label}”${printed.toFixed(view.decimals)}。`,
        hint: '所属各行之和不会大于这一行；核对各行。',
        at: whole.amounts.get(column.index)?.at ?? whole.at,
        subject: { figures: [whole.label] },
      },
    ];
  });
}

interface SumPlace {
  readonly row: BlockRow;
  readonly column: AmountColumn;
  /** What the parts are. */
  readonly what: string;
}

function sumFinding(
  code: string,
  view: TableView,
  { kind, whole, sum, bound }: SumCheck,
  { row, column, what }: SumPlace,
): AuditFinding {
  const places = view.decimals;
  const label = row.label || row.code;
  const head = column.path.at(-1)!;
  const difference = whole.minus(sum).abs().toFixed(places);
  const said = `${nameOf(view)}“${label}”的“${head}”印作${whole.toFixed(places)}，${what}之和为${sum.toFixed(places)}，相差${difference}`;
  const at = row.amounts.get(column.index)?.at ?? row.at;
  if (kind === 'residue') {
    return {
      code,
      severity: 'note',
      message: `${said}（尾差，界为±${bound.toFixed()}）。`,
      hint: RESIDUE_HINT,
      at,
      subject: { figures: [label] },
    };
  }
  return {
    code,
    severity: 'error',
    message: `${said}。`,
    hint: WRONG_HINT,
    at,
    subject: { figures: [label] },
  };
}
