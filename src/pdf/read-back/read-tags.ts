import { reference } from '../pdf-pages.ts';
import type { ReadFile } from './read-file.ts';

/** A tag of a finished file. */
export interface ReadTag {
  readonly number: number;
  readonly type: string;
  readonly parent: number;
  readonly kids: readonly Kid[];
  /** All that follows its kids, as it is written: identifier, language, attributes. */
  readonly rest: string;
}

/** What a tag holds: another tag, a mark of a page or an annotation. */
export type Kid =
  | { readonly kind: 'tag'; readonly number: number }
  | { readonly kind: 'mark'; readonly page: number; readonly mark: number }
  | { readonly kind: 'annotation'; readonly page: number; readonly number: number };

/** The tags of a finished file, taken from its bytes. */
export interface ReadTags {
  /** In the order of the document, the root first. */
  readonly tags: ReadonlyMap<number, ReadTag>;
  /** The tags of a page's marks by their numbers, or the tag of an annotation, by key. */
  readonly parents: ReadonlyMap<number, readonly number[] | number>;
  /** Tags by the names that cells refer to. */
  readonly named: ReadonlyMap<string, number>;
}

const TAG =
  /^<<\/S \/(\w+) \/P (\d+) 0 R(?: \/Pg (\d+) 0 R)?(?: \/K (\[[^\]]*\]|\d+ 0 R|\d+|<<[^>]*>>))?((?: \/(?:ID|Lang|A|Alt|ActualText) .*)?)>>$/s;
const KID =
  /(\d+) 0 R|<<\/Type \/MCR \/Pg (\d+) 0 R \/MCID (\d+)>>|<<\/Type \/OBJR \/Pg (\d+) 0 R \/Obj (\d+) 0 R>>|(\d+)/g;

/** More levels than any document has; what refers to itself would have no end. */
const MOST_LEVELS = 250;

/**
 * The tags of a file as this program writes them. Null where one has another form, or refers to what is not there: then
 * nothing can be proven of them.
 *
 * Example: `readTags(readFile(pdf))?.tags.size` → 5310
 */
export function readTags(file: ReadFile): ReadTags | null {
  const { objects, catalog } = file;
  const rootNumber = reference(catalog, 'StructTreeRoot');
  const root = objects.get(rootNumber ?? -1) ?? '';
  const top = reference(root, 'K');
  const parents = parentTree(file, root);
  if (rootNumber === null || top === null || parents === null) return null;
  const tags = new Map<number, ReadTag>();
  const read = (number: number, parent: number, level: number): boolean => {
    const tag = tags.has(number) || level > MOST_LEVELS ? null : readTag(number, objects.get(number) ?? '');
    if (tag === null || tag.parent !== parent) return false;
    tags.set(number, tag);
    return tag.kids.every((kid) => kid.kind !== 'tag' || read(kid.number, number, level + 1));
  };
  if (!read(top, rootNumber, 0)) return null;
  return { tags, parents, named: namesOf(root) };
}

function readTag(number: number, body: string): ReadTag | null {
  const found = TAG.exec(body);
  if (found === null) return null;
  const [, type, parent, page, held = '', rest] = found;
  const kids: Kid[] = [];
  for (const [, tag, otherPage, otherMark, linkPage, annotation, mark] of held.matchAll(KID)) {
    if (tag !== undefined) kids.push({ kind: 'tag', number: Number(tag) });
    else if (otherMark !== undefined)
      kids.push({ kind: 'mark', page: Number(otherPage), mark: Number(otherMark) });
    else if (annotation !== undefined)
      kids.push({ kind: 'annotation', page: Number(linkPage), number: Number(annotation) });
    else if (page !== undefined) kids.push({ kind: 'mark', page: Number(page), mark: Number(mark) });
    else return null;
  }
  return { number, type: type!, parent: Number(parent), kids, rest: rest ?? '' };
}

function parentTree({ objects }: ReadFile, root: string): Map<number, readonly number[] | number> | null {
  const listed = /\/ParentTree <<\/Nums \[([^\]]*)\]>>/.exec(root)?.[1];
  if (listed === undefined) return null;
  const parents = new Map<number, readonly number[] | number>();
  for (const [, key, object] of listed.matchAll(/(\d+) (\d+) 0 R/g)) {
    const body = objects.get(Number(object)) ?? '';
    const isList = body.startsWith('[');
    parents.set(
      Number(key),
      isList ? [...body.matchAll(/(\d+) 0 R/g)].map(([, number]) => Number(number)) : Number(object),
    );
  }
  return parents;
}

function namesOf(root: string): Map<string, number> {
  const listed = /\/IDTree <<\/Names \[([^\]]*)\]>>/.exec(root)?.[1] ?? '';
  return new Map([...listed.matchAll(/\((\w+)\) (\d+) 0 R/g)].map(([, name, tag]) => [name!, Number(tag)]));
}
