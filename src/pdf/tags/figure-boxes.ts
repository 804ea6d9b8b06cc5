import type { ReadPage } from './read-page.ts';
import type { StructureElement } from './structure.ts';
import { matrixAt } from './text-position.ts';

/** The clip that a browser draws a figure in, before its first word. */
const CLIP = /^([-.\d]+) ([-.\d]+) ([-.\d]+) ([-.\d]+) re\nW\*? n\n/gm;

/**
 * Writes into every figure where on its page it stands (ISO 32000-1, 14.8.5.4.3), in points from the lower left corner.
 * False where one has no place, or stands on two pages.
 *
 * Example: a chart as wide as the text → `/O /Layout /Placement /Block /BBox [79.5 300.1 521.7 437.6]`
 */
export function placeFigures(pages: readonly ReadPage[]): boolean {
  const placed = new Map<StructureElement, ReadPage>();
  for (const page of pages) {
    for (const [index, text] of page.placed.entries()) {
      const owner = text?.owner;
      if (owner?.type !== 'Figure') continue;
      const known = placed.get(owner);
      if (known !== undefined && known !== page) return false;
      if (known !== undefined) continue;
      const box = boxBefore(page.content.slice(0, page.objects[index]!.start));
      if (box === null) return false;
      owner.attributes = `/O /Layout /Placement /Block /BBox [${box.join(' ')}]`;
      placed.set(owner, page);
    }
  }
  return true;
}

function boxBefore(content: string): readonly number[] | null {
  const clip = [...content.matchAll(CLIP)].at(-1);
  if (clip === undefined) return null;
  const [x = 0, y = 0, width = 0, height = 0] = clip.slice(1).map(Number);
  const [a, b, c, d, e, f] = matrixAt(content.slice(0, clip.index));
  const at = (left: number, top: number) => [a * left + c * top + e, b * left + d * top + f] as const;
  const corners = [at(x, y), at(x + width, y + height)] as const;
  const xs = corners.map(([each]) => each);
  const ys = corners.map(([, each]) => each);
  const box = [
    Math.min(xs[0]!, xs[1]!),
    Math.min(ys[0]!, ys[1]!),
    Math.max(xs[0]!, xs[1]!),
    Math.max(ys[0]!, ys[1]!),
  ];
  return box.map((each) => Math.round(each * 100) / 100);
}
