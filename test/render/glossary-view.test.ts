import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { produceReport } from '../../src/report/produce-report.ts';
import { inTemporaryFolder } from '../support/command.ts';
import { DATA_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';
import { realPack } from '../support/packs.ts';
import { packs } from '../support/repository-packs.ts';

const newUnit = await readFile(join(TEMPLATES_FOLDER, 'xinjiang-2025', 'test', 'new-unit.yaml'), 'utf8');
const { settings } = await realPack('xinjiang-2025');

/** The glossary as it is printed, term and text, and what is found. */
async function explained(text: string) {
  return inTemporaryFolder(async (folder) => {
    const path = join(folder, 'unit.yaml');
    await writeFile(path, text);
    const { report, findings } = await produceReport(path, 'unit.yaml', packs);
    return { terms: termsOf(report!.text), findings };
  });
}

function termsOf(text: string): [string, string][] {
  const lines = text
    .slice(text.indexOf('名词解释\n'))
    .matchAll(/^　　[一二三四五六七八九十]+、(.+?)：(.*)$/gm);
  return [...lines].map(([, term, words]) => [term!, words!]);
}

const names = (terms: readonly (readonly [string, string])[]) => terms.map(([term]) => term);
const ALWAYS = Object.keys(settings.glossary).filter((term) => {
  const { unitKinds, where } = settings.glossary[term]!;
  return !unitKinds && !where;
});

describe('a form explains what it says itself', () => {
  test.each([
    ['事业单位', newUnit, ['事业单位运行经费']],
    ['行政单位', newUnit.replace('事业单位', '行政单位'), []],
    [
      'own funds of this year',
      newUnit.replace('30201: 1.5', '30201: { 其他收入: 1.5 }'),
      ['事业单位运行经费', '单位资金'],
    ],
  ])('%s', async (_, unit, terms) => {
    const reasons = unit.replace('income: {', 'income: { 单位资金: 新设单位,');
    const { terms: printed, findings } = await explained(reasons);
    expect(names(printed)).toEqual([...ALWAYS, ...terms]);
    expect(findings.filter(({ code }) => code === 'A18')).toEqual([]);
  });

  test('unless the unit chose otherwise, and then it is told as what nobody wrote', async () => {
    const { terms, findings } = await explained(`${newUnit}termsOfForm: false\n`);
    expect(names(terms)).toEqual(ALWAYS);
    expect(findings.filter(({ code }) => code === 'A18')).toMatchObject([{ severity: 'note' }]);
  });
});

test('a term is explained once, in the words of the unit', async () => {
  const own = `${newUnit}glossary:\n  - { term: 机关运行经费, text: 指本单位的公用经费。 }\n  - { term: 三公经费, text: 指三项经费。 }\n`;
  const { terms } = await explained(own);
  expect(terms.filter(([term]) => term === '机关运行经费')).toEqual([
    ['机关运行经费', '指本单位的公用经费。'],
  ]);
  expect(names(terms).filter((term) => term.includes('三公'))).toEqual(['三公经费']);
});

test('a department explains it in the words of the form where only a member does', async () => {
  const folder = join(DATA_FOLDER, 'demo', 'education');
  const { report } = await produceReport(join(folder, 'department.yaml'), 'department.yaml', packs);
  const terms = termsOf(report!.text);
  expect(new Set(names(terms)).size).toBe(terms.length);
  expect(terms).toContainEqual(['单位资金', settings.glossary.单位资金!.text]);
});
