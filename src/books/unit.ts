import type { EntityData, MemberData } from '../kinds/entity-data.ts';
import type { KindName } from '../kinds/registry.ts';
import type { Classification } from '../lists/classification.ts';
import type { SourceText } from '../model/finding.ts';
import type { Locator } from '../model/locator.ts';
import type { Pack } from '../pack/pack.ts';
import type { Books } from './books.ts';

/** A body that a department is made of; `loaded` is null for one without a budget of its own. */
export interface Member extends MemberData {
  readonly loaded: LoadedUnit | null;
}

/**
 * One entity for one year, as loaded: typed data, its books, and where everything is written. What cannot cross to
 * another thread (`locator`) is made again there from the path of its file.
 */
export interface Unit {
  /** Path of the unit file as the user gave it. */
  readonly file: string;
  /** What kind of entity it is and which document it publishes; see kinds/registry.ts. */
  readonly kind: KindName;
  readonly data: EntityData;
  readonly books: Books;
  /** Of a department, in the order in which its file names them; none of a unit. */
  readonly members: readonly Member[];
  readonly classification: Classification;
  readonly locator: Locator;
  /** All files read, so that findings can show the line they speak of. */
  readonly sources: readonly SourceText[];
}

/** A unit with the pack it asks for. */
export interface LoadedUnit {
  readonly unit: Unit;
  readonly pack: Pack;
}

/** The members that have a budget. */
export function budgetedMembers({ members }: Unit): Unit[] {
  return members.flatMap(({ loaded }) => (loaded === null ? [] : [loaded.unit]));
}
