import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openPacks } from '../../src/cli/open-packs.ts';
import { fillReasons } from '../../src/draft/fill-reasons.ts';
import { produceReport } from '../../src/report/produce-report.ts';
import { ROOT_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';
import { folderWith } from '../support/temp-folder.ts';

const SAMPLE = await readFile(join(ROOT_FOLDER, 'data', 'kuerle.yaml'), 'utf8');
const REASONS = SAMPLE.slice(SAMPLE.indexOf('reasons:\n'), SAMPLE.indexOf('purposes:\n'));
const packs = openPacks(TEMPLATES_FOLDER);

async function filled(text: string) {
  const path = join(await folderWith({ 'unit.yaml': text }), 'unit.yaml');
  const { value, findings } = await fillReasons({ path, label: 'unit.yaml' }, packs);
  expect(findings).toEqual([]);
  return value!;
}

/** Lines that one text has and the other has not. */
const added = (before: string, after: string): string[] =>
  after.split('\n').filter((line) => !before.split('\n').includes(line));

test('one reason: an empty line where it belongs, the rest untouched', async () => {
  const line = '    2210201: 人员减少，住房公积金支出较上年预算减少\n';
  const { text, count } = await filled(SAMPLE.replace(line, ''));
  expect(count).toBe(1);
  expect(added(SAMPLE, text)).toEqual(['    2210201: # 上年 26.21 → 本年 25.23，减少0.98万元']);
  expect(text.replace('    2210201: # 上年 26.21 → 本年 25.23，减少0.98万元\n', line)).toBe(SAMPLE);
});

test('no reasons at all: those that are demanded and no other, behind last year', async () => {
  const { text, count } = await filled(SAMPLE.replace(REASONS, ''));
  const written = text.slice(text.indexOf('reasons:\n'), text.indexOf('purposes:\n'));
  expect(written.trim().split('\n')).toEqual([
    'reasons:',
    '  basic: # 上年 530.16 → 本年 508.18，减少21.98万元',
    '  project: # 上年 126.02 → 本年 207.02，增加81.00万元',
    '  reception: # 上年 2.89 → 本年 3.00，增加0.11万元',
    '  operatingCost: # 上年 120.46 → 本年 118.33，减少2.13万元',
    '  income:',
    '    一般公共预算: # 上年 656.18 → 本年 715.20，增加59.02万元',
    '  items:',
    '    2010350: # 上年 484.61 → 本年 470.47，减少14.14万元',
    '    2010399: # 上年 126.02 → 本年 207.02，增加81.00万元',
    '    2080505: # 上年 9.89 → 本年 8.58，减少1.31万元',
    '    2080506: # 上年 4.95 → 本年 0.00，减少4.95万元',
    '    2101102: # 上年 4.49 → 本年 3.90，减少0.59万元',
    '    2210201: # 上年 26.21 → 本年 25.23，减少0.98万元',
  ]);
  expect(count).toBe(11);
  const prior = text.indexOf('prior:');
  expect(text.indexOf('reasons:')).toBeGreaterThan(prior);
});

test('empty lines are errors of their own line, and nothing else is asked', async () => {
  const { text } = await filled(SAMPLE.replace(REASONS, ''));
  const path = join(await folderWith({ 'unit.yaml': text }), 'unit.yaml');
  const { findings } = await produceReport(path, 'unit.yaml', packs);
  const lines = text.split('\n');
  const errors = findings.filter(({ severity }) => severity === 'error');
  expect(errors.length).toBeGreaterThanOrEqual(11);
  for (const { code, position, message } of errors) {
    expect(code).toBe('E05');
    const line = lines[position!.line - 1]!;
    // 一般公共预算基本支出 is answered by the reason of 基本支出, and so stands at its group.
    if (!line.startsWith('reasons:')) expect(message).toContain(line.split('# ')[1]);
  }
});

test('a second run brings the amounts up to date and takes away what nobody asks for', async () => {
  const first = (await filled(SAMPLE.replace(REASONS, ''))).text;
  expect((await filled(first)).isChanged).toBe(false);
  const changed = first
    .replace('30113: 25.23', '30113: 26.00')
    .replace('  reception: #', '  abroad:\n  reception: #');
  const { text } = await filled(changed);
  expect(text).toContain('2210201: # 上年 26.21 → 本年 26.00，减少0.21万元\n');
  expect(text).not.toContain('abroad:\n');
});

test('groups in braces keep their form', async () => {
  const inline = `reasons: { basic: 人员减少, project: 项目增加, income: { 一般公共预算: 项目增加 } }\n\n`;
  const { text } = await filled(SAMPLE.replace(REASONS, inline));
  expect(text).toContain('reception: ');
  const path = join(await folderWith({ 'unit.yaml': text }), 'unit.yaml');
  const { findings } = await produceReport(path, 'unit.yaml', packs);
  expect(new Set(findings.filter(({ severity }) => severity === 'error').map(({ code }) => code))).toEqual(
    new Set(['E05']),
  );
});

test('L68: a workbook has no lines of text', async () => {
  const { value, findings } = await fillReasons({ path: '/nowhere/a.xlsx', label: 'a.xlsx' }, packs);
  expect(value).toBeNull();
  expect(findings.map(({ code }) => code)).toEqual(['L68']);
});

test('fields of last year that nobody wrote stay with it, in front of the reasons', async () => {
  const field = '  # stated: # 上年数（直接填列）\n  #   reception: 0 # 上年公务接待费\n';
  const { text } = await filled(SAMPLE.replace(`\n${REASONS}`, field));
  expect(text).toContain(`${field}reasons:\n  basic: # 上年 `);
});
