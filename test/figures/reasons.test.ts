import { describe, expect, test } from '@jest/globals';
import { analyse } from '../../src/figures/analysis.ts';
import { packOf } from '../support/packs.ts';
import { lineOf, type Reasons, unitOf } from '../support/unit-of.ts';

const pack = packOf({
  figures: {
    project: { label: '项目支出', where: { kind: 'project' }, compare: true, reason: 'project' },
    general: {
      label: '一般公共预算项目支出',
      where: { kind: 'project', budgets: 'generalPublicBudget' },
      compare: true,
      reason: ['general', 'project'],
    },
  },
});

/** General and own money of one project, this year and last year, in 万元. */
function analysed(now: [string, string], before: [string, string], reasons: Reasons) {
  const lines = ([general, own]: [string, string]) => [
    lineOf('2010399', '30201', general, { project: '甲' }),
    lineOf('2010399', '30201', own, { project: '甲', fund: '事业收入' }),
  ];
  const { figures, findings } = analyse(unitOf({ ledger: lines(now), prior: lines(before), reasons }), pack);
  return { reason: figures.general!.reason, codes: findings.map(({ code }) => code) };
}

describe('a reason borrowed from another figure', () => {
  test('which moved the same way', () => {
    expect(analysed(['5', '1'], ['4', '1'], { project: '新增任务' })).toEqual({
      reason: '新增任务',
      codes: [],
    });
  });

  test('is not taken where that figure moved the other way: the reason is missing', () => {
    expect(analysed(['3', '9'], ['4', '1'], { project: '新增任务' })).toEqual({
      reason: null,
      codes: ['E05'],
    });
  });

  test('is not printed for a figure that did not change', () => {
    expect(analysed(['4', '9'], ['4', '1'], { project: '新增任务' })).toEqual({ reason: null, codes: [] });
  });

  test('gives way to the figure’s own, even where nothing changed', () => {
    const reasons = { project: '新增任务', general: '任务未变' };
    expect(analysed(['4', '9'], ['4', '1'], reasons)).toEqual({ reason: '任务未变', codes: [] });
  });
});

describe('a reason that nothing looks for', () => {
  test('is named, with the name that was meant', () => {
    const { findings } = analyse(unitOf({ reasons: { projcet: '新增任务' } }), pack);
    expect(findings).toMatchObject([
      {
        code: 'L49',
        severity: 'warning',
        message: 'reasons 中的“projcet”没有被用到。',
        hint: '是不是“project”？',
      },
    ]);
  });

  test('is named below a group that the form knows', () => {
    const grouped = packOf({
      figures: { total: { label: '总计', where: [], compare: true, reason: 'prior.total' } },
    });
    const reasons = { prior: { totel: '新增任务' } };
    expect(analyse(unitOf({ reasons }), grouped).findings).toMatchObject([
      { code: 'L49', message: 'reasons 的 prior 中的“totel”没有被用到。', hint: '是不是“total”？' },
    ]);
  });

  test('may be there for another form when every form knows its name', () => {
    expect(analyse(unitOf({ reasons: { reception: '业务量增加' } }), pack).findings).toEqual([]);
  });
});
