import { describe, expect, test } from '@jest/globals';
import { AUDIT_RULES } from '../../src/audit/audit-rules.ts';
import { profileOf } from '../../src/audit/form-profile.ts';
import { needsInWords } from '../../src/audit/needs-in-words.ts';
import { ruleOf } from '../../src/check/registry.ts';
import { readDocument } from '../../src/document/read-document.ts';
import { readPlain } from '../../src/foreign/read-plain.ts';
import type { Finding } from '../../src/model/finding.ts';
import { textMutations } from '../support/audit-mutations.ts';
import { audit, auditText, faultsOf } from '../support/audit-text.ts';
import { produceInvented } from '../support/every-report.ts';
import { produce, reportOf } from '../support/sample.ts';

const textOf = (file: string): Promise<string> => reportOf(file).then(({ text }) => text);

/** What the audit says of the text of a report before anything is changed in it; asked for once. */
const untouched = new Map<string, Promise<Finding[]>>();
const auditOf = (file: string): Promise<Finding[]> => {
  const told = untouched.get(file) ?? textOf(file).then(auditText);
  untouched.set(file, told);
  return told;
};

describe('a report without defects', () => {
  test.each([
    'data/demo/2024.yaml',
    'data/demo/2025.yaml',
    'data/putuo-commerce.yaml',
    'data/departments/putuo-commerce-2025.yaml',
    'data/finals/demo-final-2025.yaml',
  ])('%s has none', async (file) => {
    expect(faultsOf(await auditOf(file))).toEqual([]);
    expect(faultsOf(await audit(readDocument((await reportOf(file)).html)))).toEqual([]);
  });

  test('the published report of 2025 has what its own text says, and no more', async () => {
    expect(
      faultsOf(await auditOf('data/kuerle.yaml'))
        .map((fault) => fault.slice(0, 3))
        .sort(),
    ).toEqual(['D19', 'D20', 'D20', 'D20', 'D20', 'F02', 'F05', 'F05']);
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
    ['整体绩效的预算额', '本级安排\t715.20', '本级安排\t751.20', 'D17'],
    ['项目绩效的预算额', '年度预算总额（万元）\t\t80.00', '年度预算总额（万元）\t\t88.00', 'D18'],
    ['成本指标', '软件维护费用\t＜=30万元', '软件维护费用\t＜=60万元', 'D19'],
    ['数量', '设备采购批次\t＞=3次', '设备采购批次\t＞=5次', 'D19'],
    ['资金分配的数量', '采购空白证书3000份', '采购空白证书30000份', 'D19'],
    ['分值权重', '软件维护数量\t＞=1套\t计划标准\t\t6', '软件维护数量\t＞=1套\t计划标准\t\t8', 'D20'],
    ['实有人数', '实有人数31人', '实有人数32人', 'D22'],
    ['科室数', '下设5个科室', '下设6个科室', 'D22'],
    ['分项变动', '公务接待费增加0.11万元，增长3.81%', '公务接待费增加0.21万元，增长7.27%', 'E06'],
    [
      '收支变动',
      '\n二、',
      '\n二、收支\n　　2025年收入预算715.20万元，比上年预算增加59.02万元，增长8.99%，主要原因是项目增加。\n　　2025年支出预算715.20万元，比上年预算增加49.02万元，增长7.36%，主要原因是项目增加。\n\n二、',
      'E10',
    ],
    ['缺一张表的编号', '〔表 5 ', '〔表 6 ', 'A03'],
  ])('%s', async (_, from, to, code) => {
    const text = await textOf('data/kuerle.yaml');
    expect(text.includes(from)).toBe(true);
    const clean = new Set(faultsOf(await auditOf('data/kuerle.yaml')));
    const faults = faultsOf(await auditText(text.replace(from, to))).filter((fault) => !clean.has(fault));
    expect(faults.map((fault) => fault.slice(0, 3))).toContain(code);
  });

  test('nineteen of twenty of all that can be made are found', async () => {
    const text = await textOf('data/demo/2025.yaml');
    const mutations = textMutations(text).filter((_, index) => index % 37 === 0);
    const clean = (await auditOf('data/demo/2025.yaml')).length;
    let found = 0;
    for (const mutation of mutations) found += (await auditText(mutation.text)).length > clean ? 1 : 0;
    expect(mutations.length).toBeGreaterThan(30);
    expect(found).toBeGreaterThanOrEqual(mutations.length * 0.95);
  });
});

