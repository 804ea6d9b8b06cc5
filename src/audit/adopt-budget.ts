import { headerPaths, rowTexts } from '../document/table-grid.ts';
import type { CheckWords } from '../lists/check-words.ts';
import type { Classification } from '../lists/classification.ts';
import type { Finding } from '../model/finding.ts';
import { type Money, sumMoney, toYuan, ZERO } from '../model/money.ts';
import { type AdoptedFunction, sourceOf } from './adopt-prior.ts';
import { Lookup } from './lookup.ts';
import { halfPlace } from './printed.ts';
import { positionIn, type Reading } from './reading.ts';
import { readAmount, type TableView, yuanOf } from './table-view.ts';

/** A line of the budget of the report's own year. */
export interface BudgetLine {
  readonly functionCode: string;
  readonly functionName: string;
  /** Null for the usual one, general public budget. */
  readonly fund: string | null;
  /** Null for basic expenditure. */
  readonly project: string | null;
  readonly economic: string;
  readonly yuan: Money;
  /** Page and table, and what was put in that the report does not say. */
  readonly comment: string;
}

export interface AdoptedBudget {
  readonly lines: readonly BudgetLine[];
  readonly findings: readonly Finding[];
}

interface Amount {
  readonly yuan: Money;
  readonly name: string;
  readonly source: string;
}

/**
 * The budget of the report's own year, as far as its tables leave one possibility: economic codes of basic expenditure by
 * the functions that they always belong to and by what is left, projects by their classes. What could be more than one
 * thing stays out (`J03`).
 */
export function adoptBudget(
  reading: Reading,
  words: CheckWords,
  functions: readonly AdoptedFunction[],
  classification: Classification | null,
): AdoptedBudget {
  const at = new Lookup(reading, words.published);
  const projects = projectLines(reading, at, words, classification);
  const basic = basicLines(at, words, functions);
  const told = new Set([...basic.lines, ...projects].map(({ functionCode }) => functionCode));
  const missing = functions.filter(
    (each) =>
      (each.basic !== null || each.project !== null) &&
      (each.fund !== null || !told.has(each.code) || basic.undecided.includes(each)),
  );
  const findings: Finding[] = missing.map(({ code, name, fund }) => ({
    code: 'J03',
    severity: 'warning',
    message: `${code} ${name}${fund === null ? '' : `（${fund}）`}：报告没有说明${fund === null ? '各经济分类属于哪个科目' : '它的经济分类'}，没有带入 budget。`,
    hint: '按预算批复手工填写这个科目。',
    position: positionIn(reading.file, null),
  }));
  return { lines: [...basic.lines, ...projects], findings };
}

function basicLines(
  at: Lookup,
  words: CheckWords,
  functions: readonly AdoptedFunction[],
): { readonly lines: BudgetLine[]; readonly undecided: AdoptedFunction[] } {
  const view = at.table('basic');
  const open = new Map(
    functions.flatMap((each) =>
      each.fund === null && each.basic !== null ? [[each.code, each] as const] : [],
    ),
  );
  if (view === null || view.unit === null) return { lines: [], undecided: [...open.values()] };
  const economics = economicsOf(view, at);
  const room = toYuan(halfPlace(ZERO, view.decimals), view.unit).times(2);
  const lines: BudgetLine[] = [];
  const give = (code: string, own: readonly string[]): void => {
    const { name, basic } = open.get(code)!;
    // What rounding leaves goes to the largest, so that the function keeps its sum.
    const largest = own.reduce((most, each) =>
      economics.get(each)!.yuan.greaterThan(economics.get(most)!.yuan) ? each : most,
    );
    const rest = basic!.yuan.minus(sumMoney(own.map((each) => economics.get(each)!.yuan)));
    for (const economic of own) {
      const { yuan, name: title, source } = economics.get(economic)!;
      const isMended = economic === largest && !rest.isZero();
      lines.push({
        functionCode: code,
        functionName: name,
        fund: null,
        project: null,
        economic,
        yuan: isMended ? yuan.plus(rest) : yuan,
        comment: `${title}，${source}${isMended ? `；印出的是${yuan.div(10_000).toFixed()}万元，尾差计入` : ''}`,
      });
      economics.delete(economic);
    }
    open.delete(code);
  };
  for (const { economics: own, functions: prefixes } of words.economics.correspondences) {
    const mine = own.filter((code) => economics.has(code));
    const codes = [...open.keys()].filter((code) => prefixes.some((prefix) => code.startsWith(prefix)));
    if (mine.length === 0 || codes.length !== 1) continue;
    const sum = sumMoney(mine.map((code) => economics.get(code)!.yuan));
    if (sum.minus(open.get(codes[0]!)!.basic!.yuan).abs().lessThanOrEqualTo(room)) give(codes[0]!, mine);
  }
  const [last] = open.keys();
  if (open.size === 1 && economics.size > 0) {
    const sum = sumMoney([...economics.values()].map(({ yuan }) => yuan));
    const bound = room.times(economics.size + 1);
    if (sum.minus(open.get(last!)!.basic!.yuan).abs().lessThanOrEqualTo(bound))
      give(last!, [...economics.keys()]);
  }
  const given = new Set(lines.map(({ functionCode }) => functionCode));
  return { lines, undecided: [...open.values()].filter(({ code }) => !given.has(code)) };
}

