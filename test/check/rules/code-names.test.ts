import { expect, test } from '@jest/globals';
import { DISTRICT } from '../../support/district-unit.ts';
import { produceText } from '../../support/produce-text.ts';
import { edited } from '../../support/unit-yaml.ts';

const told = async (text: string) =>
  (await produceText(text)).findings
    .filter(({ code }) => code === 'B14')
    .map(({ severity, message }) => `${severity} ${message}`);

test('a code that would be printed as its own name is an error', async () => {
  const unknown = edited(DISTRICT, ['2012604:', '2012688:']);
  expect(await told(unknown)).toEqual([
    'error 功能分类科目 2012688 不在 2025 年科目表中，名称处印出的是编码。',
  ]);
  expect(await told(`${unknown}codeNames: { 2012688: 档案开放 }\n`)).toEqual([]);
});

test('a name of the list gives way to the one of the file', async () => {
  const { report } = await produceText(`${DISTRICT}codeNames: { 2012604: 档案馆（含分馆） }\n`);
  expect(report!.text).toContain('档案馆（含分馆）（项）');
});

test('a code of last year alone that no table and no sentence names is a warning', async () => {
  const prior = edited(DISTRICT, [
    'prior:\n',
    'prior:\n  budget: { 2012604: { basic: 121000 }, 2012688: { basic: 0 } }\n',
  ]);
  expect(await told(prior)).toEqual(['warning 功能分类科目 2012688 不在 2025 年科目表中。']);
});
