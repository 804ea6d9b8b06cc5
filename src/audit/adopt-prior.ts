import type { CheckWords } from '../lists/check-words.ts';
import type { Finding } from '../model/finding.ts';
import { type AmountUnit, type Money, toYuan, ZERO } from '../model/money.ts';
import { nameOf } from './audit-rule.ts';
import { Lookup } from './lookup.ts';
import { positionIn, type Reading } from './reading.ts';
import { sangongLines } from './sangong-lines.ts';
import { type BlockRow, type PrintedAmount, type TableView, yuanOf } from './table-view.ts';
import { tablesByTitle } from './tables-by-title.ts';

/** A value of the file of this year, and where last year's report says it. */
export interface AdoptedAmount {
  readonly yuan: Money;
  /** Page and table: 第6页第8行，“一般公共预算支出情况表”. */
  readonly source: string;
}

/** What one function code had last year, by kind. */
export interface AdoptedFunction {
  readonly code: string;
  readonly name: string;
  /** Null for the usual one, general public budget. */
  readonly fund: string | null;
  readonly basic: AdoptedAmount | null;
  readonly project: AdoptedAmount | null;
}

/** Last year's figures as its published tables state them. */
export interface AdoptedPrior {
  readonly functions: readonly AdoptedFunction[];
  /** By the field of `prior.stated`. */
  readonly stated: ReadonlyMap<string, AdoptedAmount>;
  readonly findings: readonly Finding[];
}

const FUNDS = { general: null, fundBudget: '政府性基金预算', capitalBudget: '国有资本经营预算' } as const;

/**
 * Last year's figures of a published report: basic and project expenditure of every function code by fund, the items of
 * 三公 and the operating cost. What the tables do not say stays out, with a finding (`J01` a table is missing, `J02` a
 * figure of no known fund).
 */
export function adoptPrior(reading: Reading, words: CheckWords): AdoptedPrior {
  const at = new Lookup(reading, words.published);
  const findings = tornTables(reading);
  const functions = (['general', 'fundBudget', 'capitalBudget'] as const).flatMap((kind) => {
    const view = at.table(kind);
    if (view === null || view.unit === null) {
      findings.push(missing(reading, kind, view));
      return [];
    }
    return functionsOf(view, at, FUNDS[kind]);
  });
  addUnfunded(reading, at, functions, findings);
  return { functions, stated: statedOf(reading, at, words, findings), findings };
}

function functionsOf(view: TableView, at: Lookup, fund: string | null): AdoptedFunction[] {
  return view.blocks.flatMap((block) => {
    const [basic, project] = [at.column(block, 'basic'), at.column(block, 'project')];
    // A group without a total of its own is the sum of its columns.
    const parts = block.columns.filter(({ path }) => path.some((word) => /基本支出/.test(word)));
    return block.rows.flatMap((row): AdoptedFunction[] => {
      if (row.code.length !== 7) return [];
      const whole = (amount: PrintedAmount | undefined): AdoptedAmount | null =>
        amount === undefined || amount.value.isZero()
          ? null
          : { yuan: yuanOf(view, amount)!, source: sourceOf(view, row) };
      const sum = parts.reduce((total, { index }) => total.plus(row.amounts.get(index)?.value ?? 0), ZERO);
      const own = basic
        ? whole(row.amounts.get(basic.index))
        : sum.isZero()
          ? null
          : { yuan: toYuan(sum, view.unit!), source: sourceOf(view, row) };
      return [
        {
          code: row.code,
          name: row.label,
          fund,
          basic: own,
          project: project ? whole(row.amounts.get(project.index)) : null,
        },
      ];
    });
  });
}

/** Where a row stands: 第6页第8行，“一般公共预算支出情况表” */
export function sourceOf(view: TableView, row: BlockRow): string {
  const place = row.at?.place ?? (row.at ? `第${row.at.line}行` : '');
  return `${place}${place === '' ? '' : '，'}${nameOf(view)}`;
}

/** Tables of which nothing is taken, as their columns were not made out. */
function tornTables({ file, tables }: Reading): Finding[] {
  const torn = tables.filter(({ isTorn }) => isTorn);
  if (torn.length === 0) return [];
  return [
    {
      code: 'J01',
      severity: 'warning',
      message: `没有表格线、认不全栏的表${tablesByTitle(torn)}，其中的内容没有带入。`,
      hint: '按公开的报告手工填写。',
      position: positionIn(file, torn[0]!.table.at ?? null),
    },
  ];
}

function missing(reading: Reading, kind: keyof typeof FUNDS, view: TableView | null): Finding {
  const what = kind === 'general' ? '一般公共预算支出表' : `${FUNDS[kind]}支出表`;
  return {
    code: 'J01',
    severity: kind === 'general' ? 'error' : 'warning',
    message:
      view === null
        ? `没有找到${what}，其中的上年数没有带入。`
        : `${nameOf(view)}没有写金额单位，其中的上年数没有带入。`,
    hint: '按公开的报告手工填写 prior.budget。',
    position: positionIn(reading.file, view?.table.at ?? null),
  };
}

