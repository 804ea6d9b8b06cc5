import { destinationPages } from '../pdf/destinations.ts';
import type { BrowserTags, LoadedPage } from './loaded-page.ts';

/** What a page printed, and the page numbers that were filled into it, by the `id` of what they lead to. */
export interface Printed {
  readonly pdf: Buffer;
  readonly numbers: Readonly<Record<string, number>> | null;
}

/**
 * Prints the document a page shows; where it has a table of contents, twice: the first printing tells on
 * which pages its targets stand. The page of the first target is number 1; the pages before it are made
 * even in number, so that odd numbers stay on right-hand pages.
 *
 * Throws what the browser throws, and a SyntaxError when its file has an unexpected structure.
 *
 * Example: a cover and two pages of contents get a blank page; the first heading, on sheet 5, is page 1.
 */
export async function printNumbered(page: LoadedPage, html: string, tags: BrowserTags): Promise<Printed> {
  if (!html.includes('<span class="contents-page">')) return { pdf: await page.print(tags), numbers: null };
  const first = await page.print('untagged');
  const pages = destinationPages(first);
  const before = Math.min(...pages.values());
  if (!Number.isFinite(before)) {
    return { pdf: tags === 'untagged' ? first : await page.print(tags), numbers: null };
  }
  const numbers = Object.fromEntries([...pages].map(([id, index]) => [id, index - before + 1]));
  await page.number(numbers, before % 2 === 1);
  return { pdf: await page.print(tags), numbers };
}
