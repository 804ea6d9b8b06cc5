import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { printableFamilies, readFaces } from '../../src/fonts/installed-faces.ts';
import { writeSfnt } from '../../src/fonts/sfnt.ts';
import { inTemporaryFolder } from '../support/command.ts';
import { familyNames } from '../support/font-names.ts';

/** A font of which only names and kinds of tables matter. */
function font(families: string[], ...tables: string[]): Buffer {
  const head = Buffer.alloc(54);
  return writeSfnt(
    new Map([
      ['head', head],
      ['name', familyNames(...families)],
      ...tables.map((name) => [name, Buffer.alloc(4)] as const),
    ]),
  );
}

function collection(...fonts: Buffer[]): Buffer {
  const head = Buffer.alloc(12 + 4 * fonts.length);
  head.write('ttcf', 'latin1');
  head.writeUInt32BE(0x10000, 4);
  head.writeUInt32BE(fonts.length, 8);
  const parts: Buffer[] = [];
  let at = head.length;
  for (const [index, each] of fonts.entries()) {
    head.writeUInt32BE(at, 12 + index * 4);
    // Places of tables count from the beginning of the collection.
    const moved = Buffer.from(each);
    for (let table = 0; table < moved.readUInt16BE(4); table++) {
      const entry = 12 + table * 16 + 8;
      moved.writeUInt32BE(moved.readUInt32BE(entry) + at, entry);
    }
    parts.push(moved);
    at += moved.length;
  }
  return Buffer.concat([head, ...parts]);
}

async function families(files: Readonly<Record<string, Buffer>>): Promise<string[]> {
  let found: string[] = [];
  await inTemporaryFolder(async (folder) => {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    found = [...(await printableFamilies([folder, join(folder, 'missing')]))].sort();
  });
  return found;
}

test.each<[string, Record<string, Buffer>, string[]]>([
  ['a TrueType face, by all its names', { 'a.ttf': font(['SimSun', '宋体'], 'glyf') }, ['SimSun', '宋体']],
  ['no face with other outlines', { 'a.otf': font(['Noto Serif CJK SC', '宋体'], 'CFF ') }, []],
  ['no variable face', { 'a.ttf': font(['宋体'], 'glyf', 'fvar') }, []],
  [
    'faces of a collection',
    { 'simsun.ttc': collection(font(['宋体'], 'glyf'), font(['新宋体'], 'glyf'), font(['丙'], 'CFF ')) },
    ['宋体', '新宋体'],
  ],
  [
    'none of a name that another face spoils',
    { 'a.ttf': font(['宋体', '甲'], 'glyf'), 'b.otf': font(['宋体'], 'CFF ') },
    ['甲'],
  ],
  [
    'nothing of what is no font',
    {
      'a.ttf': Buffer.from('no'),
      'b.ttc': Buffer.from('ttcf'),
      'c.txt': font(['宋体'], 'glyf'),
      'd.ttf': Buffer.alloc(0),
    },
    [],
  ],
])('finds %s', async (_name, files, expected) => {
  expect(await families(files)).toEqual(expected);
});

test('a file that is not there has no faces', async () => {
  expect(await readFaces('/no/such/font.ttf')).toEqual([]);
});
