import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { SOURCE_FOLDER, sourceFiles } from './support/folders.ts';
import { reportWords } from './support/report-words.ts';

/*
 * No line of src/ knows how a province writes: a report's words stand in template packs. Steps that make the
 * report are searched; those that speak to users only (findings of the checks, the command line, workbooks,
 * review, the pages of a site, sample data) are documentation in the sense of this rule.
 */
const SPEAKING = /^(audit|check|draft|publish|review|cli|form|import|samples|serve)\//;
/** The author's guide, as code. */
const DOCUMENTATION = ['kit/template-reference.ts', 'template/helper-examples.ts'];
/** What reads the words of reports, whoever wrote them, and what tells authors of packs how theirs read; no report says them. */
const READING = [
  'document/change-claims.ts',
  'document/numbers-in-text.ts',
  'kinds/ledger-words.ts',
  'kit/check-phrases.ts',
];

/** Texts that are said to users from a table of their own; each must be there. */
const KNOWN: readonly string[] = [
  // Units of data files and of printing, chosen by the pack.
  'model/money.ts AMOUNT_UNITS 万元',
  // Causes and words inside findings.
  'books/transfer-findings.ts wan 万元',
  'kinds/ledger-totals.ts explained 万元',
  'files/output-files.ts CAUSES 清理磁盘或请管理员增加配额后重新运行。',
  // How much is asked of a field of the workbook.
  'kinds/schema-fields.ts KIND_HINTS 整数，减少写负数，例如 -1。',
  // What the review copy calls a number when a reviewer asks for it.
  'render/describe-numbers.ts SINGLE_ASSETS 单位价值50万元以上大型设备台数',
  'render/describe-numbers.ts SINGLE_ASSETS 单位价值100万元以上大型设备台数',
  'render/describe-numbers.ts SINGLE_ASSETS 安排购置50万元以上大型设备台数',
  'render/describe-numbers.ts SINGLE_ASSETS 安排购置100万元以上大型设备台数',
];

describe('the search for words of a report', () => {
  test.each<[string, string[]]>([
    ["const phrase = '比上年预算增加';", ['phrase 比上年预算增加']],
    ["function say(a) { return '减少' + a; }", ['say 减少']],
    ["const table = { zero: '未安排' };", ['table 未安排']],
    ["run(() => '与上年持平');", [' 与上年持平']],
    ["const finding = { message: '增加了', hint: '写明增加的原因' };", []],
    ["const hint = many ? '请减少一些' : '';", []],
    ["throw new HelperError('没有占比');", []],
    ['const finding = { ...quoting`增加了` };', []],
    ["problems.error('T08', node, '请减少“../”的个数');", []],
    ["const schema = amount.meta({ title: '上年增加' });", []],
    ["// 增加\n/* 万元 */ const a = '一般公共预算';", []],
  ])('%s', (source, expected) => {
    expect(reportWords(source).map(({ owner, text }) => `${owner} ${text}`)).toEqual(expected);
  });
});

test('src/ says no word of a report outside messages and documentation', () => {
  const files = sourceFiles().filter(
    (file) => !SPEAKING.test(file) && ![...DOCUMENTATION, ...READING].includes(file),
  );
  expect(files.length).toBeGreaterThan(50);
  const said = files.flatMap((file) =>
    reportWords(readFileSync(join(SOURCE_FOLDER, file), 'utf8')).map(
      ({ owner, text }) => `${file} ${owner} ${text}`,
    ),
  );
  expect(said.sort()).toEqual([...KNOWN].sort());
});
