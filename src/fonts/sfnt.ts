/** The tables of a TrueType font by their four-letter names. */
export type SfntTables = Map<string, Buffer>;

/**
 * Reads the table directory of a TrueType font. The tables share the font's memory.
 * Throws when the bytes are not a single TrueType font.
 *
 * Example: `readSfnt(bytes).get('maxp')?.readUInt16BE(4)` is the number of glyphs.
 */
export function readSfnt(font: Buffer): SfntTables {
  if (font.length < 12 || font.readUInt32BE(0) !== 0x00010000) throw new TypeError('not a TrueType font');
  const tables: SfntTables = new Map();
  for (let index = 0; index < font.readUInt16BE(4); index++) {
    const entry = 12 + index * 16;
    const start = font.readUInt32BE(entry + 8);
    tables.set(
      font.toString('latin1', entry, entry + 4),
      font.subarray(start, start + font.readUInt32BE(entry + 12)),
    );
  }
  return tables;
}

/**
 * Writes a TrueType font from its tables, with their checksums; the checksum of the whole is left as it
 * stands in `head`, because the subsetter, through which every font passes, writes it anew.
 *
 * Example: `writeSfnt(readSfnt(bytes))` is the same font.
 */
export function writeSfnt(tables: SfntTables): Buffer {
  const names = [...tables.keys()].sort();
  const header = Buffer.alloc(12 + names.length * 16);
  const power = 2 ** Math.floor(Math.log2(names.length));
  header.writeUInt32BE(0x00010000, 0);
  header.writeUInt16BE(names.length, 4);
  header.writeUInt16BE(power * 16, 6);
  header.writeUInt16BE(Math.log2(power), 8);
  header.writeUInt16BE((names.length - power) * 16, 10);
  const parts = [header];
  let at = header.length;
  for (const [index, name] of names.entries()) {
    const table = tables.get(name)!;
    const entry = 12 + index * 16;
    const padded = Buffer.alloc(Math.ceil(table.length / 4) * 4);
    table.copy(padded);
    header.write(name, entry, 'latin1');
    header.writeUInt32BE(checksum(padded), entry + 4);
    header.writeUInt32BE(at, entry + 8);
    header.writeUInt32BE(table.length, entry + 12);
    parts.push(padded);
    at += padded.length;
  }
  return Buffer.concat(parts);
}

function checksum(padded: Buffer): number {
  let sum = 0;
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
  return sum;
}

/**
 * A character map (table `cmap`) of format 12, one group to a character; the subsetter writes a compact
 * one later.
 *
 * Example: `characterMap(new Map([[0x9884, 17]]))` maps 预 to glyph 17.
 */
export function characterMap(glyphOf: ReadonlyMap<number, number>): Buffer {
  const entries = [...glyphOf].sort(([a], [b]) => a - b);
  const map = Buffer.alloc(12 + 16 + entries.length * 12);
  map.writeUInt16BE(1, 2);
  map.writeUInt16BE(3, 4);
  map.writeUInt16BE(10, 6);
  map.writeUInt32BE(12, 8);
  map.writeUInt16BE(12, 12);
  map.writeUInt32BE(16 + entries.length * 12, 16);
  map.writeUInt32BE(entries.length, 24);
  for (const [index, [code, glyph]] of entries.entries()) {
    map.writeUInt32BE(code, 28 + index * 12);
    map.writeUInt32BE(code, 32 + index * 12);
    map.writeUInt32BE(glyph, 36 + index * 12);
  }
  return map;
}
