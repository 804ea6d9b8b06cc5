import type { PdfObjects } from '../pdf-objects.ts';
import type { ReadPage } from './read-page.ts';
import type { StructureElement } from './structure.ts';
import type { LinkAnnotation, LinkAnnotations } from './structure-objects.ts';
import { textPosition } from './text-position.ts';

/**
 * The annotations of links by the tags they belong to: an annotation lies over the words of its link. Null when one lies
 * over no words of a link.
 *
 * Example: the area over 表一 in `见<a href="#t">表一</a>` belongs to that `Link`
 */
export function linkAnnotations(file: PdfObjects, pages: readonly ReadPage[]): LinkAnnotations | null {
  const annotations = new Map<StructureElement, LinkAnnotation[]>();
  for (const { number, content, objects, placed } of pages) {
    const listed = /\/Annots \[([^\]]*)\]/.exec(file.objects.get(number)!)?.[1];
    if (listed === undefined) continue;
    const words = objects.flatMap((object, index) => {
      const link = placed[index]?.link ?? null;
      const position = link === null ? null : textPosition(content, object);
      return link === null || position === null ? [] : [{ link, ...position }];
    });
    for (const [, text] of listed.matchAll(/(\d+) 0 R/g)) {
      const object = Number(text);
      const rectangle = /\/Rect \[([^\]]*)\]/.exec(file.objects.get(object) ?? '')?.[1];
      const [left = 0, bottom = 0, right = 0, top = 0] = (rectangle ?? '').split(' ').map(Number);
      const found = words.find(({ x, y }) => x > left - 1 && x < right + 1 && y > bottom && y < top);
      if (found === undefined) return null;
      const known = annotations.get(found.link);
      if (known === undefined) annotations.set(found.link, [{ object, page: number }]);
      else known.push({ object, page: number });
    }
  }
  return annotations;
}
