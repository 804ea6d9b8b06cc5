import { getDocument } from './pdfjs.ts';

/** A tag with the words of the page that it and those inside it enclose. */
export interface PdfTag {
  readonly type: string;
  readonly text: string;
  readonly children: readonly PdfTag[];
}

interface Node {
  readonly role?: string;
  readonly id?: string;
  readonly children?: readonly Node[];
}

/**
 * The tags of every page as a reader program gets them, white space left out; what is no content (page numbers, borders)
 * and words without any mark come separately.
 */
export async function readTags(bytes: Uint8Array) {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await task.promise;
  const pages: PdfTag[] = [];
  const artifacts: string[] = [];
  const unmarked: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const texts = new Map<string, string>();
    const open: string[] = [];
    for (const item of items) {
      if (!('str' in item)) {
        if (item.type === 'endMarkedContent') open.pop();
        // The library's types do not know the name of a mark without a number.
        else open.push(item.id ?? (item as { readonly tag?: string }).tag ?? '');
        continue;
      }
      const words = item.str.replace(/\s+/g, '');
      const mark = open.at(-1);
      if (words === '') continue;
      if (mark === undefined) unmarked.push(words);
      else if (mark === 'Artifact') artifacts.push(words);
      else texts.set(mark, (texts.get(mark) ?? '') + words);
    }
    const tree = (await page.getStructTree()) as Node | null;
    pages.push(tree === null ? { type: 'none', text: '', children: [] } : tagOf(tree, texts));
  }
  await task.destroy();
  return { pages, artifacts, unmarked };
}

function tagOf(node: Node, texts: ReadonlyMap<string, string>): PdfTag {
  const children: PdfTag[] = [];
  let text = '';
  for (const child of node.children ?? []) {
    if (child.role === undefined) {
      text += texts.get(child.id ?? '') ?? '';
      continue;
    }
    const tag = tagOf(child, texts);
    children.push(tag);
    text += tag.text;
  }
  return { type: node.role ?? '', text, children };
}

/** All tags of one type, in reading order. */
export function tagsOf(tag: PdfTag, type: string): PdfTag[] {
  return [...(tag.type === type ? [tag] : []), ...tag.children.flatMap((child) => tagsOf(child, type))];
}
