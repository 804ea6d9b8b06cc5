import { expect, test } from '@jest/globals';
import { differences, markOf } from '../../src/queue/program-marks.ts';
import { crowdText, inCrowd, refusalText } from '../../src/queue/worker-crowd.ts';

const marks = { 程序: 'a', 模板: 'b' };
const worker = (who: string, places: number, more: object = {}) => ({
  kind: 'worker' as const,
  at: 0,
  who,
  places,
  marks: { ...marks, ...more },
});

test('workers count where everything is the same; of the others it is said what is not', () => {
  const crowd = inCrowd([worker('a#1', 4), worker('b#2', 8), worker('c#3', 16, { 模板: 'x' })], { marks });
  expect(crowd).toMatchObject({ workers: 2, places: 12, strangers: [{ who: 'c#3', differs: ['模板'] }] });
  expect(crowdText(crowd, 'redis://queue')).toBe(
    '队列 redis://queue：2 台工作机，同时处理 12 个单位。c#3 的模板与本机不同，不会接这批任务。',
  );
  expect(crowdText(inCrowd([], { marks }), 'redis://queue')).toContain('还没有工作机');
  expect(refusalText({ who: 'c#3' }, ['模板', '程序'])).toContain('那边的模板、程序与本机不同');
});

test.each([
  [{ 程序: 'a', 模板: 'b' }, []],
  [{ 程序: 'a', 模板: 'c' }, ['模板']],
  [{ 程序: 'a' }, ['模板']],
  [{ ...marks, 字体: 'x' }, ['字体']],
])('%j', (theirs, expected) => {
  expect(differences(marks, theirs as typeof marks)).toEqual(expected);
  expect(markOf(marks) === markOf(theirs as typeof marks)).toBe(expected.length === 0);
});

test('the order of marks says nothing', () => {
  expect(markOf({ 模板: 'b', 程序: 'a' })).toBe(markOf(marks));
});
