import { describe, expect, test } from '@jest/globals';
import { unitFileSchema } from '../../src/kinds/unit-file.ts';
import type { Finding } from '../../src/model/finding.ts';
import { SchemaTranslator } from '../../src/source/schema-findings.ts';
import { parseYaml } from '../../src/source/yaml.ts';
import { placeOf } from '../support/finding-text.ts';
import { edited, UNIT_YAML } from '../support/unit-yaml.ts';

const PRIOR = UNIT_YAML.slice(UNIT_YAML.indexOf('prior:'), UNIT_YAML.indexOf('purposes:'));

const translator = new SchemaTranslator(unitFileSchema);

function findingsOf(text: string): Finding[] {
  const { value: document, findings } = parseYaml({ file: 'unit.yaml', text });
  if (document === null) throw new Error(findings.map(({ message }) => message).join('\n'));
  const parsed = unitFileSchema.safeParse(document.value);
  return parsed.success ? [] : translator.translate(parsed.error.issues, document.value, document);
}

/** Finding of a file with one mistake, as `code place` with its message and its remedy. */
function only(from: string, to: string): { place: string; message: string; hint: string } {
  const findings = findingsOf(edited(UNIT_YAML, [from, to]));
  expect(findings.map(({ code }) => code)).toHaveLength(1);
  const [finding] = findings as [Finding];
  expect(finding).toMatchObject({ severity: 'error', position: { file: 'unit.yaml' } });
  return { place: placeOf(finding), message: finding.message, hint: finding.hint };
}

test('the file they are all made of has no mistake', () => {
  expect(findingsOf(UNIT_YAML)).toEqual([]);
});

describe('amounts', () => {
  test.each([
    ['1,234.50', 'L21 15:14+8', '1234.50'],
    ['１２.５', 'L21 15:14+4', '12.5'],
    ['12万元', 'L21 15:14+4', '12'],
    ['"12.5 "', '', ''],
    ['1e3', 'L21 15:14+3', '715.20'],
    ['无', 'L21 15:14+1', '715.20'],
    ['-5', 'L22 15:14+2', '调减'],
    ['-0', 'L22 15:14+2', '调减'],
    ['""', 'L21 15:14+2', '715.20'],
    ['', 'L11 15:7+5', '金额'],
    ['[1, 2]', 'L11 15:14+1', '金额'],
    ['true', 'L11 15:14+4', '金额'],
  ])('%s', (amount, place, remedy) => {
    const text = edited(UNIT_YAML, ['30101: 22.974', `30101: ${amount}`]);
    const findings = findingsOf(text);
    expect(findings.map((finding) => placeOf(finding))).toEqual(place === '' ? [] : [place]);
    if (place !== '') expect(findings[0]?.hint).toContain(remedy);
  });

  test('the message quotes what stands there and names the field', () => {
    const { message } = only('30101: 22.974', '30101: 1,234.50');
    expect(message).toContain('1,234.50');
    expect(message).toContain('budget.2010350.basic.30101');
  });

  test.each([
    ['by code', '{basic: {30101: 1,234.50}}'],
    ['by fund', '{basic: {30101: {事业收入: 1,234}}}'],
    ['last year', '{basic: 1,234.50}'],
  ])('a comma that ends the amount in braces: %s', (_, entry) => {
    const from = entry.startsWith('{basic: {')
      ? '2010350:\n    basic:\n      30101: 22.974'
      : '2010350: {basic: 484.614}';
    const { message, hint, place } = only(from, `2010350: ${entry}`);
    expect(place).toMatch(/^L21 /);
    expect(message).toContain('234');
    expect(hint).toContain('1234.50');
  });
});

