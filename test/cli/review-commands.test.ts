import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { approveCommand } from '../../src/cli/approve-command.ts';
import type { Console } from '../../src/cli/console.ts';
import { diffCommand } from '../../src/cli/diff-command.ts';
import { EXIT } from '../../src/cli/exit-code.ts';
import { explainCommand } from '../../src/cli/explain-command.ts';
import { reviewCommand } from '../../src/cli/review-command.ts';
import { compareReports } from '../../src/review/compare.ts';
import { printText } from '../../src/review/print-text.ts';
import { openReport } from '../../src/review/report-source.ts';
import { temporaryFolder } from '../support/command.ts';
import { TEMPLATES_FOLDER } from '../support/folders.ts';
import { packs } from '../support/repository-packs.ts';
import { fixture, ROOT } from '../support/sample.ts';
import { textOfVariant } from '../support/variant.ts';

const SAMPLE = join(ROOT, 'data', 'kuerle.yaml');
const folder = temporaryFolder();
const inFolder = (name: string): string => join(folder.path, name);
afterAll(() => folder.remove());

function recorder(): Console & { readonly lines: string[]; readonly errors: string[] } {
  const lines: string[] = [];
  const errors: string[] = [];
  return {
    lines,
    errors,
    out: (text) => void lines.push(text),
    err: (text) => void errors.push(text),
    findings: (findings) => void errors.push(...findings.map(({ code, message }) => `${code} ${message}`)),
  };
}

const DIFF = {
  scope: 'all',
  lastYear: false,
  context: 0,
  html: null,
  json: false,
  color: false,
  templates: TEMPLATES_FOLDER,
} as const;

beforeAll(async () => {
  await writeFile(
    inFolder('old.txt'),
    await textOfVariant('data/kuerle.yaml', ['30101: 22.974', '30101: 21.974']),
  );
  await writeFile(inFolder('same.txt'), await textOfVariant('data/kuerle.yaml'));
  await writeFile(inFolder('published.txt'), fixture('published/prose.txt'));
});

test('a review whose folder cannot be made is told at once; an approved text cannot be there', async () => {
  await writeFile(inFolder('file'), '');
  const options = {
    ...{ out: inFolder('file'), approved: inFolder('file'), templates: TEMPLATES_FOLDER },
    ...{ gate: false, json: false },
  };
  const console = recorder();
  expect(await reviewCommand([SAMPLE], options, console)).toBe(EXIT.findings);
  expect(console.errors).toEqual([
    `O01 无法写出 ${inFolder('file')}/review：路径中有一段是文件，不是文件夹。原有文件没有改动。`,
  ]);
  expect(console.lines).toEqual([]);
});

