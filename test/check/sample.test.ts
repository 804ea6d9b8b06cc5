import { expect, test } from '@jest/globals';
import { produce } from '../support/sample.ts';

/*
 * The contradictions of the published report (disclosure rules §3.1), found in the data that restores it, with
 * the figures of that list. The report still renders: what a program reads out of sentences is a warning, what
 * rounding does is a note.
 */

const { findings, report } = await produce('data/kuerle.yaml');
const messages = (code: string) =>
  findings.filter((finding) => finding.code === code).map(({ message }) => message);
const told = (code: string, ...figures: string[]) =>
  messages(code).some((message) => figures.every((figure) => message.includes(figure)));

test('the sample renders without force', () => {
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(report).not.toBeNull();
});

test.each([
  ['#1 table 6: parts 389.84, total 389.85', 'B04', ['表6', '389.84', '389.85', '0.01']],
  ['#2 five items fall by 21.97, basic expenditure by 21.98', 'E06', ['21.97', '21.98', '530.15', '530.16']],
  ['#2 six items: 59.03 and 59.02, 656.17 and 656.18', 'E06', ['59.03', '59.02', '656.17', '656.18']],
  ['#3 shares add to 100.01', 'E07', ['94.73', '1.20', '0.55', '3.53', '100.01']],
  ['#4 area 47348 against 4734.8', 'D19', ['47348平方米', '4734.8平方米', '4734.80平方米', '10倍']],
  ['#4 21.96 元 for a square metre', 'F08', ['21.96', '103.98万元', '47348平方米']],
  ['#5 30/50 in words, 15/65 in the ledger', 'D11', ['30.00', '15.00', '50.00', '65.00']],
  ['#6 政务专项业务工作经费', 'F07', ['政务专项业务工作经费', '政务专项工作经费']],
  ['#6 办公场所租赁', 'F07', ['办公场所租赁', '政务办公场所租赁']],
  ['#6 一门、一网、一线', 'F07', ['一门、一网、一线设备专项资金项目', '一门、一网、一线综柜建设', '4 处']],
  ['#8 purchase rate beyond 100 %', 'F04', ['政府采购率', '＞=100%']],
  ['#9 establishment 5, 31 in post', 'D22', ['5', '31', '26']],
  ['#13 goods 90.00 against 78.75', 'D15', ['90.00', '78.75']],
  ['#14 事业单位运行经费 is not explained', 'A18', ['事业单位运行经费']],
  ['#17 本部门', 'F02', ['本部门']],
  ['#18 民典法', 'F05', ['民典法', '民法典']],
  ['#18 社备', 'F05', ['社备', '设备']],
  ['#18 空证采购', 'F05', ['空证采购']],
])('%s', (_, code, figures) => {
  expect({ messages: messages(code), isTold: told(code, ...figures) }).toMatchObject({ isTold: true });
});

test('#7 weights add to 90 in each of the four goal tables', () => {
  expect(messages('D20')).toHaveLength(4);
  for (const message of messages('D20')) expect(message).toContain('合计为90');
});

test('#8 typed-out operators: 26 ＞= and 7 ＜=, counted by goal table', () => {
  const counts = messages('F04').flatMap((message) => /共 (\d+) 处/.exec(message)?.slice(1) ?? []);
  expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(26 + 7);
});

test('#16 personal data of the published report is not in the sample', () => {
  expect(messages('F01')).toEqual([]);
});

test('#19 duty （六） ends with a semicolon among full stops', () => {
  expect(findings.some(({ code, position }) => code === 'F03' && position?.line === 24)).toBe(true);
});

test('residues are notes, never errors or warnings', () => {
  const residues = findings.filter(({ message }) => message.includes('尾差'));
  expect(residues.map(({ severity }) => severity)).toEqual(residues.map(() => 'note'));
  expect(residues.length).toBeGreaterThan(3);
});
