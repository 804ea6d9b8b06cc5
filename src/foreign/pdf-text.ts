import { getDocument, type PDFPageProxy, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { packageFolder } from '../files/package-folder.ts';
import type { Outcome } from '../model/finding.ts';
import { foldRadicals } from '../model/radicals.ts';
import { pageBlocks, type StructNode } from './pdf-blocks.ts';
import { type PlacedText, pageLines } from './pdf-lines.ts';

export interface PdfText {
  readonly text: string;
  /** Headings, paragraphs and tables are told by the file itself; else these are lines as they stand on the page. */
  readonly isTagged: boolean;
}

/**
 * The text of a PDF in the form of a plain text report: from its tags where it has them (headings after a blank
 * line, paragraphs indented, tables as tab-separated rows), else line by line without page numbers. `V01` when the
 * file cannot be read as a PDF.
 */
export async function readPdfText(bytes: Uint8Array, label: string): Promise<Outcome<PdfText>> {
  // A copy: the library takes the bytes away from their owner.
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: VerbosityLevel.ERRORS, ...FOLDERS });
  try {
    const document = await loading.promise;
    const isTagged = (await document.getMarkInfo())?.Marked === true;
    const pages: string[][] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      pages.push(isTagged ? await taggedLines(page) : await plainLines(page));
      page.cleanup();
    }
    const text = pages.flat().join('\n');
    if (text.trim() === '')
      return { value: null, findings: [unreadable(label, '其中没有文字，可能是扫描件')] };
    return { value: { text: `${foldRadicals(text)}\n`, isTagged }, findings: [] };
  } catch {
    return { value: null, findings: [unreadable(label, '不是完好的 PDF，或者加了密码')] };
  } finally {
    await loading.destroy();
  }
}

const MODULE = packageFolder('pdfjs-dist')?.path ?? '';
// Texts in old Chinese encodings need the character maps that come with the library.
const FOLDERS = {
  cMapUrl: `${MODULE}/cmaps/`,
  cMapPacked: true,
  standardFontDataUrl: `${MODULE}/standard_fonts/`,
  useSystemFonts: false,
  isEvalSupported: false,
};

async function taggedLines(page: PDFPageProxy): Promise<string[]> {
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const texts = new Map<string, string>();
  const open: (string | null)[] = [];
  for (const item of items) {
    if ('str' in item) {
      const id = open.findLast((each) => each !== null);
      if (id) texts.set(id, (texts.get(id) ?? '') + item.str);
    } else if (item.type === 'endMarkedContent') open.pop();
    else open.push(item.id ?? null);
  }
  const tree = (await page.getStructTree()) as StructNode | null;
  return tree ? pageBlocks(tree, texts) : [];
}

async function plainLines(page: PDFPageProxy): Promise<string[]> {
  const { items } = await page.getTextContent();
  const placed = items.flatMap((item): PlacedText[] => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [, , , height = 0, left = 0, bottom = 0] = item.transform as number[];
    return [
      { text: item.str, left, right: left + item.width, bottom, size: Math.abs(height) || item.height },
    ];
  });
  return pageLines(placed);
}

function unreadable(label: string, cause: string) {
  return {
    code: 'V01',
    severity: 'error' as const,
    message: `无法读取 ${label}：${cause}。`,
    hint: '换一份可以选中文字的 PDF，或把文字另存为 .txt 再比较。',
    position: { file: label, line: 1, column: 1 },
  };
}