describe('diff', () => {
  test('exit code 0 where nothing differs', async () => {
    const console = recorder();
    expect(await diffCommand([inFolder('same.txt'), SAMPLE], DIFF, console)).toBe(EXIT.ok);
    expect(console.lines).toEqual(['没有差别。']);
  });

  test('exit code 1 where something does, one line each', async () => {
    const console = recorder();
    expect(await diffCommand([inFolder('old.txt'), SAMPLE], { ...DIFF, scope: 'prose' }, console)).toBe(
      EXIT.findings,
    );
    expect(console.lines.join('\n')).toContain('增长[-8.84%-]{+8.99%+}');
    expect(console.lines.join('\n')).toMatch(/共 \d+ 句有差别。$/);
  });

  test('colours instead of marks on a terminal; nothing in the data can steer it', async () => {
    const console = recorder();
    const hostile = (await readFile(inFolder('same.txt'), 'utf8')).replace('增长8.99%', '增长8.98%\u001b[2J');
    await writeFile(inFolder('hostile.txt'), hostile);
    await diffCommand([inFolder('hostile.txt'), SAMPLE], { ...DIFF, color: true }, console);
    const text = console.lines.join('\n');
    expect(text).toContain('\u001b[32m\u001b[4m8.99%');
    expect(text).not.toContain('\u001b[2J');
    expect(text).not.toContain('[-');
  });

  test('a switch of the layout is a difference, though it changes no word', async () => {
    const yaml = await readFile(SAMPLE, 'utf8');
    const switched = yaml.replace(/^date: .*$/m, (line) => `${line}\ncontents: true`);
    await writeFile(inFolder('contents.yaml'), switched);
    const console = recorder();
    expect(await diffCommand([SAMPLE, inFolder('contents.yaml')], DIFF, console)).toBe(EXIT.findings);
    expect(console.lines.join('\n')).toContain('目录：[-不-]印');
    expect(console.lines.join('\n')).toContain('共 1 句有差别。');
  });

  test('exit code 2 for what cannot be compared', async () => {
    for (const wrong of ['没有.yaml', 'HEAD~999999:data/kuerle.yaml', join(ROOT, 'package.json')]) {
      const console = recorder();
      expect(await diffCommand([wrong, SAMPLE], DIFF, console)).toBe(EXIT.usage);
      expect(console.errors.join()).toContain(wrong);
    }
    const console = recorder();
    const tables = { ...DIFF, scope: 'tables' } as const;
    expect(await diffCommand([inFolder('published.txt'), SAMPLE], tables, console)).toBe(EXIT.usage);
    expect(console.errors.join()).toContain('--tables');
  });

  test('the published text has no tables to compare, and that is said', async () => {
    const console = recorder();
    expect(await diffCommand([inFolder('published.txt'), SAMPLE], DIFF, console)).toBe(EXIT.ok);
    expect(console.errors).toEqual(['其中一份没有可以辨认的表格，只比较了文字。']);
  });

  test('last year works with a foreign text, and that is said', async () => {
    const published = await readFile(inFolder('published.txt'), 'utf8');
    const older = published.replace(/\d{4}(?=年)/g, (year) => String(Number(year) - 1));
    await writeFile(inFolder('older.txt'), older);
    const strict = recorder();
    expect(await diffCommand([inFolder('older.txt'), SAMPLE], DIFF, strict)).toBe(EXIT.findings);
    const console = recorder();
    const lastYear = { ...DIFF, lastYear: true };
    expect(await diffCommand([inFolder('older.txt'), SAMPLE], lastYear, console)).toBe(EXIT.ok);
    expect(console.errors.join('\n')).toContain('年度顺延一年后比较');
  });

  test('--json lists every change for scripts', async () => {
    const console = recorder();
    await diffCommand([inFolder('old.txt'), SAMPLE], { ...DIFF, json: true }, console);
    const { same, summary, changes } = JSON.parse(console.lines.join(''));
    expect(same).toBe(false);
    expect(changes).toHaveLength(summary.sentences + summary.cells + summary.rows);
    expect(changes).toContainEqual(
      expect.objectContaining({ type: 'cell', row: '301 01 基本工资', before: '21.97', after: '22.97' }),
    );
    expect(changes.find((change: { type: string }) => change.type === 'sentence')).toMatchObject({
      kind: 'changed',
      section: expect.arrayContaining([expect.stringContaining('第三部分')]),
      parts: expect.arrayContaining([{ kind: 'added', text: '715.20万元' }]),
    });
  });

  test('--html writes one page that needs nothing else', async () => {
    const console = recorder();
    const html = inFolder('比较.html');
    expect(await diffCommand([inFolder('old.txt'), SAMPLE], { ...DIFF, html }, console)).toBe(EXIT.findings);
    const page = await readFile(html, 'utf8');
    expect(page).toContain('<del>8.84%</del><ins>8.99%</ins>');
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
  });
});

describe('a unit file at a git revision', () => {
  test('is rendered with the files it names at that revision', async () => {
    const repository = inFolder('repository');
    await mkdir(join(repository, 'data'), { recursive: true });
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], {
        cwd: repository,
      });
    const copy = async (name: string) => readFile(join(ROOT, 'data', 'demo', name), 'utf8');
    const ledger = await copy('2025-ledger.csv');
    for (const name of ['2024.yaml', '2025.yaml', '2025-ledger.csv']) {
      await writeFile(join(repository, 'data', name), await copy(name));
    }
    git('init', '-q');
    git('add', '.');
    git('commit', '-q', '-m', 'one');
    await writeFile(join(repository, 'data', '2025-ledger.csv'), ledger.replace('1524000.00', '1525000.00'));
    const before = await openReport('HEAD:data/2025.yaml', packs, repository);
    const after = await openReport('data/2025.yaml', packs, repository);
    const inside = await openReport('HEAD:2025.yaml', packs, join(repository, 'data'));
    expect(before?.findings).toEqual([]);
    const shown = (a: typeof before, b: typeof before) =>
      printText(compareReports(a!.document!, b!.document!, 'tables').diff, { context: 0 });
    expect(shown(before, after)).toContain('301 01 基本工资 · 人员经费：[-152.40-]{+152.50+}');
    expect(shown(before, inside)).toBe('没有差别。');
    expect(await openReport('no-such-branch:data/2025.yaml', packs, repository)).toBeNull();
    const absent = await openReport('HEAD:data/2023.yaml', packs, repository);
    expect(absent?.findings).toEqual([expect.objectContaining({ code: 'V02' })]);
  });
});

