import type { TextObject } from './page-text.ts';
import type { StructureText } from './structure.ts';

/** For every text object of a page the text it shows; null for page numbers and repeated heads of tables. */
export type PlacedPage = readonly (StructureText | null)[];

/**
 * Finds for every text object of every page the text of the document it shows. Null when one stays without a place, or
 * when not every text of the document was found to its end: then a place may be wrong.
 *
 * A browser draws the text of a page in the order of the document, but what floats before the rest of its page and what
 * is positioned after it. So a text object goes on where the last one ended, or it is the first text from the beginning
 * of the page that begins, or goes on, with these characters.
 */
export function placeText(
  pages: readonly (readonly TextObject[])[],
  texts: readonly StructureText[],
): readonly PlacedPage[] | null {
  const search = new TextSearch(texts);
  const placed: PlacedPage[] = [];
  for (const objects of pages) {
    const page = search.page(objects);
    if (page === null) return null;
    placed.push(page);
  }
  return search.isDone() ? placed : null;
}

class TextSearch {
  readonly #texts: readonly StructureText[];
  /** How many characters of each text have been found. */
  readonly #found: Uint32Array;
  /** Where the page begins; moves on with the texts that are complete. */
  #first = 0;
  #current = 0;
  #furthest = 0;

  constructor(texts: readonly StructureText[]) {
    this.#texts = texts;
    this.#found = new Uint32Array(texts.length);
  }

  isDone(): boolean {
    return this.#texts.every((_, index) => this.#isComplete(index));
  }

  page(objects: readonly TextObject[]): PlacedPage | null {
    this.#first = this.#furthest;
    const placed: (StructureText | null)[] = [];
    let atTop = true;
    let skip = 0;
    for (const [position, { text, inPageArea }] of objects.entries()) {
      if (inPageArea && text !== '' && atTop && skip === 0) skip = this.#repeatedHead(objects, position);
      if (skip > 0) {
        skip--;
        atTop = skip > 0;
      } else if (inPageArea && text !== '') {
        const index = this.#find(text);
        if (index === null) return null;
        atTop &&= index !== this.#first;
        this.#take(index, text.length);
        placed.push(this.#texts[index]!);
        continue;
      }
      placed.push(null);
    }
    return withSpaces(objects, placed);
  }

  /** How many text objects from `position` on are the head of a table that goes on on this page. */
  #repeatedHead(objects: readonly TextObject[], position: number): number {
    this.#skipComplete();
    const head = this.#texts[this.#first]?.head?.text ?? '';
    let shown = '';
    for (let index = position; index < objects.length && shown.length < head.length; index++) {
      shown += objects[index]!.text;
      if (!head.startsWith(shown)) return 0;
      if (shown === head) return index - position + 1;
    }
    return 0;
  }

  #find(text: string): number | null {
    if (this.#continues(this.#current, text)) return this.#current;
    this.#skipComplete();
    for (let index = this.#first; index < this.#texts.length; index++) {
      if (this.#continues(index, text)) return index;
    }
    return null;
  }

  #continues(index: number, text: string): boolean {
    return this.#texts[index]?.text.startsWith(text, this.#found[index]) === true && !this.#isComplete(index);
  }

  #take(index: number, length: number): void {
    this.#found[index]! += length;
    this.#current = index;
    this.#furthest = Math.max(this.#furthest, index);
  }

  #skipComplete(): void {
    while (this.#first < this.#texts.length && this.#isComplete(this.#first)) this.#first++;
  }

  #isComplete(index: number): boolean {
    return this.#found[index] === this.#texts[index]!.text.length;
  }
}

/** A space that is drawn alone belongs to the text around it. */
function withSpaces(objects: readonly TextObject[], placed: PlacedPage): PlacedPage {
  return placed.map((text, index) => {
    const { inPageArea, text: shown } = objects[index]!;
    const before = placed[index - 1];
    return inPageArea && shown === '' && before !== undefined && before === placed[index + 1] ? before : text;
  });
}
