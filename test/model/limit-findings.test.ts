import { describe, expect, test } from '@jest/globals';
import { addAll } from '../../src/model/add-all.ts';
import type { Finding } from '../../src/model/finding.ts';
import { limitFindings } from '../../src/model/limit-findings.ts';

const finding = (code: string, severity: Finding['severity'], message: string): Finding => ({
  code,
  severity,
  message,
  hint: '',
  position: null,
});
const many = (code: string, count: number, severity: Finding['severity'] = 'error') =>
  Array.from({ length: count }, (_, index) => finding(code, severity, String(index)));

describe('findings of one kind', () => {
  test('stay as they are up to the limit', () => {
    const all = [...many('L12', 3), ...many('D20', 3, 'warning')];
    expect(limitFindings(all, 3)).toEqual(all);
  });

  test('are counted beyond it, each kind for itself', () => {
    const all = [...many('L12', 2), ...many('D20', 9, 'warning'), ...many('L12', 2), ...many('D20', 2)];
    const told = limitFindings(all, 3).map(({ code, severity, message }) => `${severity} ${code} ${message}`);
    expect(told).toEqual([
      'error L12 0',
      'error L12 1',
      'warning D20 0',
      'warning D20 1',
      'warning D20 2',
      'warning D20 同类问题共 9 个，只列出前 3 个。',
      'error L12 0',
      'error L12 同类问题共 4 个，只列出前 3 个。',
      'error D20 0',
      'error D20 1',
    ]);
  });
});

test('a list takes in what no call could take as arguments', () => {
  const list: number[] = [1];
  addAll(list, new Array<number>(500_000).fill(2));
  expect(list).toHaveLength(500_001);
});
