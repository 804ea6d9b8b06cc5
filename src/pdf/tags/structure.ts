/** The structure of a document as its tags tell it, in the words of PDF (ISO 32000-1, 14.8.4). */
export interface Structure {
  /** The element `Document` that holds all others. */
  readonly root: StructureElement;
  /** All text in the order of the document, also what is only seen. */
  readonly texts: readonly StructureText[];
  /** Headings in the order of the document, with the words of the bookmark. */
  readonly headings: readonly Heading[];
  /** The words of each link, as its annotation names it. */
  readonly links: ReadonlyMap<StructureElement, string>;
  readonly language: string | null;
}

/** One tag: `P`, `H1`, `Table`, `TD` … */
export interface StructureElement {
  readonly type: string;
  readonly children: (StructureElement | StructureText)[];
  /** Attributes of a cell as PDF writes them: `/O /Table /ColSpan 2`; empty for the others. */
  attributes: string;
  /** Name by which cells refer to a head cell. */
  id: string | null;
  /** The head cells of a cell. */
  headers: readonly StructureElement[];
  readonly language: string | null;
  /** What is said in place of a figure; null for everything else. */
  readonly alternative: string | null;
}

/** Text between two tags, without white space, which a printed page does not keep. */
export interface StructureText {
  text: string;
  /** Null for what is only seen: `aria-hidden`. */
  readonly owner: StructureElement | null;
  /** The head of the table whose body it belongs to; it stands on every page of the table. */
  readonly head: TableHead | null;
  readonly heading: Heading | null;
  /** The link that it is a part of. */
  readonly link: StructureElement | null;
}

export interface TableHead {
  text: string;
}

export interface Heading {
  readonly element: StructureElement;
  readonly level: number;
  title: string;
}

export function isText(child: StructureElement | StructureText): child is StructureText {
  return 'owner' in child;
}

/** What leaves no trace on paper: white space of every kind, and characters that only say where a line may end. */
const UNPRINTED = /[\s\u200b\u00ad\u2060]+/g;

/**
 * The text as a page shows it, compared character by character: without white space.
 *
 * Example: `printed('第一部分 单位概况')` is `第一部分单位概况`
 */
export function printed(text: string): string {
  return text.replace(UNPRINTED, '');
}
