import { parseDocument } from 'htmlparser2';
import { remembering } from '../model/remembering.ts';

// The node types of the parser's tree, without depending on the package that declares them.
export type HtmlDocument = ReturnType<typeof parseDocument>;
export type HtmlNode = HtmlDocument['children'][number];
export type HtmlElement = Extract<HtmlNode, { readonly attribs: unknown }>;
type HtmlText = Extract<HtmlNode, { readonly type: 'text' }>;

/** The tree of a document or fragment; its nodes know where they start and end. `parseHtml('<p>甲</p>').children` */
export function parseHtml(html: string): HtmlDocument {
  return parseDocument(html, {
    withStartIndices: true,
    withEndIndices: true,
    lowerCaseTags: hasUpperCaseTags(html),
  });
}

/** Whether the names of tags must be written small to be told: those of templates are, and doing it takes a fifth of the reading. */
export function hasUpperCaseTags(html: string): boolean {
  return /<\/?[a-z0-9-]*[A-Z]/.test(html);
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return 'attribs' in node;
}

/** The names in the `class` of an element. */
export function classesOf(element: HtmlElement): readonly string[] {
  const written = element.attribs.class;
  if (written === undefined) return NO_CLASSES;
  return written.length > LONGEST_KEPT ? namesIn(written) : keptNamesIn(written);
}

const NO_CLASSES: readonly string[] = [];
const namesIn = (written: string): readonly string[] => written.split(/\s+/);
/** A document has a thousand cells and a dozen looks. */
const keptNamesIn = remembering(1_000, namesIn);
const LONGEST_KEPT = 100;

/** The child elements with one of the given names. */
export function childrenNamed(element: HtmlElement, ...names: readonly string[]): HtmlElement[] {
  return element.children.filter(
    (child): child is HtmlElement => isElement(child) && names.includes(child.name),
  );
}

/** The first element of that name in document order, or null. */
export function findElement(nodes: readonly HtmlNode[], name: string): HtmlElement | null {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    if (node.name === name) return node;
    const found = findElement(node.children, name);
    if (found !== null) return found;
  }
  return null;
}

/** All elements of that name in document order, those inside others included. */
export function findElements(nodes: readonly HtmlNode[], name: string): HtmlElement[] {
  const found: HtmlElement[] = [];
  collectElements(nodes, name, found);
  return found;
}

function collectElements(nodes: readonly HtmlNode[], name: string, found: HtmlElement[]): void {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    if (node.name === name) found.push(node);
    collectElements(node.children, name, found);
  }
}

/** True for what the plain text leaves out: `data-text="skip"`, scripts and styles. */
export function isSkipped(element: HtmlElement): boolean {
  return element.attribs['data-text'] === 'skip' || isUnread(element);
}

/** True for what no reader of a page sees. */
export function isUnread(element: HtmlElement): boolean {
  return UNREAD.has(element.name);
}

const UNREAD = new Set(['script', 'style', 'template', 'head', 'title']);

const INLINE = new Set(
  'a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr'.split(
    ' ',
  ),
);

/** True for elements that stand on lines of their own. */
export function isBlock(node: HtmlNode): node is HtmlElement {
  return isElement(node) && !INLINE.has(node.name);
}

/**
 * The text of nodes with white space collapsed as a browser does, line feeds only where there is a
 * `<br>` or a block begins or ends. `甲 <b>乙</b><br>丙` → `甲 乙\n丙`
 */
export function textOf(nodes: readonly HtmlNode[]): string {
  const text = collect(nodes);
  // Nearly every cell is a single word or figure.
  if (!UNEVEN.test(text)) return text;
  return text
    .replace(INVISIBLE, '')
    .split(BREAK)
    .map(collapse)
    .filter((line) => line !== '')
    .join('\n');
}

/** The same on one line. */
export function lineOf(nodes: readonly HtmlNode[]): string {
  const text = textOf(nodes);
  return text.includes('\n') ? text.replaceAll('\n', ' ') : text;
}

// A character that no text of a document can contain: the parser replaces it.
const BREAK = '\u0000';

const INVISIBLE = /[\u200b\u00ad\ufeff]/g;

/** Without one of these a text is already as it is read. */
const UNEVEN = new RegExp(`[\\s\\u200b\\u00ad\\ufeff${BREAK}]`);

function collect(nodes: readonly HtmlNode[]): string {
  let text = '';
  for (const node of nodes) {
    if (!isElement(node)) {
      if (node.type === 'text') text += (node as HtmlText).data.replaceAll(BREAK, '');
    } else if (!isSkipped(node)) {
      const inner = node.name === 'br' ? BREAK : collect(node.children);
      text += isBlock(node) ? BREAK + inner + BREAK : inner;
    }
  }
  return text;
}

const WIDE = '[\\p{Script=Han}\\u3000-\\u303f\\uff00-\\uffef“”‘’…—]';
// A line break of the template source between Chinese characters is no space to a reader.
const SOURCE_BREAK = new RegExp(`(?<=${WIDE})[ \\t\\r\\f]*\\n\\s*(?=${WIDE})`, 'gu');

function collapse(text: string): string {
  const joined = text.includes('\n') ? text.replace(SOURCE_BREAK, '') : text;
  return joined.replace(/[ \t\r\n\f\u00a0]+/g, ' ').trim();
}