/** What the table of all expenditure has beyond the three funds is of funds that no table tells by function. */
function addUnfunded(
  reading: Reading,
  at: Lookup,
  functions: readonly AdoptedFunction[],
  findings: Finding[],
): void {
  const view = at.table('expenditure');
  if (view === null || view.unit === null) return;
  for (const block of view.blocks) {
    const column = at.column(block, 'total');
    for (const row of column ? block.rows.filter(({ code }) => code.length === 7) : []) {
      const printed = row.amounts.get(column!.index);
      if (!printed) continue;
      const known = functions
        .filter(({ code }) => code === row.code)
        .reduce((sum, { basic, project }) => sum.plus(basic?.yuan ?? 0).plus(project?.yuan ?? 0), ZERO);
      const rest = yuanOf(view, printed)!.minus(known);
      if (rest.abs().lessThanOrEqualTo(toYuan(ZERO.plus('0.02'), view.unit))) continue;
      findings.push({
        code: 'J02',
        severity: 'warning',
        message: `${row.code} ${row.label}上年共${printed.text}${view.unit}，其中${rest.div(10_000).toFixed()}万元看不出资金来源，没有带入。`,
        hint: '按资金来源（财政专户、事业收入等）手工补写在这个科目下。',
        position: positionIn(reading.file, row.at),
      });
    }
  }
}

function statedOf(
  reading: Reading,
  at: Lookup,
  words: CheckWords,
  findings: Finding[],
): Map<string, AdoptedAmount> {
  const stated = new Map<string, AdoptedAmount>();
  const view = at.table('sangong');
  const lines = view === null ? [] : sangongLines(view, words.published);
  const line = lines.find(({ name }) => /合计/.test(name)) ?? lines[0];
  if (view?.unit && line) {
    const fields = {
      abroad: 'abroad',
      vehiclePurchase: 'purchase',
      vehicleRunning: 'running',
      reception: 'reception',
    } as const;
    for (const [field, item] of Object.entries(fields)) {
      const amount = line.amounts.get(item);
      stated.set(field, {
        yuan: amount ? yuanOf(view, amount)! : ZERO,
        source: `${amount?.at?.place ?? view.table.at?.place ?? ''}${nameOf(view)}`,
      });
    }
  } else {
    findings.push({
      code: 'J01',
      severity: 'warning',
      message: '没有读出“三公”经费各项的上年数。',
      hint: '手工填写 prior.stated。',
      position: positionIn(reading.file, view?.table.at ?? null),
    });
  }
  const cost = at.total('basic', 'publicCost');
  if (cost?.amount && cost.view.unit)
    stated.set('operatingCost', {
      yuan: yuanOf(cost.view, cost.amount)!,
      source: sourceOf(cost.view, cost.row),
    });
  else
    findings.push({
      code: 'J01',
      severity: 'warning',
      message: '没有读出公用经费合计，上年运行经费没有带入。',
      hint: '手工填写 prior.stated.operatingCost。',
      position: positionIn(reading.file, null),
    });
  return stated;
}

/**
 * The `prior:` of a unit file, in the unit that the file states its amounts in, every value with a comment that says
 * where it came from.
 *
 * Example: `    basic: 470.47 # 第12页第9行，“一般公共预算支出情况表”`
 */
export function priorText({ functions, stated }: AdoptedPrior, unit: AmountUnit): string {
  const amount = (value: Money): string => (unit === '元' ? value : value.div(10_000)).toFixed();
  const lines = ['prior:', '  budget:'];
  const byCode = new Map<string, AdoptedFunction[]>();
  for (const each of functions) byCode.set(each.code, [...(byCode.get(each.code) ?? []), each]);
  for (const [code, own] of [...byCode].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (own.every(({ basic, project }) => basic === null && project === null)) continue;
    lines.push(`    ${code}: # ${own[0]!.name}`);
    const only = own.length === 1 ? own[0]! : null;
    if (only?.fund) lines.push(`      fund: ${only.fund}`);
    for (const kind of ['basic', 'project'] as const) {
      const known = own.filter((each) => each[kind] !== null);
      if (known.length === 0) continue;
      if (only) lines.push(`      ${kind}: ${amount(only[kind]!.yuan)} # ${only[kind]!.source}`);
      else {
        lines.push(`      ${kind}:`);
        for (const each of known)
          lines.push(
            `        ${each.fund ?? '一般公共预算'}: ${amount(each[kind]!.yuan)} # ${each[kind]!.source}`,
          );
      }
    }
  }
  if (lines.length === 2) lines[1] = '  budget: {}';
  if (stated.size > 0) lines.push('  stated:');
  for (const [field, { yuan, source }] of stated) lines.push(`    ${field}: ${amount(yuan)} # ${source}`);
  return `${lines.join('\n')}\n`;
}
