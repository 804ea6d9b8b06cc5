import { textString } from '../pdf-text-string.ts';

/** A heading where it begins on its page. */
export interface Bookmark {
  readonly level: number;
  readonly title: string;
  /** Number of the page's object. */
  readonly page: number;
  /** Upper edge, in points from the lower edge of the page. */
  readonly top: number;
}

interface Entry extends Bookmark {
  readonly number: number;
  readonly children: Entry[];
}

/**
 * The bookmarks of a document as PDF objects (ISO 32000-1, 12.3.3), numbered from `first` on; the first one is the
 * outline itself. A heading lies in the last one before it of a higher level. All are open.
 *
 * Example: 第一部分 with 一、主要职能 → `<</Title … /First … /Last … /Count 1>>`
 */
export function bookmarkObjects(bookmarks: readonly Bookmark[], first: number): ReadonlyMap<number, string> {
  const top: Entry[] = [];
  const path: Entry[] = [];
  for (const [index, bookmark] of bookmarks.entries()) {
    const entry = { ...bookmark, number: first + 1 + index, children: [] };
    while (path.length > 0 && path.at(-1)!.level >= entry.level) path.pop();
    (path.at(-1)?.children ?? top).push(entry);
    path.push(entry);
  }
  const objects = new Map<number, string>();
  objects.set(first, `<</Type /Outlines${family(top)}>>`);
  writeEntries(top, first, objects);
  return objects;
}

function writeEntries(entries: readonly Entry[], parent: number, objects: Map<number, string>): void {
  for (const [index, entry] of entries.entries()) {
    const { title, page, top, number, children } = entry;
    const previous = entries[index - 1];
    const next = entries[index + 1];
    objects.set(
      number,
      `<</Title ${textString(title)} /Parent ${parent} 0 R /Dest [${page} 0 R /XYZ null ${top.toFixed(2)} null]` +
        `${previous === undefined ? '' : ` /Prev ${previous.number} 0 R`}` +
        `${next === undefined ? '' : ` /Next ${next.number} 0 R`}${family(children)}>>`,
    );
    writeEntries(children, number, objects);
  }
}

function family(children: readonly Entry[]): string {
  const first = children[0];
  const last = children.at(-1);
  if (first === undefined || last === undefined) return '';
  return ` /First ${first.number} 0 R /Last ${last.number} 0 R /Count ${sizeOf(children)}`;
}

function sizeOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, { children }) => sum + 1 + sizeOf(children), 0);
}
