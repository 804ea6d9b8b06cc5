import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { RawMap, RawValue } from '../../src/kinds/raw-tree.ts';
import { unitFileSchema } from '../../src/kinds/unit-file.ts';
import { writeWorkbook } from '../../src/ooxml/write-workbook.ts';
import { temporaryFolder } from '../support/command.ts';
import { DATA_FOLDER } from '../support/folders.ts';
import { runHere } from '../support/run-here.ts';
import { planOf, planOfFile, readBack, withCell } from '../support/unit-workbook.ts';

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

const ROOT = z.toJSONSchema(unitFileSchema, { io: 'input', unrepresentable: 'any' }) as Node;

/** What a workbook is itself, what stands in ledgers, and what has no place in it and is told (`L65`). */
const OUTSIDE = new Set([
  'level',
  'document',
  'budget',
  'ledgerFile',
  'prior.from',
  'prior.budget',
  'prior.ledgerFile',
]);
const SCALARS: Readonly<Record<string, string>> = {
  amount: '12.34',
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
function filled(given: Node, path: readonly string[]): RawValue {
  const name = given.$ref?.replace('#/$defs/', '') ?? '';
  if (SCALARS[name] !== undefined) return SCALARS[name];
  const node: Node = { ...ROOT.$defs?.[name], ...given };
  if (node.anyOf) return filled(node.anyOf.at(-1)!, path);
  if (node.enum) return node.enum.at(-1)!;
  if (node.const !== undefined) return node.const;
  if (node.type === 'boolean') return true;
  if (node.items) return [filled(node.items, [...path, '#']), filled(node.items, [...path, '#'])];
  if (node.properties || node.additionalProperties) {
    const own = Object.entries(node.properties ?? {}).filter(
      ([key]) => !OUTSIDE.has([...path, key].join('.')),
    );
    const entries = own.map(([key, child]) => [key, filled(child, [...path, key])] as const);
    const more = node.additionalProperties;
    if (typeof more !== 'object') return Object.fromEntries(entries);
    const key =
      node.propertyNames?.enum?.[0] ??
      KEYS.find((candidate) => new RegExp(node.propertyNames?.pattern ?? '某').test(candidate))!;
    return Object.fromEntries([...entries, [key, filled(more, [...path, '*'])] as const]);
  }
  if (node.pattern !== undefined) return CODES.find((code) => new RegExp(node.pattern!).test(code))!;
  number += 1;
  return `文字${number}`;
}

const TREE = filled(ROOT, []) as RawMap;

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
