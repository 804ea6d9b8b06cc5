import { applyEdits, beforeClosing, extentOf, type HtmlEdit, insertion } from '../document/html-edits.ts';
import {
  classesOf,
  findElements,
  type HtmlElement,
  type HtmlNode,
  isElement,
  lineOf,
  parseHtml,
} from '../document/html-tree.ts';
import { ParsedHtml } from '../document/parsed-html.ts';
import { escapeHtml } from '../template/safe-html.ts';

/** Class of the list that a template wants filled. */
const LIST = 'contents-list';

/**
 * Fills the table of contents of a report: every heading of the first two levels and every element with
 * `data-contents="…"` becomes a link. The page numbers stay empty, for only the printer knows them: it
 * fills each `<span class="contents-page">`. A report without a place for it stays as it was.
 *
 * Example: `<h1>第一部分 单位概况</h1>` → `<li class="contents-1"><a href="#part-1">…`
 */
export function fillContents(body: ParsedHtml): ParsedHtml {
  const { html } = body;
  if (!html.includes(LIST)) return body;
  const { nodes } = body;
  const place = listOf(nodes);
  if (place === null) return body;
  const items: string[] = [];
  const edits: HtmlEdit[] = [];
  for (const element of entriesOf(nodes)) {
    const given = element.attribs.id;
    const id = given ?? `part-${items.length + 1}`;
    const label = element.attribs['data-contents'];
    const level = element.name === 'h1' ? 1 : 2;
    items.push(item(level, id, escapeHtml(label ?? lineOf(element.children))));
    const behindName = element.startIndex! + 1 + element.name.length;
    if (given === undefined) edits.push(insertion(behindName, ` id="${id}"`));
  }
  edits.push({ ...extentOf(place), put: `<ol class="${LIST}">\n${items.join('\n')}\n</ol>` });
  return new ParsedHtml(applyEdits(html, edits));
}

function listOf(nodes: readonly HtmlNode[]): HtmlElement | null {
  return findElements(nodes, 'ol').find((element) => classesOf(element).includes(LIST)) ?? null;
}

/** The headings of the first two levels and what has a label for the contents, in the order of the document. */
function entriesOf(nodes: readonly HtmlNode[]): HtmlElement[] {
  return nodes.filter(isElement).flatMap((element) => {
    if (element.name === 'h1' || element.name === 'h2') return [element];
    const inside = entriesOf(element.children);
    const isEntry = element.name === 'section' && element.attribs['data-contents'] !== undefined;
    return isEntry ? [element, ...inside] : inside;
  });
}

/**
 * The document with the page numbers in its table of contents, by the `id` of what they lead to, as a page shows it.
 *
 * Example: `withPageNumbers(html, { 'part-1': 1 })`
 */
export function withPageNumbers(html: string, numbers: Readonly<Record<string, number>>): string {
  const list = listOf(parseHtml(html).children);
  if (list === null) return html;
  const edits: HtmlEdit[] = [];
  for (const link of findElements(list.children, 'a')) {
    const number = numbers[link.attribs.href?.slice(1) ?? ''];
    const empty = findElements(link.children, 'span').find((span) =>
      classesOf(span).includes('contents-page'),
    );
    if (number !== undefined && empty) edits.push(insertion(beforeClosing(html, empty), String(number)));
  }
  return applyEdits(html, edits);
}

function item(level: 1 | 2, id: string, text: string): string {
  return (
    `<li class="contents-${level}"><a href="#${id}"><span class="contents-text">${text}</span>` +
    `<span class="contents-page"></span></a></li>`
  );
}
