import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readRegister } from '../../src/batch/read-register.ts';
import { askRegister } from '../../src/batch/register.ts';
import { checkCommand } from '../../src/cli/check-command.ts';
import { DATA_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';
import { recorder } from '../support/recorder.ts';
import { folderWith } from '../support/temp-folder.ts';

const EDUCATION = join(DATA_FOLDER, 'demo', 'education');
const JOBS = ['department', 'learning-centre', 'seniors-school'].map((name) => ({
  path: join(EDUCATION, `${name}.yaml`),
  label: `education/${name}.yaml`,
}));
const ALL = `名称,层级,文件,年度,截止日期,主管部门
示例市虚构区终身教育办公室,部门,预算,2025,2025-03-04,
示例市虚构区学习中心,单位,预算,2025,2025-03-04,示例市虚构区终身教育办公室
示例市虚构区老年学堂,单位,预算,2025,2025-03-04,示例市虚构区终身教育办公室
`;

async function ask(register: string, jobs: readonly (typeof JOBS)[number][] = JOBS) {
  const folder = await folderWith({ 'list.csv': register });
  return askRegister(join(folder, 'list.csv'), 'list.csv', jobs);
}
const told = ({ findings }: Awaited<ReturnType<typeof ask>>) =>
  findings.map(({ code, position }) => `${code} ${position!.file}:${position!.line}`);

test('a register that everybody has met says nothing', async () => {
  const answer = await ask(ALL);
  expect(answer.findings).toEqual([]);
  expect([answer.owed, answer.found]).toEqual([3, 3]);
});

describe('what the register tells', () => {
  const line = '示例市虚构区老年学堂,单位,预算,2025,2025-03-04,示例市虚构区终身教育办公室\n';
  test.each<[string, string, string[], string[]]>([
    [
      'who is missing',
      `${ALL}示例市虚构区职业学校,单位,预算,2025,,\n`,
      ['N02 list.csv:5'],
      ['职业学校', '2025 年单位预算'],
    ],
    [
      'who has another document only',
      ALL.replace('部门,预算', '部门,预算、决算'),
      ['N02 list.csv:2'],
      ['部门决算', 'education/department.yaml 是它的2025年部门预算'],
    ],
    [
      'that it is of another year',
      ALL.replace(line, line.replace('2025,', '2026,')),
      ['N02 list.csv:4', 'N04 education/seniors-school.yaml:13'],
      ['2026 年单位预算'],
    ],
    ['who stands there twice', ALL + line, ['N03 list.csv:5'], ['第 4 行']],
    [
      'who is not on it',
      ALL.replace(line, ''),
      ['N04 education/seniors-school.yaml:13'],
      ['老年学堂', '不在应公开名单中'],
    ],
    [
      'who is late',
      ALL.replace('部门,预算,2025,2025-03-04', '部门,预算,2025,2025-02-20'),
      ['N06 education/department.yaml:21'],
      ['2025年2月20日', '2025年2月26日', '晚 6 日'],
    ],
  ])('%s', async (_, register, places, words) => {
    const answer = await ask(register);
    expect(told(answer)).toEqual(places);
    const text = answer.findings.map(({ message, hint }) => message + hint).join('\n');
    for (const word of words) expect(text).toContain(word);
    for (const { hint } of answer.findings) expect(hint).not.toBe('');
  });

  test('a unit that its department does not name', async () => {
    const folder = await folderWith({
      'list.csv': '名称,层级,主管部门\n某局,部门,\n甲站,单位,某局\n',
      'd.yaml': 'level: 部门\nyear: 2025\ndepartment: { name: 某局 }\nmembers: [{ from: b.yaml }]\n',
      'a.yaml': 'year: 2025\nunit: { name: 甲站 }\n',
    });
    const jobs = ['d', 'a'].map((name) => ({ path: join(folder, `${name}.yaml`), label: `${name}.yaml` }));
    const answer = await askRegister(join(folder, 'list.csv'), 'list.csv', jobs);
    expect(told(answer)).toEqual(['N05 a.yaml:2']);
    expect(answer.findings[0]!.message).toContain('d.yaml');
  });

  test('two files of one document; a file with mistakes is there all the same', async () => {
    const folder = await folderWith({
      'list.csv': '单位名称\n甲站\n',
      'a.yaml': 'year: 2025\nunit: { name: 甲站, kin: 无 }\n',
      'b.yaml': 'year: 2025\nunit: { name: "[101]甲 站" }\n',
      'c.yaml': 'year: 2025\n',
    });
    const jobs = ['a', 'b', 'c'].map((name) => ({
      path: join(folder, `${name}.yaml`),
      label: `${name}.yaml`,
    }));
    const answer = await askRegister(join(folder, 'list.csv'), 'list.csv', jobs);
    expect(told(answer)).toEqual(['N03 b.yaml:2']);
    const missing = await askRegister(join(folder, 'list.csv'), 'list.csv', jobs.slice(2));
    expect(missing.findings[0]!.hint).toContain('1 个文件读不出名称');
  });
});

test.each<[string, string]>([
  ['层级\n部门\n', 'list.csv:1 名单没有“名称”列。'],
  ['名称\n', 'list.csv:1 名单中一个单位也没有。'],
  ['名称,层级\n甲,科室\n', 'list.csv:2 层级“科室”不认识。'],
  ['名称,文件\n甲,报表\n', 'list.csv:2 应公开的文件“报表”不认识。'],
  ['名称,年度\n甲,25\n', 'list.csv:2 年度“25”不认识。'],
  ['名称,截止日期\n甲,三月\n', 'list.csv:2 截止日期“三月”不认识。'],
  ['名称,层级\n,部门\n', 'list.csv:2 这一行没有写名称。'],
])('a register that is not clear is refused: %s', (text, said) => {
  const { value, findings } = readRegister({ file: 'list.csv', text });
  expect(value).toBeNull();
  const [{ code, message, position, hint }] = findings as [(typeof findings)[number]];
  expect(`${code} ${position!.file}:${position!.line} ${message}`).toBe(`N01 ${said}`);
  expect(hint).not.toBe('');
});

test('columns that are not used are told, 序号 and 备注 are not', () => {
  const { value, findings } = readRegister({ file: 'l.csv', text: '序号,名称,备注,联系人\n1,甲站,,某\n' });
  expect(value).toMatchObject([{ name: '甲站', level: '单位', document: '预算', year: null }]);
  expect(findings.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
    'note 名单中没有用到的列：联系人。',
  ]);
});

test('check tells it, fails for it and gives it to scripts', async () => {
  const folder = await folderWith({ 'list.csv': `${ALL}示例市虚构区职业学校,单位,预算,2025,,\n` });
  const options = {
    templates: TEMPLATES_FOLDER,
    json: true,
    sarif: null,
    maxWarnings: null,
    summary: true,
    redact: false,
    register: join(folder, 'list.csv'),
  };
  const terminal = recorder();
  expect(await checkCommand([EDUCATION], options, terminal)).toBe(1);
  const { ok, register } = JSON.parse(terminal.stdout());
  expect(ok).toBe(false);
  expect(register).toMatchObject({ owed: 4, found: 3, findings: [{ code: 'N02', line: 5 }] });
  const spoken = recorder();
  await checkCommand([EDUCATION], { ...options, json: false }, spoken);
  expect(spoken.stdout()).toContain('应公开 4 份，有文件 3 份');
});
