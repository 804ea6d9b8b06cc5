import type { FontChoice } from '../fonts/font-catalog.ts';
import type { Outcome } from '../model/finding.ts';
import type { BrowserBinary } from '../print/browser-binary.ts';
import type { PackFolders } from '../report/packs.ts';
import type { OutputFormat } from '../write/formats.ts';
import type { ProgramVersion } from './fingerprint.ts';
import type { UnitAnswer, UnitMessage } from './unit-message.ts';

/** What a run needs of those who do its work; plain data, told once. */
export interface WorkforceSettings {
  readonly folders: PackFolders;
  /** All formats that units will be asked for. */
  readonly formats: readonly OutputFormat[];
  readonly fonts: FontChoice;
  /** One limit for starting, loading and printing a document each. */
  readonly timeoutMs: number;
  /** Units printed at once. */
  readonly concurrency: number;
  /** The program, where records of the units are kept; null for a check. */
  readonly program: ProgramVersion | null;
  /** The options that change the text of a report, for the fingerprints. */
  readonly redact: boolean;
  readonly attachesData?: boolean;
  /** The browser, where somebody on this machine has found and tried it. */
  readonly browser?: BrowserBinary;
}

/** What prints in a run: for the manifest, and to tell whether an earlier file will do. */
export interface PrinterFacts {
  readonly identity: string;
  /** Also for others on this machine that will print. */
  readonly browser: BrowserBinary;
  readonly fonts: FontChoice;
}

/** Those who do the work on units: in this process, or behind this interface in others. */
export interface Workforce {
  /** Null where no browser is needed. */
  readonly printer: PrinterFacts | null;
  /** Units that are worth having in hand at once: those that print and those that get ready to. */
  readonly places: number;
  /**
   * Units that may be begun while the browser starts, one for each process that works: more would keep it too busy to answer
   * its browser, and nothing would be printed sooner.
   */
  readonly early: number;
  /** Starts what is slow to start, for so many units; null where nothing is. Errors: P04. */
  start(units: number): Promise<Outcome<unknown>> | null;
  /** Does the work on one unit. Never throws. */
  work(message: UnitMessage, signal?: AbortSignal): Promise<UnitAnswer>;
  /** Ends it at once, whatever it is doing. Never throws; may be called twice. */
  close(): Promise<void>;
}
