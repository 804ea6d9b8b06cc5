import { type FileHandle, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/*
 * Which faces of the system may be printed with. Asked for 宋体, a system without it gives another face, whatever it has;
 * so a face counts only under its own name, and only with outlines that a PDF keeps as text: TrueType, of one weight.
 * OpenType-CFF and variable faces become drawings (Type 3), three times as large, of which copying gives radicals.
 */

/** A face as its file describes it. */
export interface InstalledFace {
  /** Its family in every language the file knows. */
  readonly families: readonly string[];
  readonly isPrintable: boolean;
}

const FILES = /\.(?:ttf|otf|ttc|otc)$/i;
/** More faces in one file, and tables in one face, than any font has. */
const MOST = 64;
const MOST_NAME_BYTES = 1 << 20;

/**
 * The families in these folders that reports may be printed with, by their own names. A folder or file that cannot be
 * read counts as empty.
 *
 * Example: `(await printableFamilies(['/usr/share/fonts'])).has('Noto Serif CJK SC')` → false: CFF outlines
 */
export async function printableFamilies(folders: readonly string[]): Promise<ReadonlySet<string>> {
  const files = (await Promise.all(folders.map(fontFiles))).flat();
  const faces = (await Promise.all(files.map(readFaces))).flat();
  // The system chooses among all faces of a name: one that cannot be printed with spoils the others.
  const spoilt = new Set(faces.filter((face) => !face.isPrintable).flatMap(({ families }) => families));
  const printable = faces.filter((face) => face.isPrintable).flatMap(({ families }) => families);
  return new Set(printable.filter((family) => !spoilt.has(family)));
}

async function fontFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  return entries.filter((name) => FILES.test(name)).map((name) => join(folder, name));
}

/** The faces of a font file or collection; none where it is no font. */
export async function readFaces(path: string): Promise<InstalledFace[]> {
  const file = await open(path).catch(() => null);
  if (file === null) return [];
  try {
    const head = await bytes(file, 0, 12 + 4 * MOST);
    if (head.toString('latin1', 0, 4) !== 'ttcf') return [await readFace(file, 0)];
    const count = Math.min(head.readUInt32BE(8), MOST);
    const faces: InstalledFace[] = [];
    for (let index = 0; index < count; index++)
      faces.push(await readFace(file, head.readUInt32BE(12 + index * 4)));
    return faces;
  } catch (error) {
    // A file that ends too early, or that the disk does not give.
    if (error instanceof RangeError || (error as NodeJS.ErrnoException).code !== undefined) return [];
    throw error;
  } finally {
    await file.close();
  }
}

async function readFace(file: FileHandle, at: number): Promise<InstalledFace> {
  const directory = await bytes(file, at, 12 + 16 * MOST);
  const count = Math.min(directory.readUInt16BE(4), MOST);
  const tables = new Map<string, { readonly offset: number; readonly length: number }>();
  for (let index = 0; index < count; index++) {
    const entry = 12 + index * 16;
    tables.set(directory.toString('latin1', entry, entry + 4), {
      offset: directory.readUInt32BE(entry + 8),
      length: directory.readUInt32BE(entry + 12),
    });
  }
  const name = tables.get('name');
  if (name === undefined) return { families: [], isPrintable: false };
  const families = familiesOf(await bytes(file, name.offset, Math.min(name.length, MOST_NAME_BYTES)));
  return { families, isPrintable: tables.has('glyf') && !tables.has('fvar') };
}

const FAMILY = 1;
const TYPOGRAPHIC_FAMILY = 16;
const WINDOWS = 3;
const UNICODE = 0;

function familiesOf(table: Buffer): string[] {
  const strings = table.readUInt16BE(4);
  const families = new Set<string>();
  for (let index = 0; index < table.readUInt16BE(2); index++) {
    const [platform, , , id, length, offset] = [0, 2, 4, 6, 8, 10].map((field) =>
      table.readUInt16BE(6 + index * 12 + field),
    ) as [number, number, number, number, number, number];
    if (id !== FAMILY && id !== TYPOGRAPHIC_FAMILY) continue;
    const text = table.subarray(strings + offset, strings + offset + length);
    if (platform === WINDOWS || platform === UNICODE)
      families.add(Buffer.from(text).swap16().toString('utf16le'));
    else if (text.every((byte) => byte < 0x80)) families.add(text.toString('latin1'));
  }
  return [...families];
}

async function bytes(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
