import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { departmentFinalFileSchema } from '../../src/kinds/department-final-file.ts';
import { finalFileSchema } from '../../src/kinds/final-file.ts';
import { FINAL_PLACES } from '../../src/kinds/final-lines.ts';
import { mapAt, type RawMap, type RawValue } from '../../src/kinds/raw-tree.ts';
import { unitFileSchema } from '../../src/kinds/unit-file.ts';
import { writeWorkbook } from '../../src/ooxml/write-workbook.ts';
import { temporaryFolder } from '../support/command.ts';
import { DATA_FOLDER } from '../support/folders.ts';
import { runHere } from '../support/run-here.ts';
import { finalPlanOf, planOf, planOfFile, readBack, withCell } from '../support/unit-workbook.ts';

interface Node {
  readonly type?: string;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly propertyNames?: { readonly pattern?: string; readonly enum?: readonly string[] };
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Node>>;
}

const rootOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node;
const ROOT = rootOf(unitFileSchema);

/** What a workbook is itself, and what stands in ledgers or in other files. */
const OUTSIDE = new Set([
  'level',
  'document',
  'budget',
  'ledgerFile',
  'prior.from',
  'prior.budget',
  'prior.ledgerFile',
  ...FINAL_PLACES.map(({ path }) => path.join('.')),
  'budgetFrom',
]);
const SCALARS: Readonly<Record<string, string>> = {
  amount: '12.34',
  signedAmount: '-12.34',
  measure: '4734.8',
  count: '3',
  countChange: '-1',
  date: '2025-02-21',
  year: '2025',
};
const KEYS = ['201', '20103', '2010350', '一般公共预算', '某名称'];
/** Texts that a pattern of the schema may ask for. */
const CODES = ['A01', ...KEYS];
let number = 0;

/** A value for every field below a node of the schema. */
function filled(given: Node, path: readonly string[], root = ROOT): RawValue {
  const below = (child: Node, step: string): RawValue => filled(child, [...path, step], root);
  const name = given.$ref?.replace('#/$defs/', '') ?? '';
  if (SCALARS[name] !== undefined) return SCALARS[name];
  const node: Node = { ...root.$defs?.[name], ...given };
  if (node.anyOf) return filled(node.anyOf.at(-1)!, path, root);
  if (node.enum) return node.enum.at(-1)!;
  if (node.const !== undefined) return node.const;
  if (node.type === 'boolean') return true;
  if (node.items) return [below(node.items, '#'), below(node.items, '#')];
  if (node.properties || node.additionalProperties) {
    const own = Object.entries(node.properties ?? {}).filter(
      ([key]) => !OUTSIDE.has([...path, key].join('.')),
    );
    const entries = own.map(([key, child]) => [key, below(child, key)] as const);
    const more = node.additionalProperties;
    if (typeof more !== 'object') return Object.fromEntries(entries);
    const key =
      node.propertyNames?.enum?.[0] ??
      KEYS.find((candidate) => new RegExp(node.propertyNames?.pattern ?? '某').test(candidate))!;
    return Object.fromEntries([...entries, [key, below(more, '*')] as const]);
  }
  if (node.pattern !== undefined) return CODES.find((code) => new RegExp(node.pattern!).test(code))!;
  number += 1;
  return `文字${number}`;
}

const TREE = filled(ROOT, []) as RawMap;

/** Amounts of a final in every form that its file has. */
const AMOUNTS = {
  expenditure: {
    ...{
      '2050202': {
        basic: { '30101': { 一般公共预算: '3', carryover: { 事业收入: '0.5' } } },
        project: { 修缮: { '31003': '4' }, 采购: '2' },
        operating: { '30299': '1' },
        subsidyDown: { 示例区老年学堂: { 其他收入: '5' } },
        remittedUp: { 示例区教育局: '2.25' },
      },
    },
    '2080505': { project: '1.5', operating: '0.25' },
  },
  plan: { budget: { '2050202': { basic: '3', project: { 修缮: '5' } } } },
  adjustments: {
    '2050202': { basic: '-0.5', project: { 修缮: { 事业收入: '-1' } } },
    '2080505': { project: '2' },
  },
  income: { '2050202': { 事业收入: '6', 其他收入: '-0.1' }, 其他收入: '7', '2080505': '1' },
  forward: { '2050202': { project: { 修缮: '0.75' } } },
  opening: { '2050202': { project: { 修缮: '1' } }, 事业收入: '2', '2080505': { 事业收入: '3' } },
  corrections: { '2050202': { basic: '-0.2' }, '2080505': '-0.3' },
  surplusUsed: { '2050202': { 事业收入: '1' }, 其他收入: '2' },
  distribution: {
    提取专用结余: { 事业收入: '0.4', 其他收入: '0.1' },
    缴纳企业所得税: { 一般公共预算: '0.2' },
  },
};

test('every field of a final and all its amounts come back from a workbook', async () => {
  const root = rootOf(finalFileSchema);
  const tree = filled(root, [], root) as RawMap;
  const { plan, ...amounts } = AMOUNTS;
  const whole = { ...tree, document: '决算', ...amounts, plan: { ...mapAt(tree, 'plan'), ...plan } };
  expect(finalFileSchema.safeParse(whole).error?.issues ?? []).toEqual([]);
  const { value, findings } = await readBack(finalPlanOf(whole));
  expect(findings).toEqual([]);
  expect(value!.value).toEqual(whole);
});

