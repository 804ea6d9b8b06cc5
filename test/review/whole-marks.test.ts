import { expect, test } from '@jest/globals';
import { readReportText } from '../../src/document/read-text.ts';
import { diffReports } from '../../src/review/diff.ts';
import { sharedChanges } from '../../src/review/same-changes.ts';
import { wholeChanges } from '../../src/review/whole-marks.ts';
import { diffWords } from '../../src/review/word-diff.ts';

const shown = (before: string, after: string, name = '') =>
  wholeChanges(diffWords(before, after), name).map(
    (change) => change && `${change.before}[-${change.removed}-]{+${change.added}+}${change.after}`,
  );

test.each<[string, string, string, RegExp]>([
  [
    'a quoted name',
    '用于“社区教育”项目的支出。',
    '用于“老年教育”项目的支出。',
    /\[-“社区教育”-\]\{\+“老年教育”\+\}/,
  ],
  [
    'a title',
    '根据《预算管理办法》执行。',
    '根据《预算编制办法》执行。',
    /\[-《预算管理办法》-\]\{\+《预算编制办法》\+\}/,
  ],
  [
    'a pair of brackets',
    '人员（含离休）合计。',
    '人员（含退休）合计。',
    /\[-（含离休）-\]\{\+（含退休）\+\}/,
  ],
  ['half of a pair', '人员（含离休）的经费。', '人员（含离休的）经费。', /（含离休/],
  ['a date', '自2025年2月起执行办法。', '自2025年3月起执行办法。', /\[-2025年2月-\]\{\+2025年3月\+\}/],
  [
    'an amount in brackets',
    '支出（共8.99万元）主要是甲。',
    '支出（共9.99万元）主要是甲。',
    /（共9\.99万元）/,
  ],
])('%s is never cut', (_, before, after, expected) => {
  const [change] = shown(before, after);
  expect(change).toMatch(expected);
});

test('the words around a change do not begin or end within a mark', () => {
  const [change] = shown(
    '本年“三公”经费（含会议费、培训费、接待费）增减原因是压减开支，见《关于厉行节约反对浪费的若干规定》第三条。',
    '本年“三公”经费（含会议费、培训费、接待费）主要原因是压减开支，见《关于厉行节约反对浪费的若干规定》第三条。',
  );
  expect(change).toMatch(/（含会议费、培训费、接待费）\[-增减-\]\{\+主要\+\}原因是压减开支/);
});

test('a long passage in brackets stays, and the words around the change reach to its ends', () => {
  const long = '甲乙丙丁戊己庚辛壬癸'.repeat(5);
  const [change] = shown(`支出（${long}原来${long}）。`, `支出（${long}后来${long}）。`);
  expect(change).toBe(`（${long}[-原-]{+后+}来${long}）`);
});

test('two changes in one mark are shown once', () => {
  expect(shown('用于“甲区社区教育乙类”项目。', '用于“丙区社区教育丁类”项目。')).toEqual([
    expect.stringContaining('[-“甲区社区教育乙类”-]{+“丙区社区教育丁类”+}'),
    null,
  ]);
});

test('units share a change whatever their own names and amounts beside it are', () => {
  const text = (name: string, amount: string, word: string) =>
    `第一部分  概况\n\n一、支出\n　　${name}（共${amount}万元）的${word}原因是压减开支。\n`;
  const changes = ['甲中心', '乙服务中心'].map((name, index) => {
    const of = (word: string) => readReportText(text(name, `${index + 1}.25`, word));
    return sharedChanges(diffReports(of('增减'), of('主要')), name);
  });
  expect(changes[0]!.map(({ id }) => id)).toEqual(changes[1]!.map(({ id }) => id));
  expect(changes[0]).toHaveLength(1);
});
