import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { gb2312Characters } from '../../src/fonts/common-characters.ts';
import { installedFaces } from '../../src/fonts/installed-faces.ts';
import { officialFaces } from '../../src/fonts/official-faces.ts';
import { inTemporaryFolder } from '../support/command.ts';
import { collectionOf, type FontFacts, fontOf } from '../support/fonts.ts';

async function judged(...files: readonly Buffer[]): Promise<string[]> {
  let told: string[] = [];
  await inTemporaryFolder(async (folder) => {
    for (const [index, content] of files.entries()) await writeFile(join(folder, `${index}.ttf`), content);
    const { faces, refused } = await officialFaces(await installedFaces([folder]));
    told = [
      ...[...faces].map(([role, { family, regularOnly }]) =>
        [role, family, ...(regularOnly.length > 0 ? ['bold lent'] : [])].join(' '),
      ),
      ...refused.map(({ role, family, reason, missing }) =>
        `${role} ${family} no ${reason} ${missing.slice(0, 3).join('')}`.trimEnd(),
      ),
    ];
  });
  return told;
}

const face = (facts: FontFacts): Buffer => fontOf(facts);
const song = (weight: number, more: Partial<FontFacts> = {}) =>
  face({ families: ['SimSun', '宋体'], weight, ...more });

test.each<[string, readonly Buffer[], string[]]>([
  ['a regular and a bold of one name', [song(400), song(700)], ['song 宋体']],
  ['both in one collection', [collectionOf(song(400), song(700))], ['song 宋体']],
  ['one weight, as Windows has it', [song(400)], ['song 宋体 no bold', 'song SimSun no bold']],
  ['a bold alone', [song(700)], ['song 宋体 no bold', 'song SimSun no bold']],
  [
    'a bold that is slanted',
    [song(400), song(700, { isItalic: true })],
    ['song 宋体 no bold', 'song SimSun no bold'],
  ],
  [
    'a bold without its characters',
    [song(400), song(700, { characters: gb2312Characters().replace('赣', '') })],
    ['song 宋体 no characters 赣', 'song SimSun no characters 赣'],
  ],
  [
    'outlines that would become drawings',
    [song(400), song(700, { tables: ['CFF '] })],
    ['song 宋体 no outlines', 'song SimSun no outlines'],
  ],
  [
    'a 仿宋, which never has a bold',
    [face({ families: ['仿宋_GB2312'] })],
    ['fangsong 仿宋_GB2312 bold lent'],
  ],
  [
    'a 仿宋 with a bold',
    [face({ families: ['仿宋'] }), face({ families: ['仿宋'], weight: 700 })],
    ['fangsong 仿宋'],
  ],
  [
    'a second name where the first does not do',
    [face({ families: ['仿宋'], tables: ['CFF '] }), face({ families: ['方正仿宋_GBK'] })],
    ['fangsong 方正仿宋_GBK bold lent'],
  ],
  [
    'a title face, whatever its weight',
    [face({ families: ['方正小标宋_GBK'], weight: 900 })],
    ['title 方正小标宋_GBK'],
  ],
  ['nothing under other names', [face({ families: ['Noto Serif CJK SC'] })], []],
])('%s', async (_name, files, expected) => {
  expect(await judged(...files)).toEqual(expected);
});

test('a face with a few glyphs is refused with what it lacks', async () => {
  const few = face({ families: ['楷体'], characters: '预算公开' });
  const [told] = await judged(few);
  expect(told).toBe('kai 楷体 no characters  !"');
});

test('what a face must have is GB 2312', () => {
  const all = gb2312Characters();
  expect(all.match(/\p{Script=Han}/gu)).toHaveLength(6763);
  for (const character of '预鼗，。（）％０Aa0') expect(all).toContain(character);
  expect(all).not.toMatch(/[镕\ue000-\uf8ff]/);
});
