import type { LineElement, PageElements } from './page-elements.ts';
import { isLeader, isPageNumber } from './read-foreign.ts';
import { isCaptionText } from './shape-table.ts';

/** How far from its edge, as a part of the longer side of the page, a running head or foot stands: margins do not shrink on pages that lie. */
const EDGE = 0.1;
/** Pages on which words must stand to be furniture. */
const LEAST_PAGES = 3;

/**
 * The pages without what is printed around the text: page numbers, running heads and feet (the same words at the same
 * edge of several pages) and the table of contents.
 */
export function withoutFurniture(pages: readonly PageElements[]): PageElements[] {
  const counts = new Map<string, number>();
  for (const page of pages) {
    for (const element of page.elements) {
      const key = element.kind === 'line' ? furnitureKey(element, page) : null;
      if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return pages.map((page) => {
    const hasContents = page.elements.some(
      (element) => element.kind === 'line' && /^目\s*[录次]$/.test(lineText(element)),
    );
    if (hasContents && isOnlyContents(page)) return { ...page, elements: [] };
    return {
      ...page,
      elements: page.elements.filter((element) => {
        if (element.kind !== 'line') return true;
        const words = lineText(element);
        if (isLeader(words) || (hasContents && (/\D\d{1,3}$/.test(words) || /^目\s*[录次]$/.test(words))))
          return false;
        const key = furnitureKey(element, page);
        return key === null || !(isPageNumber(words) || (counts.get(key) ?? 0) >= LEAST_PAGES);
      }),
    };
  });
}

/** A page with nothing but the title and entries, whether they say a page or not. */
function isOnlyContents({ elements }: PageElements): boolean {
  return elements.every((element) => element.kind === 'line' && !/[。；]$/.test(lineText(element)));
}

function lineText({ segments }: LineElement): string {
  return segments.map(({ text }) => text).join(' ');
}

function furnitureKey(element: LineElement, { height, width }: PageElements): string | null {
  const { base } = element.line;
  const edge = Math.max(width, height) * EDGE;
  const isHead = base < edge;
  if (!isHead && base < height - edge) return null;
  const words = lineText(element);
  // The title of a table goes on over its pages; the reader of tables needs it.
  if (isCaptionText(words) || element.segments.some(({ text }) => isCaptionText(text))) return null;
  return `${isHead} ${Math.round(width)} ${words.replace(/\d+/g, '#')}`;
}
