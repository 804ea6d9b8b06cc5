import { ZERO } from '../model/money.ts';
import type { EntityData } from './entity-data.ts';
import type { FinalFile } from './final-file.ts';

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
  const { template, date, cover, contents, approved, amounts, unit, codeNames, counterparts } = file;
  const { purposes, otherMatters, glossary, waivers, level, options } = file;
  return {
    ...{ template, year, date, cover, contents, approved, amounts, unit, codeNames, counterparts },
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
    final: { threePublic, procurement, performance, projects, control, correctionsReason },
  };
}
