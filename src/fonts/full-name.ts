import { readSfnt, writeSfnt } from './sfnt.ts';

const fullName = 4;
/** Windows, Unicode, English of the United States: the record every system reads. */
const windows = [3, 1, 0x409] as const;

/**
 * Gives a face another full name, by which a page can ask the system for exactly this file; its other names stay.
 * Throws a TypeError when the bytes are no TrueType font.
 *
 * Example: `withFullName(font, 'Yugong kai-8df28adff458b0a7')`, where the font said `LXGW WenKai` before.
 */
export function withFullName(font: Buffer, name: string): Buffer {
  const tables = readSfnt(font);
  const old = tables.get('name');
  if (old === undefined) throw new TypeError('a font without names');
  tables.set('name', withRecord(old, utf16(name)));
  return writeSfnt(tables);
}

function withRecord(table: Buffer, text: Buffer): Buffer {
  const records: { key: readonly number[]; text: Buffer }[] = [{ key: [...windows, fullName], text }];
  const strings = table.readUInt16BE(4);
  for (let index = 0; index < table.readUInt16BE(2); index++) {
    const [platform, encoding, language, id, length, offset] = [0, 2, 4, 6, 8, 10].map((at) =>
      table.readUInt16BE(6 + index * 12 + at),
    ) as [number, number, number, number, number, number];
    if (id === fullName) continue;
    const start = strings + offset;
    records.push({ key: [platform, encoding, language, id], text: table.subarray(start, start + length) });
  }
  records.sort((a, b) => compare(a.key, b.key));
  const head = Buffer.alloc(6 + records.length * 12);
  head.writeUInt16BE(records.length, 2);
  head.writeUInt16BE(head.length, 4);
  let offset = 0;
  for (const [index, { key, text: own }] of records.entries()) {
    for (const [at, value] of [...key, own.length, offset].entries()) {
      head.writeUInt16BE(value, 6 + index * 12 + at * 2);
    }
    offset += own.length;
  }
  return Buffer.concat([head, ...records.map(({ text: own }) => own)]);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [at, value] of a.entries()) if (value !== b[at]) return value - b[at]!;
  return 0;
}

function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}
