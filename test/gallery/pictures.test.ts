import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT_FOLDER } from '../support/folders.ts';
import { galleryText, PRINTED, SCREENS } from './pictures.ts';

const DOCS = join(ROOT_FOLDER, 'docs');

test('the gallery shows every picture that there is, and no other', () => {
  const printed = PRINTED.flatMap(({ name, file, title, pages }) =>
    pages.map(([number, what]) => ({ file: `${name}-${number}.png`, group: `${title}（${file}）`, what })),
  );
  const screens = SCREENS.map(({ name, what }) => ({ file: `${name}.webp`, group: '屏幕上', what }));
  expect(readFileSync(join(DOCS, 'gallery.md'), 'utf8')).toBe(galleryText(printed, screens));
  expect(readdirSync(join(DOCS, 'gallery')).sort()).toEqual(
    [...printed, ...screens].map(({ file }) => file).sort(),
  );
});
