import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openPacks } from '../../src/cli/open-packs.ts';
import { readUnitWorkbook } from '../../src/form/unit-reader.ts';
import { planUnitWorkbook } from '../../src/import/unit-workbook.ts';
import type { RawMap } from '../../src/kinds/raw-tree.ts';
import { readWorkbook } from '../../src/ooxml/read-workbook.ts';
import type { PlanWorkbook } from '../../src/ooxml/sheet-plan.ts';
import { DATA_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';
import { planOf, planOfFile, readBack, withCell } from '../support/unit-workbook.ts';

const packs = openPacks(TEMPLATES_FOLDER);
const SAMPLE = join(DATA_FOLDER, 'kuerle.yaml');

/** The workbook of a pack as it is handed out, read as cells: sheet, and texts row by row. */
async function handedOut(template: string, source: string | null = null) {
  const from = source === null ? null : { path: source, label: source };
  const { value } = await planUnitWorkbook(from, template, packs);
  const { value: book } = await readWorkbook(Buffer.from(value!), 'a.xlsx');
  return book!;
}

async function labelsOf(template: string): Promise<string[]> {
  const { sheets } = await handedOut(template);
  return sheets
    .filter(({ name }) => ['单位信息', '采购与资产', '增减原因', '说明'].includes(name))
    .flatMap(({ rows }) => rows.map(({ cells }) => String(cells.get(1)?.text ?? '')));
}

describe('a workbook that is handed out', () => {
  test('marks what the pack demands', async () => {
    const labels = await labelsOf('xinjiang-2025');
    expect(labels).toEqual(expect.arrayContaining(['编制数 *', '办公家具价值 *', '单位名称 *']));
    expect(labels).toEqual(expect.arrayContaining(['内设科室', '其他需说明的事项']));
  });

  test('has no line that the pack never prints', async () => {
    const labels = (await labelsOf('shanghai-unit-2025')).map((label) => label.replace(' *', ''));
    for (const label of ['编制数', '实有人数·人数', '办公家具价值', '封面'])
      expect(labels).not.toContain(label);
  });

  test.each(['xinjiang-2025', 'national-final-2025'])(
    '%s: with nothing in it is asked for whose it is line by line, not for a group of lines',
    async (template) => {
      const { value } = readUnitWorkbook(await handedOut(template), 'a.xlsx');
      expect(value!.value.unit).toEqual({});
      const at = (field: string) => value!.positionOf(['unit', field]).place;
      expect(new Set(['name', 'kind', 'functions'].map(at)).size).toBe(3);
    },
  );

  test('is read back whole, marks and all', async () => {
    const book = await handedOut('xinjiang-2025', SAMPLE);
    const { value, findings } = readUnitWorkbook(book, 'a.xlsx');
    expect(findings).toEqual([]);
    expect((value!.value.unit as RawMap).establishment).toBe('5');
  });
});

describe('the sheet of totals', () => {
  const totals = ({ sheets }: PlanWorkbook) => sheets.find(({ name }) => name === '合计核对')!;

  test('says what the lines come to, in locked cells', async () => {
    const { rows, isProtected } = totals(await planOfFile(SAMPLE));
    expect(isProtected).toBe(true);
    const last = rows.at(-1)!;
    expect(last.map((cell) => cell?.value)).toEqual(['合计', '715.198', '656.178']);
    for (const cell of rows.slice(2).flat()) expect(cell?.style.unlocked).not.toBe(true);
    for (const cell of last.slice(1)) expect(cell?.formula).toMatch(/^SUM\([BC]\d+:[BC]\d+\)$/);
  });
});

describe('a total row below the lines', () => {
  const TREE: RawMap = {
    budget: { '2010350': { basic: { '30101': '22.974', '30201': '7.75' } } },
    prior: { budget: {} },
  };
  const withTotal = (label: string, amount: string): PlanWorkbook =>
    withCell(withCell(planOf(TREE), '预算明细', 4, 1, label), '预算明细', 4, 7, amount);

  test.each(['合计', '总 计', '小计：'])('%s is no line', async (label) => {
    const { value, findings } = await readBack(withTotal(label, '30.724'));
    expect(findings).toEqual([]);
    expect(value!.value.budget).toEqual(TREE.budget);
  });

  test('R10: it must be the sum of the lines', async () => {
    const { value, findings } = await readBack(withTotal('合计', '31.724'));
    expect(value).toBeNull();
    expect(findings.map(({ code, position }) => `${code} ${position?.place}`)).toEqual(['R10 预算明细!G4']);
  });
});
