import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { installedFaces, readFaces } from '../../src/fonts/installed-faces.ts';
import { inTemporaryFolder } from '../support/command.ts';
import { collectionOf, fontOf } from '../support/fonts.ts';

async function facesIn(files: Readonly<Record<string, Buffer>>): Promise<string[]> {
  let found: string[] = [];
  await inTemporaryFolder(async (folder) => {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    const faces = await installedFaces([folder, join(folder, 'missing')]);
    found = faces.map(
      ({ families, isPrintable, weight, isUpright }) =>
        `${families.join('/')} ${weight}${isPrintable ? '' : ' drawn'}${isUpright ? '' : ' slanted'}`,
    );
  });
  return found.sort();
}

test.each<[string, Record<string, Buffer>, string[]]>([
  [
    'a TrueType face, by all its names',
    { 'a.ttf': fontOf({ families: ['SimSun', '宋体'] }) },
    ['SimSun/宋体 400'],
  ],
  ['other outlines', { 'a.otf': fontOf({ families: ['宋体'], tables: ['CFF '] }) }, ['宋体 400 drawn']],
  [
    'a variable face',
    { 'a.ttf': fontOf({ families: ['宋体'], tables: ['glyf', 'fvar'] }) },
    ['宋体 400 drawn'],
  ],
  [
    'a bold italic',
    { 'a.ttf': fontOf({ families: ['宋体'], weight: 700, isItalic: true }) },
    ['宋体 700 slanted'],
  ],
  [
    'faces of a collection',
    {
      'simsun.ttc': collectionOf(
        fontOf({ families: ['宋体'] }),
        fontOf({ families: ['丙'], tables: ['CFF '] }),
      ),
    },
    ['丙 400 drawn', '宋体 400'],
  ],
  [
    'nothing of what is no font',
    {
      'a.ttf': Buffer.from('no'),
      'b.ttc': Buffer.from('ttcf'),
      'c.txt': fontOf({ families: ['宋体'] }),
      'd.ttf': Buffer.alloc(0),
    },
    [],
  ],
])('finds %s', async (_name, files, expected) => {
  expect(await facesIn(files)).toEqual(expected);
});

test('a file that is not there has no faces', async () => {
  expect(await readFaces('/no/such/font.ttf')).toEqual([]);
});
