import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { checkCommand } from '../../src/cli/check-command.ts';
import { generateCommand } from '../../src/cli/generate-command.ts';
import { sampleDepartment } from '../../src/samples/sample-department.ts';
import { sampleUnit } from '../../src/samples/sample-unit.ts';
import { parseVocabulary } from '../../src/samples/vocabulary.ts';
import { inTemporaryFolder } from '../support/command.ts';
import { DATA_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';
import { recorder } from '../support/recorder.ts';

const words = parseVocabulary(readFileSync(join(DATA_FOLDER, 'generator', 'vocabulary.json'), 'utf8'));
const DEPARTMENTS = [[1, 2, 3], [4, 5, 6, 7, 8], [9], [10, 11], [12, 13, 14]];
const made = DEPARTMENTS.map((units, index) => sampleDepartment(7, index + 1, units, words));

describe('invented departments', () => {
  test('are the same for the same seed, and their units are those made alone where nothing is handed on', () => {
    expect(DEPARTMENTS.map((units, index) => sampleDepartment(7, index + 1, units, words))).toEqual(made);
    const alone = sampleUnit(7, 9, words);
    expect(made[2]!.slice(0, -1)).toEqual(alone);
  });

  test('some of their units hand money to each other, both sides in files of their own', () => {
    const texts = made.flatMap((files) => files.map(({ text }) => text)).join('\n');
    expect(texts.match(/(?:subsidyDown|remittedUp):/g)!.length).toBeGreaterThan(1);
    expect(texts.match(/^counterparts:/gm)!.length).toBeGreaterThan(1);
  });

  test('all make reports without an error or a warning of departments', async () => {
    await inTemporaryFolder(async (folder) => {
      for (const { path, text } of made.flat()) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), text);
      }
      const terminal = recorder();
      const options = {
        templates: TEMPLATES_FOLDER,
        json: true,
        sarif: null,
        maxWarnings: null,
        summary: false,
        redact: false,
      };
      expect(await checkCommand([folder], options, terminal)).toBe(0);
      const { units, counts } = JSON.parse(terminal.stdout());
      expect(units).toHaveLength(19);
      expect(counts.error).toBe(0);
      const codes: string[] = units.flatMap((unit: { findings: { code: string; severity: string }[] }) =>
        unit.findings.flatMap(({ code, severity }) => (severity === 'warning' ? [code] : [])),
      );
      expect(codes.filter((code) => code.startsWith('H'))).toEqual([]);
    });
  });
});

test('generate divides the units between the departments', async () => {
  await inTemporaryFolder(async (folder) => {
    const terminal = recorder();
    expect(await generateCommand({ units: 5, departments: 2, seed: 3, out: folder }, terminal)).toBe(0);
    const members = (number: number) =>
      readFileSync(join(folder, `department-000${number}.yaml`), 'utf8').match(/from: unit-\d+/g);
    expect([members(1), members(2)]).toEqual([
      ['from: unit-0001', 'from: unit-0002'],
      ['from: unit-0003', 'from: unit-0004', 'from: unit-0005'],
    ]);
    expect(terminal.stdout()).toContain('5 个虚构单位和 2 个部门');
    const many = recorder();
    expect(await generateCommand({ units: 1, departments: 2, seed: 3, out: folder }, many)).toBe(2);
    expect(many.stderr()).toContain('不能多于');
  });
});
