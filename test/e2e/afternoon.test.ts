import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { inTemporaryFolder, run } from '../support/command.ts';

/*
 * A clerk's first afternoon, and the next year: by commands alone, with what is typed in between by a script. The unit
 * is invented.
 */

const NAME = '示例市虚构区文化站';

/** What the clerk types: the lines that stand empty, in order, and what is written there. */
const TYPED: readonly (readonly [string, string])[] = [
  ['date:', '2025-02-21'],
  ['  kind:', '事业单位'],
  ['    -', '负责辖区群众文化活动的组织和辅导。'],
  ['  establishment:', '9'],
  ['      count:', '8'],
  ['      change:', '-1'],
  ['      count:', '3'],
  ['      change:', '1'],
  ['      count:', '0'],
  ['      change:', '0'],
  [
    'budget:',
    `
  2070109:
    basic:
      30101: 41.20
      30102: 22.36
      30107: 18.40
      30108: 9.86
      30113: 7.12
      30201: 3.50
      30211: 1.20
      30217: 0.60
    project:
      群众文化活动经费:
        30201: 4.00
        30226: 8.50`,
  ],
  [
    'prior:',
    `
  budget:
    2070109: { basic: { 30101: 43.00, 30201: 3.80, 30217: 0.80, 30108: 10.02 }, project: { 群众文化活动经费: { 30226: 9.00 } } }`,
  ],
  ['purposes:', '\n  207: 人员经费、公用经费和群众文化活动'],
  [
    'performance:',
    '', // the group stays, its lines follow
  ],
  ['    aim:', '全年举办群众文化活动不少于12场。'],
  [
    '    indicators:',
    `
      产出指标:
        数量指标:
          - { name: 举办群众文化活动, value: ≥12场, weight: 50, basis: 计划标准, scoring: 按完成比例赋分, evidence: 活动记录 }
      满意度指标:
        服务对象满意度指标:
          - { name: 群众满意度, value: ≥90%, weight: 50, basis: 计划标准, scoring: 满意度赋分, evidence: 调查问卷 }`,
  ],
  ['  goods:', '2.00'],
  ['  works:', '0'],
  ['  services:', '3.00'],
  ['  reservedForSmallMedium:', '全额'],
  ['  reservedForMicro:', '3.00'],
  ['    area:', '620.50'],
  ['    value:', '186.40'],
  ['  furniture:', '12.80'],
  ['  other:', '46.20'],
  ['  equipmentOver500k:', '0'],
  ['  equipmentOver1m:', '0'],
  ['  plannedOver500k:', '0'],
  ['  plannedOver1m:', '0'],
];

const PROJECTS = `
projects:
  - name: 群众文化活动经费
    basis: 根据《中华人民共和国公共文化服务保障法》设立。
    allocation: 举办群众文化活动12场，{金额}。
    goal:
      aim: 举办群众文化活动不少于12场，丰富居民文化生活。
      defaults: { basis: 计划标准, scoring: 按完成比例赋分, evidence: 活动记录 }
      indicators:
        产出指标:
          数量指标:
            - { name: 举办群众文化活动, value: ≥12场, weight: 60 }
        满意度指标:
          服务对象满意度指标:
            - { name: 参加活动群众满意度, value: ≥90%, weight: 40 }
`;

/** The text with each of the typed values on the next empty line of its name. */
function typed(text: string): string {
  const lines = text.split('\n');
  let at = 0;
  for (const [name, value] of TYPED) {
    const found = lines.findIndex(
      (line, index) => index >= at && new RegExp(`^${name}\\s*(#.*)?$`).test(line),
    );
    expect({ name, found: found >= 0 }).toEqual({ name, found: true });
    lines[found] = `${name}${value.startsWith('\n') || value === '' ? value : ` ${value}`}`;
    at = found + 1;
  }
  return lines.join('\n') + PROJECTS;
}

/** The unit file with a reason on every line that waits for one; gives how many there were. */
function reasoned(text: string): { text: string; count: number } {
  let count = 0;
  const done = text.replace(
    /^( +\S+:) # 上年 ([\d.]+) → 本年 ([\d.]+)，(增加|减少).*$/gm,
    (_, key, _a, _b, verb) => {
      count += 1;
      return `${key} ${verb === '增加' ? '群众文化活动场次增加，相应安排经费' : '在职人员减少1人，相应支出减少'}`;
    },
  );
  return { text: done, count };
}

test('init, fill in, check, reasons, render, workbook, import, next year', async () => {
  await inTemporaryFolder(async (folder) => {
    const file = join(folder, '2025', '文化站.yaml');
    const command = async (code: number, ...args: string[]): Promise<string> => {
      const { code: given, stdout, stderr } = await run(args);
      expect({ args, code: given, said: given === code ? '' : stdout + stderr }).toEqual({
        args,
        code,
        said: '',
      });
      return stdout + stderr;
    };

    await command(0, 'init', file, '--name', NAME, '--template', 'xinjiang-2025');
    // Every line that is to be filled in is an error of its own, all at once.
    const begun = await command(1, 'check', file);
    expect([...begun.matchAll(/^错误/gm)].length).toBeGreaterThan(20);
    expect(begun.match(/^错误 (?!L1[01]).*/gm)).toBeNull();

    await writeFile(file, typed(await readFile(file, 'utf8')));
    // Whoever checks first is told how the reasons are listed.
    expect(await command(1, 'check', file)).toMatch(/没有写的增减原因 \d+ 处：.* -- --fill-reasons/);
    const figures = await command(1, 'check', file, '--fill-reasons');
    expect(figures).not.toContain('没有写的增减原因');
    expect(figures).toContain('条原因要写');
    expect(figures.match(/^错误 (?!E05).*/gm)).toBeNull();
    const { text, count } = reasoned(await readFile(file, 'utf8'));
    expect(count).toBeGreaterThan(4);
    await writeFile(file, text);
    expect(await command(0, 'check', file, '--fill-reasons')).toContain('没有要补写的原因');

    const out = join(folder, 'out');
    await command(0, 'render', file, '--out', out);
    const names = await readdir(out);
    for (const extension of ['pdf', 'html', 'txt'])
      expect(names.filter((name) => name.endsWith(`.${extension}`))).toHaveLength(1);
    const report = await readFile(join(out, names.find((name) => name.endsWith('.txt'))!), 'utf8');
    expect(report.replaceAll('\n', '')).toContain(NAME);
    expect(report).toContain('比上年预算增加3.50万元，增长38.89%，主要原因是群众文化活动场次增加');

    // By workbook: filled from the file, read back, nothing changed.
    const book = join(folder, '收件', '文化站.xlsx');
    await command(0, 'workbook', book, '--from', file);
    await command(0, 'import', book, '--out', join(folder, '2025'));
    expect(await readFile(file, 'utf8')).toBe(text);

    await command(0, 'new-year', file, '--to', '2026', '--template', 'xinjiang-2025');
    const next = join(folder, '2026', '文化站.yaml');
    const nextText = await readFile(next, 'utf8');
    expect(nextText).toContain('  from: ../2025/文化站.yaml\n');
    expect(nextText).toContain('30101: # 上年 41.20\n');
    const toFill = await command(1, 'check', next);
    expect(toFill.match(/^错误 (?!L1[01]).*/gm)).toBeNull();
  });
});
