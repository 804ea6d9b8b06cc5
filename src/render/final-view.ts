import type { Unit } from '../books/unit.ts';
import type { Analysis } from '../figures/analysis.ts';
import { totalFigure } from '../figures/figure.ts';
import type { FinalFacts } from '../kinds/final-file.ts';
import type { Figure } from '../model/figure.ts';
import type { DataPath } from '../model/locator.ts';
import type { Money } from '../model/money.ts';
import { stated } from './stated-amount.ts';
import type { ContractsView, EvaluationView, View, VisitsView } from './view.ts';

/** What a final account states beside its ledgers, as templates see it; nulls in a budget. */
export function finalView(
  unit: Unit,
  { figures }: Pick<Analysis, 'figures'>,
): Pick<View, 'contracts' | 'visits' | 'evaluation'> {
  const { final } = unit.data;
  if (final === undefined) return { contracts: null, visits: null, evaluation: null };
  return {
    contracts: contractsView(unit),
    visits: visitsView(unit, final, figures.reception?.current ?? null),
    evaluation: evaluationView(unit, final),
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

function evaluationView(unit: Unit, { performance }: FinalFacts): EvaluationView | null {
  const { evaluation, systems } = performance;
  if (evaluation === undefined) return null;
  const projects = (kind: 'goals' | 'tracking' | 'evaluation') => ({
    count: (performance[kind] ?? evaluation).count,
    amount: amountOf(
      unit,
      (final) => (final.performance[kind] ?? final.performance.evaluation!).amount,
      'performance',
      performance[kind] === undefined ? 'evaluation' : kind,
      'amount',
    ),
  });
  return {
    systems: systems ?? null,
    goals: projects('goals'),
    tracking: projects('tracking'),
    self: projects('evaluation'),
    average: evaluation.average === undefined ? null : { value: evaluation.average },
    grades: Object.entries(evaluation.grades).map(([name, count]) => ({ name, count })),
    problems: evaluation.problems,
  };
}
