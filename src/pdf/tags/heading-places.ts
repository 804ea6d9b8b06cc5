import type { Bookmark } from './bookmarks.ts';
import type { ReadPage } from './read-page.ts';
import type { Heading, Structure } from './structure.ts';
import { textPosition } from './text-position.ts';

/**
 * The headings of a document with the places where they begin, in its order. One whose place is not known is left out.
 *
 * Example: 一、主要职能 on the first page, 642 points above its lower edge
 */
export function headingPlaces({ headings }: Structure, pages: readonly ReadPage[]): Bookmark[] {
  const places = new Map<Heading, Pick<Bookmark, 'page' | 'top'>>();
  for (const { number, content, objects, placed } of pages) {
    for (const [index, text] of placed.entries()) {
      const heading = text?.heading ?? null;
      if (heading === null || places.has(heading)) continue;
      const position = textPosition(content, objects[index]!);
      if (position !== null) places.set(heading, { page: number, top: position.y + position.size });
    }
  }
  return headings.flatMap((heading) => {
    const place = places.get(heading);
    const title = heading.title.replace(/\s+/g, ' ').trim();
    return place === undefined ? [] : [{ level: heading.level, title, ...place }];
  });
}
