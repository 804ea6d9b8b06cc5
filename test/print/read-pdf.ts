import { inflateSync } from 'node:zlib';
import { getDocument } from '../support/pdfjs.ts';

export interface PdfContent {
  /** One text per page, runs joined without spaces. */
  readonly pages: readonly string[];
  /** Width and height of every page in whole millimetres. */
  readonly sizes: readonly (readonly [number, number])[];
  readonly outline: readonly string[];
  readonly title: string;
  readonly author: string;
  readonly language: string | null;
  readonly tagged: boolean;
  /** What readers show as the number of each page; null where they count. */
  readonly labels: readonly string[] | null;
}

/** Reads a PDF the way a browser's viewer does. */
export async function readPdfContent(bytes: Uint8Array): Promise<PdfContent> {
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  const document = await task.promise;
  const pages: string[] = [];
  const sizes: (readonly [number, number])[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
    const { width, height } = page.getViewport({ scale: 1 });
    sizes.push([millimetres(width), millimetres(height)]);
  }
  const { info } = (await document.getMetadata()) as unknown as {
    info: { Title: string; Author: string; Language: string | null };
  };
  const marks = (await document.getMarkInfo()) as { Marked?: boolean } | null;
  const outline = ((await document.getOutline()) ?? []) as { title: string; items: { title: string }[] }[];
  const labels = await document.getPageLabels();
  await task.destroy();
  return {
    pages,
    sizes,
    outline: outline.flatMap(({ title, items }) => [title, ...items.map((item) => item.title)]),
    title: info.Title,
    author: info.Author,
    language: info.Language,
    tagged: marks?.Marked === true,
    labels,
  };
}

/** The text of every object of a finished PDF, with the packed ones unpacked. */
export function pdfObjectText(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('latin1');
  const streams = text.matchAll(/\/Type \/ObjStm[^>]*\/Length (\d+)>> stream\n/g);
  const unpacked = [...streams].map((match) => {
    const start = match.index + match[0].length;
    return inflateSync(bytes.subarray(start, start + Number(match[1]))).toString('latin1');
  });
  return [text, ...unpacked].join('\n');
}

function millimetres(points: number): number {
  return Math.round((points * 25.4) / 72);
}
