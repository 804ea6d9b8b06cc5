import { createHash } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';

/** A PDF as a list of numbered objects, each as its text in Latin-1. */
export interface PdfObjects {
  readonly objects: Map<number, string>;
  /** Object numbers named by the trailer. */
  readonly root: number;
  readonly info: number;
}

/**
 * Takes apart a PDF as Chromium writes it: one classic cross-reference table, no updates, no encryption.
 * Throws a SyntaxError when it is anything else, so that a new browser is noticed at once.
 *
 * Example: `readPdf(bytes).objects.get(1)` is the text of the Info dictionary.
 */
export function readPdf(pdf: Buffer): PdfObjects {
  const text = pdf.toString('latin1');
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text.slice(-64))?.[1]);
  const table = /^xref\s+0 (\d+)\s+/.exec(text.slice(start, start + 64));
  const trailer = text.slice(text.lastIndexOf('trailer'));
  const root = Number(/\/Root (\d+) 0 R/.exec(trailer)?.[1]);
  const info = Number(/\/Info (\d+) 0 R/.exec(trailer)?.[1]);
  if (table === null || Number.isNaN(root) || Number.isNaN(info))
    throw new SyntaxError('unexpected PDF structure');
  const places: { number: number; at: number }[] = [];
  const entries = start + table[0].length;
  for (let number = 0; number < Number(table[1]); number++) {
    const entry = entries + number * 20;
    if (text[entry + 17] !== 'n') continue;
    const at = Number(text.slice(entry, entry + 10));
    if (Number.isNaN(at)) throw new SyntaxError('unexpected cross-reference table');
    places.push({ number, at });
  }
  places.sort((a, b) => a.at - b.at);
  const objects = new Map<number, string>();
  for (const [index, { number, at }] of places.entries()) {
    const header = `${number} 0 obj\n`;
    const end = text.lastIndexOf('endobj', places[index + 1]?.at ?? start);
    if (!text.startsWith(header, at) || end <= at) throw new SyntaxError(`unexpected PDF object ${number}`);
    objects.set(number, text.slice(at + header.length, end).trimEnd());
  }
  return { objects, root, info };
}

/** Objects to one compressed stream: a reader must unpack a whole one to see a single object. */
const objectsPerStream = 400;
/** Of compression: 6, the usual one, takes three times as long and saves a hundredth of the file. */
const level = 4;
/**
 * Room that a stream of so many bytes is packed or unpacked into: nearly every one is done in one go, a third faster than in
 * pieces. What is not used counts until garbage is collected, so that room for all would have it collected thrice as often.
 */
const roomToPack = (bytes: number): number => Math.max(1024, Math.ceil(bytes / 3));
const roomToUnpack = (bytes: number): number =>
  Math.max(1024, Math.min(bytes * 8, Math.max(2 ** 18, bytes * 2)));

/**
 * Writes a PDF 1.7 file, packing everything but streams into compressed object streams.
 *
 * The tags of a report are thousands of small dictionaries; packed, the file is a third of what the
 * browser writes. Its identifier is a hash of the content.
 *
 * Example: `writePdf(readPdf(bytes))`
 */
