import { extname } from 'node:path';
import { isNestedDeeper } from '../document/html-depth.ts';
import { readDocument } from '../document/read-document.ts';
import type { Document } from '../document/tree.ts';
import type { Outcome } from '../model/finding.ts';
import { readWorkbook } from '../ooxml/read-workbook.ts';
import { decodeText } from '../source/decode-text.ts';
import { foldDocument } from './fold-document.ts';
import { restoreBuiltins } from './kept-builtins.ts';
import { readPlain } from './read-plain.ts';
import { readSheets } from './read-sheets.ts';
import { refused } from './refused.ts';
import { retellDocument } from './retell-html.ts';

/** Deeper in one another than in any page, elements are no document. */
const MOST_NESTED = 400;

/** What can be read, by the end of the name. */
export const FOREIGN_FILES = ['.pdf', '.docx', '.xlsx', '.html', '.htm', '.txt', '.md'] as const;

/**
 * The document that a file of others holds, as a tree of the same kind that templates make. `V01` when it cannot be read
 * at all. Readers are loaded when they are asked for; `onPage` hears each page of a PDF that is begun. A file that was not
 * made here is read by a process of its own: see `ReaderProcess`.
 */
export async function openForeign(
  bytes: Buffer,
  label: string,
  onPage: (page: number) => void = () => {},
): Promise<Outcome<Document>> {
  switch (extname(label).toLowerCase()) {
    case '.pdf': {
      const { readPdf } = await import('./read-pdf.ts').finally(restoreBuiltins);
      return readPdf(bytes, label, onPage);
    }
    case '.docx': {
      const { readWord } = await import('../word/read-word.ts');
      const { value, findings } = await readWord(bytes, label);
      return { value: value && foldDocument(retellDocument(value)), findings };
    }
    case '.xlsx': {
      const { value, findings } = await readWorkbook(bytes, label);
      return { value: value && foldDocument(readSheets(value)), findings };
    }
    case '.html':
    case '.htm': {
      const { value, findings } = decodeText(bytes, label);
      if (value && isNestedTooDeep(value.text)) return tooDeep(label);
      return { value: value && foldDocument(retellDocument(readDocument(value.text))), findings };
    }
    default: {
      const { value, findings } = decodeText(bytes, label);
      return { value: value && foldDocument(readPlain(value.text)), findings };
    }
  }
}

/** Whether the elements of a page stand deeper in one another than a reader may go down. */
export function isNestedTooDeep(html: string): boolean {
  return isNestedDeeper(html, MOST_NESTED);
}

/** `V01` for such a page. */
export function tooDeep(label: string): Outcome<never> {
  return refused(label, `网页的元素一层套一层，超过 ${MOST_NESTED} 层`, '确认来源；用浏览器打开后另存再试。');
}
