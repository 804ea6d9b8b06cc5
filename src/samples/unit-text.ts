import { dump } from 'js-yaml';
import { OWN_KINDS } from '../model/ledger.ts';
import { type AmountUnit, type Money, parseDecimal, toYuan } from '../model/money.ts';
import type { SampleLine } from './sample-ledger.ts';

type Cell = string | { [fund: string]: string | Record<string, string> };

const DEFAULT_FUND_NAME = '一般公共预算';

/** An amount in 元 as a data file of that unit writes it, exactly. `229740 元, 万元` → `22.974` */
export function writtenAmount(yuan: Money, amounts: AmountUnit): string {
  const value = yuan.div(toYuan(parseDecimal('1')!, amounts));
  return value.toFixed(Math.max(2, value.decimalPlaces()));
}

/** The `budget` of a unit file. */
export function budgetEntries(lines: readonly SampleLine[], amounts: AmountUnit) {
  return byFunction(lines, (entry) => ({
    ...(entry.basic.length > 0 ? { basic: byEconomic(entry.basic, amounts) } : {}),
    ...(entry.projects.size > 0
      ? {
          project: Object.fromEntries(
            [...entry.projects].map(([name, own]) => [name, byEconomic(own, amounts)]),
          ),
        }
      : {}),
    ...handedOn(entry.handed, amounts),
  }));
}

/** What is handed on, by kind and receiver, from the fund that pays it. */
function handedOn(lines: readonly SampleLine[], amounts: AmountUnit) {
  const kinds = new Set(lines.flatMap(({ handed }) => handed?.kind ?? []));
  return Object.fromEntries(
    [...kinds].map((kind) => [
      kind,
      Object.fromEntries(
        lines
          .filter(({ handed }) => handed?.kind === kind)
          .map(({ handed, fund, amount }) => [handed!.to, { [fund]: writtenAmount(amount, amounts) }]),
      ),
    ]),
  );
}

/** `prior.budget` with nothing but lump sums per function and kind. */
export function lumpEntries(lines: readonly SampleLine[], amounts: AmountUnit) {
  return byFunction(lines, (entry) => ({
    ...(entry.basic.length > 0 ? { basic: cellOf(entry.basic, amounts) } : {}),
    ...(entry.projects.size > 0 ? { project: cellOf([...entry.projects.values()].flat(), amounts) } : {}),
  }));
}

/** A ledger as CSV, one line per entry. */
export function ledgerCsv(lines: readonly SampleLine[], amounts: AmountUnit): string {
  const rows = lines.map(({ functionCode, economicCode, project, fund, carriedOver, amount }) => [
    functionCode,
    economicCode,
    project === null ? OWN_KINDS.basic : OWN_KINDS.project,
    project ?? '',
    fund,
    carriedOver ? '是' : '否',
    writtenAmount(amount, amounts),
  ]);
  const header = ['功能科目编码', '经济科目编码', '支出类型', '项目名称', '资金来源', '是否结转', '金额'];
  return [header, ...rows].map((row) => `${row.join(',')}\n`).join('');
}

/** The text of a unit file; digits stand without quotes, as people write them. */
export function unitText(notice: string, data: object): string {
  const yaml = dump(data, { lineWidth: -1 });
  const plain = yaml
    .replace(/^(\s*)'(\d+)':/gm, '$1$2:')
    .replace(/: '(\d+(?:\.\d+)?|\d{4}-\d\d-\d\d)'$/gm, ': $1');
  return `# ${notice}\n${plain}`;
}

interface FunctionLines {
  readonly basic: SampleLine[];
  readonly projects: Map<string, SampleLine[]>;
  readonly handed: SampleLine[];
}

function byFunction<T>(lines: readonly SampleLine[], make: (entry: FunctionLines) => T): Record<string, T> {
  const entries = new Map<string, FunctionLines>();
  for (const line of lines) {
    const entry: FunctionLines = entries.get(line.functionCode) ?? {
      basic: [],
      projects: new Map(),
      handed: [],
    };
    entries.set(line.functionCode, entry);
    if (line.handed) entry.handed.push(line);
    else if (line.project === null) entry.basic.push(line);
    else entry.projects.set(line.project, [...(entry.projects.get(line.project) ?? []), line]);
  }
  return Object.fromEntries([...entries].map(([code, entry]) => [code, make(entry)]));
}

function byEconomic(lines: readonly SampleLine[], amounts: AmountUnit): Record<string, Cell> {
  const codes = [...new Set(lines.map(({ economicCode }) => economicCode))];
  return Object.fromEntries(
    codes.map((code) => [
      code,
      cellOf(
        lines.filter((line) => line.economicCode === code),
        amounts,
      ),
    ]),
  );
}

function cellOf(lines: readonly SampleLine[], amounts: AmountUnit): Cell {
  const sums = new Map<string, Money>();
  const carried = new Map<string, Money>();
  for (const { fund, carriedOver, amount } of lines) {
    const into = carriedOver ? carried : sums;
    into.set(fund, into.get(fund)?.plus(amount) ?? amount);
  }
  const only = sums.get(DEFAULT_FUND_NAME);
  if (only && sums.size === 1 && carried.size === 0) return writtenAmount(only, amounts);
  const texts = (of: ReadonlyMap<string, Money>) =>
    Object.fromEntries([...of].map(([fund, amount]) => [fund, writtenAmount(amount, amounts)]));
  return { ...texts(sums), ...(carried.size > 0 ? { carryover: texts(carried) } : {}) };
}
