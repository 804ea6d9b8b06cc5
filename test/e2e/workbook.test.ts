import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { writeWorkbook } from '../../src/ooxml/write-workbook.ts';
import { temporaryFolder } from '../support/command.ts';
import { DATA_FOLDER } from '../support/folders.ts';
import { runHere as run } from '../support/run-here.ts';
import { planOfFile, readBackFile, withCell } from '../support/unit-workbook.ts';
import { partOf, tableFile } from '../support/workbooks.ts';

const KUERLE = join(DATA_FOLDER, 'kuerle.yaml');
const folder = temporaryFolder();
afterAll(() => folder.remove());
const at = (...path: string[]): string => join(folder.path, ...path);

describe('handing out a workbook and reading it back', () => {
  beforeAll(() => {
    mkdirSync(at('units'));
    cpSync(KUERLE, at('units', 'kuerle.yaml'));
  });

  test('an unchanged workbook leaves the unit file as it is', async () => {
    const written = await run(['workbook', '--from', at('units', 'kuerle.yaml'), at('kuerle.xlsx')]);
    expect(written).toMatchObject({ code: 0, stdout: expect.stringContaining('kuerle.xlsx') });
    const read = await run(['import', at('kuerle.xlsx'), '--out', at('units')]);
    expect(read).toMatchObject({ code: 0, stdout: expect.stringContaining('没有变化') });
    expect(readFileSync(at('units', 'kuerle.yaml'), 'utf8')).toBe(readFileSync(KUERLE, 'utf8'));
  });

  test('every sheet has a protected head that stays in sight', () => {
    const file = readFileSync(at('kuerle.xlsx'));
    for (const number of [2, 3, 4, 5, 6, 7, 8]) {
      const sheet = partOf(file, `xl/worksheets/sheet${number}.xml`);
      expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
      expect(sheet).toContain('<sheetProtection sheet="1"');
    }
  });

  test('a changed amount changes one line', async () => {
    const plan = withCell(await planOfFile(KUERLE), '预算明细', 2, 7, '25.5', true);
    writeFileSync(at('kuerle.xlsx'), writeWorkbook(plan));
    expect(await run(['import', at('kuerle.xlsx'), '--out', at('units')])).toMatchObject({ code: 0 });
    const expected = readFileSync(KUERLE, 'utf8').replace('30101: 22.974', '30101: 25.5');
    expect(readFileSync(at('units', 'kuerle.yaml'), 'utf8')).toBe(expected);
  });

  test('a bad cell is named, and the unit file stays', async () => {
    const before = readFileSync(at('units', 'kuerle.yaml'), 'utf8');
    const plan = withCell(await planOfFile(KUERLE), '预算明细', 3, 7, '三十三');
    writeFileSync(at('kuerle.xlsx'), writeWorkbook(plan));
    const { code, stderr } = await run(['import', at('kuerle.xlsx'), '--out', at('units')]);
    expect(code).toBe(1);
    expect(stderr).toContain('kuerle.xlsx 预算明细!G3  “三十三”不是金额。');
    expect(readFileSync(at('units', 'kuerle.yaml'), 'utf8')).toBe(before);
    const checked = await run(['check', at('kuerle.xlsx')]);
    expect(checked).toMatchObject({ code: 1, stderr: expect.stringContaining('预算明细!G3') });
  });

  test('a workbook compares with its unit file', async () => {
    writeFileSync(at('kuerle.xlsx'), writeWorkbook(await planOfFile(KUERLE)));
    const same = await run(['diff', KUERLE, at('kuerle.xlsx')]);
    expect(same).toMatchObject({ code: 0, stdout: '没有差别。\n' });
    const plan = withCell(await planOfFile(KUERLE), '预算明细', 2, 7, '25.5', true);
    writeFileSync(at('kuerle.xlsx'), writeWorkbook(plan));
    const changed = await run(['diff', KUERLE, at('kuerle.xlsx'), '--only-changed']);
    expect(changed.code).toBe(1);
    expect(changed.stdout).toContain('22.97');
  });

  test('a workbook renders as its unit file does, and findings name its cells', async () => {
    writeFileSync(at('kuerle.xlsx'), writeWorkbook(await planOfFile(KUERLE)));
    for (const file of [at('kuerle.xlsx'), KUERLE]) {
      const out = at(file === KUERLE ? 'yaml' : 'xlsx');
      expect(await run(['render', file, '--format', 'txt', '--out', out])).toMatchObject({ code: 0 });
    }
    expect(readFileSync(at('xlsx', 'kuerle.txt'), 'utf8')).toBe(
      readFileSync(at('yaml', 'kuerle.txt'), 'utf8'),
    );
    const { stderr } = await run(['check', at('kuerle.xlsx')]);
    expect(stderr).toMatch(/D20 {2}\S*kuerle\.xlsx 绩效目标!/);
  });

  test('an export becomes drafts, and drafts become workbooks', async () => {
    const head = ['单位名称', '功能科目', '经济科目', '支出类型', '项目名称', '资金来源', '预算数（元）'];
    const line = (name: string) => [
      name,
      '2010350 事业运行',
      '30101',
      '基本支出',
      null,
      null,
      { n: '229740' },
    ];
    writeFileSync(
      at('导出.xlsx'),
      tableFile([
        head,
        line('甲中心'),
        line('乙中心'),
        ['合计', null, null, null, null, null, { n: '459480' }],
      ]),
    );
    const read = await run(['import', at('导出.xlsx'), '--out', at('drafts')]);
    expect(read).toMatchObject({ code: 0 });
    expect(readdirSync(at('drafts')).sort()).toEqual(['乙中心.yaml', '甲中心.yaml']);
    expect(await run(['workbook', '--from', at('drafts'), at('填报')])).toMatchObject({ code: 0 });
    // What a unit may have filled in is not written over; an unchanged one stands as it is.
    const { 0: filled, 1: blank } = ['甲中心', '乙中心'].map((name) => at('填报', `${name}.xlsx`));
    writeFileSync(filled!, readFileSync(blank!));
    const again = await run(['workbook', '--from', at('drafts'), at('填报')]);
    expect(again).toMatchObject({ code: 1, stdout: expect.stringContaining('乙中心.xlsx') });
    expect(again.stderr).toMatch(/甲中心\.xlsx 已经有了，内容不同，可能已经填过，没有改动。.*--force/);
    expect(readFileSync(filled!).equals(readFileSync(blank!))).toBe(true);
    expect(await run(['workbook', '--force', '--from', at('drafts'), at('填报')])).toMatchObject({ code: 0 });
    const { value } = await readBackFile(at('填报', '甲中心.xlsx'));
    expect(value!.value).toMatchObject({
      unit: { name: '甲中心' },
      budget: { 2010350: { basic: { 30101: '229740' } } },
    });
  });

  test('files of other kinds in the folder are refused by name', async () => {
    mkdirSync(at('收件'));
    writeFileSync(
      at('收件', '旧表.xls'),
      Buffer.concat([
        Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
        Buffer.from('Workbook', 'utf16le'),
      ]),
    );
    writeFileSync(at('收件', '~$填报.xlsx'), '');
    const { code, stderr } = await run(['import', at('收件'), '--out', at('nothing')]);
    expect(code).toBe(1);
    expect(stderr).toContain('旧格式的表格文件');
    expect(stderr).not.toContain('~$');
    expect(existsSync(at('nothing'))).toBe(false);
  });
});

