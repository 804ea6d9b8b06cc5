import { expect, test } from '@jest/globals';
import { runProgram } from '../../src/cli/program.ts';
import { belongsTo, DEFAULT_FORMATS, FORMATS, formatOf } from '../../src/write/formats.ts';

test('a file belongs to one format at most', () => {
  const names = [
    '.pdf',
    '.html',
    '.txt',
    '.docx',
    '.xlsx',
    '-csv/table-6.csv',
    '-csv/datapackage.json',
    '.pdf.txt',
    '',
  ];
  expect(
    names.map((name) => FORMATS.filter((format) => belongsTo(name, format)).map(({ name: of }) => of)),
  ).toEqual([['pdf'], ['html'], ['txt'], ['docx'], ['xlsx'], ['csv'], ['csv'], [], []]);
});

test('what a format writes belongs to it', async () => {
  const report = {
    title: '公开',
    author: '单位',
    date: '2025-02-21',
    html: '<p>',
    text: '文',
    webPage: () => '<p>',
    data: {
      year: 2025,
      grids: [],
      unitGoal: null,
      projectGoals: [],
      money: { unit: '万元', decimals: 2 },
    },
  } as unknown as Parameters<(typeof FORMATS)[number]['write']>[0];
  const print = () => Promise.resolve({ value: Buffer.from('%PDF-'), findings: [] });
  for (const { name } of FORMATS) {
    const { value } = await formatOf(name).write(report, print);
    expect(value!.length).toBeGreaterThan(0);
    for (const file of value!) expect(belongsTo(file.name, formatOf(name))).toBe(true);
  }
});

test('the help and its refusals name every format', async () => {
  const said: string[] = [];
  const console = {
    out: (text: string) => said.push(text),
    err: (text: string) => said.push(text),
    findings: () => {},
  };
  await runProgram(['render', '--help'], console as never);
  const help = said.join('').replace(/\s+/g, '');
  expect(help).toContain('生成报告（PDF、HTML、纯文本）');
  expect(help).toContain('pdf、html、txt、docx，以及公开表的xlsx、csv');
  expect(await runProgram(['render', 'data/kuerle.yaml', '--format', 'pdf,docm'], console as never)).toBe(2);
  expect(said.at(-1)).toContain('没有“docm”格式，可以用 pdf、html、txt、docx、xlsx、csv');
  expect(DEFAULT_FORMATS).toEqual(['pdf', 'html', 'txt']);
});
