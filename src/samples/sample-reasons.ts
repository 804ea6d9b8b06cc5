import { fundByName } from '../model/fund.ts';
import { printedValue, sumMoney } from '../model/money.ts';
import type { Random } from './random.ts';
import type { SampleLedger, SampleLine } from './sample-ledger.ts';
import { fill, type Vocabulary } from './vocabulary.ts';

type Filter = (line: SampleLine) => boolean;
type Direction = 'Up' | 'Down';

const budget = (line: SampleLine) => fundByName(line.fund)!.budget;
const isGeneral: Filter = (line) => budget(line) === 'generalPublicBudget';
const isFiscal: Filter = (line) => budget(line) !== 'ownFunds' && budget(line) !== 'specialAccount';
const isBasic: Filter = (line) => line.project === null && line.handed === undefined;
const isOperating: Filter = (line) => isGeneral(line) && isBasic(line) && !/^30[13]/.test(line.economicCode);
const isProject: Filter = (line) => line.project !== null;

/** The sources of income that a report explains one by one. */
const INCOME: Readonly<Record<string, Filter>> = {
  ...Object.fromEntries(
    [
      '一般公共预算',
      '上级一般公共预算转移支付',
      '政府性基金预算',
      '上级政府性基金转移支付',
      '国有资本经营预算',
      '上级国有资本经营转移支付',
      '财政专户',
    ].map((name): [string, Filter] => [name, (line) => line.fund === name && !line.carriedOver]),
  ),
  单位资金: (line) => budget(line) === 'ownFunds' && !line.carriedOver,
  财政拨款结转: (line) => isFiscal(line) && line.carriedOver,
  非财政拨款结转结余: (line) => !isFiscal(line) && line.carriedOver,
};

const THREE_PUBLIC: readonly (readonly [string, string, string])[] = [
  ['abroad', '30212', '因公出国（境）费'],
  ['vehiclePurchase', '31013', '公务用车购置费'],
  ['vehicleRunning', '30231', '公务用车运行费'],
  ['reception', '30217', '公务接待费'],
];

/**
 * A reason for every figure that differs from last year's, and for no other. `organs` is the ledger of those whose
 * running counts as 运行经费: of a department not all of its members.
 */
export function sampleReasons(random: Random, ledger: SampleLedger, words: Vocabulary, organs = ledger) {
  const reason = (
    kind: 'staff' | 'work' | 'three' | 'income',
    filter: Filter,
    label = '',
    of: SampleLedger = ledger,
  ) => {
    const way = direction(of, filter);
    return way === null ? undefined : fill(random.pick(words[`${kind}${way}`]), { label });
  };
  const codes = [...new Set([...ledger.current, ...ledger.prior].map((line) => line.functionCode))].sort();
  return given({
    income: given(
      Object.fromEntries(
        Object.entries(INCOME).map(([name, filter]) => [name, reason('income', filter, name)]),
      ),
    ),
    basic: reason('staff', isBasic),
    project: reason('work', isProject),
    generalBasic: reason('staff', (line) => isGeneral(line) && isBasic(line)),
    generalProject: reason('work', (line) => isGeneral(line) && isProject(line)),
    items: given(
      Object.fromEntries(
        codes.map((code) => [
          code,
          reason(
            isWork(ledger, code) ? 'work' : 'staff',
            (line) => line.functionCode === code && isFiscal(line),
          ),
        ]),
      ),
    ),
    ...Object.fromEntries(
      THREE_PUBLIC.map(([key, code, label]) => [
        key,
        reason('three', (line) => line.economicCode === code && isFiscal(line), label),
      ]),
    ),
    operatingCost: reason('staff', isOperating, '', organs),
  });
}

/** What last year's lump sums cannot tell and a unit file states outright, in 元. */
export function statedLastYear({ prior }: SampleLedger, organs: Pick<SampleLedger, 'prior'> = { prior }) {
  const sum = (filter: Filter, lines = prior) => sumMoney(lines.filter(filter).map(({ amount }) => amount));
  return {
    ...Object.fromEntries(
      THREE_PUBLIC.map(([key, code]) => [key, sum((line) => line.economicCode === code && isFiscal(line))]),
    ),
    operatingCost: sum(isOperating, organs.prior),
  };
}

function isWork({ current, prior }: SampleLedger, code: string): boolean {
  return [...current, ...prior].some((line) => line.functionCode === code && line.project !== null);
}

/** Compared as printed, in 万元 with two decimals: a difference that is not printed needs no reason. */
function direction({ current, prior }: SampleLedger, filter: Filter): Direction | null {
  const [now, then] = [current, prior].map((lines) =>
    printedValue(sumMoney(lines.filter(filter).map(({ amount }) => amount)), '万元', 2),
  );
  const order = now!.comparedTo(then!);
  return order === 0 ? null : order > 0 ? 'Up' : 'Down';
}

/** An object without its missing entries; missing itself when nothing is left. */
function given<T>(entries: Readonly<Record<string, T | undefined>>): Record<string, T> | undefined {
  const kept = Object.entries(entries).filter((entry): entry is [string, T] => entry[1] !== undefined);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
