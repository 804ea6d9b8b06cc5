import { expect, test } from '@jest/globals';
import { messagesOf, produceText } from '../../support/produce-text.ts';
import { edited } from '../../support/unit-yaml.ts';

const DISTRICT = `template: shanghai-unit-2025
year: 2025
date: 2025-02-20
amounts: 元
unit:
  name: 示例区档案馆
  region: 示例市示例区
  kind: 行政单位
  introduction: 示例区档案馆是区政府工作部门，主要职责是：
  functions: [保管档案。]
  offices: [办公室, 管理科]
budget: { 2012604: { basic: { 30101: 100000, 30217: 10450, 30231: 10450 } } }
prior:
  stated: { general: 120900, governmentFund: 0, stateCapital: 0, abroad: 0, vehiclePurchase: 0, vehicleRunning: 10450, reception: 10450 }
  execution: { fiscalIncome: 120900 }
purposes: { 201: 档案管理 }
performance: { goals: { count: 0, amount: 0 } }
procurement: { goods: 0, works: 0, services: 0 }
assets: { asOf: 2024-08-31, vehicles: { 其他用车: { count: 1, value: 200000 } }, equipmentOver1m: 0, plannedOver1m: 0 }
`;

test('a table with its own money is checked in the money it is printed in', async () => {
  // Printed in 万元: 1.05 + 1.05 against 2.09; the other tables are in 元 and add up.
  const { findings } = await produceText(DISTRICT);
  const residues = messagesOf(findings, 'B05');
  expect(residues).toHaveLength(1);
  expect(residues[0]).toMatch(/^表9的“合计”印作2\.09.*之和为2\.10.*相差0\.01.*准确数为2\.09/);
});

test('whose parts add up as printed has no note', async () => {
  const even = edited(DISTRICT, ['30217: 10450', '30217: 10500'], ['30231: 10450', '30231: 10500']);
  expect(messagesOf((await produceText(even)).findings, 'B05')).toEqual([]);
});
