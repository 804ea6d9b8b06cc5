import { type Classification, economicName, functionName } from '../lists/classification.ts';
import type { Filter } from '../model/filter.ts';
import { BUDGETS, FUNDS, type FundLevel } from '../model/fund.ts';
import { CLOSING, CLOSING_TITLE, KINDS, type LedgerLine, PHASES, SIDES } from '../model/ledger.ts';

const LEVELS: Readonly<Record<FundLevel, string>> = {
  local: '本级资金',
  transfer: '上级转移支付',
  own: '单位自有',
};

/**
 * What lines a figure is the sum of, in words. `[{budgets: generalPublicBudget}, {kind: basic, economics: [301]}]`
 * → 一般公共预算 · 基本支出 · 301 工资福利支出
 */
export function filterWords(filters: readonly Filter[], classification: Classification): string {
  const economics = named((code) => economicName(classification, code));
  const conditions: readonly ((filter: Filter) => string | null)[] = [
    ({ units }) => units?.join('、') ?? null,
    ({ unitKinds }) => unitKinds?.join('、') ?? null,
    ({ side }) => side?.map((each) => (each === CLOSING ? CLOSING_TITLE : SIDES[each])).join('、') ?? null,
    ({ phase }) => phase?.map((each) => PHASES[each]).join('、') ?? null,
    ({ budgets }) => budgets?.map((budget) => BUDGETS[budget]).join('、') ?? null,
    ({ levels }) => levels?.map((level) => LEVELS[level]).join('、') ?? null,
    ({ funds }) => funds?.map(fundName).join('、') ?? null,
    ({ carriedOver }) => (carriedOver === undefined ? null : carriedOver ? '上年结转结余' : '当年资金'),
    ({ kind }) => (kind === undefined ? null : KINDS[kind]),
    ({ project }) => (project === undefined ? null : `项目“${project}”`),
    ({ functions }) => functions?.map(named((code) => functionName(classification, code))).join('、') ?? null,
    (filter) => filter.economics?.map(economics).join('、') ?? null,
    ({ exceptEconomics }) => (exceptEconomics ? `不含 ${exceptEconomics.map(economics).join('、')}` : null),
  ];
  const words = conditions.flatMap((wordsOf) => filters.map(wordsOf)).filter((word) => word !== null);
  return words.length === 0 ? '全部预算明细' : [...new Set(words)].join(' · ');
}

/** What a ledger line is, in words. 2010350 事业运行 · 基本支出 · 30101 基本工资 · 一般公共预算 */
export function lineWords(line: LedgerLine, classification: Classification): string {
  const { functionCode, economicCode, kind, project, fund, carriedOver, member, counterpart, side } = line;
  return [
    ...(member === null ? [] : [member.name]),
    ...(side === 'expenditure' ? [] : [SIDES[side]]),
    ...(functionCode === '' ? [] : [named((code) => functionName(classification, code))(functionCode)]),
    ...(project === null ? (kind === null ? [] : [KINDS[kind]]) : [`项目“${project}”`]),
    ...(counterpart === null ? [] : [counterpart]),
    ...(economicCode === null ? [] : [named((code) => economicName(classification, code))(economicCode)]),
    fund.name,
    ...(carriedOver ? ['上年结转结余'] : []),
  ].join(' · ');
}

/** A code with its name, once where the lists have no name for it. */
function named(nameOf: (code: string) => string): (code: string) => string {
  return (code) => (nameOf(code) === code ? code : `${code} ${nameOf(code)}`);
}

function fundName(id: string): string {
  return FUNDS.find((fund) => fund.id === id)?.name ?? id;
}
