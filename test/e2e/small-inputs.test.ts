import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { produceReport } from '../../src/report/produce-report.ts';
import { readExportFile } from '../support/exports.ts';
import { ROOT_FOLDER } from '../support/folders.ts';
import { packs } from '../support/repository-packs.ts';

/*
 * Small files that once failed, each with what is answered now. Two more stand beside what they are about:
 * fixtures/foreign/untagged-putuo.pdf (test/review/diff-published-tables.test.ts) and fixtures/packs/crossed-verbs
 * (test/kit/check-phrases.test.ts).
 */

const FOLDER = join(ROOT_FOLDER, 'test', 'fixtures', 'small-inputs');

/** What all of the exports hold that can be taken. */
const TAKEN = [
  '示例县政务服务中心 元',
  '本年 2010350 30101 basic - 一般公共预算 229740',
  '本年 2010350 30102 basic - 一般公共预算 337800',
  '本年 2010350 30217 basic - 一般公共预算 30000',
  '本年 2010399 30214 project 办公场所租赁 一般公共预算 1039800',
  '本年 2080505 30108 basic - 一般公共预算 85800',
];

/** Workbooks: whether they are taken, and what is said, by the start of each message with its place. */
const EXPORTS: Readonly<Record<string, readonly [boolean, readonly string[]]>> = {
  'amount-zero-width.xlsx': [
    false,
    [
      'R06 error Sheet1!G3 “​337800”不是金额，里面有看不见的字符 U+200B。',
      "R06 error Sheet1!G6 “'85800”不是金额",
    ],
  ],
  'copied-sheet.xlsx': [
    false,
    ['R10 error 明细 (2)!A1 “示例县政务服务中心”的明细在工作表“明细”和“明细 (2)”中完全相同'],
  ],
  'inline-with-v.xlsx': [true, []],
  'merge-unit-block.xlsx': [true, []],
  'nan.xlsx': [false, ['R04 error Sheet1!G3 单元格显示错误值 NaN。']],
  'qizhong.xlsx': [true, ['R05 note Sheet1!A8 第 8 行是“其中”项，是上面各行的一部分，没有另外相加。']],
  'scaled-format.xlsx': [
    false,
    [
      'R06 error Sheet1!G2 单元格存的是 229740，按数字格式显示为“23.0”',
      'R06 error Sheet1!G3 单元格存的是 337800，按数字格式显示为“33.8”',
      'R06 error Sheet1!G4 单元格存的是 30000，按数字格式显示为“3.0”',
      'R06 error Sheet1!G5 单元格存的是 1039800，按数字格式显示为“104.0”',
      'R06 error Sheet1!G6 单元格存的是 85800，按数字格式显示为“8.6”',
    ],
  ],
  'unit-code-prefix.xlsx': [true, []],
  'unit-invisible.xlsx': [true, ['R05 note Sheet1!A3 单位名称里有看不见的字符 U+200B，已略去。']],
  // Its row of 201 is more than the rows below it.
  'wide-layout-econ-parts.xlsx': [
    false,
    [
      'R10 error Sheet1!G6 “201”为 1637340.00 元，各行之和为 229740.00 元',
      'R03 note Sheet1!A5 没有用到的列：功能分类科目名称',
    ],
  ],
};

test.each(Object.entries(EXPORTS))('%s', async (name, [isTaken, said]) => {
  const { units, findings } = await readExportFile(readFileSync(join(FOLDER, name)));
  expect(units).toEqual(isTaken ? [TAKEN] : null);
  expect(findings).toHaveLength(said.length);
  for (const [index, start] of said.entries()) expect(findings[index]!.startsWith(start)).toBe(true);
});

async function produced(name: string, edit = (text: string): string => text) {
  const path = join(FOLDER, name);
  const read = async (file: string, label: string) => {
    const text = readFileSync(file, 'utf8');
    return { value: { file: label, text: file === path ? edit(text) : text }, findings: [] };
  };
  const { report, findings } = await produceReport(path, name, packs, read);
  const lines = findings.map(({ code, severity, message, position }) => {
    return `${code} ${severity} ${position?.line}:${position?.column} ${message}`;
  });
  return { text: report?.text ?? null, findings, lines };
}

