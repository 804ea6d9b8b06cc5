import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { inTemporaryFolder } from '../support/command.ts';
import { TEMPLATES_FOLDER } from '../support/folders.ts';
import { runHere as run } from '../support/run-here.ts';

describe('pack', () => {
  test('check tells findings with place and excerpt and ends well without errors', async () => {
    const { code, stdout } = await run(['pack', 'check', 'xinjiang-2025']);
    expect(code).toBe(0);
    expect(stdout).toContain('模板 xinjiang-2025：');
  });

  test('check of an unknown pack ends with 1 and names the nearest', async () => {
    const { code, stderr } = await run(['pack', 'check', 'xinjiang-2052']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/没有名为“xinjiang-2052”的模板。\n\s+建议：是不是“xinjiang-2025”/);
  });

  test('check --json prints one document', async () => {
    const { code, stdout } = await run(['pack', 'check', 'shanghai-unit-2025', '--json']);
    expect(code).toBe(0);
    const { pack, findings } = JSON.parse(stdout);
    expect(pack).toBe('shanghai-unit-2025');
    expect(findings.every(({ severity }: { severity: string }) => severity === 'note')).toBe(true);
  });

  test('new makes a pack that check and test accept, once', () =>
    inTemporaryFolder(async (folder) => {
      await cp(TEMPLATES_FOLDER, folder, { recursive: true });
      // npm hands `--from xinjiang-2025` over as a word of its own.
      const made = await run(['pack', 'new', 'xinjiang-2026', 'xinjiang-2025', '--templates', folder]);
      expect(made.code).toBe(0);
      const settings = await readFile(join(folder, 'xinjiang-2026', 'pack.yaml'), 'utf8');
      expect(settings).toContain('extends: xinjiang-2025\n');
      expect((await run(['pack', 'check', 'xinjiang-2026', '--templates', folder])).code).toBe(0);
      const tested = await run(['pack', 'test', 'xinjiang-2026', '--templates', folder]);
      expect(tested.code).toBe(0);
      expect(tested.stdout).toContain('还没有测试');
      const again = await run([
        'pack',
        'new',
        'xinjiang-2026',
        '--from',
        'xinjiang-2025',
        '--templates',
        folder,
      ]);
      expect(again.code).toBe(1);
      expect(again.stderr).toContain('L54');
    }));

  test('new without a base says how', async () => {
    const { code, stderr } = await run(['pack', 'new', 'house']);
    expect(code).toBe(2);
    expect(stderr).toContain('--from xinjiang-2025');
  });

  test('test compares the units of a pack', async () => {
    const { code, stdout } = await run(['pack', 'test', 'xinjiang-2025']);
    expect(code).toBe(0);
    expect(stdout).toContain('new-unit ✓');
  });
});
