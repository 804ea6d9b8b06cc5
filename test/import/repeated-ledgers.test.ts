import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/command.ts';
import { HEAD, n, readExportOf, workbookOf } from '../support/exports.ts';
import { runHere } from '../support/run-here.ts';
import { type TestCell, tableFile } from '../support/workbooks.ts';

type Line = readonly [economic: string, amount: string, fund?: string];

function table(lines: readonly Line[], unit = '元'): TestCell[][] {
  const head = [...HEAD.slice(0, 6), `金额（${unit}）`];
  return [
    head,
    ...lines.map(([economic, amount, fund]) => [
      '甲中心',
      '2010350',
      economic,
      '基本支出',
      null,
      fund ?? null,
      n(amount),
    ]),
  ];
}

async function sheets(...tables: readonly TestCell[][][]) {
  const books = await Promise.all(tables.map((rows) => workbookOf(tableFile(rows))));
  const all = books.map((book, index) => ({ ...book.sheets[0]!, name: `表${index + 1}` }));
  return readExportOf({ ...books[0]!, sheets: all });
}

const BASE: Line[] = [
  ['30101', '100'],
  ['30102', '200'],
  ['30103', '300'],
];

describe('two sheets with one ledger', () => {
  test.each<[string, Line[], string]>([
    ['a copy', BASE, '完全相同'],
    ['a copy with one amount corrected', [...BASE.slice(0, 2), ['30103', '301']], '大多相同'],
    ['a copy with a line more', [...BASE, ['30107', '5']], '完全相同'],
    ['the same lines in another order', [...BASE].reverse(), '完全相同'],
  ])('%s is an error that names both', async (_, copy, words) => {
    expect(await sheets(table(BASE), table(copy))).toEqual({
      units: null,
      findings: [`R10 error 表2!A1 “甲中心”的明细在工作表“表1”和“表2”中${words}，金额会重复计算。`],
    });
  });

  test('a copy in 万元 is one too', async () => {
    const inTenThousands = BASE.map(([economic, amount]): Line => [economic, `0.0${amount}`]);
    expect((await sheets(table(BASE), table(inTenThousands, '万元'))).units).toBeNull();
  });

  test('a column that tells them apart makes them two ledgers', async () => {
    const fund = BASE.map(([economic, amount]): Line => [economic, amount, '事业收入']);
    const { units, findings } = await sheets(table(BASE), table(fund));
    expect(findings).toEqual([]);
    expect(units?.[0]).toHaveLength(7);
  });

  test('two drafts with other amounts are told', async () => {
    const draft = BASE.map(([economic, amount]): Line => [economic, `${amount}9`]);
    const { units, findings } = await sheets(table(BASE), table(draft));
    expect(units?.[0]).toHaveLength(7);
    expect(findings).toEqual([
      'R10 warning 表2!A1 “甲中心”的明细在工作表“表1”和“表2”中列的多是同样的科目和项目，只是金额不同，已经相加。',
    ]);
  });

  test('other lines of the unit are added, in one unit of amounts', async () => {
    const { units, findings } = await sheets(table(BASE), table([['30201', '1.5']], '万元'));
    expect(findings).toEqual([]);
    expect(units).toEqual([
      expect.arrayContaining(['甲中心 元', '本年 2010350 30201 basic - 一般公共预算 15000']),
    ]);
  });
});

describe('two files of one run with one unit', () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  test('the second does not take the place of the first', async () => {
    const inbox = join(folder.path, 'inbox');
    const out = join(folder.path, 'out');
    mkdirSync(inbox);
    writeFileSync(join(inbox, 'a.xlsx'), tableFile(table(BASE)));
    writeFileSync(join(inbox, 'b.xlsx'), tableFile(table([['30201', '7']])));
    const { code, stderr } = await runHere(['import', inbox, '--out', out]);
    expect(code).toBe(1);
    expect(stderr).toContain('“甲中心”的明细在这一次已经从');
    expect(stderr).toContain('a.xlsx 读入');
    expect(readFileSync(join(out, '甲中心.yaml'), 'utf8')).not.toContain('30201');
  });
});
