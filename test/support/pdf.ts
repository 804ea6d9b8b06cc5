import { getDocument, OPS } from './pdfjs.ts';

export interface PdfPage {
  readonly width: number;
  readonly height: number;
  readonly text: string;
}

export interface PdfFacts {
  readonly pages: readonly PdfPage[];
  readonly fonts: readonly { readonly name: string; readonly embedded: boolean; readonly isType3: boolean }[];
  /** Titles of the outline, top to bottom. */
  readonly outline: readonly string[];
  readonly title: string;
  readonly author: string;
  readonly language: string | null;
  readonly isTagged: boolean;
}

interface OutlineItem {
  readonly title: string;
  readonly items: readonly OutlineItem[];
}

/** What a reader program sees in a PDF. */
export async function openPdf(bytes: Uint8Array): Promise<PdfFacts> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: PdfPage[] = [];
  const fonts = new Map<string, PdfFacts['fonts'][number]>();
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const content = await page.getTextContent();
    pages.push({
      width,
      height,
      text: content.items.map((item) => ('str' in item ? item.str : '')).join(''),
    });
    const operators = await page.getOperatorList();
    operators.fnArray.forEach((operator, index) => {
      if (operator !== OPS.setFont) return;
      const id = operators.argsArray[index][0] as string;
      const font = page.commonObjs.get(id);
      fonts.set(font.name, {
        name: font.name,
        embedded: !font.missingFile,
        isType3: font.isType3Font === true,
      });
    });
  }
  const outline = ((await document.getOutline()) ?? []) as OutlineItem[];
  const { info } = (await document.getMetadata()) as unknown as { info: Record<string, string> };
  const mark = await document.getMarkInfo();
  const facts: PdfFacts = {
    pages,
    fonts: [...fonts.values()],
    outline: flatten(outline),
    title: info.Title ?? '',
    author: info.Author ?? '',
    language: info.Language ?? null,
    isTagged: mark?.Marked === true,
  };
  await document.destroy();
  return facts;
}

function flatten(items: readonly OutlineItem[]): string[] {
  return items.flatMap((item) => [item.title, ...flatten(item.items)]);
}
