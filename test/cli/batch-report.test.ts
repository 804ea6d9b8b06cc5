import { expect, test } from '@jest/globals';
import type { UnitResult, UnitStatus } from '../../src/batch/render-units.ts';
import { BatchReport, duration } from '../../src/cli/batch-report.ts';
import type { Console } from '../../src/cli/console.ts';
import type { Finding } from '../../src/model/finding.ts';

const ERROR: Finding = { code: 'L21', severity: 'error', message: '金额不对。', hint: '', position: null };
const WARNING: Finding = {
  code: 'B14',
  severity: 'warning',
  message: '编码不在。',
  hint: '',
  position: null,
};

const result = (name: string, status: UnitStatus, findings: readonly Finding[] = []): UnitResult => ({
  name,
  label: `${name}.yaml`,
  status,
  outputs: status === 'failed' || status === 'interrupted' ? null : [`/out/${name}.pdf`],
  findings,
  sources: new Map(),
  milliseconds: 500,
  record: null,
});

/** A console that keeps what it is told; on a terminal it has a status line. */
function recorder(isTerminal: boolean) {
  const told: { lines: string[]; status: (string | null)[] } = { lines: [], status: [] };
  const console: Console = {
    out: (text) => told.lines.push(text),
    err: (text) => told.lines.push(text),
    findings: (findings) => told.lines.push(...findings.map(({ code }) => code)),
    ...(isTerminal ? { status: (text) => void told.status.push(text) } : {}),
  };
  return { console, told };
}

test('in a log every unit has its line, and the end has counts and reasons', () => {
  const { console, told } = recorder(false);
  let now = 0;
  const report = new BatchReport(console, () => now);
  report.begun(5);
  report.done(result('甲', 'unchanged', [WARNING]));
  now = 1000;
  report.done(result('乙', 'ok'));
  now = 2500;
  report.done(result('丙', 'failed', [WARNING, ERROR]));
  report.done(result('丁', 'interrupted'));
  report.summary('/out/manifest.json');
  expect(told.lines.filter((line) => /^\[\d\/5\]/.test(line))).toEqual([
    expect.stringMatching(/^\[1\/5\] 甲\.yaml ＝ 没有变化，跳过/),
    expect.stringMatching(/^\[2\/5\] 乙\.yaml ✓ 0\.5 秒/),
    expect.stringMatching(/^\[3\/5\] 丙\.yaml ✗ 共 1 个错误、1 个警告，没有写出文件/),
  ]);
  expect(told.lines.at(-1)).toBe(
    [
      '共 5 个单位，用时 2.5 秒（每秒 1.0 个）：成功 1 个，失败 1 个，没有变化而跳过 1 个，没有处理 2 个，其中有警告 1 个。',
      '失败的单位：',
      '  丙.yaml  L21 金额不对。',
      '已按要求提前结束。再次运行同一命令，会从没有处理的单位接着做。',
      '清单：/out/manifest.json',
    ].join('\n'),
  );
});

test('on a terminal a line moves: count, failures, rate, time left, current unit; good units say no more', () => {
  const { console, told } = recorder(true);
  let now = 0;
  const report = new BatchReport(console, () => now);
  report.begun(100);
  for (let index = 1; index <= 20; index++) {
    now = index * 500;
    report.done(result(`单位${index}`, index === 3 ? 'failed' : 'ok', index === 3 ? [ERROR] : []));
  }
  expect(told.status).toHaveLength(20);
  expect(told.status.at(-1)).toBe('20/100 · 失败 1 · 每秒 2.0 个 · 还需 40 秒 · 单位20.yaml');
  expect(told.lines.filter((line) => line.startsWith('['))).toEqual([
    expect.stringMatching(/^\[3\/100\] 单位3\.yaml ✗/),
  ]);
  report.summary(null);
  expect(told.status.at(-1)).toBeNull();
});

test.each([
  [1.23, '1.2 秒'],
  [45.4, '45 秒'],
  [75, '1 分 15 秒'],
  [7325, '2 小时 2 分'],
])('%d seconds are %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});
