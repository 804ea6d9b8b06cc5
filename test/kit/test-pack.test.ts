import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { newPack } from '../../src/kit/new-pack.ts';
import { testPack } from '../../src/kit/test-pack.ts';
import { packNames } from '../../src/pack/pack-chain.ts';
import { inTemporaryFolder } from '../support/command.ts';
import { CLASSIFICATION_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';

const FOLDERS = {
  templates: TEMPLATES_FOLDER,
  templatesLabel: 'templates',
  classification: CLASSIFICATION_FOLDER,
};

describe.each(await packNames(TEMPLATES_FOLDER))('the tests of %s', (name) => {
  test('pass', async () => {
    const results = await testPack(FOLDERS, name, false);
    expect(results.length).toBeGreaterThan(0);
    expect(results.map(({ name, outcome, differences }) => ({ name, outcome, differences }))).toEqual(
      results.map(({ name }) => ({ name, outcome: 'passed', differences: [] })),
    );
  });
});

describe('a pack in a folder of its own', () => {
  const inCopy = (work: (folders: typeof FOLDERS) => Promise<void>) =>
    inTemporaryFolder(async (folder) => {
      await cp(TEMPLATES_FOLDER, folder, { recursive: true });
      await work({ ...FOLDERS, templates: folder });
    });

  test('fails its test with the lines that changed, until they are accepted', () =>
    inCopy(async (folders) => {
      const section = join(folders.templates, 'xinjiang-2025', 'sections', 'summary.hbs');
      await writeFile(section, (await readFile(section, 'utf8')).replace('均纳入', '全部纳入'));
      const [result] = await testPack(folders, 'xinjiang-2025', false);
      expect(result).toMatchObject({
        outcome: 'different',
        differences: [
          { expected: expect.stringContaining('均纳入'), actual: expect.stringContaining('全部纳入') },
        ],
      });
      await testPack(folders, 'xinjiang-2025', true);
      expect((await testPack(folders, 'xinjiang-2025', false))[0]?.outcome).toBe('passed');
    }));

  test('is created out of another and changes what it says', () =>
    inCopy(async (folders) => {
      const made = await newPack(folders, 'house', 'xinjiang-2025');
      expect(made.findings).toEqual([]);
      const settings = join(folders.templates, 'house', 'pack.yaml');
      await writeFile(settings, `${await readFile(settings, 'utf8')}\nmoney: { decimals: 4 }\n`);
      const unit = await readFile(join(folders.templates, 'xinjiang-2025', 'test', 'new-unit.yaml'), 'utf8');
      await cp(join(folders.templates, 'xinjiang-2025', 'test'), join(folders.templates, 'house', 'test'), {
        recursive: true,
      });
      await writeFile(
        join(folders.templates, 'house', 'test', 'new-unit.yaml'),
        unit.replace('template: xinjiang-2025', 'template: house'),
      );
      const [result] = await testPack(folders, 'house', false);
      expect(result?.differences[0]).toMatchObject({
        expected: expect.stringContaining('收支总预算13.85万元'),
        actual: expect.stringContaining('收支总预算13.8450万元'),
      });
    }));

  test.each([
    ['shared', 'xinjiang-2025', 'L53'],
    ['../x', 'xinjiang-2025', 'L53'],
    ['xinjiang-2025', 'xinjiang-2025', 'L54'],
    ['new', 'xinjiang', 'L46'],
  ])('cannot be created as %s from %s (%s)', (name, base, code) =>
    inCopy(async (folders) => {
      const { value, findings } = await newPack(folders, name, base);
      expect(value).toBeNull();
      expect(findings.map((finding) => finding.code)).toEqual([code]);
    }),
  );
});
