import { getDocument } from './pdfjs.ts';
import { bare } from './sample.ts';

/** A run of text with its place in pt, measured from the lower left corner of the page. */
export interface TextRun {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

/** Runs on one baseline, joined. */
export interface TextLine {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
}

export interface LaidOutPage {
  readonly width: number;
  readonly height: number;
  /** From top to bottom, without the page number. */
  readonly lines: readonly TextLine[];
  /** The page number as it is printed, null where there is none. */
  readonly number: TextLine | null;
  /** Links within the document: where they stand and the page they lead to, counted from 0. */
  readonly links: readonly { readonly y: number; readonly page: number }[];
}

export interface LaidOutPdf {
  readonly pages: readonly LaidOutPage[];
  readonly outline: readonly { readonly title: string; readonly page: number }[];
  /** All text in the order of the file, white space and page numbers removed. */
  readonly text: string;
}

type Document = Awaited<ReturnType<typeof getDocument>['promise']>;

/** Where everything stands in a PDF. */
export async function layoutOf(bytes: Uint8Array): Promise<LaidOutPdf> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: LaidOutPage[] = [];
  let text = '';
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const content = await page.getTextContent();
    const runs = content.items.flatMap((item): TextRun[] =>
      'str' in item && item.str.trim() !== ''
        ? [
            {
              text: item.str,
              x: item.transform[4],
              y: item.transform[5],
              width: item.width,
              size: item.height,
            },
          ]
        : [],
    );
    const lines = linesOf(runs);
    const folio = lines.find((line) => /^—\d+—$/.test(bare(line.text))) ?? null;
    pages.push({
      width,
      height,
      lines: lines.filter((line) => line !== folio),
      number: folio,
      links: await linksOf(document, page),
    });
    text += bare(
      runs
        .filter((run) => folio === null || Math.abs(run.y - folio.y) > 1)
        .map((run) => run.text)
        .join(''),
    );
  }
  const outline = await outlineOf(document);
  await document.destroy();
  return { pages, outline, text };
}

function linesOf(runs: readonly TextRun[]): TextLine[] {
  const rows: TextRun[][] = [];
  for (const run of [...runs].sort((a, b) => b.y - a.y)) {
    const row = rows.at(-1);
    if (row !== undefined && Math.abs(row[0]!.y - run.y) < 2) row.push(run);
    else rows.push([run]);
  }
  return rows.map((row) => {
    const sorted = row.sort((a, b) => a.x - b.x);
    return {
      text: sorted.map((run) => run.text).join(''),
      left: sorted[0]!.x,
      right: Math.max(...sorted.map((run) => run.x + run.width)),
      y: sorted[0]!.y,
      size: Math.max(...sorted.map((run) => run.size)),
    };
  });
}

async function linksOf(document: Document, page: Awaited<ReturnType<Document['getPage']>>) {
  const annotations = await page.getAnnotations();
  const links = annotations.filter((each) => each.subtype === 'Link' && each.dest);
  return Promise.all(
    links.map(async (link) => ({
      y: (link.rect[1] + link.rect[3]) / 2,
      page: await pageOf(document, link.dest),
    })),
  );
}

async function outlineOf(document: Document) {
  const entries: { title: string; page: number }[] = [];
  const visit = async (items: Awaited<ReturnType<Document['getOutline']>>): Promise<void> => {
    for (const item of items ?? []) {
      entries.push({ title: item.title, page: await pageOf(document, item.dest) });
      await visit(item.items as never);
    }
  };
  await visit(await document.getOutline());
  return entries;
}

async function pageOf(document: Document, dest: string | unknown[] | null): Promise<number> {
  const explicit = typeof dest === 'string' ? await document.getDestination(dest) : dest;
  return document.getPageIndex(explicit![0] as never);
}