const hasOffice = spawnSync('soffice', ['--version']).status === 0;

/** Loads a file in LibreOffice and stores it again, as `.xlsx` or `.pdf`. */
function office(file: string, format: string, out: string): void {
  const profile = `-env:UserInstallation=file://${at('profile')}`;
  execFileSync('soffice', [profile, '--headless', '--convert-to', format, '--outdir', out, file], {
    stdio: 'ignore',
  });
}

// Only where the program is installed; what it must not change is proven by our own reader everywhere.
if (hasOffice) {
  describe('LibreOffice', () => {
    beforeAll(async () => {
      writeFileSync(at('office.xlsx'), writeWorkbook(await planOfFile(KUERLE)));
      office(at('office.xlsx'), 'xlsx', at('stored'));
    });

    test('stores the workbook again without a change of its data', async () => {
      const [before, after] = [
        await readBackFile(at('office.xlsx')),
        await readBackFile(at('stored', 'office.xlsx')),
      ];
      expect(after.findings).toEqual([]);
      expect(after.value!.value).toEqual(before.value!.value);
    });

    test('knows its drop-down lists, notes and protection', () => {
      const stored = readFileSync(at('stored', 'office.xlsx'));
      const ledger = partOf(stored, 'xl/worksheets/sheet3.xml');
      expect(ledger).toMatch(/<dataValidation [^>]*sqref="A2:A\d+" type="list"><formula1>代码表!\$A\$2:/);
      expect(ledger.match(/<dataValidation /g)).toHaveLength(6);
      expect(ledger).toContain('<sheetProtection');
      expect(partOf(stored, 'xl/comments3.xml')).toContain('位功能分类科目编码（类款项）');
    });

    test('prints the published tables on A4, wide ones across', async () => {
      await run(['render', KUERLE, '--format', 'xlsx', '--out', at('published')]);
      office(at('published', 'kuerle.xlsx'), 'pdf', at('published'));
      const pdf = readFileSync(at('published', 'kuerle.pdf'), 'latin1');
      const pages = [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/g)].map((match) =>
        match.slice(1, 3).map(Number),
      );
      expect(pages.length).toBeGreaterThanOrEqual(15);
      for (const [width, height] of pages) {
        expect([595, 842]).toContain(Math.round(width!));
        expect([595, 842]).toContain(Math.round(height!));
      }
      expect(pages.some(([width, height]) => width! > height!)).toBe(true);
    });
  });
}
