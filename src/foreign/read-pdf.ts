import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
// Found there by the reader, which would load it with the first document, and with it what restoreBuiltins() undoes.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import type { Document } from '../document/tree.ts';
import { packageFolder } from '../files/package-folder.ts';
import type { Finding, Outcome } from '../model/finding.ts';
import { assembleDocument } from './assemble.ts';
import { readPageContent } from './page-content.ts';
import { type PageElements, pageElements } from './page-elements.ts';
import { withoutFurniture } from './page-furniture.ts';
import { countCharacters, isReadable } from './readable-text.ts';
import { refused } from './refused.ts';

const MODULE = packageFolder('pdfjs-dist')?.path ?? '';
/** Reading without scripts, and without anything from outside the file. */
export const PDF_OPTIONS = {
  // Texts in old Chinese encodings need the character maps that come with the library.
  cMapUrl: `${MODULE}/cmaps/`,
  cMapPacked: true,
  standardFontDataUrl: `${MODULE}/standard_fonts/`,
  useSystemFonts: false,
  isEvalSupported: false,
  enableXfa: false,
  stopAtErrors: false,
  verbosity: VerbosityLevel.ERRORS,
};

export const PDF_LIMITS = { bytes: 200_000_000, pages: 3000 };

/**
 * The document that a PDF holds, with or without tags, from where its texts and lines stand. Pages are read one after
 * the other and only their texts are kept. `V01` where the file is no PDF, is protected, too large, carries scripts, or
 * holds pictures only; `V02` where single pages hold no text or more than a page can.
 */
export async function readPdf(
  bytes: Uint8Array,
  label: string,
  onPage: (page: number) => void = () => {},
): Promise<Outcome<Document>> {
  const refuse = (cause: string, hint = HINT): Outcome<Document> => refused(label, cause, hint);
  if (bytes.length > PDF_LIMITS.bytes) return refuse('文件超过 200 MB');
  // A copy: the library takes the bytes away from their owner.
  const loading = getDocument({ data: new Uint8Array(bytes), ...PDF_OPTIONS });
  try {
    const file = await loading.promise;
    if (file.numPages > PDF_LIMITS.pages)
      return refuse(`有 ${file.numPages} 页，超过 ${PDF_LIMITS.pages} 页`);
    if (await file.hasJSActions()) return refuse('文件带有脚本（JavaScript）', SCRIPT_HINT);
    const pages: PageElements[] = [];
    const unread: number[] = [];
    const empty: number[] = [];
    const counts = new Map<string, number>();
    let lines = 0;
    for (let number = 1; number <= file.numPages; number++) {
      onPage(number);
      const page = await file.getPage(number).catch(() => null);
      const content = page && (await readPageContent(page).catch(() => null));
      page?.cleanup();
      if (content === null) unread.push(number);
      else {
        if (content.texts.length === 0) empty.push(number);
        for (const { text } of content.texts) countCharacters(text, counts);
        const elements = pageElements(content, number, lines, pages.at(-1)?.last ?? null);
        pages.push(elements);
        lines += elements.lineCount;
      }
    }
    if (lines === 0) return refuse('其中没有文字，可能是扫描件', SCAN_HINT);
    if (!isReadable(counts)) return refuse('文字没有可以读出的编码，看得见而读不出', SCAN_HINT);
    const document = assembleDocument(withoutFurniture(pages));
    return { value: document, findings: pageFindings(label, unread, empty) };
  } catch (error) {
    // A library that cannot start says nothing of the file.
    if (error instanceof Error && error.message.includes('fake worker')) throw error;
    const isLocked = error instanceof Error && error.name === 'PasswordException';
    return refuse(isLocked ? '文件加了密码' : '不是完好的 PDF');
  } finally {
    await loading.destroy();
  }
}

const HINT = '换一份没有密码、可以选中文字的 PDF，或把文字另存为 .txt 再试。';
const SCRIPT_HINT = '公开的报告不该带脚本：确认来源，打印或另存为不带脚本的 PDF 后再试。';
const SCAN_HINT = '扫描件的文字要先识别（OCR）并核对；最好向编制单位要可以选中文字的文件。';

function pageFindings(label: string, unread: readonly number[], empty: readonly number[]): Finding[] {
  const told = (numbers: readonly number[], what: string, hint: string): Finding[] =>
    numbers.length === 0
      ? []
      : [
          {
            code: 'V02',
            severity: 'warning',
            message: `${label} 的第 ${shownPages(numbers)} 页${what}。`,
            hint,
            position: { file: label, line: 1, column: 1, place: `第${numbers[0]}页` },
          },
        ];
  return [
    ...told(unread, '无法读取，没有核对', '用别的程序打开这一页看看；重新导出 PDF 后再试。'),
    ...told(empty, '没有文字（空白页或图片），没有核对', '图片里的内容请人工核对；空白页应删去。'),
  ];
}

/** Numbers of pages, the first ten of them. */
function shownPages(numbers: readonly number[]): string {
  return numbers.slice(0, 10).join('、') + (numbers.length > 10 ? ` 等 ${numbers.length}` : '');
}
