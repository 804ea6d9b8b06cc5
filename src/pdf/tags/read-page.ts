import type { TextObject } from './page-text.ts';
import type { PlacedPage } from './place-text.ts';

/** A page as the browser made it, with the texts of the document that it shows. */
export interface ReadPage {
  /** Numbers of its object and of that of its content. */
  readonly number: number;
  readonly contentNumber: number;
  readonly content: string;
  readonly objects: readonly TextObject[];
  readonly placed: PlacedPage;
}