export function writePdf(pdf: PdfObjects): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  let at = parts[0]!.length;
  const append = (text: string | Buffer) => {
    const bytes = typeof text === 'string' ? Buffer.from(text, 'latin1') : text;
    parts.push(bytes);
    at += bytes.length;
  };
  const entries = new Map<number, readonly [number, number, number]>([[0, [0, 0, 65535]]]);
  const numbers = [...pdf.objects.keys()].sort((a, b) => a - b);
  const loose: number[] = [];
  const packed: number[] = [];
  for (const number of numbers) (isStream(pdf.objects.get(number)!) ? loose : packed).push(number);
  let next = numbers.at(-1)! + 1;

  for (const number of loose) {
    entries.set(number, [1, at, 0]);
    append(`${number} 0 obj\n${pdf.objects.get(number)}\nendobj\n`);
  }
  for (let first = 0; first < packed.length; first += objectsPerStream) {
    const group = packed.slice(first, first + objectsPerStream);
    const stream = next++;
    let bodies = '';
    let index = '';
    for (const [position, number] of group.entries()) {
      entries.set(number, [2, stream, position]);
      index += `${number} ${bodies.length} `;
      bodies += `${pdf.objects.get(number)}\n`;
    }
    const head = `${index.trimEnd()}\n`;
    entries.set(stream, [1, at, 0]);
    append(streamObject(stream, `/Type /ObjStm /N ${group.length} /First ${head.length}`, head + bodies));
  }

  const table = next++;
  const start = at;
  entries.set(table, [1, at, 0]);
  const rows = Buffer.alloc(next * 7);
  for (const [number, [kind, value, extra]] of entries) {
    rows.writeUInt8(kind, number * 7);
    rows.writeUInt32BE(value, number * 7 + 1);
    rows.writeUInt16BE(extra, number * 7 + 5);
  }
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  const id = hash.digest('hex').slice(0, 32);
  const trailer = `/Type /XRef /Size ${next} /W [1 4 2] /Root ${pdf.root} 0 R /Info ${pdf.info} 0 R /ID [<${id}> <${id}>]`;
  append(streamObject(table, trailer, rows));
  append(`startxref\n${start}\n%%EOF\n`);
  return Buffer.concat(parts);
}

function isStream(body: string): boolean {
  return body.endsWith('endstream');
}

const HEADER = /^<<[^\0]*?>>\s*stream\r?\n/;

/**
 * The unpacked bytes of a stream. Throws a SyntaxError where there is none, or one packed in another way.
 *
 * Example: `unpackedStream(file, 9).toString('latin1')` is the content of a page.
 */
export function unpackedStream(file: PdfObjects, number: number): Buffer {
  const body = file.objects.get(number) ?? '';
  const header = HEADER.exec(body)?.[0];
  const length = Number(/\/Length (\d+)/.exec(header ?? '')?.[1]);
  if (header === undefined || Number.isNaN(length) || !header.includes('/Filter /FlateDecode')) {
    throw new SyntaxError(`unexpected PDF stream ${number}`);
  }
  return unpacked(Buffer.from(body.slice(header.length, header.length + length), 'latin1'));
}

/** What bytes packed by `/FlateDecode` are. Throws where they are damaged. */
export function unpacked(bytes: Uint8Array): Buffer {
  return inflateSync(bytes, { chunkSize: roomToUnpack(bytes.length) });
}

/** A stream with a dictionary of `entries`, as the body of an object. `packedStream('', content)` → `<</Filter … stream` */
export function packedStream(entries: string, content: Buffer): Buffer {
  const bytes = deflateSync(content, { level, chunkSize: roomToPack(content.length) });
  const header = `<<${entries}/Filter /FlateDecode /Length ${bytes.length}>> stream\n`;
  return Buffer.concat([Buffer.from(header, 'latin1'), bytes, Buffer.from('\nendstream', 'latin1')]);
}

/**
 * A stream that is not packed, as the body of an object: metadata are looked for in the bytes of files. `text` is written in
 * UTF-8.
 */
export function plainStream(entries: string, text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  return `<<${entries}/Length ${bytes.length}>> stream\n${bytes.toString('latin1')}\nendstream`;
}

/** The first number above those of all objects. */
export function nextNumber(objects: ReadonlyMap<number, string>): number {
  let last = 0;
  for (const number of objects.keys()) last = Math.max(last, number);
  return last + 1;
}

/** Adds entries to the dictionary that an object is. `extend(objects, 2, '/StructParents 0')` */
export function extend(objects: Map<number, string>, number: number, entries: string): void {
  const body = objects.get(number)!;
  objects.set(number, `${body.slice(0, body.lastIndexOf('>>'))}\n${entries}>>`);
}

function streamObject(number: number, dictionary: string, content: string | Buffer): Buffer {
  const plain = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
  return Buffer.concat([
    Buffer.from(`${number} 0 obj\n`, 'latin1'),
    packedStream(`${dictionary} `, plain),
    Buffer.from('\nendobj\n', 'latin1'),
  ]);
}
