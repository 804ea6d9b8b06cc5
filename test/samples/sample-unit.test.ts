import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { produceReport } from '../../src/report/produce-report.ts';
import { sampleUnit } from '../../src/samples/sample-unit.ts';
import { parseVocabulary } from '../../src/samples/vocabulary.ts';
import { inTemporaryFolder } from '../support/command.ts';
import { DATA_FOLDER } from '../support/folders.ts';
import { packs } from '../support/repository-packs.ts';

const words = parseVocabulary(readFileSync(join(DATA_FOLDER, 'generator', 'vocabulary.json'), 'utf8'));
const numbers = Array.from({ length: 40 }, (_, index) => index + 1);

describe('invented units', () => {
  test('are the same for the same seed and others for another', () => {
    const text = (seed: number) => numbers.flatMap((number) => sampleUnit(seed, number, words));
    expect(text(7)).toEqual(text(7));
    const [seven, eight] = [7, 8].map((seed) => new Set(text(seed).map((file) => file.text)));
    expect([...seven!].filter((file) => eight!.has(file))).toEqual([]);
  });

  test('keep their bytes from version to version', () => {
    const hash = createHash('sha256');
    for (const number of numbers) for (const { text } of sampleUnit(7, number, words)) hash.update(text);
    expect(hash.digest('hex').slice(0, 16)).toMatchInlineSnapshot(`"90bf6b706b05d929"`);
  });

  test('have names that nobody else has, and say that they are invented', () => {
    const files = numbers.map((number) => sampleUnit(7, number, words)[0]!.text);
    const names = files.map((text) => /^ {2}name: (.*)$/m.exec(text)![1]!);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^示例市.{3}第\d+片区/);
    for (const text of files) expect(text).toMatch(/^# 虚构的样例单位/);
  });

  test('differ in size, money and form', () => {
    const sets = numbers.map((number) => sampleUnit(7, number, words));
    const texts = sets.map((files) => files.map(({ text }) => text).join(''));
    const count = (pattern: RegExp) => texts.filter((text) => pattern.test(text)).length;
    expect(new Set(sets.map((files) => files.length))).toEqual(new Set([1, 2, 3]));
    expect(count(/^amounts: 元$/m)).toBeGreaterThan(10);
    expect(count(/^amounts: 万元$/m)).toBeGreaterThan(10);
    expect(count(/政府性基金/)).toBeGreaterThan(5);
    expect(count(/事业收入|财政专户|其他收入/)).toBeGreaterThan(5);
    expect(count(/^projects: \[\]$/m)).toBeGreaterThan(2);
    const lengths = texts.map(({ length }) => length).sort((a, b) => a - b);
    expect(lengths.at(-1)! / lengths[0]!).toBeGreaterThan(3);
  });

  test('all make a report without a single error', async () => {
    await inTemporaryFolder(async (folder) => {
      for (const number of numbers) {
        const files = sampleUnit(7, number, words);
        for (const { path, text } of files) {
          await mkdir(dirname(join(folder, path)), { recursive: true });
          await writeFile(join(folder, path), text);
        }
        const path = files[0]!.path;
        const { report, findings } = await produceReport(join(folder, path), path, packs);
        expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(report?.text).toContain('第四部分');
      }
    });
  });
});
