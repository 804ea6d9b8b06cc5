import type { PrintedChart } from '../document/chart-rows.ts';
import type { Look } from '../document/tree.ts';

/*
 * A word-processing document as it is to be written: paragraphs and tables with their styles, in sections. Lengths in
 * pt, as looks have them; the writers turn them into the units of the file.
 */

export type Change = 'inserted' | 'deleted';

/** A chart that stands in a line as high as it is. */
export interface PlanChart {
  readonly chart: PrintedChart;
  readonly width: number;
  readonly height: number;
  readonly fonts: { readonly han: string; readonly latin: string };
}

export interface PlanRun {
  /** A tab and a line break as `\t` and `\n`. */
  readonly text: string;
  /** Null: as the paragraph. */
  readonly look: Look | null;
  /** A bookmark of this document or an address outside. */
  readonly target?: string;
  /** Shows the number of the page on which a bookmark stands; `text` is what it shows now. */
  readonly pageOf?: string;
  /** Stands in place of the text. */
  readonly chart?: PlanChart;
  readonly change?: Change;
}

export interface PlanParagraph {
  readonly kind: 'paragraph';
  /** Id of its style. */
  readonly style: string;
  /** Id of the style that this one is made from, where the pack gave it a name of its own. */
  readonly base?: string;
  readonly look: Look;
  readonly runs: readonly PlanRun[];
  /** Begins a page. */
  readonly breaks: boolean;
  /** Stays on the page of what follows. */
  readonly keepsNext?: boolean;
  readonly bookmarks?: readonly string[];
  /** The line of the table of contents that leads here, where the style does not say it; its level counts from 1. */
  readonly entry?: { readonly label: string; readonly level: number };
  /** Where a text at the right end of the line begins, in pt from the left. */
  readonly rightTab?: number;
  /** The numbered or pointed list, counted from 1. */
  readonly list?: number;
  /** The end of the paragraph: with it a paragraph comes or goes. */
  readonly change?: Change;
}

export interface PlanCell {
  readonly span: number;
  readonly merge: 'none' | 'first' | 'next';
  readonly isNoWrap: boolean;
  readonly paragraphs: readonly PlanParagraph[];
}

export interface PlanRow {
  readonly isHead: boolean;
  readonly cells: readonly PlanCell[];
  readonly change?: Change;
}

export interface PlanTable {
  readonly kind: 'table';
  /** What it is called, for readers that see nothing; null where it has no caption. */
  readonly caption: string | null;
  readonly widths: readonly number[];
  /** White at the sides of every cell. */
  readonly paddingX: number;
  readonly rows: readonly PlanRow[];
}

/** The table of contents: a title and lines of links. */
export interface PlanContents {
  readonly kind: 'contents';
  readonly title: readonly PlanParagraph[];
  readonly lines: readonly PlanParagraph[];
}

export type PlanBlock = PlanParagraph | PlanTable | PlanContents;

/** The number at the foot of a page. */
export interface PlanNumber {
  readonly parts: readonly ({ readonly text: string } | 'page')[];
  readonly align: 'left' | 'center' | 'right';
  readonly look: Pick<Look, 'fonts' | 'size'>;
  /** From the edge of the text at that side. */
  readonly inset: number;
  /** From the area of the text to the line. */
  readonly gap: number;
}

export interface PlanPage {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly isLandscape: boolean;
  readonly margins: {
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
    readonly left: number;
  };
  /** Of odd and even pages; null where there is none. */
  readonly odd: PlanNumber | null;
  readonly even: PlanNumber | null;
  /** Whether its pages are counted. */
  readonly isCounted: boolean;
}

export interface PlanSection {
  readonly page: PlanPage;
  readonly blocks: readonly PlanBlock[];
  /** Its first page has number one. */
  readonly restarts: boolean;
}

export interface PlanStyle {
  readonly id: string;
  /** As the program that opens the document shows it; built-in ones under their English names. */
  readonly name: string;
  readonly look: Look;
  /** From 0; null for what is no heading. */
  readonly outline: number | null;
  /** Id of the style it is based on; null for 正文 itself. */
  readonly base: string | null;
  /** On the grid of lines and characters. */
  readonly isOnGrid: boolean;
}

export interface PlanDocument {
  readonly title: string;
  readonly author: string;
  /** `2025-02-21` */
  readonly date: string;
  readonly styles: readonly PlanStyle[];
  readonly sections: readonly PlanSection[];
  /** Said across every page; null for a document that is none. */
  readonly draft: string | null;
}

/** Width between the margins, in pt. */
export function textWidth({ width, margins }: PlanPage): number {
  return width - margins.left - margins.right;
}

/** What the runs of a paragraph say. */
export function runsText(runs: readonly PlanRun[]): string {
  return runs.map(({ text }) => text).join('');
}
