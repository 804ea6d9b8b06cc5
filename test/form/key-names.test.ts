import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { KeyNames, keyNamesIn } from '../../src/form/key-names.ts';
import { speakOfSheets } from '../../src/form/speak-of-sheets.ts';
import { readUnitWorkbook } from '../../src/form/unit-reader.ts';
import { planUnitWorkbook } from '../../src/import/unit-workbook.ts';
import { LEVELS, type Level } from '../../src/model/level.ts';
import type { Workbook } from '../../src/ooxml/cell.ts';
import { readWorkbook } from '../../src/ooxml/read-workbook.ts';
import { produceReport } from '../../src/report/produce-report.ts';
import { DATA_FOLDER } from '../support/folders.ts';
import { packs } from '../support/repository-packs.ts';
import { folderWith } from '../support/temp-folder.ts';
import { partOf } from '../support/workbooks.ts';

const PACKS = [
  'xinjiang-2025',
  'shanghai-unit-2025',
  'national-final-2025',
  'shanghai-final-2024',
  'xinjiang-final-2025',
];
/** 代码表 holds the keys, in columns that nobody fills in; what a pack, a file and a program are called stays. */
const FILLED_IN = ({ sheets }: Workbook) => sheets.filter(({ name }) => name !== '代码表');
const OF_FILES = /[\w./-]*\.(?:yaml|xlsx|csv)|\b(?:shared|national|shanghai|xinjiang)-[\w-]+|PDF|Excel|CSV/g;

async function handedOut(
  path: string | null,
  template: string | null,
  level: Level = LEVELS[0],
): Promise<Buffer> {
  const source = path === null ? null : { path, label: path };
  const { value } = await planUnitWorkbook(source, template, packs, level);
  return Buffer.from(value!);
}

async function read(bytes: Buffer): Promise<Workbook> {
  return (await readWorkbook(bytes, 'a.xlsx')).value!;
}

describe.each(PACKS.flatMap((name) => LEVELS.map((level) => [name, level] as const)))(
  '%s, %s',
  (name, level) => {
    test('whoever fills it in sees no word of the unit file', async () => {
      const bytes = await handedOut(null, name, level);
      const book = await read(bytes);
      const cells = FILLED_IN(book).flatMap(({ rows }) =>
        rows.flatMap((row) => [...row.cells.values()].map(({ text }) => text)),
      );
      const shown = book.sheets.flatMap(({ name: sheet }, index) => {
        if (sheet === '代码表') return [];
        const xml = partOf(bytes, `xl/worksheets/sheet${index + 1}.xml`);
        return [...xml.matchAll(/(?:prompt|promptTitle|error)="([^"]*)"/g)].map(([, text]) => text!);
      });
      const words = [...cells, ...shown].map((text) => text.replace(OF_FILES, ''));
      expect(words.length).toBeGreaterThan(100);
      expect(words.filter((text) => /[A-Za-z]{3,}/.test(text))).toEqual([]);
    });
  },
);

test('an option is chosen from its own list, and the line says what is taken where nothing is', async () => {
  const bytes = await handedOut(null, 'xinjiang-2025');
  const book = await read(bytes);
  const rows = book.sheets.find(({ name }) => name === '单位信息')!.rows;
  const row = rows.find(({ cells }) => cells.get(2)?.text === '内设机构怎样称呼')!;
  expect(row.cells.get(4)?.text).toBe('科室；处室；股室；内设机构。不写为“科室”。');
  const xml = partOf(bytes, 'xl/worksheets/sheet2.xml');
  expect(xml).toMatch(
    new RegExp(`sqref="C${row.number}:C${row.number}"[^>]*><formula1>"科室,处室,股室,内设机构"</formula1>`),
  );
});

const FILES = [
  'putuo-commerce.yaml',
  'departments/putuo-commerce-2025.yaml',
  'finals/putuo-finance-2024.yaml',
  'finals/demo-final-2025.yaml',
  'demo/2025.yaml',
];

