import type { HtmlElement } from './html-tree.ts';

/*
 * The HTML of a report is changed at places that its tree names, and stays as it is everywhere else; nothing but this
 * puts the changes in.
 */

/** What stands from one place to another gives way to `put`; nothing where both are the same. */
export interface HtmlEdit {
  readonly from: number;
  readonly to: number;
  readonly put: string;
}

export function insertion(at: number, put: string): HtmlEdit {
  return { from: at, to: at, put };
}

/** The HTML with all edits, which must not overlap; those at the same place in the order given. */
export function applyEdits(html: string, edits: readonly HtmlEdit[]): string {
  if (edits.length === 0) return html;
  const sorted = [...edits].sort((a, b) => a.from - b.from || a.to - b.to);
  let result = '';
  let at = 0;
  for (const { from, to, put } of sorted) {
    result += html.slice(at, from) + put;
    at = to;
  }
  return result + html.slice(at);
}

/** Edits of one HTML that stand in its texts, in order, looked up by place. */
export class TextEdits {
  readonly #html: string;
  readonly #edits: readonly HtmlEdit[];

  constructor(html: string, edits: readonly HtmlEdit[]) {
    this.#html = html;
    this.#edits = edits;
  }

  /** Those from one place to another. */
  within(from: number, to: number): readonly HtmlEdit[] {
    const first = this.#firstFrom(from);
    let end = first;
    while (end < this.#edits.length && this.#edits[end]!.to <= to) end++;
    return this.#edits.slice(first, end);
  }

  /** What stands from one place to another, with its edits. */
  slice(from: number, to: number): string {
    const moved = this.within(from, to).map((edit) => ({
      ...edit,
      from: edit.from - from,
      to: edit.to - from,
    }));
    return applyEdits(this.#html.slice(from, to), moved);
  }

  /** All of them with others; where one of the others puts something new, that is what counts. */
  with(others: readonly HtmlEdit[]): readonly HtmlEdit[] {
    const replaced = others.filter(({ from, to }) => from < to);
    const kept =
      replaced.length === 0
        ? this.#edits
        : this.#edits.filter((edit) => !replaced.some(({ from, to }) => from <= edit.from && edit.to <= to));
    return [...kept, ...others];
  }

  #firstFrom(place: number): number {
    let [low, high] = [0, this.#edits.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#edits[middle]!.from < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Where an element begins and the place behind it. */
export function extentOf(element: HtmlElement): { readonly from: number; readonly to: number } {
  return { from: element.startIndex!, to: element.endIndex! + 1 };
}

/** The place behind the tag that opens an element. `<p id="a">甲</p>` → 10 */
export function behindOpening(html: string, element: HtmlElement): number {
  const first = element.children[0];
  return first === undefined ? beforeClosing(html, element) : first.startIndex!;
}

/** The place before the tag that closes an element; behind it where it has none. */
export function beforeClosing(html: string, element: HtmlElement): number {
  const { from, to } = extentOf(element);
  const closing = html.lastIndexOf('</', to - 1);
  return closing > from && html.startsWith(element.name, closing + 2) ? closing : to;
}

/** The place for one more attribute of an element. */
export function behindAttributes(html: string, element: HtmlElement): number {
  const end = behindOpening(html, element) - 1;
  return html[end - 1] === '/' ? end - 1 : end;
}

/** One more class of an element, before those that it has. `<p class="a">` with `lead-in` → `<p class="lead-in a">` */
export function addedClass(html: string, element: HtmlElement, name: string): HtmlEdit {
  const from = element.startIndex!;
  const written = /\sclass\s*=\s*(["'])/.exec(html.slice(from, behindOpening(html, element)));
  if (element.attribs.class === undefined || written === null)
    return insertion(behindAttributes(html, element), ` class="${name}"`);
  return insertion(from + written.index + written[0].length, `${name} `);
}
