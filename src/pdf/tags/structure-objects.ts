import { textString } from '../pdf-text-string.ts';
import { isText, type StructureElement, type StructureText } from './structure.ts';

/** What the tags refer to. */
export interface MarkedDocument {
  /** Every page with the number of its object, and the text of each of its marks. */
  readonly pages: readonly { readonly object: number; readonly marks: readonly StructureText[] }[];
  readonly annotations: LinkAnnotations;
}

/** The annotations of links by their tag, each as the number of its object and that of its page. */
export type LinkAnnotations = ReadonlyMap<StructureElement, readonly LinkAnnotation[]>;

export interface LinkAnnotation {
  readonly object: number;
  readonly page: number;
}

/** The tags as objects, and what the rest of the file needs to know of them. */
export interface StructureObjects {
  readonly objects: ReadonlyMap<number, string>;
  /** Number of the `StructTreeRoot`. */
  readonly root: number;
  /** The key of each annotation in the parent tree; the page at index 3 has the key 3. */
  readonly annotationKeys: ReadonlyMap<number, number>;
  /** The first number that is free again. */
  readonly next: number;
}

/**
 * The tags of a document as PDF objects (ISO 32000-1, 14.7), numbered from `first` on. Tags without content are left
 * out, but for the rows and cells of tables.
 *
 * Example: the cell `715.20` → `<</S /TD /P 121 0 R /Pg 8 0 R /K 5 /A <</O /Table /Headers [(h1) (h4)]>>>>`
 */
export function structureObjects(
  root: StructureElement,
  document: MarkedDocument,
  first: number,
): StructureObjects {
  return new StructureWriter(document, first).write(root);
}

const CELLS = new Set(['TR', 'TD', 'TH']);

interface Mark {
  readonly page: number;
  readonly number: number;
}

class StructureWriter {
  readonly #document: MarkedDocument;
  readonly #marks = new Map<StructureText, Mark[]>();
  readonly #objects = new Map<number, string>();
  readonly #numbers = new Map<StructureElement, number>();
  /** Known to have content. */
  readonly #filled = new Set<StructureElement>();
  #next: number;

  constructor(document: MarkedDocument, first: number) {
    this.#document = document;
    this.#next = first;
    for (const { object, marks } of document.pages) {
      for (const [number, text] of marks.entries()) {
        const known = this.#marks.get(text);
        if (known === undefined) this.#marks.set(text, [{ page: object, number }]);
        else known.push({ page: object, number });
      }
    }
  }

  write(root: StructureElement): StructureObjects {
    const tree = this.#next++;
    const top = this.#hasContent(root) ? ` /K ${this.#element(root, tree)} 0 R` : '';
    const annotationKeys = new Map<number, number>();
    const entries = this.#document.pages.map(({ marks }) => {
      const list = this.#next++;
      this.#objects.set(list, `[${marks.map(({ owner }) => `${this.#numbers.get(owner!)} 0 R`).join(' ')}]`);
      return list;
    });
    for (const [element, annotations] of this.#document.annotations) {
      for (const { object } of annotations) {
        annotationKeys.set(object, entries.length);
        entries.push(this.#numbers.get(element)!);
      }
    }
    const parents = entries.map((entry, key) => `${key} ${entry} 0 R`).join(' ');
    const names = this.#names();
    this.#objects.set(
      tree,
      `<</Type /StructTreeRoot${top} /ParentTree <</Nums [${parents}]>> /ParentTreeNextKey ${entries.length}${names}>>`,
    );
    return { objects: this.#objects, root: tree, annotationKeys, next: this.#next };
  }

  #hasContent(element: StructureElement): boolean {
    if (CELLS.has(element.type) || this.#filled.has(element) || this.#document.annotations.has(element))
      return true;
    const isFilled = element.children.some((child) =>
      isText(child) ? this.#marks.has(child) : this.#hasContent(child),
    );
    if (isFilled) this.#filled.add(element);
    return isFilled;
  }

  #element(element: StructureElement, parent: number): number {
    const own = this.#next++;
    this.#numbers.set(element, own);
    const kids: string[] = [];
    let page: number | null = null;
    for (const child of element.children) {
      if (!isText(child)) {
        if (this.#hasContent(child)) kids.push(`${this.#element(child, own)} 0 R`);
        continue;
      }
      for (const mark of this.#marks.get(child) ?? []) {
        page ??= mark.page;
        const { number } = mark;
        kids.push(mark.page === page ? `${number}` : `<</Type /MCR /Pg ${mark.page} 0 R /MCID ${number}>>`);
      }
    }
    for (const annotation of this.#document.annotations.get(element) ?? []) {
      kids.push(`<</Type /OBJR /Pg ${annotation.page} 0 R /Obj ${annotation.object} 0 R>>`);
    }
    let body = `<</S /${element.type} /P ${parent} 0 R`;
    if (page !== null) body += ` /Pg ${page} 0 R`;
    if (kids.length > 0) body += kids.length === 1 ? ` /K ${kids[0]}` : ` /K [${kids.join(' ')}]`;
    this.#objects.set(own, `${body}${properties(element)}>>`);
    return own;
  }

  /** Head cells by their names, sorted as text is. */
  #names(): string {
    const named: [string, number][] = [];
    for (const [{ id }, number] of this.#numbers) if (id !== null) named.push([id, number]);
    if (named.length === 0) return '';
    named.sort(([a], [b]) => (a < b ? -1 : 1));
    return ` /IDTree <</Names [${named.map(([id, number]) => `(${id}) ${number} 0 R`).join(' ')}]>>`;
  }
}

function properties({ id, language, alternative, attributes, headers }: StructureElement): string {
  let text = '';
  if (id !== null) text += ` /ID (${id})`;
  if (language !== null) text += ` /Lang ${textString(language)}`;
  if (alternative !== null) text += ` /Alt ${textString(alternative)}`;
  if (headers.length > 0) {
    text += ` /A <<${attributes || '/O /Table'} /Headers [${headers.map((head) => `(${head.id})`).join(' ')}]>>`;
  } else if (attributes !== '') text += ` /A <<${attributes}>>`;
  return text;
}
