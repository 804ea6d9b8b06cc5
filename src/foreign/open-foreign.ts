import { extname } from 'node:path';
import { readDocument } from '../document/read-document.ts';
import type { Document } from '../document/tree.ts';
import type { Outcome } from '../model/finding.ts';
import { readWorkbook } from '../ooxml/read-workbook.ts';
import { decodeText } from '../source/decode-text.ts';
import { foldDocument } from './fold-document.ts';
import { readPlain } from './read-plain.ts';
import { readSheets } from './read-sheets.ts';
import { retellDocument } from './retell-html.ts';

/** What can be read, by the end of the name. */
export const FOREIGN_FILES = ['.pdf', '.docx', '.xlsx', '.html', '.htm', '.txt', '.md'] as const;

/**
 * The document that a file of others holds, as a tree of the same kind that templates make. `V01` when it cannot be read
 * at all. Readers are loaded when they are asked for.
 */
export async function openForeign(bytes: Buffer, label: string): Promise<Outcome<Document>> {
  switch (extname(label).toLowerCase()) {
    case '.pdf': {
      const { readPdf } = await import('./read-pdf.ts');
      return readPdf(bytes, label);
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
      return { value: value && foldDocument(retellDocument(readDocument(value.text))), findings };
    }
    default: {
      const { value, findings } = decodeText(bytes, label);
      return { value: value && foldDocument(readPlain(value.text)), findings };
    }
  }
}
