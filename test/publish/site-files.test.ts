import { mkdir, readdir, readFile, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { sha256 } from '../../src/files/file-hash.ts';
import { ownerMark } from '../../src/files/owner-mark.ts';
import { writeSiteFiles } from '../../src/publish/site-files.ts';
import { readSiteManifest, SITE_MANIFEST } from '../../src/publish/site-manifest.ts';
import { folderWith } from '../support/temp-folder.ts';

/** Brings a folder to these files (path: text). */
const write = (folder: string, files: Readonly<Record<string, string>>) =>
  writeSiteFiles(
    folder,
    Object.entries(files).map(([file, text]) => ({ file, sha256: sha256(text), content: async () => text })),
    [],
  );
const filesIn = async (folder: string) => (await readdir(folder, { recursive: true })).sort();

describe('a folder brought to the files of a site', () => {
  test('only what differs is written, what is no longer wanted goes with the folder that it leaves empty', async () => {
    const folder = await folderWith({});
    expect((await write(folder, { 'index.html': '甲', 'a/b/one.txt': '乙' })).written).toEqual([
      'index.html',
      'a/b/one.txt',
    ]);
    const long = new Date('2025-01-01');
    await utimes(join(folder, 'index.html'), long, long);
    await utimes(join(folder, SITE_MANIFEST), long, long);
    const same = await write(folder, { 'index.html': '甲', 'a/b/one.txt': '乙' });
    expect([same.written, same.removed, same.unchanged]).toEqual([[], [], 2]);
    expect((await stat(join(folder, SITE_MANIFEST))).mtime).toEqual(long);
    const less = await write(folder, { 'index.html': '甲', 'two.txt': '丙' });
    expect([less.written, less.removed]).toEqual([['two.txt'], ['a/b/one.txt']]);
    expect(await filesIn(folder)).toEqual([SITE_MANIFEST, 'index.html', 'two.txt']);
    expect((await stat(join(folder, 'index.html'))).mtime).toEqual(long);
  });

  test('what somebody else put there stays, and what somebody else changed is told', async () => {
    const folder = await folderWith({ 'a/note.txt': '别人的' });
    await write(folder, { 'a/one.txt': '甲', 'a/two.txt': '乙' });
    await writeFile(join(folder, 'a', 'two.txt'), '改过');
    const { removed, left } = await write(folder, {});
    expect([removed, left]).toEqual([['a/one.txt'], ['a/two.txt']]);
    expect(await filesIn(folder)).toEqual([SITE_MANIFEST, 'a', 'a/note.txt', 'a/two.txt']);
  });

  test('a file of somebody else in the way ends the run before anything is written', async () => {
    const folder = await folderWith({ 'index.html': '别人的' });
    const { findings, written } = await write(folder, { 'a.txt': '甲', 'index.html': '乙' });
    expect(findings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'O07 没有写出网站：文件夹中有不是网站写的 index.html。',
    ]);
    expect([written, await filesIn(folder)]).toEqual([[], ['index.html']]);
  });

  test('a file of the site that was changed or lost is made again', async () => {
    const folder = await folderWith({});
    await write(folder, { 'a.txt': '甲' });
    await writeFile(join(folder, 'a.txt'), '改过');
    expect((await write(folder, { 'a.txt': '甲' })).written).toEqual(['a.txt']);
    expect(await readFile(join(folder, 'a.txt'), 'utf8')).toBe('甲');
  });

  test('nothing is written through a link that leads out of it', async () => {
    const folder = await folderWith({ 'elsewhere/keep.txt': '甲' });
    const site = join(folder, 'site');
    await mkdir(site);
    await symlink(join(folder, 'elsewhere'), join(site, 'reports'));
    const { findings } = await write(site, { 'reports/deep/a.pdf': '乙' });
    expect(findings[0]?.message).toContain('会写到文件夹之外');
    expect(await filesIn(join(folder, 'elsewhere'))).toEqual(['keep.txt']);
  });

  test('half a file of a run that was killed is swept away', async () => {
    const dead = ownerMark().replace(/\d+$/, '999999999');
    const folder = await folderWith({ [`a/.one.txt.${dead}.0123456789abcdef.tmp`]: '半' });
    await write(folder, { 'a/one.txt': '甲' });
    expect(await filesIn(folder)).toEqual([SITE_MANIFEST, 'a', 'a/one.txt']);
  });
});

describe('a manifest', () => {
  const manifest = (file: string) =>
    JSON.stringify({ format: 1, documents: [], files: [{ file, sha256: sha256('甲') }] });

  test.each(['../out.txt', '/etc/passwd', 'a/../../out.txt', 'a//b', '..\\out.txt', '.'])(
    'that names %s is not believed, and nothing is removed',
    async (file) => {
      const folder = await folderWith({ 'out.txt': '甲', [`site/${SITE_MANIFEST}`]: manifest(file) });
      expect(await readSiteManifest(join(folder, 'site'))).toBeNull();
      const { findings } = await write(join(folder, 'site'), {});
      expect(findings.map(({ code }) => code)).toEqual(['O07']);
      expect(await readFile(join(folder, 'out.txt'), 'utf8')).toBe('甲');
    },
  );

  test('that is missing is that of a site not begun', async () => {
    expect(await readSiteManifest(await folderWith({}))).toEqual({ documents: [], files: [] });
  });
});
