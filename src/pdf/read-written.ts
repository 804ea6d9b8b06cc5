import { type PdfObjects, unpacked } from './pdf-objects.ts';

/** A file as it is delivered. */
export interface WrittenPdf extends PdfObjects {
  /** Whether its end names it (ISO 32000-1, 14.4). */
  readonly hasIdentifier: boolean;
}

const TABLE_ROW = 7;

/**
 * Takes apart a PDF as `writePdf` makes it, from its bytes alone: what is to be delivered is looked at as a reader
 * program would. Throws a SyntaxError when it is anything else.
 *
 * Example: `readWrittenPdf(writePdf(file)).objects.size` → `file.objects.size`
 */
export function readWrittenPdf(pdf: Buffer): WrittenPdf {
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(pdf.toString('latin1', pdf.length - 64))?.[1]);
  const table = Number.isNaN(start) ? null : streamAt(pdf, start);
  const size = Number(/\/Size (\d+)/.exec(table?.dictionary ?? '')?.[1]);
  const root = Number(/\/Root (\d+) 0 R/.exec(table?.dictionary ?? '')?.[1]);
  const info = Number(/\/Info (\d+) 0 R/.exec(table?.dictionary ?? '')?.[1]);
  if (table === null || Number.isNaN(size + root + info)) throw new SyntaxError('unexpected end of a PDF');
  const objects = new Map<number, string>();
  for (let number = 1; number < size; number++) {
    const row = number * TABLE_ROW;
    if (table.content.readUInt8(row) !== 1) continue;
    const at = table.content.readUInt32BE(row + 1);
    const header = `${number} 0 obj\n`;
    if (pdf.toString('latin1', at, at + header.length) !== header) {
      throw new SyntaxError(`no PDF object ${number} where the table has it`);
    }
    const stream = streamAt(pdf, at);
    if (stream?.dictionary.includes('/Type /ObjStm')) unpack(stream, objects);
    else if (stream?.dictionary.includes('/Type /XRef') !== true) {
      const end = pdf.indexOf('\nendobj\n', stream?.end ?? at, 'latin1');
      objects.set(number, pdf.toString('latin1', at + header.length, end));
    }
  }
  const hasIdentifier = /\/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]/.test(table.dictionary);
  return { objects, root, info, hasIdentifier };
}

interface Stream {
  readonly dictionary: string;
  readonly content: Buffer;
  readonly end: number;
}

/** The stream that an object at a place is; null for an object that is none. */
function streamAt(pdf: Buffer, at: number): Stream | null {
  const body = pdf.indexOf('stream\n', at, 'latin1');
  const end = pdf.indexOf('endobj', at, 'latin1');
  if (body === -1 || (end !== -1 && end < body)) return null;
  const dictionary = pdf.toString('latin1', at, body);
  const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1]);
  if (Number.isNaN(length)) return null;
  const from = body + 'stream\n'.length;
  const bytes = pdf.subarray(from, from + length);
  const isObjects = /\/Type \/(ObjStm|XRef)/.test(dictionary);
  return { dictionary, content: isObjects ? unpacked(bytes) : bytes, end: from + length };
}

function unpack({ dictionary, content }: Stream, objects: Map<number, string>): void {
  const first = Number(/\/First (\d+)/.exec(dictionary)?.[1]);
  const text = content.toString('latin1');
  const index = text.slice(0, first).trim().split(' ').map(Number);
  for (let at = 0; at < index.length; at += 2) {
    const from = first + index[at + 1]!;
    const to = at + 3 < index.length ? first + index[at + 3]! : text.length;
    objects.set(index[at]!, text.slice(from, to).trimEnd());
  }
}