/** Unit files with one fault each: what is said of it, and whether a report is made all the same. */
const UNITS: Readonly<Record<string, readonly [boolean, readonly string[]]>> = {
  'a-reason-num.yaml': [
    true,
    ['E01 warning 99:36 “公务接待费增加5.00万元”：“公务接待费”按两年的数增加0.11万元。'],
  ],
  'b-other.yaml': [
    true,
    [
      'D21 warning 103:23 ““三公”经费”在文字中写作5.00万元，按明细和填报数应为3.00万元。',
      'D21 warning 103:41 “公务用车运行维护费”在文字中写作2.00万元，按明细和填报数应为0.00万元。',
      'D21 warning 103:68 “政府采购”在文字中写作205.00万元，按明细和填报数应为103.27万元。',
    ],
  ],
  'c-prior-neutral.yaml': [
    true,
    [
      'E11 warning 82:16 “公务接待费”本年3.00万元，上年28900.00万元，上年约为本年的9633倍，像是元和万元写混了。',
    ],
  ],
  'emoji.yaml': [
    false,
    [
      'F10 error 16:18 文字“示例县政务服务中心”之后有表情符号：“😀”（U+1F600）。',
      'F10 error 106:17 文字“示例县政务服务中心”之后有表情符号：“😀”（U+1F600）。',
    ],
  ],
  'kangxi.yaml': [
    false,
    ['F10 error 93:16 文字“在职”之后有部首字符（看起来像汉字，查找、复制时是另一个字）：“⼈”（U+2F08）。'],
  ],
  'vtab.yaml': [false, ['F10 error 93:14 文字“在职人员减少”之后有控制字符：U+000B。']],
};
const SPOKEN_OF = ['E01', 'D21', 'E11', 'F10'];

test.each(Object.entries(UNITS))('%s', async (name, [isMade, said]) => {
  const { text, lines } = await produced(name);
  expect(lines.filter((line) => SPOKEN_OF.includes(line.slice(0, 3)))).toEqual(said);
  // No format publishes what is no character of a report: none is made without the document.
  expect(text !== null).toBe(isMade);
});

test.each(['reason-ends-in-yuanyin.yaml', 'reason-with-offset.yaml'])(
  '%s: rendered, nothing said',
  async (name) => {
    const { text, lines } = await produced(name);
    expect(lines).toEqual([]);
    expect(text).not.toBeNull();
  },
);

test.each(['csv-excel-eq', 'csv-sep-line'])('%s is read like the same data in the file', async (name) => {
  const { text } = await produced(join(name, 'u.yaml'));
  const { text: written } = await produced('../../../data/kuerle.yaml');
  const tables = (report: string): string =>
    report.slice(report.indexOf('〔表 1'), report.indexOf('第三部分'));
  expect(tables(text!)).toBe(tables(written!));
});

describe('minimal-faults.yaml', () => {
  test('a misspelt execution is an error, printed parts that do not add a note, and nothing else is said', async () => {
    expect((await produced('minimal-faults.yaml')).lines.filter((line) => !line.startsWith('F03'))).toEqual([
      'L42 error 7:194 prior.execution 中的“fiscalIncom”没有被用到。',
      'L42 error 7:201 prior.execution 中的“乱写”没有被用到。',
      'B05 note 6:53 表9的“合计”印作10.80，各部分印出数之和为10.81，相差0.01（尾差：准确数为10.8015，各数分别四舍五入）。',
    ]);
  });

  test('without them it is rendered: one lead-in, no doubled stops', async () => {
    const { text, findings } = await produced('minimal-faults.yaml', (given) =>
      given.replace(', fiscalIncom: 1, 乱写: 2', ''),
    );
    expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
    expect(text).toContain('主要职责是：\n　　1、保管档案');
    expect(text).not.toMatch(/。、|。。|主要职能包括：/);
  });
});

test('every file of the folder is shown', () => {
  const shown = [...Object.keys(EXPORTS), ...Object.keys(UNITS), 'csv-excel-eq', 'csv-sep-line'];
  const others = ['minimal-faults.yaml', 'reason-ends-in-yuanyin.yaml', 'reason-with-offset.yaml'];
  expect(readdirSync(FOLDER)).toEqual([...shown, ...others].toSorted());
});
