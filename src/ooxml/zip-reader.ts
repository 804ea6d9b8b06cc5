import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { Refusal } from './refusal.ts';

/*
 * The one place that opens zip files. Sizes are bounded twice: by what the directory declares, before anything
 * is unpacked, and by what really comes out, while it comes out.
 */

export interface ZipLimits {
  readonly entries: number;
  /** Bytes of one part, unpacked. */
  readonly part: number;
  /** Bytes of all parts that are read, unpacked. */
  readonly total: number;
}

export const ZIP_LIMITS: ZipLimits = { entries: 2000, part: 200_000_000, total: 300_000_000 };

/** The parts of an opened zip file. */
export class ZipParts {
  readonly names: readonly string[];
  private readonly zip: ZipFile;
  private readonly entries: ReadonlyMap<string, Entry>;
  private readonly limits: ZipLimits;
  private unpacked = 0;

  constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, limits: ZipLimits) {
    this.zip = zip;
    this.entries = entries;
    this.limits = limits;
    this.names = [...entries.keys()];
  }

  /** Unpacks one part, chunk by chunk; false when there is none of that name. */
  async read(name: string, take: (chunk: Buffer) => void): Promise<boolean> {
    const entry = this.entries.get(name);
    if (!entry) return false;
    const stream = await this.zip.openReadStreamPromise(entry).catch(() => {
      throw new Refusal('broken', name);
    });
    let size = 0;
    let checksum = 0;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        size += chunk.length;
        this.unpacked += chunk.length;
        if (size > this.limits.part || this.unpacked > this.limits.total) throw new Refusal('bomb', name);
        checksum = crc32(chunk, checksum);
        take(chunk);
      }
    } catch (error) {
      // What comes from the zip library is a broken file; a parser that was fed speaks for itself.
      if (error instanceof Refusal) throw error;
      throw new Refusal('broken', name);
    }
    if (checksum !== entry.crc32) throw new Refusal('broken', name);
    return true;
  }

  close(): void {
    this.zip.close();
  }
}

/** Opens a zip file held in memory; throws a {@link Refusal} when it is broken, encrypted or too large. */
export async function openZip(bytes: Buffer, limits: ZipLimits = ZIP_LIMITS): Promise<ZipParts> {
  const zip = await fromBufferPromise(bytes, {
    lazyEntries: true,
    validateEntrySizes: true,
    autoClose: false,
  }).catch(() => {
    throw new Refusal('broken');
  });
  const entries = await listEntries(zip, limits);
  return new ZipParts(zip, entries, limits);
}

async function listEntries(zip: ZipFile, limits: ZipLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.entries) throw new Refusal('bomb', `${zip.entryCount} 个部件`);
  const entries = new Map<string, Entry>();
  let declared = 0;
  const listed = zip.eachEntry();
  for (;;) {
    const { value: entry, done } = await listed.next().catch(() => {
      throw new Refusal('broken');
    });
    if (done) return entries;
    declared += entry.uncompressedSize;
    if (entry.isEncrypted()) throw new Refusal('encrypted');
    if (entry.uncompressedSize > limits.part || declared > limits.total) {
      throw new Refusal('bomb', `${Math.round(declared / 1_000_000)} MB`);
    }
    // Two parts of one name would let two readers see two different workbooks.
    if (entries.has(entry.fileName)) throw new Refusal('broken', entry.fileName);
    entries.set(entry.fileName, entry);
  }
}
