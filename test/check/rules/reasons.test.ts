import { expect, test } from '@jest/globals';
import { reasonWording } from '../../../src/check/rules/reasons.ts';
import { runChecks } from '../../../src/check/run-checks.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { contextOf } from '../../support/check-context.ts';
import { packOf } from '../../support/packs.ts';
import { messagesOf, produceText } from '../../support/produce-text.ts';
import { fixture } from '../../support/sample.ts';
import { lineOf, unitOf } from '../../support/unit-of.ts';

const pack = packOf({ figures: { basic: { label: '基本支出', where: [], compare: true, reason: 'basic' } } });

/** What is found about a reason where the figure rose, fell or stayed. */
function findingsOf(reason: string, now: string, before: string): Finding[] {
  const unit = unitOf({
    ledger: [lineOf('2010301', '30101', now)],
    prior: [lineOf('2010301', '30101', before)],
    reasons: { basic: reason },
  });
  return runChecks(contextOf(unit, pack), [reasonWording]);
}
const rising = (reason: string) => findingsOf(reason, '20', '10');
const falling = (reason: string) => findingsOf(reason, '10', '20');

const REASONS = fixture('reasons.txt')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => [line[0]!, line.slice(2)] as const);

test('a hundred reasons as offices write them', () => {
  expect(REASONS.length).toBeGreaterThan(100);
});

test.each(REASONS)(
  '%s %s is no error in any direction, and nothing is said where it fits',
  (sign, reason) => {
    const found = { '+': rising(reason), '-': falling(reason), '=': findingsOf(reason, '10', '10') };
    expect(
      Object.values(found)
        .flat()
        .filter(({ severity }) => severity === 'error'),
    ).toEqual([]);
    expect(found[sign as keyof typeof found].map(({ message }) => message)).toEqual([]);
  },
);

test.each([
  ['新增车辆1辆，以及', '停在“以及”'],
  ['新增车辆1辆，由于', '停在“由于”'],
  ['新增车辆1辆，主要是', '停在“主要是”'],
  ['新增车辆1辆和', '停在“和”'],
  ['新增车辆1辆、', '停在“、”'],
  ['业务需要', '等于没有写'],
  ['人员减少，故基本支出减少', '结论却是减少'],
  ['人员调出；因此支出下降', '结论却是减少'],
  ['压减会议费', '只说到减少'],
])('a rise because of “%s” is a warning: %s', (reason, said) => {
  const [finding] = rising(reason);
  expect(finding).toMatchObject({
    code: 'E05',
    severity: 'warning',
    subject: { path: ['reasons', 'basic'] },
  });
  expect(finding!.message).toContain(said);
});

test('a reason without a single word is an error', () => {
  expect(rising('……')).toMatchObject([{ code: 'E05', severity: 'error' }]);
});

test.each(['受疫情原因', '新增信息化项目80万元，办公费比上年减少5万元'])(
  'a correct report with the reason “%s” is rendered',
  async (reason) => {
    const { report, findings } = await produceText(`template: xinjiang-2025
year: 2025
date: 2025-03-01
amounts: 万元
unit: { name: 示例县第二中心, kind: 事业单位, functions: [承担事务。], establishment: 3, staff: { 在职: { count: 3, change: 0 } } }
budget:
  2010350: { basic: { 30101: 207.02 } }
prior:
  budget: { 2010350: { basic: 126.02 } }
  stated: { abroad: 0, vehiclePurchase: 0, vehicleRunning: 0, reception: 0, operatingCost: 0 }
reasons:
  income: { 一般公共预算: "${reason}" }
  basic: ${reason}
  items: { 2010350: "${reason}" }
purposes: { 201: 日常 }
procurement: { goods: 0, works: 0, services: 0, reservedForSmallMedium: 0, reservedForMicro: 0 }
assets: { buildings: { area: 0, value: 0 }, furniture: 0, other: 0, equipmentOver500k: 0, equipmentOver1m: 0, plannedOver500k: 0, plannedOver1m: 0 }
`);
    expect(messagesOf(findings, 'E05')).toEqual([]);
    expect(report).not.toBeNull();
  },
);
