import { type FileHandle, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A face of the system as its file describes it. */
export interface InstalledFace {
  /** Its family in every language the file knows. */
  readonly families: readonly string[];
  /** What it alone is called: its full names and its name in PostScript. */
  readonly ownNames: readonly string[];
  /**
   * Whether a PDF keeps its text as text: TrueType outlines of one weight. OpenType-CFF and variable faces become
   * drawings (Type 3), three times as large, of which copying gives radicals.
   */
  readonly isPrintable: boolean;
  /** 400 is regular, 700 bold, as CSS has it. */
  readonly weight: number;
  readonly isUpright: boolean;
  /** Where its table of characters stands; null where it has none. */
  readonly characterMap: TablePlace | null;
}

/** A table of a font in its file. */
export interface TablePlace {
  readonly path: string;
  readonly offset: number;
  readonly length: number;
}

const FILES = /\.(?:ttf|otf|ttc|otc)$/i;
/** More faces in one file, and tables in one face, than any font has. */
const MOST = 64;
const MOST_TABLE_BYTES = 1 << 20;
const REGULAR = 400;

/**
 * All faces in these folders. A folder or file that cannot be read counts as empty.
 *
 * Example: `(await installedFaces(['/usr/share/fonts']))[0]?.families` → `['DejaVu Sans']`
 */
export async function installedFaces(folders: readonly string[]): Promise<InstalledFace[]> {
  const files = (await Promise.all(folders.map(fontFiles))).flat();
  return (await Promise.all(files.map(readFaces))).flat();
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
    if (head.toString('latin1', 0, 4) !== 'ttcf') return [await readFace(file, path, 0)];
    const count = Math.min(head.readUInt32BE(8), MOST);
    const faces: InstalledFace[] = [];
    for (let index = 0; index < count; index++)
      faces.push(await readFace(file, path, head.readUInt32BE(12 + index * 4)));
    return faces;
  } catch (error) {
    // A file that ends too early, or that the disk does not give.
    if (error instanceof RangeError || (error as NodeJS.ErrnoException).code !== undefined) return [];
    throw error;
  } finally {
    await file.close();
  }
}

/**
 * The bytes of a table. Empty where the file has gone meanwhile or the table is larger than any is.
 *
 * Example: `await readTable(face.characterMap)` begins with the version, `0000`.
 */
export async function readTable({ path, offset, length }: TablePlace): Promise<Buffer> {
  const file = length > MOST_TABLE_BYTES ? null : await open(path).catch(() => null);
  if (file === null) return Buffer.alloc(0);
  try {
    return await bytes(file, offset, length);
  } catch {
    return Buffer.alloc(0);
  } finally {
    await file.close();
  }
}

async function readFace(file: FileHandle, path: string, at: number): Promise<InstalledFace> {
  const directory = await bytes(file, at, 12 + 16 * MOST);
  const count = Math.min(directory.readUInt16BE(4), MOST);
  const tables = new Map<string, TablePlace>();
  for (let index = 0; index < count; index++) {
    const entry = 12 + index * 16;
    tables.set(directory.toString('latin1', entry, entry + 4), {
      path,
      offset: directory.readUInt32BE(entry + 8),
      length: directory.readUInt32BE(entry + 12),
    });
  }
  const table = async (name: string, most: number) => {
    const place = tables.get(name);
    return place === undefined ? null : bytes(file, place.offset, Math.min(place.length, most));
  };
  const name = await table('name', MOST_TABLE_BYTES);
  const facts = await table('OS/2', OS2_BYTES);
  return {
    families: name === null ? [] : namesOf(name, FAMILIES),
    ownNames: name === null ? [] : namesOf(name, OWN_NAMES),
    isPrintable: name !== null && tables.has('glyf') && !tables.has('fvar'),
    weight: facts === null ? REGULAR : facts.readUInt16BE(WEIGHT_AT),
    isUpright: facts === null || (facts.readUInt16BE(SELECTION_AT) & SLANTED) === 0,
    characterMap: tables.get('cmap') ?? null,
  };
}

const OS2_BYTES = 64;
const WEIGHT_AT = 4;
const SELECTION_AT = 62;
/** Italic, and oblique. */
const SLANTED = 0x201;

/** The kinds of names: family and typographic family; full name and PostScript name. */
const FAMILIES: ReadonlySet<number> = new Set([1, 16]);
const OWN_NAMES: ReadonlySet<number> = new Set([4, 6]);
const WINDOWS = 3;
const UNICODE = 0;

function namesOf(table: Buffer, kinds: ReadonlySet<number>): string[] {
  const strings = table.readUInt16BE(4);
  const names = new Set<string>();
  for (let index = 0; index < table.readUInt16BE(2); index++) {
    const [platform, , , id, length, offset] = [0, 2, 4, 6, 8, 10].map((field) =>
      table.readUInt16BE(6 + index * 12 + field),
    ) as [number, number, number, number, number, number];
    if (!kinds.has(id)) continue;
    const text = table.subarray(strings + offset, strings + offset + length);
    if (platform === WINDOWS || platform === UNICODE)
      names.add(Buffer.from(text).swap16().toString('utf16le'));
    else if (text.every((byte) => byte < 0x80)) names.add(text.toString('latin1'));
  }
  return [...names];
}

async function bytes(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