describe('one mistake', () => {
  test.each([
    ['missing field', 'year: 2025\n', '', 'L10 1:1+1', 'year', 'year'],
    ['missing group', PRIOR, '', 'L10 1:1+1', 'prior', 'prior'],
    ['missing field of an item', '    basis: 租赁合同\n', '', 'L10 29:5+1', 'projects.0.basis', 'basis'],
    ['text for a group', 'purposes:\n  201: 工资', 'purposes: 工资', 'L11 26:11+2', '工资', '分组'],
    ['text for a list', '[承担政务服务工作。]', '承担政务服务工作。', 'L11 8:14+9', '承担', '列表'],
    ['group for a text', 'name: 库尔勒某中心', 'name: {a: b}', 'L11 6:9+1', '分组', '文字'],
    ['nothing', 'name: 库尔勒某中心', 'name:', 'L11 6:3+4', '空', '文字'],
    ['blank text', 'name: 库尔勒某中心', 'name: " "', 'L15 6:9+3', '空', '填写'],
    ['empty list', '[承担政务服务工作。]', '[]', 'L15 8:14+1', '空', '填写'],
    ['unknown key', 'purposes:', 'purpses:', 'L12 26:1+7', 'purpses', 'purposes'],
    ['unknown key without a likeness', 'purposes:', '电话:', 'L12 26:1+2', '电话', 'purposes'],
    ['unknown fund', '22.974', '{事业收人: 2}', 'L12 15:15+4', '事业收人', '“事业收入”'],
    ['functional code of 6 digits', '2010350:\n', '201350:\n', 'L13 13:3+6', '201350', '7 位'],
    ['economic code of 4 digits', '30101:', '3011:', 'L13 15:7+4', '3011', '5 位'],
    ['class of 4 digits', '  201: 工资', '  2010: 工资', 'L13 27:3+4', '2010', '201'],
    ['word out of a list', 'amounts: 万元', 'amounts: 万', 'L14 4:10+1', '万', '元、万元'],
    ['word near one of a list', 'kind: 事业单位', 'kind: 企业单位', 'L14 7:9+4', '企业单位', '“事业单位”'],
    ['count in words', 'establishment: 5', 'establishment: 五', 'L23 9:18+1', '五', '数字'],
    ['negative count', 'count: 31', 'count: -31', 'L23 11:17+3', '-31', '数字'],
    ['half a person', 'change: -1', 'change: 1.5', 'L23 11:29+3', '1.5', '数字'],
    ['a day that is none', 'date: 2025-02-21', 'date: 2025-02-30', 'L24 3:7+10', '2025-02-30', '2025-02-21'],
    ['a date with words', 'date: 2025-02-21', 'date: 2025年2月21日', 'L24 3:7+10', '2025年', '2025-02-21'],
    ['a year of two digits', 'year: 2025', 'year: 25', 'L25 2:7+2', '25', '2025'],
  ])('%s', (_, from, to, place, message, hint) => {
    const found = only(from, to);
    expect(found.place).toBe(place);
    expect(found.message).toContain(message);
    expect(found.hint).toContain(hint);
  });
});

describe('of several forms a value may have, the finding speaks of the one that was meant', () => {
  test.each([
    ['an amount by code, last year', '{basic: 484.614}', '{basic: {30101: 5x}}', 'L21 22:30+2', '5x'],
    ['an amount by fund, last year', '{basic: 484.614}', '{basic: {事业收入: 5x}}', 'L21 22:29+2', '5x'],
    ['a code, last year', '{basic: 484.614}', '{basic: {3010: 5}}', 'L13 22:23+4', '3010'],
    ['a fund, last year', '{basic: 484.614}', '{basic: {事业收人: 5}}', 'L12 22:23+4', '事业收人'],
    ['an amount by project', '{project: 126.02}', '{project: {甲: 5x}}', 'L21 23:28+2', '5x'],
    [
      'an amount by project and code',
      '{project: 126.02}',
      '{project: {甲: {30214: 5x}}}',
      'L21 23:36+2',
      '5x',
    ],
    ['a code by project', '{project: 126.02}', '{project: {甲: {3021: 5}}}', 'L13 23:29+4', '3021'],
    ['money carried over', '22.974', '{carryover: {一般公共预算: 5x}}', 'L21 15:35+2', '5x'],
    ['a word or an amount: the word', 'SmallMedium: 全额', 'SmallMedium: 全部', 'L14 36:27+2', '全部'],
    ['a word or an amount: the amount', 'SmallMedium: 全额', 'SmallMedium: 90,00', 'L21 36:27+5', '90,00'],
  ])('%s', (_, from, to, place, message) => {
    const found = only(from, to);
    expect(found.place).toBe(place);
    expect(found.message).toContain(message);
  });
});

test('all mistakes are told in one run, each with its place and a remedy', () => {
  const text = edited(
    UNIT_YAML,
    ['year: 2025\n', 'year: 二〇二五\n'],
    ['amounts: 万元', 'amonts: 万元'],
    ['establishment: 5', 'establishment: 五'],
    ['2010350:\n', '201350:\n'],
    ['30214: 103.98', '30214: 1,103.98'],
    ['{project: 126.02}', '{project: -5}'],
    ['reception: 2.89', 'reception: 12万元'],
    ['works: 0', 'works:'],
    ['    basis: 租赁合同\n', ''],
    ['furniture: 17.30', 'furniture: １２.５'],
  );
  const findings = findingsOf(text);
  expect(findings.map((finding) => placeOf(finding)).sort()).toEqual([
    'L10 1:1+1',
    'L10 29:5+1',
    'L11 33:3+5',
    'L12 4:1+6',
    'L13 13:3+6',
    'L21 19:16+8',
    'L21 25:16+4',
    'L21 39:14+4',
    'L22 23:24+2',
    'L23 9:18+1',
    'L25 2:7+4',
  ]);
  for (const { message, hint } of findings) {
    expect(message).toMatch(/\p{Script=Han}/u);
    expect(hint).not.toBe('');
    expect(message + hint).not.toMatch(/undefined|null|Invalid|expected|\[object/);
  }
});
