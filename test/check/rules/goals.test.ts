import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openPacks } from '../../../src/cli/open-packs.ts';
import { produceReport } from '../../../src/report/produce-report.ts';
import { ROOT_FOLDER, TEMPLATES_FOLDER } from '../../support/folders.ts';
import { folderWith } from '../../support/temp-folder.ts';

const SAMPLE = await readFile(join(ROOT_FOLDER, 'data', 'kuerle.yaml'), 'utf8');
const packs = openPacks(TEMPLATES_FOLDER);

/** The messages of one rule about the sample with something else in it. */
async function told(code: string, change: (text: string) => string): Promise<string[]> {
  const text = change(SAMPLE);
  const path = join(await folderWith({ 'unit.yaml': text }), 'unit.yaml');
  const { findings } = await produceReport(path, 'unit.yaml', packs);
  return findings.filter((finding) => finding.code === code).map(({ message }) => message);
}

test('D23: a unit without goals of its own, where the form prints them', async () => {
  expect(await told('D23', (text) => text)).toEqual([]);
  const without = (text: string) => text.replace(/^performance:\n(?: .*\n|\n)+/m, '');
  expect(await told('D23', without)).toEqual(['没有填报单位整体绩效目标，报告中会写成0个。']);
});

test('D24: a column that is printed and empty', async () => {
  expect(await told('D24', (text) => text)).toEqual([]);
  const without = (text: string) => text.replace(', evidence: 工作资料 }', ' }');
  expect(await told('D24', without)).toEqual([
    '项目“政务专项业务工作经费”的目标表的“佐证资料”一栏全部空着。',
  ]);
});

test('D20: a weight in per cent', async () => {
  const messages = await told('D20', (text) =>
    text.replace('value: ＞=3000份, weight: 5', 'value: ＞=3000份, weight: 5%'),
  );
  expect(messages.join('\n')).toContain('分值权重写作“5%”');
});

test('E12: an expenditure that nobody of so many people can have', async () => {
  expect(await told('E12', (text) => text)).toEqual([]);
  expect(await told('E12', (text) => text.replace('amounts: 万元', 'amounts: 元'))).toHaveLength(1);
  const times = (text: string) => text.replace('30199: 293.094', '30199: 2930940');
  expect(await told('E12', times)).toHaveLength(1);
});
