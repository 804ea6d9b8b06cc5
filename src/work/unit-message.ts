import type { FindingJson } from '../model/finding-json.ts';
import type { OutputFormat, PublishedFile } from '../write/formats.ts';
import type { UnitRecord } from './unit-record.ts';

/*
 * What goes in and comes out where the work on one unit is done: plain data, as another thread, process or machine can
 * take it. No closures, no decimals, no classes.
 */

/** One unit to be worked on. */
export interface UnitMessage {
  /** The unit file, absolute. */
  readonly path: string;
  /** The path as findings show it. */
  readonly label: string;
  /** Name of the outputs without extension: `demo/2025`. */
  readonly name: string;
  /** The files wanted; none where the unit is only checked. */
  readonly formats: readonly OutputFormat[];
  /** Mask personal data; a pack may demand it too. */
  readonly redact: boolean;
  /** Put the tables into the PDF as data. */
  readonly attachesData?: boolean;
  /** Give a report with errors as a draft. */
  readonly force: boolean;
  /** What is known to be wrong with it before it is loaded, from the others of its run. */
  readonly told?: readonly FindingJson[];
  /** Where approved texts are kept on this machine; the budget of a final is held against them where this is said. */
  readonly approved?: { readonly folder: string; readonly root: string; readonly label: string };
  /** All its files, where they are on no disk here: text files by absolute path. */
  readonly held?: ReadonlyMap<string, Uint8Array>;
  /** Of a department: members that this run found without an error; while their files are the same they still are. */
  readonly sound?: readonly SoundUnit[];
}

/** A unit that was found without an error, and the files that were read for it. */
export interface SoundUnit {
  readonly label: string;
  readonly inputs: readonly { readonly path: string; readonly sha256: string }[];
}

/** A file, or the pattern of files, that was asked for: what it was, or null where there was none. */
export interface AskedFile {
  readonly file: string;
  readonly sha256: string | null;
}

/** A file as its bytes, which nobody on its way has to make of a text again. */
export interface MadeFile extends PublishedFile {
  readonly content: Uint8Array;
}

/** What became of it. */
export interface UnitAnswer {
  /** The files, to be written by whoever asked, in the order of the outputs of the record; null where there are none. */
  readonly files: readonly MadeFile[] | null;
  /** What the manifest says of the unit once the files are written; all findings are in it. */
  readonly record: UnitRecord;
  /** Every file that was asked for, relative to the unit file, whatever is masked elsewhere. */
  readonly asked: readonly AskedFile[];
  /** The texts that its findings point into, by file. */
  readonly sources: readonly (readonly [file: string, text: string])[];
  /** The work was called off before the files were made; the record is then worth nothing. */
  readonly interrupted: boolean;
}
