import { ledgerOf } from '../books/books.ts';
import type { Unit } from '../books/unit.ts';
import type { Analysis } from '../figures/analysis.ts';
import { evaluationOf } from '../figures/evaluation.ts';
import { sumFigure, totalFigure } from '../figures/figure.ts';
import type { FinalFacts } from '../kinds/final-file.ts';
import type { Figure } from '../model/figure.ts';
import type { DataPath } from '../model/locator.ts';
import type { Money } from '../model/money.ts';
import type { Pack } from '../pack/pack.ts';
import { selfEvaluations } from './self-evaluation-view.ts';
import { stated } from './stated-amount.ts';
import type { ContractsView, CorrectionsView, EvaluationView, View, VisitsView } from './view.ts';

/** What a final account states beside its ledgers, as templates see it; nulls in a budget. */
export function finalView(
  unit: Unit,
  { figures }: Pick<Analysis, 'figures'>,
  pack: Pack,
): Pick<View, 'contracts' | 'visits' | 'evaluation' | 'selfEvaluations' | 'corrections'> {
  const { final } = unit.data;
  if (final === undefined)
    return { contracts: null, visits: null, evaluation: null, selfEvaluations: [], corrections: null };
  return {
    contracts: contractsView(unit),
    visits: visitsView(unit, final, figures.reception?.current ?? null),
    evaluation: evaluationView(unit, final, pack),
    selfEvaluations: selfEvaluations(unit, pack),
    corrections: correctionsView(unit),
  };
}

/** An amount of the final's own data, in 元. */
function amountOf(unit: Unit, amount: (final: FinalFacts) => Money, ...path: DataPath): Figure {
  return stated(unit, ({ final }) => amount(final!), ...path);
}

function contractsView(unit: Unit): ContractsView {
  const contract = (kind: 'goods' | 'works' | 'services') =>
    amountOf(unit, ({ procurement }) => procurement.contracts[kind], 'procurement', 'contracts', kind);
  const reserved = (kind: 'smallMedium' | 'micro') =>
    amountOf(unit, ({ procurement }) => procurement.reserved[kind], 'procurement', 'reserved', kind);
  const awarded = (kind: 'smallMediumInReserved' | 'microInReserved' | 'smallMediumElsewhere') =>
    amountOf(unit, ({ procurement }) => procurement.awarded[kind], 'procurement', 'awarded', kind);
  const [goods, works, services] = [contract('goods'), contract('works'), contract('services')];
  return {
    total: totalFigure([goods, works, services]),
    goods,
    works,
    services,
    reservedForSmallMedium: reserved('smallMedium'),
    reservedForMicro: reserved('micro'),
    awardedInReserved: awarded('smallMediumInReserved'),
    awardedToMicro: awarded('microInReserved'),
    awardedElsewhere: awarded('smallMediumElsewhere'),
  };
}

/** 国内 is what of 公务接待费 is not 国（境）外. */
function visitsView(unit: Unit, { threePublic }: FinalFacts, reception: Figure | null): VisitsView {
  const { domestic, abroad, ...counts } = threePublic;
  const path = ['threePublic'] as const;
  const abroadReception = amountOf(
    unit,
    (final) => final.threePublic.abroad.amount,
    ...path,
    'abroad',
    'amount',
  );
  return {
    groups: counts.groups,
    travellers: counts.travellers,
    travelPurpose: counts.travelPurpose ?? null,
    vehiclesBought: counts.vehiclesBought,
    vehiclesHeld: counts.vehiclesHeld,
    vehiclePurpose: counts.vehiclePurpose ?? null,
    receptionPurpose: counts.receptionPurpose ?? null,
    domesticReception: totalFigure(reception === null ? [] : [reception], [abroadReception]),
    foreignReception: amountOf(
      unit,
      (final) => final.threePublic.domestic.foreign.amount,
      ...path,
      'domestic',
      'foreign',
      'amount',
    ),
    abroadReception,
    domesticBatches: domestic.batches,
    domesticPersons: domestic.persons,
    foreignBatches: domestic.foreign.batches,
    foreignPersons: domestic.foreign.persons,
    abroadBatches: abroad.batches,
    abroadPersons: abroad.persons,
  };
}

/** What was corrected of the opening balance, and why; null where nothing was. */
function correctionsView(unit: Unit): CorrectionsView | null {
  const amount = sumFigure(ledgerOf(unit), [{ side: ['correction'] }]);
  if (amount.isZero) return null;
  const lowers = amount.amount.isNegative();
  const reason = unit.data.final?.correctionsReason ?? null;
  return { amount: lowers ? totalFigure([], [amount]) : amount, lowers, reason };
}

function evaluationView(unit: Unit, { performance }: FinalFacts, pack: Pack): EvaluationView | null {
  const evaluation = evaluationOf(unit, pack.settings);
  if (evaluation === null) return null;
  const { average, ...said } = evaluation;
  return {
    systems: performance.systems ?? null,
    average: average === null ? null : { value: average },
    ...said,
  };
}
