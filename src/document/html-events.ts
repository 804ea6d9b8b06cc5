import { Parser } from 'htmlparser2';
import { hasUpperCaseTags } from './html-tree.ts';

/** What is met while a document is read from its beginning to its end. */
export interface HtmlEvents {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  /** Also for elements whose end the document leaves out. */
  close(name: string): void;
  /** A piece of text, entities resolved; one text may come in several pieces. */
  text(data: string): void;
}

/**
 * Reads a document without keeping it, for those who need each part once. Never fails.
 *
 * Example: `readHtml('<p>预算<b>数</b></p>', events)` calls open, text, open, text, close, close.
 */
export function readHtml(html: string, events: HtmlEvents): void {
  const handler = {
    onopentag: (name: string, attributes: Readonly<Record<string, string>>) => events.open(name, attributes),
    onclosetag: (name: string) => events.close(name),
    ontext: (data: string) => events.text(data),
  };
  const parser = new Parser(handler, { lowerCaseTags: hasUpperCaseTags(html) });
  parser.end(html);
}
