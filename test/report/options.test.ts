import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { checkPack } from '../../src/kit/check-pack.ts';
import { loadPack } from '../../src/pack/load-pack.ts';
import { produceReport } from '../../src/report/produce-report.ts';
import { inTemporaryFolder } from '../support/command.ts';
import { DISTRICT } from '../support/district-unit.ts';
import { ROOT_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';
import { packs } from '../support/repository-packs.ts';

const PUTUO = await readFile(join(ROOT_FOLDER, 'data', 'putuo-commerce.yaml'), 'utf8');
/** The text of the sample, and what is found, with a defaults file beside it where one is given. */
async function produced(unit: string, defaults?: string) {
  return inTemporaryFolder(async (folder) => {
    const path = join(folder, 'unit.yaml');
    await writeFile(path, unit);
    if (defaults !== undefined) await writeFile(join(folder, 'defaults.yaml'), defaults);
    const { report, findings } = await produceReport(path, 'units/unit.yaml', packs);
    return { text: report?.text ?? '', findings };
  });
}

const withOption = (name: string, choice: string) =>
  `${PUTUO.replace('    governmentFund: 0\n', '    governmentFund: 0\n    fiscalIncome: 126597600\n').replace('procurement:\n', 'procurement:\n  reservedForSmallMedium: 0\n  reservedForMicro: 0\n')}\noptions: { ${name}: "${choice}" }\n`;
const usual = await produced(PUTUO);

describe('a unit chooses how its district writes', () => {
  test.each([
    ['dutyNumbers', '1.', '　　1. 贯彻'],
    ['dutyNumbers', '（一）', '　　（一）贯彻'],
    ['dutyNumbers', '合成一段', '制订具体实施意见；根据本区国民经济'],
    ['dutyLead', '主要职责：', '　　主要职责：\n'],
    ['officeCount', '设N个', '商务委员会设'],
    ['itemSentence', '科目后逗号', '（项）”科目，'],
    ['reasonColon', '无', '的主要原因是政策资金'],
    ['purposeMoney', '无', '涉及项目预算11'],
    ['zeroInTables', '0.00', '\t0.00\t'],
    ['smallBusiness', '写', '面向中小企业预留政府采购项目预算'],
    ['incomeBase', '预算数', '其中：财政拨款收入37,151.47万元，比2024年预算增加24,491.71万元'],
  ])('%s: %s', async (name, choice, words) => {
    const { text, findings } = await produced(withOption(name, choice));
    expect(findings.filter(({ code }) => code.startsWith('L6'))).toEqual([]);
    expect([text.includes(words), usual.text.includes(words)]).toEqual([true, false]);
  });

  test.each([
    ['dutyNumber', '1.', '样式“shanghai-unit-2025”没有名为“dutyNumber”的选项。', '是不是“dutyNumbers”？'],
    ['zeroInTables', '空白', '选项“zeroInTables”（表中的零）没有“空白”这一项。', '可以用：留空、0.00。'],
  ])('%s: %s is not offered', async (name, choice, message, hint) => {
    const { text, findings } = await produced(withOption(name, choice));
    expect(text).toBe('');
    expect(findings.filter(({ code }) => code === 'L65')).toMatchObject([
      { message, hint, position: { file: 'units/unit.yaml' } },
    ]);
  });
});

const newUnit = await readFile(join(TEMPLATES_FOLDER, 'xinjiang-2025', 'test', 'new-unit.yaml'), 'utf8');
const asPublished = (await produced(newUnit)).text;

describe('a unit of Xinjiang', () => {
  test('has one word for no change in a sentence, by default and where it chooses', async () => {
    expect(asPublished).toContain(
      '2025年财政拨款“三公”经费预算与上年预算持平，两年均未安排，其中：因公出国（境）费与上年预算持平；公务用车购置费与上年预算持平；公务用车运行费与上年预算持平；公务接待费与上年预算持平。',
    );
    const { text } = await produced(`${newUnit}options: { noChange: 持平 }\n`);
    expect(text).toContain(
      '2025年财政拨款“三公”经费预算与上年预算持平，其中：因公出国（境）费与上年预算持平，主要原因是两年均未安排因公出国（境）费预算；',
    );
    const published = (await produced(`${newUnit}options: { noChange: 增加0.00万元 }\n`)).text;
    expect(published).toContain(
      '预算比上年预算增加0.00万元，增长0.00%，其中：因公出国（境）费增加0.00万元，增长0.00%，主要原因是本年度未安排因公出国（境）费预算，与上年相比无变动；',
    );
  });

  test('keeps the published form where something changed, for parts that did not', async () => {
    const vehicles = newUnit
      .replace('30201: 1.5', '30201: 1.5, 30231: 4, 30217: 3')
      .replace(
        'prior: { budget: {} }',
        'prior: { budget: { 2010350: { basic: { 30101: 1, 30231: 4, 30217: 2 } } } }',
      )
      .replace('reasons:', 'reasons:\n  reception: 公务活动增多');
    expect((await produced(vehicles)).text).toContain(
      '公务用车购置费增加0.00万元，增长0.00%，主要原因是本年度未安排公务用车购置费预算，与上年相比无变动；公务用车运行费与上年预算持平；公务接待费增加1.00万元，增长50.00%，主要原因是公务活动增多。',
    );
  });

  test('that is new says once that the rate cannot be compared', async () => {
    const { text } = await produced(`${newUnit}options: { newAmount: 不写 }\n`);
    expect(asPublished.match(/.*增长率不可比.*/g)).toEqual([
      '　　本单位上年没有预算，2025年各项收入和支出均为新增，增长率不可比。',
    ]);
    expect(text).not.toContain('不可比');
    expect(asPublished).toContain('比上年预算增加13.85万元，主要原因是新设单位。');
    // A unit that had a budget says it of what is new.
    const older = newUnit
      .replace('budget: {} }', 'budget: { 2010399: { basic: { 30101: 1 } } } }')
      .replace('{ 2010350: 新设单位 }', '{ 2010350: 新设单位, 2010399: 不再安排 }');
    expect((await produced(older)).text).toContain('增加13.85万元，上年无此项预算，增长率不可比，主要');
  });

  test('without treasury money in either year says so once', async () => {
    const own = newUnit
      .replace('30101: 12.345, 30201: 1.5', '30101: { 事业收入: 13.845 }')
      .replace('一般公共预算: 新设单位', '单位资金: 新设单位');
    expect((await produced(own)).text).toContain(
      '（一）一般公共预算当年拨款规模变化情况\n　　示例县新设事务中心2025年和上年均没有使用一般公共预算拨款安排的支出。\n\n（二）',
    );
  });

  test.each([
    ['duties', '1、', '　　1、承担新设事务。'],
    ['duties', '1.', '　　1. 承担新设事务。'],
    ['duties', '合成一段', '　　承担新设事务；办理其他事务。'],
    ['establishment', '不写', '中心实有人数5人，其中：'],
    ['staff', '在职、离休、退休', '在职3人，增加3人；离休0人，增加0人；退休0人，增加0人；工勤2人'],
    ['staff', '单位文件的类别和次序', '其中：工勤2人，与上年持平；在职3人，增加3人。'],
  ])('%s: %s', async (name, choice, words) => {
    const unit = newUnit
      .replace('[承担新设事务。]', '[承担新设事务。, 办理其他事务；]')
      .replace('staff: {', 'staff: { 工勤: { count: 2, change: 0 },');
    const { text } = await produced(`${unit}options: { ${name}: ${choice} }\n`);
    expect([text.includes(words), (await produced(unit)).text.includes(words)]).toEqual([true, false]);
  });

  test('is not asked for what it chose not to print', async () => {
    const without = newUnit.replace('  establishment: 3\n', '');
    const codes = async (text: string) => (await produced(text)).findings.map(({ code }) => code);
    expect(await codes(without)).toContain('L10');
    expect(await codes(`${without}options: { establishment: 不写 }\n`)).toEqual([]);
  });

  test('calls its offices what they are called', async () => {
    const offices = newUnit.replace('  functions:', '  offices: [综合处, 业务处]\n  functions:');
    expect((await produced(offices)).text).toContain('下设2个科室，分别是：综合处，业务处。');
    const { text } = await produced(`${offices}options: { officeWord: 处室 }\n`);
    expect(text).toContain('下设2个处室，分别是：综合处，业务处。');
    expect((await produced(`${newUnit}options: { officeWord: 处室 }\n`)).text).toContain('无下设处室');
  });

  test('without projects says no amounts of projects', () => {
    expect(asPublished).toContain('当年预算安排项目共0个。');
    expect(asPublished).not.toContain('项目涉及预算金额');
  });
});

test('a form with a closed list of vehicles counts the others in its last kind', async () => {
  const vehicles = DISTRICT.replace(
    '{ 其他用车: { count: 1 } }',
    '{ 一般公务用车: { count: 2 }, 其他用车: { count: 1 }, 执法执勤用车: { count: 4 } }',
  );
  const { text, findings } = await produced(vehicles);
  expect(text).toContain('共有车辆7辆，其中：部级领导干部用车0辆、');
  expect(text).toContain('、执法执勤用车4辆、特种专业技术用车0辆、离退休干部用车0辆、其他用车3辆；单价');
  expect(findings).toEqual([]);
  // One office is named, not listed.
  expect((await produced(DISTRICT.replace(', 管理科', ''))).text).toContain('机关设1个内设机构，即办公室。');
});

describe('the defaults file of a folder', () => {
  const bare = PUTUO.replace(/^(template|date|year): .*\n/gm, '').replace(/^ {2}region: .*\n/m, '');
  const defaults = 'template: shanghai-unit-2025\nyear: 2025\ndate: 2025-02-08\nregion: 上海市普陀区\n';

  test('says once what all its units share', async () => {
    expect(bare).not.toMatch(/template:|region:/);
    const { text } = await produced(bare, `${defaults}options: { dutyNumbers: （一） }\n`);
    expect(text.includes('　　（一）贯彻')).toBe(true);
    expect((await produced(bare, defaults)).text).toBe(usual.text);
  });

  test('gives way to the file itself', async () => {
    const { text } = await produced(withOption('dutyNumbers', '1.'), 'options: { dutyNumbers: （一） }\n');
    expect(text.includes('　　1. 贯彻')).toBe(true);
  });

  test('may not hold amounts; a wrong choice is told where it stands', async () => {
    const wrong = await produced(PUTUO, 'budget: {}\n');
    expect(wrong.findings[0]).toMatchObject({ severity: 'error', position: { file: 'units/defaults.yaml' } });
    const { findings } = await produced(PUTUO, 'options: { dutyNumbers: 一 }\n');
    expect(findings.filter(({ code }) => code === 'L65')).toMatchObject([
      { position: { file: 'units/defaults.yaml', line: 1 } },
    ]);
  });
});

/** The Shanghai pack with one change, checked. */
async function checkedWith(edit: (text: string) => string, file = 'pack.yaml') {
  return inTemporaryFolder(async (folder) => {
    await cp(TEMPLATES_FOLDER, folder, { recursive: true });
    await mkdir(folder, { recursive: true });
    const path = join(folder, 'shanghai-unit-2025', file);
    const before = await readFile(path, 'utf8');
    const after = edit(before);
    expect(after).not.toBe(before);
    await writeFile(path, after);
    return {
      ...(await checkPack(folder, 'shanghai-unit-2025', 'templates')),
      pack: (await loadPack(folder, 'shanghai-unit-2025', 'templates')).value,
    };
  });
}

describe('options are checked when the pack is loaded', () => {
  test.each<[string, (text: string) => string, string, string]>([
    [
      'a default that is no choice',
      (text) => text.replace('default: 执行数', 'default: 决算数'),
      'pack.yaml',
      '选项“incomeBase”没有“决算数”这一项。',
    ],
    [
      'a filter that a choice names wrongly',
      (text) => text.replace('base: prior } }', 'where: fiscl } }'),
      'pack.yaml',
      '没有名为“fiscl”的筛选条件。',
    ],
    [
      'a word that one choice lacks',
      (text) => text.replace('无: { words: { funds: "" } }', '无: {}'),
      'pack.yaml',
      '选项“purposeMoney”的“无”没有“funds”这个词。',
    ],
    [
      'a placeholder in a choice',
      (text) => text.replace('的主要原因是{{reason}}"', '的主要原因是{{raeson}}"'),
      'pack.yaml',
      '没有名为“raeson”的占位。',
    ],
    [
      'a template that asks for no choice',
      (text) => text.replace('dutyLead "不写"', 'dutyLead "不印"'),
      'sections/functions.hbs',
      '选项“dutyLead”没有“不印”这一项。',
    ],
  ])('%s', async (_, edit, file, message) => {
    const { findings, pack } = await checkedWith(edit, file);
    expect(pack).toBeNull();
    expect(findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          code: 'L48',
          message,
          position: expect.objectContaining({ file: `templates/shanghai-unit-2025/${file}` }),
        }),
      ]),
    );
  });

  test('pack check lists them', async () => {
    const { options } = await checkPack(TEMPLATES_FOLDER, 'shanghai-unit-2025', 'templates');
    expect(options).toContain('dutyNumbers 职能的序号：1、（默认） / 1. / （一） / 合成一段');
  });
});
