/*
 * A workbook to write, before it becomes a file: cells with the name of their look, and what a spreadsheet
 * program should offer around them.
 */

export type Align = 'left' | 'center' | 'right';

/** The look of a cell. */
export interface CellStyle {
  readonly bold?: boolean;
  readonly size?: number;
  /** Fill colour as RRGGBB. */
  readonly fill?: string;
  readonly color?: string;
  readonly border?: boolean;
  readonly align?: Align;
  readonly wrap?: boolean;
  readonly indent?: number;
  /** `@` keeps what is typed as text. */
  readonly format?: string;
  /** May be changed although the sheet is protected. */
  readonly unlocked?: boolean;
}

export interface PlanCell {
  /** A text, or with `isNumber` a plain decimal number. */
  readonly value: string;
  readonly isNumber?: boolean;
  /** What a spreadsheet program computes the number from, without `=`; the value is what it comes to now. */
  readonly formula?: string;
  readonly style: CellStyle;
  /** Note that appears when the mouse rests on the cell. */
  readonly note?: string;
}

export interface PlanColumn {
  /** In characters of the default face; a Han character takes two. */
  readonly width: number;
  /** For cells without content of their own. */
  readonly style?: CellStyle;
}

/** A drop-down list or other check on what is typed. */
export interface Choice {
  /** `B2:B2000` */
  readonly range: string;
  /** The allowed values, or the cells that hold them (`科目!$A$2:$A$900`). */
  readonly list: readonly string[] | string;
  /** Other values are refused; otherwise the program only asks. */
  readonly isStrict: boolean;
  readonly title: string;
  readonly prompt: string;
}

export interface PrintSetup {
  readonly landscape: boolean;
  /** Rows repeated on every page, from 1. */
  readonly headRows: number;
  /** What alone is printed: `$A$1:$C$20`; all that is written where not said. */
  readonly area?: string;
}

export interface PlanSheet {
  readonly name: string;
  readonly columns: readonly PlanColumn[];
  /** Cells from column 1 on; null leaves a cell out. */
  readonly rows: readonly (readonly (PlanCell | null)[])[];
  /** Heights in points by row number. */
  readonly heights?: ReadonlyMap<number, number>;
  /** `A1:C1` */
  readonly merges?: readonly string[];
  readonly choices?: readonly Choice[];
  /** Rows that stay in sight. */
  readonly frozenRows?: number;
  /** Locked cells cannot be changed; rows may be added, removed, sorted and filtered. */
  readonly isProtected?: boolean;
  readonly print?: PrintSetup;
  /** Colour of the tab as RRGGBB. */
  readonly tab?: string;
}

export interface PlanWorkbook {
  readonly title: string;
  readonly author: string;
  readonly sheets: readonly PlanSheet[];
}
