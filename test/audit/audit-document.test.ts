import { describe, expect, test } from '@jest/globals';
import { AUDIT_RULES, auditNeedsOf } from '../../src/audit/audit-rules.ts';
import { ruleOf } from '../../src/check/registry.ts';
import { readDocument } from '../../src/document/read-document.ts';
import { readPlain } from '../../src/foreign/read-plain.ts';
import { textMutations } from '../support/audit-mutations.ts';
import { audit, auditText, faultsOf } from '../support/audit-text.ts';
import { produceInvented } from '../support/every-report.ts';
import { produce } from '../support/sample.ts';

const textOf = async (file: string): Promise<string> => (await produce(file)).report!.text;

describe('a report without defects', () => {
  test.each([
    'data/demo/2024.yaml',
    'data/demo/2025.yaml',
    'data/putuo-commerce.yaml',
    'data/departments/putuo-commerce-2025.yaml',
    'data/finals/demo-final-2025.yaml',
  ])('%s has none', async (file) => {
    const { report } = await produce(file);
    expect(faultsOf(await auditText(report!.text))).toEqual([]);
    expect(faultsOf(await audit(readDocument(report!.html)))).toEqual([]);
  });

  test('the published report of 2025 has what its own text says, and no more', async () => {
    expect(
      faultsOf(await auditText(await textOf('data/kuerle.yaml')))
        .map((fault) => fault.slice(0, 3))
        .sort(),
    ).toEqual(['F02', 'F05', 'F05']);
  });

  test('nor have invented units', async () => {
    for (let number = 1; number <= 8; number++) {
      const { report } = await produceInvented(31, number);
      expect(faultsOf(await auditText(report!.text))).toEqual([]);
    }
  });
});

describe('defects in the text of a report', () => {
  test.each<[string, string, string, string]>([
    ['表中一个数', '201\t03\t50\t事业运行\t470.47\t470.47', '201\t03\t50\t事业运行\t470.47\t470.74', 'B04'],
    ['合计栏', '总计\t715.20\t508.18\t207.02', '总计\t715.20\t508.18\t270.02', 'B05'],
    ['收入总计', '收入总计\t715.20\t支出总计\t715.20', '收入总计\t715.02\t支出总计\t715.20', 'B01'],
    ['漏列的项', '201\t03\t99\t其他政府办公厅（室）及相关机构事务支出\t207.02\t\t207.02\n', '', 'B04'],
    [
      '两行一个科目',
      '201\t03\t50\t事业运行\t470.47\t470.47\n',
      '201\t03\t50\t事业运行\t470.47\t470.47\n201\t03\t50\t事业运行\t470.47\t470.47\n',
      'B15',
    ],
    ['科目名称', '\t事业运行\t470.47\t470.47\n', '\t行政运行\t470.47\t470.47\n', 'B14'],
    ['变动率', '增加59.02万元，增长8.99%', '增加59.02万元，增长9.89%', 'E02'],
    ['方向', '减少21.98万元，下降4.15%', '减少21.98万元，增长4.15%', 'E01'],
    ['占比', '508.18万元，占71.05%', '508.18万元，占71.50%', 'E07'],
    ['句中的数', '基本支出508.18万元，占71.05%', '基本支出580.18万元，占71.05%', 'D04'],
    ['单位', '基本支出508.18万元，占71.05%', '基本支出508.18元，占71.05%', 'D04'],
    ['采购合计', '政府采购货物预算90.00万元', '政府采购货物预算91.00万元', 'D14'],
    ['年度', '2025年财政拨款收支总预算', '2023年财政拨款收支总预算', 'C16'],
    ['原因空着', '主要原因是', '主要原因是。', 'E09'],
    ['个人信息', '完成开发区党工委', '电话13900000000，完成开发区党工委', 'F01'],
    ['三公', '公务接待费\t3.00\t3.00', '公务接待费\t3.50\t3.50', 'B09'],
    [
      '编制单位',
      '〔表 3 单位支出总体情况表 编制单位：库尔勒经济技术开发区政务服务中心',
      '〔表 3 单位支出总体情况表 编制单位：库尔勒政务服务中心',
      'C15',
    ],
    ['缺一张表的编号', '〔表 5 ', '〔表 6 ', 'A03'],
  ])('%s', async (_, from, to, code) => {
    const text = await textOf('data/kuerle.yaml');
    expect(text.includes(from)).toBe(true);
    const clean = new Set(faultsOf(await auditText(text)));
    const faults = faultsOf(await auditText(text.replace(from, to))).filter((fault) => !clean.has(fault));
    expect(faults.map((fault) => fault.slice(0, 3))).toContain(code);
  });

  test('nine of ten of all that can be made are found', async () => {
    const text = await textOf('data/demo/2025.yaml');
    const mutations = textMutations(text).filter((_, index) => index % 23 === 0);
    let found = 0;
    for (const mutation of mutations) found += faultsOf(await auditText(mutation.text)).length > 0 ? 1 : 0;
    expect(mutations.length).toBeGreaterThan(15);
    expect(found).toBeGreaterThanOrEqual(mutations.length * 0.9);
  });
});

test('a residue of rounding is a note with its bound', async () => {
  const findings = await auditText(await textOf('data/kuerle.yaml'));
  expect(findings.find(({ code }) => code === 'B04')).toMatchObject({
    severity: 'note',
    message: expect.stringContaining('印作389.85，301的下级科目之和为389.84，相差0.01（尾差，界为±0.045）'),
    position: { line: 144 },
  });
});

test('last year’s report shows a change that this year’s alone cannot', async () => {
  const [last, now] = [readPlain(await textOf('data/demo/2024.yaml')), await textOf('data/demo/2025.yaml')];
  const wrong = now.replace(
    '基本支出610.68万元，占70.72%，比上年预算增加10.56万元，增长1.76%',
    '基本支出610.68万元，占70.72%，比上年预算增加20.56万元，增长3.48%',
  );
  expect(wrong).not.toBe(now);
  expect(faultsOf(await audit(readPlain(now), { lastYear: last }))).toEqual([]);
  expect(
    faultsOf(await audit(readPlain(wrong), { lastYear: last })).map((fault) => fault.slice(0, 3)),
  ).toContain('E01');
});

test.each([
  ['2025-02-10', []],
  ['2025-01-20', ['A19']],
])('approved on %s', async (approved, codes) => {
  const text = await textOf('data/kuerle.yaml');
  const findings = await audit(readPlain(text), { approved });
  expect(findings.filter(({ code }) => code === 'A19').map(({ code }) => code)).toEqual(codes);
});

test('what could not be judged is told once', async () => {
  const findings = await auditText('甲\t乙\n一\t1.00\n二\t2.00\n');
  expect(findings.filter(({ code }) => code === 'V03')).toHaveLength(1);
  expect(findings[0]!.message).toContain('1 张没有表名的表');
});

describe('the rules of the audit', () => {
  test('are disclosure rules', () => {
    expect(AUDIT_RULES.flatMap(({ codes }) => codes).filter((code) => ruleOf(code) === null)).toEqual([]);
  });

  test('say what they need', () => {
    expect([auditNeedsOf('E02'), auditNeedsOf('C01'), auditNeedsOf('A19'), auditNeedsOf('D22')]).toEqual([
      ['prose'],
      ['tables'],
      ['approved'],
      null,
    ]);
  });
});
