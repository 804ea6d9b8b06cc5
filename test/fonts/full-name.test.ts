import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { prepareFonts } from '../../src/fonts/fonts.ts';
import { withFullName } from '../../src/fonts/full-name.ts';
import { readSfnt, writeSfnt } from '../../src/fonts/sfnt.ts';

/** The names of a font in Windows' records, by number. */
function namesOf(font: Buffer): Map<number, string> {
  const table = readSfnt(font).get('name')!;
  const names = new Map<number, string>();
  for (let index = 0; index < table.readUInt16BE(2); index++) {
    const at = 6 + index * 12;
    if (table.readUInt16BE(at) !== 3) continue;
    const start = table.readUInt16BE(4) + table.readUInt16BE(at + 10);
    const text = Buffer.from(table.subarray(start, start + table.readUInt16BE(at + 8)));
    names.set(table.readUInt16BE(at + 6), text.swap16().toString('utf16le'));
  }
  return names;
}

test('a prepared face has a full name of its own and keeps the others', async () => {
  const { faces } = (await prepareFonts({ fonts: 'bundled' })).value!;
  expect(new Set(faces.map(({ name }) => name)).size).toBe(4);
  for (const { name, url } of faces) {
    const names = namesOf(await readFile(new URL(url)));
    expect(names.get(4)).toBe(name);
    expect(names.get(6)).toMatch(/^(NotoSerifSC|NotoSansSC|LXGWWenKai)-/);
  }
});

test('only the full name changes, and the records stay in order', async () => {
  const { faces } = (await prepareFonts({ fonts: 'bundled' })).value!;
  const font = await readFile(new URL(faces[0]!.url));
  const renamed = withFullName(font, 'Yugong 另名');
  expect([...namesOf(renamed)]).toEqual(
    [...namesOf(font)].map(([id, text]) => [id, id === 4 ? 'Yugong 另名' : text]),
  );
  const [before, after] = [readSfnt(font), readSfnt(renamed)];
  for (const [table, bytes] of before)
    if (table !== 'name') expect(after.get(table)?.equals(bytes)).toBe(true);
});

test('what is no font with names is refused', async () => {
  expect(() => withFullName(Buffer.from('not a font'), 'x')).toThrow(TypeError);
  expect(() => withFullName(writeSfnt(new Map([['cmap', Buffer.alloc(4)]])), 'x')).toThrow(TypeError);
});
