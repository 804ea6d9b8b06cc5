import type { Unit } from '../../src/books/unit.ts';
import type { CheckContext } from '../../src/check/context.ts';
import { analyse } from '../../src/figures/analysis.ts';
import { kindOf } from '../../src/kinds/registry.ts';
import type { Pack } from '../../src/pack/pack.ts';
import { packs } from './repository-packs.ts';

const words = await packs.checkWords();

/** What a rule looks at, for a unit and a pack in memory; no document is made. */
export function contextOf(unit: Unit, pack: Pack, parts: Partial<CheckContext> = {}): CheckContext {
  return {
    unit,
    pack,
    analysis: analyse(unit, pack),
    grids: [],
    prose: null,
    body: null,
    words,
    unread: [],
    humanTexts: kindOf(unit).texts(unit.data),
    projectTotals: new Map(),
    ...parts,
  };
}
