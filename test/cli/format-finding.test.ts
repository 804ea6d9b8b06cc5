import { describe, expect, test } from '@jest/globals';
import { displayWidth } from '../../src/cli/display-width.ts';
import {
  distinctFindings,
  formatFinding,
  formatFindings,
  formatSummary,
} from '../../src/cli/format-finding.ts';
import type { Finding, Position } from '../../src/model/finding.ts';

const FILE = 'data/kuerle.yaml';

const finding = (position: Partial<Position> | null, more: Partial<Finding> = {}): Finding => ({
  code: 'L21',
  severity: 'error',
  message: '金额“1,234.50”不能带千分位逗号',
  hint: '改为 1234.50',
  position: position === null ? null : { file: FILE, line: 1, column: 1, ...position },
  ...more,
});

const plain = (text: string, position: Partial<Position> | null, more: Partial<Finding> = {}): string =>
  formatFinding(finding(position, more), new Map([[FILE, text]]), { color: false });

/** The piece of the excerpt above the caret, measured in columns. */
function pointedAt(output: string): string {
  const [, line = '', caret = ''] = output.split('\n');
  const from = caret.indexOf('^');
  const to = caret.lastIndexOf('^') + 1;
  let column = 0;
  let piece = '';
  for (const character of line) {
    if (column >= from && column < to) piece += character;
    column += displayWidth(character);
  }
  return piece;
}

describe('one finding', () => {
  test('place, excerpt, caret and remedy', () => {
    expect(plain('a: 1\n    30102: 1,234.50\n', { line: 2, column: 12, length: 8 })).toBe(
      [
        '错误 L21  data/kuerle.yaml:2:12  金额“1,234.50”不能带千分位逗号',
        '   2 │     30102: 1,234.50',
        '     │            ^^^^^^^^',
        '   建议：改为 1234.50',
      ].join('\n'),
    );
  });

  test.each([
    ['Han characters before and under the caret', '单位名称: 库尔勒市', 7, 4, '库尔勒市'],
    ['full-width punctuation', '（一）：x', 5, 1, 'x'],
    ['characters beyond the basic plane', '𬭎𬭎: 5', 5, 1, '5'],
    ['combining marks', 'e\u0301: 5', 5, 1, '5'],
    ['tabs before it', '\ta:\t5', 5, 1, '5'],
    ['byte order mark', '\uFEFFa: 5', 4, 1, '5'],
    ['far right in a long line', `${'很长的文字，'.repeat(40)}错误${'以后'.repeat(40)}`, 241, 2, '错误'],
    ['start of a long line', `错误${'以后'.repeat(80)}`, 1, 2, '错误'],
    ['end of a long line', `${'以前'.repeat(80)}错误`, 161, 2, '错误'],
  ])('the caret stands under the text: %s', (_, text, column, length, piece) => {
    const output = plain(text, { column, length });
    expect(pointedAt(output)).toBe(piece);
    for (const line of output.split('\n').slice(1, 3)) expect(displayWidth(line)).toBeLessThanOrEqual(80);
  });

  test('a long line is cut on both sides', () => {
    const line = plain('前'.repeat(100) + '错' + '后'.repeat(100), { column: 101 }).split('\n')[1];
    expect(line).toMatch(/│ …前+错后+…$/);
  });

  test('a caret never leaves the line', () => {
    expect(plain('ab', { column: 2, length: 50 }).split('\n')[2]).toBe('     │  ^');
    expect(plain('ab', { column: 99 }).split('\n')[2]).toBe('     │   ^');
    expect(plain('x'.repeat(200), { column: 1, length: 200 }).split('\n')[2]?.length).toBeLessThan(80);
  });

  test('lines end as in the reader of the file', () => {
    expect(plain('a\r\nb\rc\nd', { line: 4 }).split('\n')[1]).toBe('   4 │ d');
  });

  test('without place, without text, without remedy', () => {
    expect(plain('', null)).toBe('错误 L21  金额“1,234.50”不能带千分位逗号\n   建议：改为 1234.50');
    expect(plain('a', { file: 'b.yaml' }).split('\n')).toHaveLength(2);
    expect(plain('a', { line: 9 }).split('\n')).toHaveLength(2);
    expect(plain('a', null, { hint: '' })).toBe('错误 L21  金额“1,234.50”不能带千分位逗号');
  });

  test.each([
    ['error', '错误'],
    ['warning', '警告'],
    ['note', '提示'],
  ] as const)('%s', (severity, word) => {
    expect(plain('a', {}, { severity })).toMatch(new RegExp(`^${word} L21 `));
    expect(formatFinding(finding({}, { severity }), new Map(), { color: true })).toContain('\u001b[');
  });

  test('data cannot steer the terminal', () => {
    const output = plain('a: \u001b[2Jx\u202e', { column: 4 }, { message: '值“\u001b]0;x\u0007\n第二行”' });
    expect(output).not.toMatch(/[\u001b\u0007\u202e]/);
    expect(output.split('\n')).toHaveLength(4);
  });
});

describe('several findings', () => {
  const list = [
    finding({}),
    finding({}, { hint: '别的建议' }),
    finding({ column: 2 }),
    finding({}, { severity: 'warning', code: 'C10' }),
    finding(null),
  ];

  test('the same place, code and message is told once', () => {
    expect(distinctFindings(list)).toEqual([list[0], list[2], list[3], list[4]]);
    expect(formatFindings(list, new Map(), { color: false }).split('\n\n')).toHaveLength(4);
  });

  test.each([
    [list, '共 3 个错误、1 个警告'],
    [[finding({}, { severity: 'note' })], '共 1 个提示'],
    [[], '没有发现问题'],
  ])('summary %#', (findings, summary) => {
    expect(formatSummary(findings)).toBe(summary);
  });
});
