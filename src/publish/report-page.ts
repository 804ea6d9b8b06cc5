import { applyEdits, beforeClosing, behindOpening, insertion } from '../document/html-edits.ts';
import { classesOf, findElements, parseHtml } from '../document/html-tree.ts';
import { escapeHtml } from '../template/safe-html.ts';
import { entityId, entityPage } from './entities.ts';
import { address, type SiteDocument, yearPageOf, yearTitle } from './site.ts';

const STYLE = `
@media print { .web-site { display: none; } }
@media screen {
  .web-site ol { display: flex; flex-wrap: wrap; gap: 0 0.5rem; margin: 0 0 0.5rem; padding: 0; list-style: none; font-size: 0.9375rem; line-height: 1.7; }
  .web-site li + li::before { content: ">"; margin-right: 0.5rem; color: #444; }
  .web-site a { color: #1a4f8b; }
  .web-site a:focus-visible { outline: 3px solid #1a4f8b; outline-offset: 2px; }
}
`;

/**
 * The page of a report with the way back to the site above its title. What the report says stays as it was, as the way back
 * stands where a reader of the document passes over.
 */
export function reportPage(
  html: string,
  document: Pick<SiteDocument, 'name' | 'level' | 'publisher' | 'year' | 'document'>,
  siteTitle: string,
): string {
  const { children } = parseHtml(html);
  const header = findElements(children, 'header').find((each) => classesOf(each).includes('web-header'));
  const style = findElements(children, 'style')[0];
  if (header === undefined || style === undefined) return html;
  const depth = document.name.split('/').length;
  const { level, publisher } = document;
  const places: readonly (readonly [string, string])[] = [
    [siteTitle, 'index.html'],
    [yearTitle(document), yearPageOf(document)],
    [publisher, entityPage({ id: entityId(level, publisher) })],
  ];
  const items = places.map(
    ([title, file]) => `<li><a href="${address(file, depth)}">${escapeHtml(title)}</a></li>`,
  );
  const nav = `\n<nav class="web-site" aria-label="所在位置"><ol>${items.join('')}</ol></nav>`;
  return applyEdits(html, [
    insertion(beforeClosing(html, style), STYLE),
    insertion(behindOpening(html, header), nav),
  ]);
}
