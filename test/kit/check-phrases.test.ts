import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { checkPack } from '../../src/kit/check-pack.ts';
import { PackStore } from '../../src/report/packs.ts';
import { produceReport } from '../../src/report/produce-report.ts';
import { temporaryFolder } from '../support/command.ts';
import { CLASSIFICATION_FOLDER, ROOT_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';
import { messagesOf } from '../support/produce-text.ts';

/** Basic expenditure falls, and so does the one item. */
const text = `template: crossed-verbs
year: 2025
date: 2025-03-01
amounts: 万元
unit: { name: 示例县第二中心, kind: 事业单位, functions: [承担事务。], establishment: 3, staff: { 在职: { count: 3, change: 0 } } }
budget: { 2010350: { basic: { 30101: 207.02 } } }
prior:
  budget: { 2010350: { basic: 226.02 } }
  stated: { abroad: 0, vehiclePurchase: 0, vehicleRunning: 0, reception: 0, operatingCost: 0 }
reasons: { income: { 一般公共预算: 人员变动 }, basic: 人员变动, items: { 2010350: 人员变动 } }
purposes: { 201: 日常 }
procurement: { goods: 0, works: 0, services: 0, reservedForSmallMedium: 0, reservedForMicro: 0 }
assets: { buildings: { area: 0, value: 0 }, furniture: 0, other: 0, equipmentOver500k: 0, equipmentOver1m: 0, plannedOver500k: 0, plannedOver1m: 0 }
`;

const folder = temporaryFolder();
afterAll(() => folder.remove());
for (const pack of ['shared', 'xinjiang-2025', 'shanghai-unit-2025'])
  cpSync(join(TEMPLATES_FOLDER, pack), join(folder.path, pack), { recursive: true });
const crossed = join(ROOT_FOLDER, 'test', 'fixtures', 'packs', 'crossed-verbs');
cpSync(crossed, join(folder.path, 'crossed-verbs'), { recursive: true });

test('a pack with crossed verbs is told for every phrase that contradicts its case', async () => {
  const { findings } = await checkPack(folder.path, 'crossed-verbs', 'templates');
  expect(messagesOf(findings, 'T28')).toEqual([
    'change.default.increase（增加）写作“比上年预算减少{{amount}}，下降{{rate}}”：数增加时写了“减少”。',
    'change.default.decrease（减少）写作“比上年预算增加{{amount}}，增长{{amount}}”：数减少时写了“增加”。',
    'change.default.decrease（减少）写作“比上年预算增加{{amount}}，增长{{amount}}”：两处都是变动额 {{amount}}，变动率应写 {{rate}}。',
  ]);
  const lines = findings.filter(({ code }) => code === 'T28').map(({ position }) => position);
  expect(lines.map((position) => `${position?.file}:${position?.line}`)).toEqual([
    'templates/crossed-verbs/pack.yaml:5',
    'templates/crossed-verbs/pack.yaml:6',
    'templates/crossed-verbs/pack.yaml:6',
  ]);
});

test.each(['xinjiang-2025', 'shanghai-unit-2025'])('%s has none', async (name) => {
  const { findings } = await checkPack(folder.path, name, 'templates');
  expect(messagesOf(findings, 'T28')).toEqual([]);
});

test('a term that the form writes and nobody explains is told', async () => {
  const file = join(folder.path, 'xinjiang-2025', 'pack.yaml');
  const given = readFileSync(file, 'utf8');
  const told = async () =>
    messagesOf((await checkPack(folder.path, 'xinjiang-2025', 'templates')).findings, 'T31');
  expect(await told()).toEqual([]);
  writeFileSync(file, given.replaceAll('单位资金:', '其他词:'));
  expect(await told()).toEqual(['样式自己写到“单位资金”，名词解释中没有解释。']);
  writeFileSync(file, given);
});

test('a unit with it is told for the printed sentence', async () => {
  const packs = new PackStore({
    templates: folder.path,
    templatesLabel: 'templates',
    classification: CLASSIFICATION_FOLDER,
  });
  const read = async (_: string, label: string) => ({ value: { file: label, text }, findings: [] });
  const { findings } = await produceReport(join(folder.path, 'unit.yaml'), 'unit.yaml', packs, read);
  const told = messagesOf(findings, 'E01');
  // The crossed verbs of the fall and the amount where its rate belongs.
  expect(told.some((message) => message.includes('应写变动率的地方写了金额'))).toBe(true);
  expect(told.length).toBeGreaterThan(1);
});
