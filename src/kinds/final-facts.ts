import type { DataPath } from '../model/locator.ts';
import { type Money, sumMoney, toYuan, ZERO } from '../model/money.ts';
import { departmentFacts, departmentPath, type MemberFacts } from './department-facts.ts';
import type { DepartmentFinalFile } from './department-final-file.ts';
import type { EntityData } from './entity-data.ts';
import type { FinalFacts, FinalFile } from './final-file.ts';

/**
 * What a final account states beside its ledgers, in the words that both documents share; what only a final states
 * stands in `final`. Assets are those of the end of the account's own year.
 */
export function finalFacts(file: FinalFile): EntityData {
  const {
    threePublic,
    procurement,
    performance,
    projects,
    control,
    correctionsReason,
    reasons,
    assets,
    year,
  } = file;
  const { template, date, cover, contents, termsOfForm, approved, amounts, unit, codeNames, counterparts } =
    file;
  const { purposes, otherMatters, glossary, waivers, level, options } = file;
  return {
    ...{
      template,
      year,
      date,
      cover,
      contents,
      termsOfForm,
      approved,
      amounts,
      unit,
      codeNames,
      counterparts,
    },
    ...{ purposes, otherMatters, glossary, waivers, level, options },
    document: '决算',
    reasons: reasons as EntityData['reasons'],
    prior: {},
    projects: [],
    performance: {},
    procurement: {
      goods: ZERO,
      works: ZERO,
      services: ZERO,
      reservedForSmallMedium: ZERO,
      reservedForMicro: ZERO,
    },
    assets: { ...assets, asOf: assets.asOf ?? { year, month: 12, day: 31 } },
    final: {
      threePublic,
      procurement,
      performance,
      projects,
      control,
      controlAmounts: amounts,
      correctionsReason,
    },
  };
}

/**
 * What a department's final account states beside its ledgers: what its members state added up, in 元, and its own
 * words. Counts of journeys, vehicles and guests, contracts and assets add; evaluations are joined where they are asked
 * for (figures/evaluation.ts).
 */
export function departmentFinalFacts(
  { reasons, threePublic, performance, control, correctionsReason, plan: _, ...file }: DepartmentFinalFile,
  members: readonly MemberFacts[],
): EntityData {
  const finals = members.flatMap(({ data }) =>
    data?.final === undefined ? [] : [{ ...data, final: data.final }],
  );
  const { budgetFrom: __, prior: ___, ...own } = file;
  const facts = departmentFacts(
    { ...own, reasons: {}, performance: {}, projectNotes: [], document: undefined },
    members,
  );
  const count = (of: (final: FinalFacts) => number) => finals.reduce((sum, { final }) => sum + of(final), 0);
  const yuan = (of: (final: FinalFacts) => Money) =>
    sumMoney(finals.map(({ final, amounts }) => toYuan(of(final), amounts)));
  return {
    ...facts,
    document: '决算',
    reasons: reasons as EntityData['reasons'],
    final: {
      threePublic: {
        ...threePublic,
        groups: count((final) => final.threePublic.groups),
        travellers: count((final) => final.threePublic.travellers),
        vehiclesBought: count((final) => final.threePublic.vehiclesBought),
        vehiclesHeld: count((final) => final.threePublic.vehiclesHeld),
        domestic: {
          batches: count((final) => final.threePublic.domestic.batches),
          persons: count((final) => final.threePublic.domestic.persons),
          foreign: {
            batches: count((final) => final.threePublic.domestic.foreign.batches),
            persons: count((final) => final.threePublic.domestic.foreign.persons),
            amount: yuan((final) => final.threePublic.domestic.foreign.amount),
          },
        },
        abroad: {
          batches: count((final) => final.threePublic.abroad.batches),
          persons: count((final) => final.threePublic.abroad.persons),
          amount: yuan((final) => final.threePublic.abroad.amount),
        },
      },
      procurement: {
        contracts: {
          goods: yuan(({ procurement }) => procurement.contracts.goods),
          works: yuan(({ procurement }) => procurement.contracts.works),
          services: yuan(({ procurement }) => procurement.contracts.services),
        },
        reserved: {
          smallMedium: yuan(({ procurement }) => procurement.reserved.smallMedium),
          micro: yuan(({ procurement }) => procurement.reserved.micro),
        },
        awarded: {
          smallMediumInReserved: yuan(({ procurement }) => procurement.awarded.smallMediumInReserved),
          microInReserved: yuan(({ procurement }) => procurement.awarded.microInReserved),
          smallMediumElsewhere: yuan(({ procurement }) => procurement.awarded.smallMediumElsewhere),
        },
      },
      performance,
      projects: [],
      control,
      controlAmounts: file.amounts,
      correctionsReason,
    },
  };
}

/** Where a datum of a department's final stands in its file; null where its members state it. */
export function departmentFinalPath(path: DataPath): DataPath | null {
  const [head, next] = path;
  if (head === 'threePublic') return String(next).endsWith('Purpose') ? path : null;
  if (head === 'performance') return next === 'systems' ? path : null;
  return departmentPath(path);
}
