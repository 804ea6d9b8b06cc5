import type { Document } from '../document/tree.ts';
import type { Outcome } from '../model/finding.ts';
import type { TrackedChanges } from '../word/body-reader.ts';

/** The command of the program that reads documents of others in a process of its own; the help does not name it. */
export const READER_COMMAND = 'document-reader';

/** A file to read. */
export interface ReadingTask {
  readonly path: string;
  /** The file as findings name it. */
  readonly label: string;
  /** As a report of whatever origin, or the words of a Word document as they stand. */
  readonly as: 'report' | TrackedChanges;
}

/** What a reader says: that it is there, which page it has come to, what it has read. */
export type FromReader =
  | { readonly kind: 'ready' }
  | { readonly kind: 'page'; readonly page: number }
  | { readonly kind: 'done'; readonly read: Outcome<Document> }
  /** A fault of the program, not of the file. */
  | { readonly kind: 'fault'; readonly message: string };
