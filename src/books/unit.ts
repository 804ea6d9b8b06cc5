import type { KindName } from '../kinds/registry.ts';
import type { UnitFile } from '../kinds/unit-file.ts';
import type { Classification } from '../lists/classification.ts';
import type { SourceText } from '../model/finding.ts';
import type { Locator } from '../model/locator.ts';
import type { Books } from './books.ts';

/**
 * One entity for one year, as loaded: typed data, its books, and where everything is written. What cannot cross to
 * another thread (`locator`) is made again there from the path of its file.
 */
export interface Unit {
  /** Path of the unit file as the user gave it. */
  readonly file: string;
  /** What kind of entity it is and which document it publishes; see kinds/registry.ts. */
  readonly kind: KindName;
  readonly data: UnitFile;
  readonly books: Books;
  readonly classification: Classification;
  readonly locator: Locator;
  /** All files read, so that findings can show the line they speak of. */
  readonly sources: readonly SourceText[];
}
