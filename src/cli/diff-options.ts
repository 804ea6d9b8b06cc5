import type { ReadingLimits } from '../foreign/reader-process.ts';
import type { Scope } from '../review/diff.ts';

export interface DiffOptions {
  readonly scope: Scope;
  /** The first report is last year's: years that went on by one are no difference. */
  readonly lastYear: boolean;
  /** How many unchanged sentences to show around a change. */
  readonly context: number;
  /** File to write the comparison to as a page, of folders the folder of the pages; null for the terminal. */
  readonly html: string | null;
  /** File for a Word document of the new report with tracked changes. */
  readonly docx?: string | null;
  readonly json: boolean;
  /** Tracked changes of Word documents count as undone. */
  readonly rejectChanges?: boolean;
  /** How long a document of others may be read; undefined for the limits of the program. */
  readonly limits?: ReadingLimits | undefined;
  readonly color: boolean;
  /** Folder with the template packs, absolute. */
  readonly templates: string;
}
