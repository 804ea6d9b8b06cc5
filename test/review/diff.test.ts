import { beforeAll, describe, expect, test } from '@jest/globals';
import { readReportText } from '../../src/document/read-text.ts';
import { compareReports } from '../../src/review/compare.ts';
import type { Scope } from '../../src/review/diff.ts';
import { printText } from '../../src/review/print-text.ts';
import { type Change, changesOf, summarize } from '../../src/review/report-diff.ts';
import { YEAR_LATER } from '../../src/review/word-diff.ts';
import { type Edit, textOfVariant } from '../support/variant.ts';

const SAMPLE = 'data/kuerle.yaml';
let sample = '';
beforeAll(async () => {
  sample = await textOfVariant(SAMPLE);
});

async function changesAfter(scope: Scope, ...edits: readonly Edit[]): Promise<Change[]> {
  const after = readReportText(await textOfVariant(SAMPLE, ...edits));
  return changesOf(compareReports(readReportText(sample), after, scope).diff);
}

/** One line for each change, as the terminal shows it. */
function lines(before: string, after: string, scope: Scope = 'prose'): string[] {
  const { diff } = compareReports(readReportText(before), readReportText(after), scope);
  const text = printText(diff, { context: 0 });
  return text.split('\n').filter((line) => /^ {2}[~#>+-] /.test(line));
}

test('a report does not differ from itself', () => {
  expect(lines(sample, sample, 'all')).toEqual([]);
});

describe('one amount changed in the ledger', () => {
  const EDIT: Edit = ['30101: 22.974', '30101: 23.974'];

  test('exactly the sentences that depend on it differ, one line each', async () => {
    const found = lines(sample, await textOfVariant(SAMPLE, EDIT));
    expect(found).toHaveLength(18);
    expect(found).toEqual(
      expect.arrayContaining([
        '  ~ 收支总预算[-715.20万元-]{+716.20万元+}。',
        '  ~ 1、一般公共服务支出（类）[-677.49万元-]{+678.49万元+}，占94.73%。',
        '  ~ 3、卫生健康支出（类）3.90万元，占[-0.55%-]{+0.54%+}。',
      ]),
    );
    // Every one names a total, a change or a share that contains 30101 基本工资 or its whole.
    for (const line of found) expect(line).toMatch(/\[-[\d.]+(万元|%)-\]\{\+[\d.]+(万元|%)\+\}/);
  });

  test('exactly the cells that contain it differ', async () => {
    const changes = await changesAfter('tables', EDIT);
    expect(summarize(changes)).toEqual({ sentences: 0, cells: 48, rows: 0 });
    const cells = changes.flatMap((change) => (change.type === 'cell' ? change : []));
    const differences = cells.map(({ cell }) => Number(cell.after!.text) - Number(cell.before!.text));
    expect(differences.every((difference) => Math.abs(difference - 1) < 1e-9)).toBe(true);
    const names = new Set(
      cells.map(({ table, row }) => `${table.after!.caption.text.split(' ')[1]} ${row.label}`),
    );
    expect([...names].filter((name) => name.startsWith('6 '))).toEqual([
      '6 总计',
      '6 301 工资福利支出',
      '6 301 01 基本工资',
    ]);
    expect([...names].filter((name) => name.startsWith('1 '))).toEqual([
      '1 一、本年收入',
      '1 1.一般公共预算拨款',
      '1 其中：一般财力',
      '1 收入总计',
      '1 201 一般公共服务支出',
      '1 支出总计',
    ]);
  });

  test('in the text each of them is one line, for git diff', async () => {
    const before = sample.split('\n');
    const after = (await textOfVariant(SAMPLE, EDIT)).split('\n');
    expect(after).toHaveLength(before.length);
    const differing = before.flatMap((line, index) => (line === after[index] ? [] : index));
    const changes = await changesAfter('all', EDIT);
    const rows = new Set(changes.flatMap((change) => (change.type === 'sentence' ? [] : change.row)));
    const sentences = changes.filter((change) => change.type === 'sentence');
    // Rows of side-by-side tables are two entries on one line: 一、本年收入 | 201, 收入总计 | 支出总计, in tables 1 and 4.
    expect(differing).toHaveLength(rows.size + sentences.length - 4);
  });
});

test('a reworded reason is shown word by word, nothing else', async () => {
  const changes = await changesAfter('all', [
    '  basic: 人员减少；由单位编制的职业年金预算调整成财政统一编制预算；',
    '  basic: 在职人员减少1人；由单位编制的职业年金预算调整成财政统一编制预算；',
  ]);
  expect(changes).toHaveLength(1);
  expect(
    lines(sample, await textOfVariant(SAMPLE, ['  basic: 人员减少；', '  basic: 在职人员减少1人；'])),
  ).toEqual([expect.stringContaining('主要原因是{+在职+}人员减少{+1人+}；由单位编制')]);
});

describe('a function added so that numbering shifts', () => {
  const EDITS: readonly Edit[] = [
    ['  2080505: # 机关', '  2050803: # 培训支出\n    basic: { 30216: 1.20 }\n  2080505: # 机关'],
    ['    2080505: 人员减少', '    2050803: 新增培训任务\n    2080505: 人员减少'],
    ['  208: 在编人员', '  205: 职工培训\n  208: 在编人员'],
  ];

  test('what follows is renumbered, not replaced', async () => {
    const found = lines(sample, await textOfVariant(SAMPLE, ...EDITS));
    expect(found.filter((line) => line.startsWith('  + '))).toEqual([
      '  + {+2、教育支出（类）1.20万元，占0.17%。+}',
      expect.stringMatching(/^ {2}\+ \{\+3、教育支出（类）进修及培训（款）培训支出（项）：/),
    ]);
    expect(found.filter((line) => line.startsWith('  - '))).toEqual([]);
    const renumbered = found.filter((line) => line.startsWith('  # '));
    expect(renumbered).toHaveLength(5);
    expect(renumbered[1]).toMatch(
      /^ {2}# \[-3-\]\{\+4\+\}、社会保障和就业支出（类）行政事业单位养老支出（款）/,
    );
    expect(found).toContain('  ~ [-3-]{+4+}、卫生健康支出（类）3.90万元，占[-0.55%-]{+0.54%+}。');
  });

  test('its rows are new rows of the tables', async () => {
    const rows = (await changesAfter('tables', ...EDITS)).flatMap((change) =>
      change.type === 'row' ? `${change.row.kind} ${change.row.label}` : [],
    );
    expect(rows.filter((row) => row === 'added 205 08 03 培训支出')).toHaveLength(3);
    expect(rows.every((row) => row.startsWith('added'))).toBe(true);
  });
});

test('a renamed project changes its heading and its row, not the section', async () => {
  const changes = await changesAfter(
    'all',
    ['      办公场所租赁:', '      政务大厅房屋租赁:'],
    ['  - name: 办公场所租赁', '  - name: 政务大厅房屋租赁'],
  );
  expect(changes.map((change) => change.type)).toEqual(['cell', 'sentence']);
  const [cell, heading] = changes;
  expect(cell?.type === 'cell' && [cell.cell.before?.text, cell.cell.after?.text]).toEqual([
    '办公场所租赁',
    '政务大厅房屋租赁',
  ]);
  expect(heading?.type === 'sentence' && [heading.isHeading, heading.sentence.kind]).toEqual([
    true,
    'changed',
  ]);
});

test('a paragraph that moved to another section is recognised', () => {
  const moved =
    '　　按照全口径预算的原则，库尔勒经济技术开发区政务服务中心2025年所有收入和支出均纳入单位预算管理。\n';
  expect(sample).toContain(moved);
  const after = sample.replace(moved, '　　').replace('\n六、关于', `${moved}\n六、关于`);
  expect(lines(sample, after)).toEqual([
    expect.stringMatching(/^ {2}> 按照全口径.*（原在“一、关于.*总体说明”）$/),
  ]);
});

test('a section that moved keeps its sentences', () => {
  const parts = sample.split(/\n(?=[一二三四五六七八九十]+、关于)/);
  const from = parts.findIndex((part) => part.startsWith('六、'));
  const [section] = parts.splice(from, 1);
  parts.splice(from - 2, 0, section!);
  expect(lines(sample, parts.join('\n'))).toEqual([]);
});

describe('last year’s text against this year’s', () => {
  let found: string[] = [];
  beforeAll(async () => {
    const before = readReportText(await textOfVariant('data/demo/2024.yaml'));
    const after = readReportText(await textOfVariant('data/demo/2025.yaml'));
    const { diff } = compareReports(before, after, 'prose', YEAR_LATER);
    found = printText(diff, { context: 0 })
      .split('\n')
      .filter((line) => /^ {2}[~#>+-] /.test(line));
  });

  test('the years themselves are no difference', () => {
    expect(found.join('\n')).not.toMatch(/\[-2024年-\]\{\+2025年\+\}/);
  });

  test('every sentence is set against its own of last year', () => {
    const basic = found.find((line) => line.includes('基本支出[-'));
    expect(basic).toMatch(/基本支出\[-[\d.]+万元-\]\{\+[\d.]+万元\+\}/);
    const income = found.find((line) => /^ {2}~ 财政专户\[-/.test(line));
    expect(income).toMatch(/占\[-[\d.]+%-\]\{\+[\d.]+%\+\}/);
  });

  test('projects that ended and began are gone and new', () => {
    expect(found.filter((line) => line.startsWith('  + ')).length).toBeGreaterThan(3);
    expect(found.filter((line) => line.startsWith('  - ')).length).toBeGreaterThan(3);
  });
});
