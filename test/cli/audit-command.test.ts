import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/command.ts';
import { pageOf } from '../support/pdf-file.ts';
import { runHere } from '../support/run-here.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

test('a folder: what cannot be read is told and stops nothing', async () => {
  writeFileSync(join(folder.path, '1.pdf'), pageOf('', { catalog: '/OpenAction<</S/JavaScript/JS(a)>>' }));
  writeFileSync(join(folder.path, '2.docx'), 'no document');
  writeFileSync(join(folder.path, '3.txt'), '甲\t乙\n一\t1.00\n二\t2.00\n');
  const { code, stdout } = await runHere(['audit', folder.path, '--json']);
  const { reports } = JSON.parse(stdout);
  expect(code).toBe(1);
  expect(
    reports.map(({ findings }: { findings: { code: string }[] }) => findings.map(({ code: said }) => said)),
  ).toEqual([['V01'], ['V01'], ['V03']]);
  expect(reports[0].findings[0].message).toContain('文件带有脚本（JavaScript）');
});