test('the same quantity said differently is a warning, with both statements and the factor', async () => {
  const told = await auditOf('data/kuerle.yaml');
  expect(
    told
      .filter(({ code }) => code === 'D19')
      .map(({ severity, message, subject }) => [severity, message, subject?.quotes]),
  ).toEqual([
    [
      'warning',
      '项目“办公场所租赁”的同一数量不一致：资金分配情况写47348平方米，总体目标写4734.8平方米，指标“房屋租赁面积”写4734.80平方米（相差10倍，疑为小数点错位）。',
      ['办公场所租赁'],
    ],
  ]);
});

test('costs read from the words of a form are never an error', async () => {
  const text = (await textOf('data/kuerle.yaml')).replace(
    '软件维护费用\t＜=30万元',
    '软件维护费用\t＜=60万元',
  );
  const costs = (await auditText(text)).filter(({ message }) => message.includes('成本指标合计'));
  expect(costs.map(({ code, severity }) => `${code} ${severity}`)).toEqual(['D19 warning']);
});

test('operators and numbers out of order are notes', async () => {
  const text = await textOf('data/kuerle.yaml');
  const findings = await auditText(text.replace('　　（三）负责', '　　（五）负责'));
  expect(findings.filter(({ code }) => code === 'F04')).toHaveLength(5);
  expect(
    findings.filter(({ code }) => code === 'F06').map(({ severity, message }) => `${severity} ${message}`),
  ).toEqual([expect.stringMatching(/^note 序号不连续：“（二）.*”之后是“（五）/)]);
});

describe('a notice of a few sentences, in the words of other places', () => {
  const notice = `一、总体情况
2024年，一般公共预算安排的“三公”经费支出共计3920万元，比2023年预算数减少330万元，下降7.76%。其中：
公务接待费630万元，比上年年初预算减少320万元。主要原因是进一步过紧日子，减少不必要的接待。
因公出国（境）费60万元，比上年年初预算增加20万元。主要原因是业务需要的出国任务增加。
公务用车购置费720万元，比上年年初预算增加140万元，主要原因是部分车辆已达报废期限，需要更新。
公务用车运行维护费2510万元，比上年年初预算减少170万元。主要原因是车辆减少。
`;

  test('has no fault', async () => {
    expect(faultsOf(await auditText(notice))).toEqual([]);
  });

  test.each([
    ['下降7.76%', '下降6.77%', 'E02'],
    ['购置费720万元，比上年年初预算增加140万元', '购置费720万元，比上年年初预算增加240万元', 'E06'],
    ['减少330万元，下降', '减少330万元，增长', 'E01'],
    ['。主要原因是车辆减少', '', 'E05'],
  ])('%s as %s is %s', async (from, to, code) => {
    expect(faultsOf(await auditText(notice.replace(from, to))).map((fault) => fault.slice(0, 3))).toContain(
      code,
    );
  });
});

test('a residue of rounding is a note with its bound', async () => {
  const findings = await auditOf('data/kuerle.yaml');
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
    expect(['E01', 'C01', 'A03', 'A19', 'D11'].map(needsInWords)).toEqual([
      '文字；文字、表、上年的报告（--last-year）',
      '表',
      '表；样式（--pack）、表',
      '批复日期（--approved）',
      '单位的数据（只在 check 里）',
    ]);
  });
});

describe('the form of a pack', () => {
  test.each(['data/demo/2025.yaml', 'data/putuo-commerce.yaml', 'data/finals/demo-final-2025.yaml'])(
    '%s has all that its form asks for; what is missing is named',
    async (file) => {
      const { report, loaded } = await produce(file);
      const { pack } = loaded!;
      const { tables, headings } = profileOf(pack, '单位');
      const said = async (text: string) =>
        (await audit(readPlain(text), { pack }))
          .filter(({ message }) => message.includes('样式'))
          .map(({ code, message }) => `${code} ${message}`);
      expect((await said(report!.text)).filter((each) => !each.startsWith('V03'))).toEqual([]);
      const lines = report!.text.split('\n');
      const heading = headings.at(-1)!;
      const without = lines.filter((line) => !heading.text.test(line.replace(/\s/g, '')));
      expect(await said(without.join('\n'))).toContainEqual(expect.stringMatching(`^A01 .*${heading.name}`));
      const [table] = tables.slice(1);
      const renamed = lines.map((line) =>
        line.startsWith('〔') && table!.title.test(line) ? '〔别的表〕' : line,
      );
      expect(await said(renamed.join('\n'))).toContainEqual(expect.stringMatching(`^A03 .*${table!.name}`));
      const reheaded = lines.map((line) =>
        line.includes('\t') ? line.replaceAll(/(?<=[\t/])基本支出(?=\t)/g, '经常性支出') : line,
      );
      expect(await said(reheaded.join('\n'))).toContainEqual(
        expect.stringMatching(/^A03 .*没有样式应有的栏.*基本支出/),
      );
    },
  );
});
