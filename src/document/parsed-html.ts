import { type HtmlNode, parseHtml } from './html-tree.ts';
import { documentOf } from './read-document.ts';
import type { Document } from './tree.ts';

/**
 * HTML with what is read from it, each once and not before somebody asks: checks, text and layout of one report all
 * look at the same.
 */
export class ParsedHtml {
  readonly html: string;
  #nodes: readonly HtmlNode[] | null = null;
  #document: Document | null = null;

  constructor(html: string) {
    this.html = html;
  }

  get nodes(): readonly HtmlNode[] {
    this.#nodes ??= parseHtml(this.html).children;
    return this.#nodes;
  }

  get document(): Document {
    this.#document ??= documentOf(this.nodes);
    return this.#document;
  }
}
