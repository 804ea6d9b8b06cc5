import { expect, test } from '@jest/globals';
import { readRegister } from '../../src/batch/read-register.ts';
import { publicationDue } from '../../src/check/calendar.ts';
import { registerPage } from '../../src/publish/register-page.ts';
import { type FiledDocument, registerRows } from '../../src/publish/register-rows.ts';
import { documentOf, siteOf } from './sites.ts';

const day = (text: string) => {
  const [year, month, date] = text.split('-').map(Number) as [number, number, number];
  return { year, month, day: date };
};
const SCHOOL = documentOf({ name: 'school', publisher: '虚构区一小', department: '虚构区教育局' });
const fileOf = (name: string, approved: string | null = null): FiledDocument => ({
  name,
  level: '单位',
  document: '预算',
  year: 2025,
  approved: approved === null ? null : day(approved),
  department: '虚构区教育局',
});
const listed = (text: string) => readRegister({ file: 'list.csv', text }).value!;
const shown = (rows: ReturnType<typeof registerRows>) =>
  rows.map(({ name, due, published }) => [name, due, published?.name ?? null]);

test('twenty days after the approval, across the ends of months', () => {
  expect(publicationDue(day('2025-02-12'))).toEqual(day('2025-03-04'));
  expect(publicationDue(day('2024-02-12'))).toEqual(day('2024-03-03'));
  expect(publicationDue(day('2025-12-20'))).toEqual(day('2026-01-09'));
});

test('without a list the files of the run owe what they are, by the approval that they name', () => {
  const rows = registerRows(null, [fileOf('虚构区一小', '2025-02-12'), fileOf('虚构区二小')], [SCHOOL], null);
  expect(shown(rows)).toEqual([
    ['虚构区二小', null, null],
    ['虚构区一小', '2025-03-04', 'school'],
  ]);
  const [second] = registerRows(null, [fileOf('虚构区二小')], [], day('2025-02-05'));
  expect(second?.due).toBe('2025-02-25');
});

test('the day of the list comes first, then its approval, then that of the file', () => {
  const owed = listed(
    '名称,截止日期,批复日期\n虚构区一小,2025-03-01,2025-02-12\n虚构区二小,,2025-02-13\n虚构区三小,,\n虚构区四小,,\n虚构区四小,,\n',
  );
  const rows = registerRows(owed, [fileOf('虚构区三小', '2025-02-14')], [SCHOOL], null);
  expect(new Map(rows.map(({ name, due }) => [name, due]))).toEqual(
    new Map([
      ['虚构区一小', '2025-03-01'],
      ['虚构区二小', '2025-03-05'],
      ['虚构区三小', '2025-03-06'],
      ['虚构区四小', null],
    ]),
  );
});

test('an approval that is no day is told', () => {
  const { value, findings } = readRegister({ file: 'list.csv', text: '名称,批复日期\n虚构区一小,二月\n' });
  expect(value).toBeNull();
  expect(findings.map(({ code, message }) => `${code} ${message}`)).toEqual(['N01 批复日期“二月”不认识。']);
});

test('the page puts what is missing first, and counts what came late', () => {
  const rows = registerRows(
    listed('名称,截止日期\n虚构区一小,2025-02-25\n虚构区<二>小,2025-03-04\n'),
    [],
    [SCHOOL],
    null,
  );
  const page = registerPage(siteOf([SCHOOL], { register: rows, isListed: true }));
  expect(page).toContain(
    '应公开 2 份，已公开 1 份（其中 1 份晚于期限），未公开 1 份。按应公开单位清单列出。',
  );
  expect(page.indexOf('虚构区&lt;二&gt;小')).toBeLessThan(page.indexOf('>虚构区一小<'));
  expect(page).toContain('晚 1 日');
});
