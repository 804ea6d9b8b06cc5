import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { openPacks } from '../../src/cli/open-packs.ts';
import { produceReport } from '../../src/report/produce-report.ts';
import { temporaryFolder } from '../support/command.ts';
import { DATA_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

test('a unit file with more faults than a call takes arguments: the first are told, the others counted', async () => {
  const sample = readFileSync(join(DATA_FOLDER, 'kuerle.yaml'), 'utf8');
  const keys = Array.from({ length: 150_000 }, (_, index) => `k${index}: 1`);
  const path = join(folder.path, 'many.yaml');
  writeFileSync(path, `${sample}\n${keys.join('\n')}\n`);
  const { report, findings } = await produceReport(path, 'many.yaml', openPacks(TEMPLATES_FOLDER));
  expect(report).toBeNull();
  expect(findings.map(({ code }) => code)).toEqual(Array(101).fill('L12'));
  expect(findings[0]!.message).toContain('k0');
  expect(findings.at(-1)!.message).toBe('同类问题共 150000 个，只列出前 100 个。');
});
