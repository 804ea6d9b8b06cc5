import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { prepareFonts } from '../../src/fonts/fonts.ts';
import { fontFolders, hashInstalledFonts } from '../../src/fonts/installed-fonts.ts';
import { inTemporaryFolder } from '../support/command.ts';

test('the folders of every system', () => {
  expect(fontFolders('linux', { XDG_DATA_HOME: '/d' })).toContain('/d/fonts');
  expect(fontFolders('darwin', {})).toContain('/Library/Fonts');
  const windows = fontFolders('win32', { WINDIR: 'W:', LOCALAPPDATA: 'L:' });
  expect(windows).toEqual([join('W:', 'Fonts'), join('L:', 'Microsoft', 'Windows', 'Fonts')]);
});

test('a font that is installed, replaced or removed changes the hash; nothing else does', async () => {
  await inTemporaryFolder(async (folder) => {
    const hash = () => hashInstalledFonts([folder, join(folder, 'missing')]);
    const none = await hash();
    await writeFile(join(folder, 'readme.txt'), 'x');
    expect(await hash()).toBe(none);
    await mkdir(join(folder, 'fz'));
    await writeFile(join(folder, 'fz', '仿宋.TTF'), 'one');
    const installed = await hash();
    expect(installed).not.toBe(none);
    await writeFile(join(folder, 'fz', '仿宋.TTF'), 'other');
    expect(new Set([none, installed, await hash()]).size).toBe(3);
  });
});

test('installed fonts count only where they may be used', async () => {
  await inTemporaryFolder(async (folder) => {
    const before = process.env.XDG_DATA_HOME;
    process.env.XDG_DATA_HOME = folder;
    try {
      const marks = async () =>
        Promise.all(
          (['auto', 'bundled'] as const).map(async (fonts) => (await prepareFonts({ fonts })).value!.mark),
        );
      const [auto, bundled] = await marks();
      await mkdir(join(folder, 'fonts'));
      await writeFile(join(folder, 'fonts', 'simfang.ttf'), 'a font');
      const after = await marks();
      expect(after[1]).toBe(bundled);
      expect(after[0] === auto).toBe(process.platform !== 'linux');
    } finally {
      if (before === undefined) delete process.env.XDG_DATA_HOME;
      else process.env.XDG_DATA_HOME = before;
    }
  });
});
