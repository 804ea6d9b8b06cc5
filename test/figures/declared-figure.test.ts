import { expect, test } from '@jest/globals';
import { analyse } from '../../src/figures/analysis.ts';
import { packOf } from '../support/packs.ts';
import { lineOf, unitOf } from '../support/unit-of.ts';

/* 机关运行经费 is a figure of organs: an institution is asked for nothing of it. */
const pack = packOf({
  figures: {
    operatingCost: {
      label: '机关运行经费',
      where: { kind: 'basic', economics: '302' },
      unitKinds: ['行政单位', '参公事业单位'],
      compare: true,
      reason: 'operatingCost',
    },
  },
});

test.each([
  ['事业单位', '0', []],
  ['行政单位', '182.1', ['E05']],
  ['参公事业单位', '182.1', ['E05']],
])('of a %s it is %s 万元', (kind, amount, codes) => {
  const unit = unitOf({ ledger: [lineOf('2010601', '30201', '182.10')], prior: [] });
  const own = { ...unit, data: { ...unit.data, unit: { ...unit.data.unit, kind: kind as '行政单位' } } };
  const { figures, findings } = analyse(own, pack);
  expect(figures.operatingCost!.current.amount.div(10_000).toFixed()).toBe(amount);
  expect(findings.map(({ code }) => code)).toEqual(codes);
});
