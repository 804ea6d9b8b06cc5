import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { readWorkbook } from '../../src/ooxml/read-workbook.ts';
import type { PlanWorkbook } from '../../src/ooxml/sheet-plan.ts';
import { writeWorkbook } from '../../src/ooxml/write-workbook.ts';
import type { Report } from '../../src/render/report.ts';
import { produceReport } from '../../src/report/produce-report.ts';
import { publicationCsv } from '../../src/write/publication-csv.ts';
import { publicationWorkbook } from '../../src/write/publication-sheets.ts';
import { DATA_FOLDER } from '../support/folders.ts';
import { packs } from '../support/repository-packs.ts';

let report: Report;
let plan: PlanWorkbook;

beforeAll(async () => {
  const produced = await produceReport(`${DATA_FOLDER}kuerle.yaml`, 'kuerle.yaml', packs);
  report = produced.report!;
  plan = publicationWorkbook(report);
});

describe('the tables as a workbook', () => {
  test('one sheet for each table and goal table', () => {
    expect(plan.sheets.map(({ name }) => name)).toEqual([
      ...Array.from({ length: 11 }, (_, index) => `表${index + 1}`),
      '单位整体绩效目标表（2025年）',
      '项目支出绩效目标表（2025年）',
      '项目支出绩效目标表（2025年） 2',
      '项目支出绩效目标表（2025年） 3',
    ]);
  });

  test('table 3: title, merged head, real numbers with two decimals, head rows on every page', async () => {
    const sheet = plan.sheets[2]!;
    expect(sheet.rows.slice(0, 3).map((row) => row[0]?.value)).toEqual([
      '表 3',
      '单位支出总体情况表',
      `编制单位：${report.author}`,
    ]);
    expect(sheet.merges).toEqual(expect.arrayContaining(['A2:G2', 'A4:D4', 'E4:G4', 'A5:C5', 'D5:D6']));
    expect(sheet.print).toEqual({ landscape: false, headRows: 7 });
    const total = sheet.rows[7]!;
    expect(total.map((cell) => cell?.value)).toEqual(['', '', '', '总计', '715.20', '508.18', '207.02']);
    expect(total[4]).toMatchObject({ isNumber: true, style: { format: '0.00' } });
    const { value } = await readWorkbook(Buffer.from(writeWorkbook(plan)), 'kuerle.xlsx');
    expect(value!.sheets[2]!.rows[7]!.cells.get(5)).toEqual({ kind: 'number', text: '715.2' });
  });

  test('wide tables lie across, an empty table keeps its sentence', () => {
    const wide = plan.sheets.filter(({ print }) => print!.landscape).map(({ name }) => name);
    expect(wide).toEqual(expect.arrayContaining(['表2', '表7', '表11']));
    expect(plan.sheets[7]!.rows.at(-1)![0]!.value).toContain('政府性基金预算');
  });

  test('the same bytes on every run', () => {
    expect(
      Buffer.from(writeWorkbook(plan)).equals(Buffer.from(writeWorkbook(publicationWorkbook(report)))),
    ).toBe(true);
  });
});

describe('the tables as CSV', () => {
  test('every file is described, every head is what its description says, every amount a number', () => {
    const files = new Map(publicationCsv(report).map(({ name, content }) => [name, content]));
    const descriptor = JSON.parse(files.get('datapackage.json')!);
    expect(descriptor.resources).toHaveLength(12);
    expect(files.size).toBe(13);
    for (const { path, schema } of descriptor.resources) {
      const [head, ...rows] = parse(files.get(path)!) as string[][];
      expect(head).toEqual(schema.fields.map(({ name }: { name: string }) => name));
      expect(new Set(head).size).toBe(head!.length);
      for (const [index, { type }] of schema.fields.entries()) {
        if (type !== 'number') continue;
        for (const row of rows) expect(row[index]).toMatch(/^(-?\d+\.\d\d|)$/);
      }
    }
  });

  test('table 3 in its first rows', () => {
    const table = publicationCsv(report).find(({ name }) => name === 'table-3.csv')!;
    expect(table.content.split('\n').slice(1, 4)).toEqual([
      '1,total,,,,总计,715.20,508.18,207.02',
      '2,line,201,,,一般公共服务支出,677.49,470.47,207.02',
      '3,line,201,03,,政府办公厅（室）及相关机构事务,677.49,470.47,207.02',
    ]);
  });

  test('a text that a spreadsheet would run is defused', () => {
    const goals = publicationCsv(report).find(({ name }) => name === 'goals.csv')!;
    expect(goals.content).toContain(",'=4734.80平方米,");
  });
});

test('a table with its own money is written as it is printed, and says its unit', () => {
  const [first, ...others] = report.data.grids;
  const own = { ...first!, money: { ...first!.money, unit: '元' as const } };
  const changed = { ...report, data: { ...report.data, grids: [own, ...others] } };
  const [file] = publicationCsv(changed);
  const descriptor = JSON.parse(publicationCsv(changed).at(-1)!.content);
  const units = descriptor.resources.map(({ amountUnit }: { amountUnit?: string }) => amountUnit);
  expect(report.data.money.unit).toBe('万元');
  expect(file!.content).toContain(',7151980.00');
  expect(publicationCsv(report)[0]!.content).toContain(',715.20');
  expect(units.filter(Boolean)).toEqual(['元']);
  expect(descriptor.amountUnit).toBe('万元');
});