test('every field of a department’s final comes back', async () => {
  const root = rootOf(departmentFinalFileSchema);
  const tree = { ...(filled(root, [], root) as RawMap), level: '部门', document: '决算' } as RawMap;
  const { value, findings } = await readBack(finalPlanOf(tree));
  expect(findings).toEqual([]);
  expect(value!.value).toEqual(tree);
});

test('a cell of a final that does not fit its side and phase is named', async () => {
  const plan = finalPlanOf({ document: '决算', ...AMOUNTS });
  const sheet = '决算明细';
  const said = async (column: number, value: string): Promise<string[]> => {
    const { findings } = await readBack(withCell(plan, sheet, 2, column, value));
    return findings.map(({ code, position, message }) => `${code} ${position?.place} ${message}`);
  };
  expect(await said(1, '进账')).toEqual(['R07 决算明细!A2 方向“进账”不对。']);
  expect(await said(1, '收入')).toEqual(
    expect.arrayContaining([expect.stringMatching(/^R07 决算明细!E2 收入的支出类型“基本支出”不对/)]),
  );
  expect(await said(2, '预算调整')).toEqual(
    expect.arrayContaining([expect.stringMatching(/^R07 决算明细!D2 经济科目编码“30101”不对/)]),
  );
  expect(await said(9, '-3')).toEqual(['R07 决算明细!I2 支出不能是负数。']);
});

const HANDED_ON = {
  '2050202': {
    basic: { '30101': '1' },
    subsidyDown: { 示例区老年学堂: { 其他收入: '5', carryover: { 事业收入: '0.5' } } },
    remittedUp: { 示例区教育局: '2.25' },
  },
};

test('money handed on and who pays come back from a workbook; a sum alone names its payer without a list', async () => {
  const tree = { ...TREE, counterparts: { 上级补助收入: '示例区教育局', 附属单位上缴收入: ['甲', '乙'] } };
  const { value, findings } = await readBack(planOf({ ...tree, budget: HANDED_ON }));
  expect(findings).toEqual([]);
  expect(value!.value.budget).toEqual(HANDED_ON);
  expect(value!.value.counterparts).toEqual(tree.counterparts);
  const { budget: _, ...rest } = value!.value;
  expect(rest).toEqual(tree);
});

test('every field of the schema comes back from a workbook', async () => {
  expect(unitFileSchema.safeParse(TREE).error?.issues ?? []).toEqual([]);
  expect(TREE).toMatchObject({ cover: true, contents: true });
  const { value, findings } = await readBack(planOf(TREE));
  expect(findings).toEqual([]);
  const { budget: _, ...rest } = value!.value;
  expect(rest).toEqual(TREE);
});

describe('cover and contents', () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());
  const file = join(folder.path, 'out', '甲.yaml');
  const text = readFileSync(join(DATA_FOLDER, 'kuerle.yaml'), 'utf8').replace(
    /^date: .*$/m,
    (line) => `${line}\ncover: true # 封面\ncontents: true`,
  );
  const set = (value: string): void => {
    mkdirSync(join(folder.path, 'out'), { recursive: true });
    writeFileSync(file, value);
  };
  const imported = async (): Promise<string> => {
    const { code, stderr } = await runHere([
      'import',
      join(folder.path, '甲.xlsx'),
      '--out',
      join(folder.path, 'out'),
    ]);
    expect([code, stderr]).toEqual([0, expect.any(String)]);
    return readFileSync(file, 'utf8');
  };

  test('stay as they are, letter by letter', async () => {
    set(text);
    writeFileSync(join(folder.path, '甲.xlsx'), writeWorkbook(await planOfFile(file)));
    expect(await imported()).toBe(text);
  });

  test('are switched in the workbook, as true and false that the schema takes', async () => {
    set(text);
    const plan = await planOfFile(file);
    const sheet = plan.sheets.find(({ name }) => name === '单位信息')!;
    const row = sheet.rows.findIndex((cells) => cells[0]?.value === '目录') + 1;
    expect(sheet.rows[row - 1]![2]!.value).toBe('是');
    writeFileSync(join(folder.path, '甲.xlsx'), writeWorkbook(withCell(plan, '单位信息', row, 3, '否')));
    expect(await imported()).toBe(text.replace('contents: true', 'contents: false'));
    set(text.replace('\ncontents: true', ''));
    writeFileSync(join(folder.path, '甲.xlsx'), writeWorkbook(plan));
    expect(await imported()).toBe(text);
  });

  test('stay when a workbook was handed out before it had the lines', async () => {
    set(text);
    const plan = await planOfFile(file);
    const sheets = plan.sheets.map((sheet) =>
      sheet.name === '单位信息'
        ? { ...sheet, rows: sheet.rows.filter((cells) => !['封面', '目录'].includes(cells[0]!.value)) }
        : sheet,
    );
    writeFileSync(join(folder.path, '甲.xlsx'), writeWorkbook({ ...plan, sheets }));
    expect(await imported()).toBe(text);
  });
});
