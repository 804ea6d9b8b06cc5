import type { Position } from './finding.ts';

/** A path into a unit file: keys and list positions. */
export type DataPath = readonly (string | number)[];

/** Where a value of a unit file is written. */
export interface Locator {
  /** Position of the value; of its nearest ancestor when the file does not have it. */
  positionOf(path: DataPath): Position;
  /** Position of the key. */
  keyPositionOf(path: DataPath): Position;
}
