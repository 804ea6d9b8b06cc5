import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { openPacks } from '../../src/cli/open-packs.ts';
import { produceReport } from '../../src/report/produce-report.ts';
import { writeReport } from '../../src/report/report-files.ts';
import { temporaryFolder } from '../support/command.ts';
import { DATA_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

test('writes the formats asked for, beside each other; what needs the browser only with one', async () => {
  const path = join(DATA_FOLDER, 'kuerle.yaml');
  const { report } = await produceReport(path, 'kuerle.yaml', openPacks(TEMPLATES_FOLDER));
  const base = join(folder.path, 'out', 'kuerle');
  const { value, findings } = await writeReport(report!, base, ['txt', 'csv']);
  expect(findings).toEqual([]);
  expect(value).toContain(`${base}.txt`);
  expect(readdirSync(join(folder.path, 'out')).sort()).toEqual(['kuerle-csv', 'kuerle.txt']);
  expect(readdirSync(join(folder.path, 'out', 'kuerle-csv'))).toContain('datapackage.json');
  await expect(writeReport(report!, base, ['pdf'])).rejects.toThrow('needs a printer');
});
