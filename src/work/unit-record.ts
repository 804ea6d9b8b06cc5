import type { FindingJson } from '../model/finding-json.ts';

/** A file that was read for a unit; the path is relative to the folder of the unit file. */
export interface InputRecord {
  readonly file: string;
  readonly sha256: string;
}

/** A file that was written for a unit; the path is relative to the output folder. */
export interface OutputRecord {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** PDF only: which browser and fonts printed it (a hash). */
  readonly printer?: string;
}

/** Seconds of each step; waiting is not counted. */
export interface StepSeconds {
  readonly produce: number;
  readonly print: number;
  readonly write: number;
}

export type RecordStatus = 'ok' | 'draft' | 'failed';

/** What a manifest says of one unit. */
export interface UnitRecord {
  /** Name of the outputs without extension, relative to the output folder. */
  readonly name: string;
  /** The unit file as it was given. */
  readonly file: string;
  readonly status: RecordStatus;
  readonly template: string | null;
  readonly inputs: readonly InputRecord[];
  /** Hash of everything that decides the text of the report. */
  readonly fingerprint: string | null;
  readonly outputs: readonly OutputRecord[];
  readonly findings: readonly FindingJson[];
  readonly seconds: StepSeconds;
  /** The machine and process that did the work, where it came from a queue: `node-2#4711`. */
  readonly worker?: string | undefined;
}

/** The order of units in a manifest, the same on every machine. */
export function byName(a: UnitRecord, b: UnitRecord): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
