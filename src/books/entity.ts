import type { MemberFacts } from '../kinds/department-facts.ts';
import type { EntityData } from '../kinds/entity-data.ts';
import type { Locator } from '../model/locator.ts';
import type { Book } from './books.ts';
import type { EntityFile, EntityFiles } from './entity-file.ts';

/** A member as a department's file names it, read as far as it has a file. */
export interface ReadMember {
  readonly facts: MemberFacts;
  readonly entity: Entity | null;
}

/** An entity with what it reports, as far as its own file and those of its members say. */
export interface Entity {
  readonly file: EntityFile;
  readonly facts: EntityData;
  readonly locator: Locator;
  readonly members: readonly ReadMember[];
  /** What its document reports; null after telling why it cannot be read. */
  readonly current: Book | null;
}

export type ReadEntity = (
  path: string,
  label: string,
  files: EntityFiles,
  chain: readonly string[],
) => Promise<Entity | null>;