function economicsOf(view: TableView, at: Lookup): Map<string, Amount> {
  const economics = new Map<string, Amount>();
  for (const block of view.blocks) {
    for (const row of block.rows) {
      const amount = row.amounts.get(at.column(block, 'total')?.index ?? -1) ?? [...row.amounts.values()][0];
      if (row.code.length !== 5 || !amount || amount.value.isZero()) continue;
      const source = sourceOf(view, row);
      economics.set(row.code, { yuan: yuanOf(view, amount)!, name: row.label, source });
    }
  }
  return economics;
}

/** Projects by function and class of economic codes; the report tells no more of them than the class. */
function projectLines(
  { year }: Reading,
  at: Lookup,
  words: CheckWords,
  classification: Classification | null,
): BudgetLine[] {
  const view = at.table('projects');
  if (view === null || view.unit === null || classification === null || year === null) return [];
  const { table } = view;
  const heads = headerPaths(table).map((head) => head.replace(/\s/g, ''));
  const nameColumn = heads.findIndex((head) => words.published.adopted.projectName.test(head));
  const classOf = (head: string): string | null => {
    const leaf = head.split('/').at(-1)!;
    const found = [...classification.economics].find(([code, name]) => code.length === 3 && name === leaf);
    return found?.[0] ?? null;
  };
  if (nameColumn < 0) return [];
  const body = table.rows.filter((row) => row.section !== 'head' && !row.isMark);
  return view.blocks.flatMap((block) =>
    block.rows.flatMap((row): BudgetLine[] => {
      const texts = rowTexts(table, body[row.index]!);
      const project = (texts[nameColumn] ?? '').replace(/\s/g, '');
      if (row.code.length !== 7 || project === '') return [];
      return heads.flatMap((head, column): BudgetLine[] => {
        const economicClass = classOf(head);
        const amount = readAmount(texts[column] ?? '', row.at);
        if (economicClass === null || amount === null || amount === 'unreadable' || amount.value.isZero())
          return [];
        return [
          {
            functionCode: row.code,
            functionName: row.label.replace(project, ''),
            fund: null,
            project,
            economic: restOf(economicClass, classification),
            yuan: yuanOf(view, amount)!,
            comment: `${sourceOf(view, row)}；报告只列到类（${head.split('/').at(-1)}），款未公开`,
          },
        ];
      });
    }),
  );
}

/** The code of a class for what has no other (其他……); the last of the class. `302` → 30299 */
function restOf(economicClass: string, { economics }: Classification): string {
  const own = [...economics.keys()]
    .filter((code) => code.length === 5 && code.startsWith(economicClass))
    .sort();
  return own.at(-1) ?? `${economicClass}99`;
}