describe.each(FILES)('%s', (file) => {
  const records = ['options', 'prior', 'plan', 'reasons'];

  test('names come back as the keys that they were, and keys are understood beside them', async () => {
    const path = join(DATA_FOLDER, file);
    const book = await read(await handedOut(path, null));
    const { value, findings } = readUnitWorkbook(book, 'a.xlsx');
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const names = keyNamesIn(book);
    expect(names.all.length).toBeGreaterThan(2);
    // The same workbook as it was before names: the keys in the cells, nothing in 代码表.
    const old = {
      ...book,
      sheets: FILLED_IN(book).map((sheet) => ({
        ...sheet,
        rows: sheet.rows.map((row) => ({
          ...row,
          cells: new Map(
            [...row.cells].map(([column, cell]) => {
              const known = column === 2 ? names.all.find(({ name }) => name === cell.text) : undefined;
              return [column, known ? { ...cell, text: known.key } : cell];
            }),
          ),
        })),
      })),
    };
    const before = readUnitWorkbook(old, 'a.xlsx').value!.value;
    for (const record of records) expect(value!.value[record]).toEqual(before[record]);
  });
});

test('figures and reasons of a published budget stand under their names', async () => {
  const book = await read(await handedOut(join(DATA_FOLDER, 'putuo-commerce.yaml'), null));
  const told = FILLED_IN(book).flatMap(({ rows }) =>
    rows.map(({ cells }) => `${cells.get(1)?.text} ${cells.get(2)?.text}`),
  );
  expect(told).toEqual(
    expect.arrayContaining(['上年执行数 财政拨款收入', '增减原因（其他） 财政拨款收入支出']),
  );
  const source = readFileSync(join(DATA_FOLDER, 'putuo-commerce.yaml'), 'utf8');
  expect(source).toMatch(/^ {2}total: 政策资金/m);
  const { reasons } = readUnitWorkbook(book, 'a.xlsx').value!.value as { reasons: object };
  expect(Object.keys(reasons)).toContain('total');
});

test('a name that two keys have, or that is a key, names neither', () => {
  const names = new KeyNames([
    { record: 'options', key: 'a', name: '甲' },
    { record: 'options', key: 'b', name: '乙' },
    { record: 'options', key: 'c', name: '乙' },
    { record: 'options', key: '丙', name: '丁' },
    { record: 'options', key: 'd', name: '丙' },
    { record: 'prior.stated', key: 'b', name: '乙' },
  ]);
  expect(['a', 'b', 'c', '丙', 'd'].map((key) => names.nameOf('options', key))).toEqual([
    ...['甲', 'b', 'c', '丁', 'd'],
  ]);
  expect(names.nameOf('prior.stated', 'b')).toBe('乙');
  for (const key of ['a', 'b', 'c', '丙', 'd', '别的'])
    expect(names.keyOf('options', names.nameOf('options', key))).toBe(key);
});

describe('findings are told in the names', () => {
  const names = new KeyNames([
    { record: 'options', key: 'officeWord', name: '内设机构怎样称呼' },
    { record: 'reasons', key: 'total', name: '财政拨款收入支出' },
  ]);
  const said = (hint: string): string =>
    speakOfSheets(
      { code: 'L65', severity: 'error', message: hint, hint, position: null },
      { of: 'unit', names },
    ).hint;

  test.each([
    ['是不是“officeWord”？', '是不是“内设机构怎样称呼”？'],
    ['可以用：noChange、officeWord。', '可以用：noChange、内设机构怎样称呼。'],
    ['选项“officeWord”（内设机构怎样称呼）没有“室”这一项。', '选项“内设机构怎样称呼”没有“室”这一项。'],
    [
      '在 reasons 下补写 total: 原因。',
      '在“增减原因”表填写“增减原因（其他）”一行，名称写“财政拨款收入支出”：原因。',
    ],
    ['补上 members。', '填写“单位构成”表，每个成员一行。'],
    ['补上 budget。', '填写“预算明细”表，每笔预算一行。'],
  ])('%s', (from, to) => {
    const of = from.includes('members') ? 'department' : 'unit';
    const finding = { code: 'L65', severity: 'error', message: from, hint: from, position: null } as const;
    expect(of === 'unit' ? said(from) : speakOfSheets(finding, { of, names }).hint).toBe(to);
  });

  test('an empty workbook is told what to fill in line by line, procurement and assets too', async () => {
    const folder = await folderWith({});
    const path = join(folder, 'a.xlsx');
    writeFileSync(path, await handedOut(null, 'xinjiang-2025'));
    const { findings } = await produceReport(path, path, packs);
    const hints = findings.map(({ hint }) => hint);
    expect(hints).toEqual(
      expect.arrayContaining([
        '补上“采购与资产”表的“政府采购货物预算”。',
        '补上“采购与资产”表的“单位价值100万元以上大型设备台数”。',
      ]),
    );
    expect(hints.filter((hint) => /补上“[^”]+”表。/.test(hint))).toEqual([]);
  });
});