describe('explain', () => {
  const options = { json: false, templates: TEMPLATES_FOLDER };

  test('a printed amount: formula, filter in words, lines with their place', async () => {
    const console = recorder();
    expect(await explainCommand('data/kuerle.yaml', '59.02', options, console)).toBe(EXIT.ok);
    const text = console.lines.join('\n');
    expect(text).toContain('59.02 = 715.20 − 656.18');
    expect(text).toContain(
      'data/kuerle.yaml:39　229740 元　2010350 事业运行 · 基本支出 · 30101 基本工资 · 一般公共预算',
    );
    expect(text).toContain('印在');
  });

  test.each([
    ['508.18', '口径：基本支出', '508.18 ≈ 5081780 ÷ 10000'],
    ['508.18万元', '口径：基本支出', '508.18 ≈ 5081780 ÷ 10000'],
    ['8.99%', '上年 656.18（6561780 元）', '8.99% = 59.02 ÷ 656.18 × 100%'],
    ['71.05%', '合计 715.20（7151980 元）', '71.05% = 508.18 ÷ 715.20 × 100%'],
    ['table-6:301:人员经费', '口径：一般公共预算 · 基本支出 · 301 工资福利支出', '389.85 ≈ 3898480 ÷ 10000'],
    [
      '表6:工资福利支出:人员经费',
      '口径：一般公共预算 · 基本支出 · 301 工资福利支出',
      '389.85 ≈ 3898480 ÷ 10000',
    ],
    ['17.30', '写在 data/kuerle.yaml:', '17.30 = 173000 ÷ 10000'],
  ])('%s', async (question, words, formula) => {
    const console = recorder();
    expect(await explainCommand('data/kuerle.yaml', question, options, console)).toBe(EXIT.ok);
    expect(console.lines.join('\n')).toContain(words);
    expect(console.lines.join('\n')).toContain(formula);
  });

  test('what the report does not print is told, with the nearest number', async () => {
    const console = recorder();
    expect(await explainCommand('data/kuerle.yaml', '508.19', options, console)).toBe(EXIT.findings);
    expect(console.errors.join()).toMatch(/没有印出“508.19”。是不是 508.1[0-9]？/);
  });

  test('one unit at a time', async () => {
    expect(await explainCommand('data/demo', '1', options, recorder())).toBe(EXIT.usage);
  });
});

describe('approve and the gate', () => {
  const approved = inFolder('approved');
  const options = { check: false, approved, templates: TEMPLATES_FOLDER };
  const unit = inFolder('unit.yaml');

  test('records the text, then nothing is open; a change opens it again', async () => {
    await writeFile(unit, await readFile(SAMPLE, 'utf8'));
    const gate = () => approveCommand([unit], { ...options, check: true }, recorder());
    expect(await gate()).toBe(EXIT.findings);
    expect(await approveCommand([unit], options, recorder())).toBe(EXIT.ok);
    expect(await readFile(join(approved, 'unit.txt'), 'utf8')).toBe(
      await readFile(inFolder('same.txt'), 'utf8'),
    );
    expect(await gate()).toBe(EXIT.ok);

    await writeFile(unit, (await readFile(SAMPLE, 'utf8')).replace('30101: 22.974', '30101: 23.974'));
    const console = recorder();
    expect(await approveCommand([unit], { ...options, check: true }, console)).toBe(EXIT.findings);
    expect(console.errors.join('\n')).toMatch(/1 个单位不能公开.*有改动/s);
    const second = recorder();
    await approveCommand([unit], options, second);
    expect(second.lines.join()).toContain('共 18 句、48 个单元格有差别。');
    expect(await gate()).toBe(EXIT.ok);
  });

  test('what has errors is not recorded, and what was approved stays', async () => {
    const before = await readFile(join(approved, 'unit.txt'), 'utf8');
    await writeFile(unit, (await readFile(SAMPLE, 'utf8')).replace('30101: 22.974', '30101: 22,974'));
    const console = recorder();
    expect(await approveCommand([unit], options, console)).toBe(EXIT.findings);
    expect(console.errors.join()).toContain('没有记下批准稿');
    expect(await readFile(join(approved, 'unit.txt'), 'utf8')).toBe(before);
  });

  test('review --gate fails where something is open, and never deletes a folder of others', async () => {
    const review = { out: inFolder('out'), approved, templates: TEMPLATES_FOLDER, gate: true, json: false };
    expect(await reviewCommand([SAMPLE], review, recorder())).toBe(EXIT.findings);
    expect(await reviewCommand([SAMPLE], { ...review, gate: false }, recorder())).toBe(EXIT.ok);
    await mkdir(inFolder('other/review'), { recursive: true });
    await writeFile(inFolder('other/review/keep.txt'), 'mine');
    expect(await reviewCommand([SAMPLE], { ...review, out: inFolder('other') }, recorder())).toBe(EXIT.usage);
    expect(await readFile(inFolder('other/review/keep.txt'), 'utf8')).toBe('mine');
  });
});
