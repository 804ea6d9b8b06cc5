import {
  addedClass,
  applyEdits,
  beforeClosing,
  behindAttributes,
  behindOpening,
  type HtmlEdit,
  insertion,
} from '../document/html-edits.ts';
import {
  findElement,
  type HtmlElement,
  type HtmlNode,
  isElement,
  lineOf,
  parseHtml,
} from '../document/html-tree.ts';
import { addAll } from '../model/add-all.ts';
import { escapeHtml } from '../template/safe-html.ts';
import { assembled, bodyText, type DocumentParts, styleText } from './html-document.ts';
import { webStyle } from './web-style.ts';

/** What the page of a report is about, and the files beside it. */
export interface WebPage {
  readonly title: string;
  /** The unit. */
  readonly author: string;
  /** Day of publication, `2025-02-21`. */
  readonly date: string;
  /** Relative addresses of the other forms of the report, with what people call them. */
  readonly links: readonly { readonly title: string; readonly href: string }[];
}

/**
 * The report as a page of the web: a visible title as the only heading of the first level, contents that stay at hand,
 * links to the other files, the report itself as main content. What the report says stays as it was, and a reader of the
 * document passes over what is added (`data-text="skip"`). No script.
 *
 * `html` is the document that is printed; its headings go down one level and keep their look by `level-1` … `level-3`.
 *
 * Example: `<h1>第一部分 单位概况</h1>` → `<h2 id="part-1" data-level="1" class="level-1">第一部分 单位概况</h2>`
 */
export function webPage(html: string, page: WebPage): string {
  const { children } = parseHtml(html);
  const body = findElement(children, 'body');
  const style = findElement(children, 'style');
  if (body === null || style === null) return html;
  const { edits, entries } = lowerHeadings(html, body.children);
  const css = html.slice(behindOpening(html, style), beforeClosing(html, style));
  return applyEdits(html, [
    ...edits,
    { from: behindOpening(html, style), to: beforeClosing(html, style), put: webCss(css) },
    insertion(behindOpening(html, body), opening(page, entries)),
    insertion(beforeClosing(html, body), CLOSING),
  ]);
}

/**
 * The same of a report that is put together here: `body` has the edits of `lowerHeadings` among all others, so that
 * nothing is read again.
 */
export function webDocument(
  { title, author, css, body }: DocumentParts,
  page: WebPage,
  entries: readonly Entry[],
): string {
  const main = `${opening(page, entries)}${bodyText(body)}${CLOSING}`;
  return assembled({ title, author, css: webCss(styleText(css)), body: main });
}

/** The edits that lower the headings of a document, and what its contents lead to. */
export interface LoweredHeadings {
  readonly edits: readonly HtmlEdit[];
  readonly entries: readonly Entry[];
}

/** Every heading of a document one level lower: the title of the page is the only one of the first. */
export function lowerHeadings(html: string, nodes: readonly HtmlNode[]): LoweredHeadings {
  const edits: HtmlEdit[] = [];
  const entries: Entry[] = [];
  for (const element of placesOf(nodes)) {
    const level = headingLevel(element);
    if (level === null || level <= 2) {
      const label = element.attribs['data-contents'] ?? lineOf(element.children);
      const id = element.attribs.id ?? `place-${entries.length + 1}`;
      entries.push({ id, label, level: level ?? 2 });
      if (element.attribs.id === undefined)
        edits.push(insertion(behindAttributes(html, element), ` id="${id}"`));
    }
    if (level !== null) addAll(edits, lowered(html, element, level));
  }
  return { edits, entries };
}

const CLOSING = '</main>\n';

function opening(page: WebPage, entries: readonly Entry[]): string {
  return `\n${headerHtml(page)}\n${contentsHtml(entries)}\n<main id="report">`;
}

function webCss(css: string): string {
  return `${loweredCss(css)}\n${webStyle}\n`;
}

/** What the contents of the page lead to. */
export interface Entry {
  readonly id: string;
  readonly label: string;
  readonly level: number;
}

const HEADING = /^h([1-5])$/;

function headingLevel({ name }: HtmlElement): number | null {
  const level = HEADING.exec(name)?.[1];
  return level === undefined ? null : Number(level);
}

/** Headings, and tables that stand in the contents, in the order of the page. */
function placesOf(nodes: readonly HtmlNode[]): HtmlElement[] {
  return nodes.filter(isElement).flatMap((element) => {
    if (headingLevel(element) !== null) return [element];
    const inside = placesOf(element.children);
    return element.name === 'section' && element.attribs['data-contents'] !== undefined
      ? [element, ...inside]
      : inside;
  });
}

function lowered(html: string, element: HtmlElement, level: number): HtmlEdit[] {
  const name = `h${level + 1}`;
  const opening = element.startIndex! + 1;
  const closing = beforeClosing(html, element) + 2;
  return [
    { from: opening, to: opening + 2, put: name },
    insertion(behindAttributes(html, element), ` data-level="${level}"`),
    addedClass(html, element, `level-${level}`),
    { from: closing, to: closing + 2, put: name },
  ];
}

/** The rules for headings, of the headings as they are called now, no stronger than before. `h1 {` → `h2:where(.level-1) {` */
function loweredCss(css: string): string {
  return css.replace(/(?<![\w.#-])h([1-5])(?=[\s,.:{>+~)[])/g, (_, level: string) => {
    return `h${Number(level) + 1}:where(.level-${level})`;
  });
}

function headerHtml({ title, author, date, links }: WebPage): string {
  const items = links.map(
    ({ title: name, href }) => `<li><a href="${escapeHtml(href)}">${escapeHtml(name)}</a></li>`,
  );
  const files =
    items.length === 0 ? '' : `\n<ul class="web-files" aria-label="其他格式">${items.join('')}</ul>`;
  const about = `${escapeHtml(author)} · 公开日期 <time datetime="${escapeHtml(date)}">${escapeHtml(date)}</time>`;
  return `<header class="web-header" data-text="skip">\n<h1>${escapeHtml(title)}</h1>\n<p class="web-about">${about}</p>${files}\n</header>`;
}

function contentsHtml(entries: readonly Entry[]): string {
  const items = entries.map(
    ({ id, label, level }) =>
      `<li class="web-level-${level}"><a href="#${escapeHtml(id)}">${escapeHtml(label)}</a></li>`,
  );
  return (
    `<nav class="web-contents" id="web-contents" aria-label="目录" data-text="skip">\n<ol>\n${items.join('\n')}\n</ol>\n` +
    `<p class="web-back"><a href="#web-contents">目录</a></p>\n</nav>`
  );
}
