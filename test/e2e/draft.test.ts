import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { inTemporaryFolder } from '../support/command.ts';
import { openPdf } from '../support/pdf.ts';
import { runHere } from '../support/run-here.ts';
import { bare, ROOT } from '../support/sample.ts';

test('a unit with an error is refused; --force prints 草稿 on every page', async () => {
  await inTemporaryFolder(async (folder) => {
    const sample = await readFile(join(ROOT, 'data', 'kuerle.yaml'), 'utf8');
    const file = join(folder, 'unit.yaml');
    await writeFile(file, sample.replace('reservedForMicro: 全额', 'reservedForMicro: 200'));
    const out = join(folder, 'out');

    const refused = await runHere(['render', file, '--out', out, '--fonts', 'bundled']);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('错误 D14');
    expect(refused.stderr).toContain('--force');

    const forced = await runHere(['render', file, '--out', out, '--fonts', 'bundled', '--force']);
    expect(forced.code).toBe(0);
    expect(forced.stdout).toContain('草稿，共 1 个错误');
    // A draft is tagged by the browser, which whoever gets the folder can read.
    const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8'));
    const told = manifest.units[0].findings.map(({ code }: { code: string }) => code);
    expect(told.filter((code: string) => code.startsWith('P'))).toEqual(['P07']);
    const { pages } = await openPdf(await readFile(join(out, 'unit.pdf')));
    expect(pages.length).toBeGreaterThan(20);
    expect(pages.flatMap(({ text }, index) => (bare(text).includes('草稿') ? [] : [index + 1]))).toEqual([]);
  });
});
