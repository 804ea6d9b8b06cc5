import type { Phrase, Table } from '../document/report-document.ts';
import type { Part } from './word-diff.ts';

/**
 * What became of a sentence, a table or a row. `renumbered`: only the number it is listed by differs; `moved`: it
 * stands elsewhere now.
 */
export type ChangeKind = 'same' | 'changed' | 'renumbered' | 'moved' | 'added' | 'removed';

/** A sentence or heading of two reports. */
export interface SentenceDiff {
  readonly type: 'sentence';
  readonly kind: ChangeKind;
  readonly before: Phrase | null;
  readonly after: Phrase | null;
  readonly parts: readonly Part[];
  /** Where a moved sentence stood: the headings from the outermost. */
  readonly movedFrom: readonly string[] | null;
}

export interface CellDiff {
  /** Name of the column; empty where the table has no head. */
  readonly column: string;
  readonly kind: ChangeKind;
  readonly before: Phrase | null;
  readonly after: Phrase | null;
}

export interface RowDiff {
  readonly kind: ChangeKind;
  /** What the row calls itself, its codes and names. */
  readonly label: string;
  readonly cells: readonly CellDiff[];
}

export interface TableDiff {
  readonly type: 'table';
  readonly kind: ChangeKind;
  readonly caption: SentenceDiff;
  readonly before: Table | null;
  readonly after: Table | null;
  /** Empty where the tables are the same. */
  readonly rows: readonly RowDiff[];
}

export interface SectionDiff {
  readonly kind: ChangeKind;
  /** The headings above, from the outermost, as they are now. */
  readonly above: readonly string[];
  readonly heading: SentenceDiff | null;
  readonly items: readonly (SentenceDiff | TableDiff)[];
}

/** Two reports side by side, in the order of the new one. */
export interface ReportDiff {
  readonly sections: readonly SectionDiff[];
}

/** One change, with the place at which it stands. */
export type Change =
  | {
      readonly type: 'sentence';
      readonly section: SectionDiff;
      readonly isHeading: boolean;
      readonly sentence: SentenceDiff;
    }
  | {
      readonly type: 'cell';
      readonly section: SectionDiff;
      readonly table: TableDiff;
      readonly row: RowDiff;
      readonly cell: CellDiff;
    }
  /** A row or a whole table that is new, gone or elsewhere. */
  | { readonly type: 'row'; readonly section: SectionDiff; readonly table: TableDiff; readonly row: RowDiff };

/** The changes one by one, in the order of the report: one for each sentence, each cell, each row gained or lost. */
export function changesOf(diff: ReportDiff): Change[] {
  return diff.sections.flatMap((section) => [
    ...(section.heading && section.heading.kind !== 'same'
      ? [{ type: 'sentence' as const, section, isHeading: true, sentence: section.heading }]
      : []),
    ...section.items.flatMap((item): Change[] => {
      if (item.type === 'table') return tableChanges(section, item);
      return item.kind === 'same' ? [] : [{ type: 'sentence', section, isHeading: false, sentence: item }];
    }),
  ]);
}

function tableChanges(section: SectionDiff, table: TableDiff): Change[] {
  const caption: Change[] =
    table.caption.kind === 'same'
      ? []
      : [{ type: 'sentence', section, isHeading: true, sentence: table.caption }];
  return [
    ...caption,
    ...table.rows.flatMap((row): Change[] => {
      if (row.kind === 'same') return [];
      if (row.kind !== 'changed') return [{ type: 'row', section, table, row }];
      return row.cells
        .filter((cell) => cell.kind !== 'same')
        .map((cell) => ({ type: 'cell', section, table, row, cell }));
    }),
  ];
}

export interface DiffSummary {
  readonly sentences: number;
  readonly cells: number;
  readonly rows: number;
}

/** How many sentences, cells and rows differ. */
export function summarize(changes: readonly Change[]): DiffSummary {
  const count = (type: Change['type']) => changes.filter((change) => change.type === type).length;
  return { sentences: count('sentence'), cells: count('cell'), rows: count('row') };
}

/** The headings from the outermost to the section's own, as they are now. */
export function pathOf({ above, heading }: SectionDiff): string[] {
  const own = heading?.after ?? heading?.before;
  return own ? [...above, own.text] : [...above];
}
