import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { checkCommand } from '../../src/cli/check-command.ts';
import { approvedName } from '../../src/report/changed-budget.ts';
import { produceReport } from '../../src/report/produce-report.ts';
import { readText } from '../../src/source/read-text.ts';
import { DATA_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';
import { recorder } from '../support/recorder.ts';
import { packs } from '../support/repository-packs.ts';
import { produce } from '../support/sample.ts';
import { folderWith } from '../support/temp-folder.ts';

const FINAL = 'data/finals/demo-final-2025.yaml';
const PATH = join(DATA_FOLDER, 'finals', 'demo-final-2025.yaml');
let published: string;

beforeAll(async () => {
  published = (await produce('data/finals/demo-budget-2025.yaml')).report!.text;
});

/** What X01 says of the final where that text was approved for its budget. */
async function judged(text: string | null): Promise<string[]> {
  const folder = await folderWith({});
  mkdirSync(join(folder, 'finals'));
  if (text !== null) writeFileSync(join(folder, 'finals', 'demo-budget-2025.txt'), text);
  const { findings } = await produceReport(PATH, FINAL, packs, readText, {
    approved: { folder, root: DATA_FOLDER, label: folder },
  });
  return findings.flatMap(({ code, severity, message, position }) =>
    code === 'X01'
      ? [`${severity} ${position?.line}:${position?.column} ${message.replaceAll(folder, '批准稿')}`]
      : [],
  );
}

describe('X01: the budget of a final is held against the text that was approved', () => {
  test('nothing is said where it reads the same, line ends and blanks aside, and where nothing was approved', async () => {
    expect(await judged(published)).toEqual([]);
    expect(await judged(published.replaceAll('\n', '\r\n'))).toEqual([]);
    expect(await judged(null)).toEqual([]);
  });

  test('other amounts are an error, with both wordings at the place where they part', async () => {
    const text = published.replace('收入预算278.00万元', '收入预算287.00万元');
    expect(await judged(text)).toEqual([
      'error 11:13 data/finals/demo-budget-2025.yaml 不再是批准公开的预算：与批准稿 批准稿/finals/demo-budget-2025.txt 有 1 行不同，金额也不同。批准稿写“…25年，示例区学习中心收入预算287.00万元，其中：财政拨款收入267.00万元，比202…”，现在写“…25年，示例区学习中心收入预算278.00万元，其中：财政拨款收入267.00万元，比202…”。',
    ]);
  });

  test('so is a cell of a table, and a line that is gone', async () => {
    const row = published.split('\n').find((line) => /\t31\.50(?:\t|$)/.test(line))!;
    const [cell] = await judged(published.replace(row, row.replace('31.50', '31.05')));
    expect(cell).toMatch(/^error .*金额也不同。/);
    const [gone] = await judged(`${published}\n多出的一笔1.00万元。\n`);
    expect(gone).toMatch(/有 1 行不同，金额也不同。批准稿写“多出的一笔1\.00万元。”，现在没有这一行。$/);
  });

  test('other words are a warning', async () => {
    const [found] = await judged(published.replace('2025年，示例区', '二〇二五年，示例区'));
    expect(found).toMatch(/^warning .* 有 \d+ 行不同，金额相同。批准稿写“二〇二五年/);
  });

  test('check does it by itself, only where there is an approved text', async () => {
    const folder = await folderWith({});
    mkdirSync(join(folder, 'finals'));
    writeFileSync(
      join(folder, 'finals', 'demo-budget-2025.txt'),
      published.replace('收入预算278.00万元', '收入预算287.00万元'),
    );
    const options = {
      ...{ templates: TEMPLATES_FOLDER, json: false, sarif: null, maxWarnings: null },
      ...{ summary: false, redact: false },
    };
    const console = recorder();
    expect(await checkCommand([PATH], { ...options, approved: folder }, console)).toBe(1);
    expect(console.stderr()).toContain('不再是批准公开的预算');
    const none = recorder();
    expect(await checkCommand([PATH], { ...options, approved: join(folder, '没有') }, none)).toBe(0);
  });
});

test('approved texts are named by the unit files', () => {
  expect(approvedName('/data/demo/2025.yaml', '/data')).toBe('demo/2025.txt');
  expect(approvedName('/data/a.b/2025.xlsx', '/data')).toBe('a.b/2025.txt');
  expect(approvedName('/other/2025.yaml', '/data')).toBeNull();
});
