import { Parser } from 'htmlparser2';
import { Refusal } from './refusal.ts';
import type { ZipParts } from './zip-reader.ts';

/** What a reader of one XML part wants to know. Names come without their namespace prefix. */
export interface XmlHandler {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Deeper than any part of a workbook. */
const MAX_DEPTH = 100;

/**
 * Reads one XML part of a workbook as events; false when the workbook does not have it. A document type
 * declaration, the door of entity bombs, is refused, and so is a part that ends in the middle.
 */
export async function readXml(parts: ZipParts, name: string, handler: XmlHandler): Promise<boolean> {
  const decoder = new TextDecoder('utf-8');
  let depth = 0;
  let isAtEnd = false;
  const parser = new Parser(
    {
      onopentag(qualified, attributes) {
        depth += 1;
        if (depth > MAX_DEPTH) throw new Refusal('broken', name);
        handler.open?.(localName(qualified), attributes);
      },
      ontext: (text) => handler.text?.(text),
      onclosetag(qualified) {
        // The parser closes what is still open when the text ends.
        if (isAtEnd) throw new Refusal('broken', name);
        depth -= 1;
        handler.close?.(localName(qualified));
      },
      onprocessinginstruction(instruction) {
        if (/^!doctype/i.test(instruction)) throw new Refusal('doctype', name);
      },
    },
    { xmlMode: true },
  );
  const found = await parts.read(name, (chunk) => parser.write(decoder.decode(chunk, { stream: true })));
  if (!found) return false;
  parser.write(decoder.decode());
  isAtEnd = true;
  parser.end();
  return true;
}

/** What stands directly in the root of an XML text, and where: offsets of the tags in the text. */
export interface RootParts {
  /** The root's name as it is written, with its prefix. */
  readonly root: string;
  readonly children: readonly { readonly name: string; readonly start: number }[];
  /** Where the root's closing tag begins. */
  readonly end: number;
}

/** The children of the root of an XML text; null for one that has no content or no end. */
export function rootParts(xml: string): RootParts | null {
  const children: { name: string; start: number }[] = [];
  let root = '';
  let depth = 0;
  let end = -1;
  const parser: Parser = new Parser(
    {
      onopentag(qualified) {
        if (depth === 0) root = qualified;
        if (depth === 1) children.push({ name: localName(qualified), start: parser.startIndex });
        depth += 1;
      },
      onclosetag() {
        depth -= 1;
        if (depth === 0) end = parser.startIndex;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return end > 0 && xml.startsWith('</', end) ? { root, children, end } : null;
}

function localName(qualified: string): string {
  return qualified.slice(qualified.indexOf(':') + 1);
}

/** Text of a workbook with its `_x000D_` notation for characters that XML cannot hold. `a_x000A_b` → a⏎b */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
