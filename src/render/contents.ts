import { plainText } from '../document/plain-text.ts';
import { escapeHtml } from '../template/safe-html.ts';

/** Where a template wants the table of contents. */
const place = '<ol class="contents-list"></ol>';

const entries = /<(h[12])\b([^>]*)>([\s\S]*?)<\/\1>|<(section)\b([^>]*\bdata-contents="([^"]*)"[^>]*)>/g;

/**
 * Fills the table of contents of a report: every heading of the first two levels and every element with
 * `data-contents="…"` becomes a link. The page numbers stay empty, for only the printer knows them: it
 * fills each `<span class="contents-page">`. A report without a place for it stays as it was.
 *
 * Example: `<h1>第一部分 单位概况</h1>` → `<li class="contents-1"><a href="#part-1">…`
 */
export function fillContents(html: string): string {
  if (!html.includes(place)) return html;
  const items: string[] = [];
  const body = html.replace(entries, (whole, heading, attributes, inner, _, section, label) => {
    const isHeading = heading !== undefined;
    const own = (isHeading ? attributes : section) as string;
    const given = /\bid="([^"]*)"/.exec(own)?.[1];
    const id = given ?? `part-${items.length + 1}`;
    // The label of an attribute is HTML already.
    const text = isHeading ? escapeHtml(plainText(inner as string)) : (label as string);
    items.push(item(heading === 'h1' ? 1 : 2, id, text));
    return given === undefined ? (whole as string).replace(/^<\w+/, (tag) => `${tag} id="${id}"`) : whole;
  });
  return body.replace(place, `<ol class="contents-list">\n${items.join('\n')}\n</ol>`);
}

const unnumbered =
  /(<a href="#([^"]*)"><span class="contents-text">(?:(?!<\/a>)[\s\S])*<\/span><span class="contents-page">)(<\/span>)/g;

/**
 * The document with the page numbers in its table of contents, by the `id` of what they lead to, as a page shows it.
 *
 * Example: `withPageNumbers(html, { 'part-1': 1 })`
 */
export function withPageNumbers(html: string, numbers: Readonly<Record<string, number>>): string {
  return html.replace(unnumbered, (_, before, id, after) => `${before}${numbers[id] ?? ''}${after}`);
}

function item(level: 1 | 2, id: string, text: string): string {
  return (
    `<li class="contents-${level}"><a href="#${id}"><span class="contents-text">${text}</span>` +
    `<span class="contents-page"></span></a></li>`
  );
}
