/**
 * The form of CBOR that Chromium's DevTools protocol speaks. It is narrower than the standard and no library writes
 * it: maps and lists are of indefinite length, each in an envelope (tag 24 around a byte string of four-byte length),
 * UTF-16 text is an untagged byte string, and bytes carry tag 22.
 */

/** Length of an envelope's head. */
export const envelopeHead = 7;

/**
 * Writes a JSON value; `undefined` members are left out.
 *
 * Example: `encodeCbor({ id: 1 })` is an envelope of 14 bytes: `bf 7a 00000002 6964 1a 00000001 ff`.
 */
export function encodeCbor(value: unknown): Buffer {
  if (typeof value === 'string') {
    const text = Buffer.from(value);
    return Buffer.concat([head(0x7a, text.length), text]);
  }
  if (typeof value === 'number') return encodeNumber(value);
  if (typeof value === 'boolean') return Buffer.from([value ? 0xf5 : 0xf4]);
  if (value === null || value === undefined) return Buffer.from([0xf6]);
  const members = Array.isArray(value)
    ? value.map(encodeCbor)
    : Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .flatMap(([name, member]) => [encodeCbor(name), encodeCbor(member)]);
  const body = Buffer.concat([Buffer.from([Array.isArray(value) ? 0x9f : 0xbf]), ...members, stop]);
  return Buffer.concat([Buffer.from([0xd8, 0x18]), head(0x5a, body.length), body]);
}

const stop = Buffer.from([0xff]);

function head(kind: number, length: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes[0] = kind;
  bytes.writeUInt32BE(length, 1);
  return bytes;
}

function encodeNumber(value: number): Buffer {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 31) {
    return value < 0 ? head(0x3a, -1 - value) : head(0x1a, value);
  }
  const bytes = Buffer.alloc(9);
  bytes[0] = 0xfb;
  bytes.writeDoubleBE(value, 1);
  return bytes;
}

/** Length of the message that begins with this envelope head. Throws a SyntaxError when it is none. */
export function envelopeLength(start: Buffer): number {
  if (start[0] !== 0xd8 || start[1] !== 0x18 || start[2] !== 0x5a) throw new SyntaxError('not an envelope');
  return envelopeHead + start.readUInt32BE(3);
}

/**
 * Reads a message; bytes come as `Uint8Array` and share its memory. Throws a SyntaxError on anything else than what
 * {@link encodeCbor} describes.
 *
 * Example: `decodeCbor(encodeCbor({ 数: [1, -2.5, null] }))` → `{ 数: [1, -2.5, null] }`
 */
export function decodeCbor(message: Buffer): unknown {
  const reader = new Reader(message);
  const value = reader.value();
  if (reader.at !== message.length) throw new SyntaxError('bytes after the message');
  return value;
}

class Reader {
  at = 0;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  value(): unknown {
    const initial = this.#bytes[this.at++];
    if (initial === 0xbf) return this.#map();
    if (initial === 0x9f) return this.#list();
    if (initial === 0xf4) return false;
    if (initial === 0xf5) return true;
    if (initial === 0xf6) return null;
    if (initial === 0xfb) return this.#bytes.readDoubleBE(this.#skip(8));
    const kind = (initial ?? 0xff) >> 5;
    if (kind > 6 || kind === 4 || kind === 5) throw new SyntaxError(`unexpected byte at ${this.at - 1}`);
    const argument = this.#argument(initial!);
    if (kind === 0) return argument;
    if (kind === 1) return -1 - argument;
    if (kind === 2) return this.#slice(argument).toString('utf16le');
    if (kind === 3) return this.#slice(argument).toString('utf8');
    return this.#tagged(argument);
  }

  #tagged(tag: number): unknown {
    const initial = this.#bytes[this.at++];
    if (initial === undefined || initial >> 5 !== 2) throw new SyntaxError(`unexpected tag ${tag}`);
    const length = this.#argument(initial);
    if (tag === 24) return this.value();
    if (tag !== 22) throw new SyntaxError(`unexpected tag ${tag}`);
    const { buffer, byteOffset } = this.#slice(length);
    return new Uint8Array(buffer, byteOffset, length);
  }

  #map(): Record<string, unknown> {
    const members: [string, unknown][] = [];
    while (!this.#stops()) members.push([String(this.value()), this.value()]);
    // Not by assignment, which `__proto__` would divert.
    return Object.fromEntries(members);
  }

  #list(): unknown[] {
    const list: unknown[] = [];
    while (!this.#stops()) list.push(this.value());
    return list;
  }

  #stops(): boolean {
    if (this.#bytes[this.at] !== 0xff) return false;
    this.at++;
    return true;
  }

  #argument(initial: number): number {
    const info = initial & 31;
    if (info < 24) return info;
    if (info === 24) return this.#bytes.readUInt8(this.#skip(1));
    if (info === 25) return this.#bytes.readUInt16BE(this.#skip(2));
    if (info === 26) return this.#bytes.readUInt32BE(this.#skip(4));
    if (info === 27) return Number(this.#bytes.readBigUInt64BE(this.#skip(8)));
    throw new SyntaxError(`unexpected length at ${this.at - 1}`);
  }

  #slice(length: number): Buffer {
    const start = this.#skip(length);
    return this.#bytes.subarray(start, this.at);
  }

  /** Where the next `length` bytes begin. */
  #skip(length: number): number {
    const start = this.at;
    if (start + length > this.#bytes.length) throw new SyntaxError('message cut short');
    this.at += length;
    return start;
  }
}
