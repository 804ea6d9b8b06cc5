import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/render/report.ts';
import { redline } from '../../src/review/redline.ts';
import { planDocument } from '../../src/word/plan-document.ts';
import { writeWord } from '../../src/word/write-word.ts';
import { temporaryFolder } from '../support/command.ts';
import { runHere } from '../support/run-here.ts';
import { produce } from '../support/sample.ts';

/*
 * Review, diff and approve of final accounts of a unit and of a department; what came back as a Word document.
 */

const folder = temporaryFolder();
const inFolder = (name: string): string => join(folder.path, name);
const approved = inFolder('approved');
const options = ['--approved', approved];
afterAll(() => folder.remove());

describe.each([
  ['data/finals/putuo-finance-2024.yaml', 'finals/putuo-finance-2024', '决算'],
  ['data/finals/education/department.yaml', 'finals/education/department', '部门决算'],
])('%s', (file, name, words) => {
  const recorded = join(approved, `${name}.txt`);
  const back = inFolder('back');
  const document = join(back, `${name.split('/').at(-1)}.docx`);
  const page = (): string => readFileSync(inFolder(`out/review/units/${name}.html`), 'utf8');
  let report: Report;

  test('is approved, and is the same afterwards', async () => {
    report = (await produce(file)).report!;
    expect(report.title).toContain(words);
    expect(await runHere(['approve', file, ...options])).toMatchObject({ code: 0 });
    expect(readFileSync(recorded, 'utf8')).toBe(report.text);
    expect((await runHere(['approve', file, '--check', ...options])).code).toBe(0);
  });

  test('shows what has changed since, in the terminal and on its page', async () => {
    const [amount] = /[\d,]+\.\d\d(?=万元)/.exec(report.text)!;
    writeFileSync(recorded, report.text.replace(`${amount}万元`, '0.07万元'));
    const diff = await runHere(['diff', recorded, file, '--prose', '--only-changed']);
    expect(diff.code).toBe(1);
    expect(diff.stdout).toContain(`[-0.07万元-]{+${amount}万元+}`);
    const site = ['review', file, '--out', inFolder('out'), '--docx', ...options];
    const review = await runHere(site);
    expect(review.stdout).toContain('有改动，与批准稿相差 1 句');
    expect(page()).toContain('<del>0.07万元</del>');
    expect(page()).toContain(`npm run approve ${file}`);
    expect(page()).toContain(`<a href="./${name.split('/').at(-1)}.changes.docx" download>`);
    const changes = inFolder(`out/review/units/${name}.changes.docx`);
    const made = readFileSync(changes);
    const accepted = ['diff', changes, file];
    expect((await runHere(accepted)).code).toBe(0);
    expect((await runHere(['diff', changes, recorded, '--reject-changes'])).code).toBe(0);
    if (words === '部门决算') return;
    await runHere(site);
    expect(readFileSync(changes).equals(made)).toBe(true);
  });

  test('came back as a Word document with tracked changes: undone it is the report', async () => {
    mkdirSync(back, { recursive: true });
    // The page keeps some words together with elements between them.
    const old = report.text.match(/\p{Script=Han}{4}(?=，)/gu)!.find((each) => report.html.includes(each))!;
    const changed = { ...report, html: report.html.replaceAll(old, `${old}（经核对）`) };
    writeFileSync(document, writeWord(redline(planDocument(report), planDocument(changed))));
    const undone = ['--returned', document, '--reject-changes', ...options];
    expect(await runHere(['approve', file, ...undone])).toMatchObject({ code: 0 });
    expect(readFileSync(recorded, 'utf8')).toBe(report.text);
  });

  test('made, they are what the report is compared with, and what is approved', async () => {
    const review = await runHere(['review', file, '--out', inFolder('out'), '--returned', back, ...options]);
    expect(review).toMatchObject({ code: 0, stdout: expect.stringContaining('有改动') });
    expect(page()).toContain('与收回的 Word 稿比较');
    expect(page()).toContain('<del>（经核对）</del>');
    const approval = await runHere(['approve', file, '--returned', back, ...options]);
    expect(approval.stdout).toMatch(/记下的是收回的 Word 文档。现在的报告与它相比：共 \d+ 句/);
    expect(readFileSync(recorded, 'utf8')).toContain('（经核对）');
    expect((await runHere(['approve', file, '--check', ...options])).code).toBe(1);
  });
});

test('a document that is missing or none records nothing', async () => {
  const other = ['--approved', inFolder('other')];
  const none = await runHere(['approve', 'data/kuerle.yaml', '--returned', inFolder('none.docx'), ...other]);
  expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('找不到收回的 Word 文档') });
  writeFileSync(inFolder('broken.docx'), 'no archive');
  const broken = await runHere([
    'approve',
    'data/kuerle.yaml',
    '--returned',
    inFolder('broken.docx'),
    ...other,
  ]);
  expect(broken).toMatchObject({ code: 1, stderr: expect.stringContaining('V01') });
  mkdirSync(inFolder('empty'));
  const empty = await runHere(['approve', 'data/kuerle.yaml', '--returned', inFolder('empty'), ...other]);
  expect(empty).toMatchObject({ code: 1, stderr: expect.stringContaining('V06') });
  const many = await runHere(['approve', 'data/demo', '--returned', inFolder('broken.docx'), ...other]);
  expect(many).toMatchObject({ code: 2, stderr: expect.stringContaining('请给出文件夹') });
  expect(existsSync(inFolder('other'))).toBe(false);
});

test('a closing balance of a department is explained by its signed parts, each by member with what is offset', async () => {
  const { stdout } = await runHere(['explain', 'data/finals/education/department.yaml', '6.40']);
  for (const words of [
    '6.40 = 2.30 + 355.26 − 350.76 − 0.40',
    '示例市虚构区学习中心 307.26（3072600 元）',
    '示例市虚构区老年学堂 53.00（530000 元）',
    '部门内部往来抵销 -5.00（-50000 元）',
    'data/finals/education/learning-centre.yaml:27　8000 元　示例市虚构区学习中心 · 年初结转和结余',
  ])
    expect(stdout).toContain(words);
});
