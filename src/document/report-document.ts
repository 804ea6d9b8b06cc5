import type { MarkedNumber } from './figure-marks.ts';

/** Words on one line of a report: a heading, a sentence, a table cell. */
export interface Phrase {
  readonly text: string;
  /** The numbers of a review copy; empty for any other text. */
  readonly numbers: readonly MarkedNumber[];
}

export interface Sentence extends Phrase {
  readonly type: 'sentence';
}

export interface TableLine {
  readonly cells: readonly Phrase[];
}

export interface Table {
  readonly type: 'table';
  readonly caption: Phrase;
  /** Tells tables of one caption apart (a goal table for each project): their first line without a head. */
  readonly identity: string;
  /** Names of the columns; empty where a table has no head. */
  readonly columns: readonly string[];
  readonly rows: readonly TableLine[];
}

export type Item = Sentence | Table;

/** A heading and what stands below it, up to the next heading of any level. */
export interface Section {
  /** Null for what stands before the first heading. */
  readonly heading: Phrase | null;
  /** The headings above, from the outermost. */
  readonly above: readonly string[];
  readonly items: readonly Item[];
}

/** A report as it is compared, whatever it was read from. */
export interface ReportDocument {
  readonly sections: readonly Section[];
  /**
   * Foreign text: where it breaks its lines, how it spaces and how wide its marks are says nothing, only the
   * characters count.
   */
  readonly isForeign: boolean;
  /** Titles of tables whose columns were not made out: they are not compared. */
  readonly unread?: readonly string[];
  /** What is printed around the text (封面, 目录), known of unit files only; compared where it is known of both. */
  readonly layout?: Section;
}

/** True for a section that only holds public tables; what it says belongs to them. */
export function isTableSection(section: Section): boolean {
  return section.items[0]?.type === 'table';
}

/** True when the document has any table with rows. */
export function hasTables(document: ReportDocument): boolean {
  return document.sections.some((section) =>
    section.items.some((item) => item.type === 'table' && item.rows.length > 0),
  );
}
