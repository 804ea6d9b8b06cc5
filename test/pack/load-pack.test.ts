import { describe, expect, test } from '@jest/globals';
import { loadPack } from '../../src/pack/load-pack.ts';
import { placeOf } from '../support/finding-text.ts';
import { TEMPLATES_FOLDER } from '../support/folders.ts';
import { folderWith } from '../support/temp-folder.ts';
import { edited } from '../support/unit-yaml.ts';

const PACK_YAML = `title: 样式
classification: "2025"
documentTitle: "{{unit.name}}"
money: {unit: 万元, suffix: 万元}
tableMoney: {unit: 万元, zero: ""}
percent: {}
filters:
  basic: {kind: basic}
  general: {budgets: generalPublicBudget}
figures:
  total: {label: 总预算, where: []}
  basic: {label: 基本支出, where: [general, basic], share: total}
  sum: {label: 合计, sum: [total, basic]}
lists:
  classes: {by: functionClass, where: general, share: total}
  income:
    entries:
      - {key: general, label: 一般公共预算, where: general}
change:
  default:
    increase: 增加{{amount}}，增长{{rate}}
    decrease: 减少{{amount}}，下降{{rate}}
    equal: "{{label}}持平"
    created: 增加{{amount}}
    ended: 减少{{amount}}
    zero: 未安排
    reason: ，原因是{{reason}}
tables: [table-1]
`;

const TABLE_YAML = `number: "1"
title: 支出表
blocks:
  - where: general
    rows: {by: [functionClass], total: 总计}
    columns:
      - {label: 名称, show: name}
      - label: 支出
        columns:
          - {label: 合计, sum: []}
          - {label: 基本支出, sum: basic}
    last: {label: 总计, where: basic}
empty: partials/empty
`;

const LINES_TABLE_YAML = `number: "1"
title: 收入表
blocks:
  - rows:
      lines:
        - {label: 基本支出, where: basic}
    columns:
      - {label: 项目, show: label}
      - {label: 合计, sum: []}
`;

const FILES = {
  'sample/pack.yaml': PACK_YAML,
  'sample/tables/table-1.yaml': TABLE_YAML,
  'sample/report.hbs': '{{unit.name}}',
  'sample/partials/empty.hbs': '空表',
  'sample/report.css': 'p { margin: 0 }',
  'other/pack.yaml': PACK_YAML,
};

async function load(changes: Readonly<Record<string, string>> = {}, name = 'sample') {
  const folder = await folderWith({ ...FILES, ...changes });
  return loadPack(folder, name, 'templates');
}

const withPack = (...edits: [string, string][]) => load({ 'sample/pack.yaml': edited(PACK_YAML, ...edits) });
const withTable = (...edits: [string, string][]) =>
  load({ 'sample/tables/table-1.yaml': edited(TABLE_YAML, ...edits) });

type Loaded = Awaited<ReturnType<typeof load>>;
const places = ({ findings }: Loaded): string[] =>
  findings.map((finding) => placeOf(finding, true).replace('templates/sample/', ''));

test('a pack with its parts', async () => {
  const { value, findings } = await load();
  expect(findings).toEqual([]);
  expect(value).toMatchObject({ name: 'sample', folder: 'templates/sample', css: 'p { margin: 0 }' });
  expect(value?.tables.map(({ id, title }) => [id, title])).toEqual([['table-1', '支出表']]);
  expect([...value!.templates.keys()].sort()).toEqual(['partials/empty', 'report']);
  expect(value?.templates.get('partials/empty')).toEqual({
    file: 'templates/sample/partials/empty.hbs',
    text: '空表',
  });
  expect(value?.namedFilters).toEqual({
    basic: { kind: 'basic' },
    general: { budgets: ['generalPublicBudget'] },
  });
  expect(value?.settings.money).toEqual({
    unit: '万元',
    decimals: 2,
    grouping: false,
    zero: null,
    suffix: '万元',
    trim: false,
  });
});

test('the Xinjiang pack has the eleven tables in order, and that of the units of a department', async () => {
  const { value, findings } = await loadPack(TEMPLATES_FOLDER, 'xinjiang-2025', 'templates');
  expect(findings).toEqual([]);
  expect(value?.tables.map(({ number }) => number)).toEqual(
    Array.from({ length: 12 }, (_, index) => `${index + 1}`),
  );
});

describe('a name that is no pack', () => {
  test.each([
    ['sampel', '“sample”'],
    ['nothing', 'other、sample'],
    ['../sample', ''],
    ['sample/../other', ''],
    ['sample/', ''],
    ['/sample', ''],
    ['..', ''],
    ['', ''],
    ['tables', 'other、sample'],
  ])('%j', async (name, hint) => {
    const { value, findings } = await load({ 'tables/readme.md': '' }, name);
    expect(value).toBeNull();
    expect(findings).toMatchObject([{ code: 'L46', severity: 'error', position: null }]);
    expect(findings[0]?.hint).toContain(hint);
  });
});

describe('names that lead nowhere', () => {
  test.each<[string, [string, string], string, string]>([
    ['filter of a figure', ['[general, basic]', '[genral, basic]'], 'L48 pack.yaml:12:32+6', '“general”'],
    [
      'filter of a list',
      ['where: general, share', 'where: basik, share'],
      'L48 pack.yaml:15:39+5',
      '“basic”',
    ],
    [
      'filter of an entry',
      ['一般公共预算, where: general', '一般公共预算, where: x'],
      'L48 pack.yaml:18:46+1',
      'basic、general',
    ],
    ['figure in a sum', ['sum: [total, basic]', 'sum: [totl, basic]'], 'L48 pack.yaml:13:26+4', '“total”'],
    [
      'whole of a figure',
      ['basic], share: total', 'basic], share: totall'],
      'L48 pack.yaml:12:56+6',
      '“total”',
    ],
    [
      'whole of a list',
      ['general, share: total', 'general, share: basis'],
      'L48 pack.yaml:15:55+5',
      '“basic”',
    ],
    ['placeholder', ['增加{{amount}}，增长', '增加{{amuont}}，增长'], 'L48 pack.yaml:21:15+23', '“amount”'],
    [
      'rate of a new item',
      ['created: 增加{{amount}}', 'created: 增加{{amount}}{{rate}}'],
      'L48 pack.yaml:24:14+20',
      'amount、label',
    ],
    [
      'reason in a clause',
      ['zero: 未安排', 'zero: "{{reason}}"'],
      'L48 pack.yaml:26:11+12',
      'amount、rate、label',
    ],
    ['table', ['[table-1]', '[table-l]'], 'L47 pack.yaml:28:10+7', '“table-1”'],
    ['table unlike any', ['[table-1]', '[table-1, cover]'], 'L47 pack.yaml:28:19+5', '补上'],
  ])('%s', async (_, edit, place, hint) => {
    const loaded = await withPack(edit);
    expect(loaded.value).toBeNull();
    expect(places(loaded)).toEqual([place]);
    expect(loaded.findings[0]?.hint).toContain(hint);
  });

  test.each<[string, [string, string], string, string]>([
    ['filter of a block', ['where: general', 'where: genral'], 'L48 tables/table-1.yaml:4:12+6', '“general”'],
    ['filter of a column', ['sum: basic', 'sum: basics'], 'L48 tables/table-1.yaml:11:32+6', '“basic”'],
    [
      'filter of the last row',
      ['总计, where: basic', '总计, where: bsaic'],
      'L48 tables/table-1.yaml:12:30+5',
      '“basic”',
    ],
    [
      'template of the empty table',
      ['partials/empty', 'partials/emtpy'],
      'L48 tables/table-1.yaml:13:8+14',
      '“partials/empty”',
    ],
  ])('%s of a table', async (_, edit, place, hint) => {
    const loaded = await withTable(edit);
    expect(loaded.value).toBeNull();
    expect(places(loaded)).toEqual([place]);
    expect(loaded.findings[0]?.hint).toContain(hint);
  });

  test('filter of a line', async () => {
    const table = edited(LINES_TABLE_YAML, ['where: basic', 'where: basci']);
    const loaded = await load({ 'sample/tables/table-1.yaml': table });
    expect(places(loaded)).toEqual(['L48 tables/table-1.yaml:6:32+5']);
  });
});

describe('charts', () => {
  const WORDS = 'chartWords: {item: 项目, amount: 金额, share: 占比, rest: 其余, table: 数}\n';
  test.each([
    ['neither list nor figures', '{title: 图}', 'list 或 figures'],
    ['a list that is not there', '{title: 图, list: clases}', '没有名为“clases”的列表'],
    ['a figure that is not there', '{title: 图, figures: [totl]}', '没有名为“totl”的数'],
    ['a whole that is not there', '{title: 图, list: classes, whole: totl}', '没有名为“totl”的数'],
    ['last year of what is not compared', '{title: 图, figures: [total], compare: true}', '却没有与上年比较'],
  ])('%s', async (_, chart, message) => {
    const yaml = edited(PACK_YAML, ['change:\n', `${WORDS}charts: {one: ${chart}}\nchange:\n`]);
    const { value, findings } = await load({ 'sample/pack.yaml': yaml });
    expect(value).toBeNull();
    expect(findings.map(({ code }) => code)).toEqual(['L48']);
    expect(findings[0]?.message).toContain(message);
  });

  test('a chart needs its words, and none is missed where there is no chart', async () => {
    const chart = 'charts: {one: {title: 图, list: classes, whole: total}}\nchange:\n';
    const unsaid = await load({ 'sample/pack.yaml': edited(PACK_YAML, ['change:\n', chart]) });
    expect(unsaid.findings[0]?.message).toContain('item、amount、share、rest、table');
    const said = await load({ 'sample/pack.yaml': edited(PACK_YAML, ['change:\n', WORDS + chart]) });
    expect(said.findings).toEqual([]);
  });
});

describe('figures and lists', () => {
  test.each<[string, [string, string], string, string]>([
    [
      'both where and sum',
      ['sum: [total, basic]', 'sum: [total], where: basic'],
      'L48 pack.yaml:13:8+1',
      'where 或 sum',
    ],
    ['neither', ['{label: 总预算, where: []}', '{label: 总预算}'], 'L48 pack.yaml:11:10+1', 'where 或 sum'],
    [
      'neither entries nor by',
      ['{by: functionClass, where', '{where'],
      'L48 pack.yaml:15:12+1',
      'entries 或 by',
    ],
    [
      'both entries and by',
      ['  income:\n', '  income:\n    by: project\n'],
      'L48 pack.yaml:17:5+1',
      'entries 或 by',
    ],
  ])('%s', async (_, edit, place, message) => {
    const loaded = await withPack(edit);
    expect(loaded.value).toBeNull();
    expect(places(loaded)).toEqual([place]);
    expect(loaded.findings[0]?.message).toContain(message);
  });

  test.each<[string, [string, string], string]>([
    ['a sum of itself', ['sum: [total, basic]', 'sum: [total, sum]'], 'sum → sum'],
    ['a share of itself', ['basic], share: total', 'basic], share: basic'], 'basic → basic'],
    [
      'over several figures',
      ['{label: 总预算, where: []}', '{label: 总预算, sum: [sum]}'],
      'total → sum → total',
    ],
  ])('a circle: %s', async (_, edit, message) => {
    const loaded = await withPack(edit);
    expect(loaded.value).toBeNull();
    expect(loaded.findings[0]).toMatchObject({ code: 'L48', severity: 'error' });
    expect(loaded.findings[0]?.message).toContain(message);
  });

  test('a figure used twice is no circle', async () => {
    const loaded = await withPack(['lists:', '  twice: {label: 两次, sum: [sum, basic, total]}\nlists:']);
    expect(loaded.findings).toEqual([]);
  });
});

describe('the form of its files', () => {
  test.each<[string, [string, string], string, string]>([
    ['missing', ['title: 样式\n', ''], 'L10 pack.yaml:1:1+1', 'title'],
    ['misspelt', ['tableMoney:', 'tableMony:'], 'L12 pack.yaml:5:1+9', 'tableMony'],
    ['not allowed', ['kind: basic}', 'kind: basis}'], 'L14 pack.yaml:8:17+5', 'basis'],
    ['unit of money', ['money: {unit: 万元,', 'money: {unit: 千元,'], 'L14 pack.yaml:4:15+2', '千元'],
  ])('%s in pack.yaml', async (_, edit, place, message) => {
    const loaded = await withPack(edit);
    expect(loaded.value).toBeNull();
    expect(places(loaded).filter((each) => !each.startsWith('L10') || place.startsWith('L10'))).toEqual([
      place,
    ]);
    expect(loaded.findings.map((finding) => finding.message).join()).toContain(message);
  });

  test('broken YAML', async () => {
    const loaded = await withPack(['percent: {}', 'percent: {']);
    expect(loaded.value).toBeNull();
    expect(loaded.findings[0]).toMatchObject({ code: 'L04', severity: 'error' });
  });

  test('mistakes of pack and tables are told in one run', async () => {
    const loaded = await load({
      'sample/pack.yaml': edited(
        PACK_YAML,
        ['[general, basic]', '[genral, basic]'],
        ['sum: [total, basic]', 'sum: [totl]'],
      ),
      'sample/tables/table-1.yaml': edited(
        TABLE_YAML,
        ['sum: basic', 'sum: basics'],
        ['partials/empty', 'empty'],
      ),
    });
    expect(places(loaded).map((place) => place.replace(/\+\d+$/, ''))).toEqual([
      'L48 pack.yaml:12:32',
      'L48 pack.yaml:13:26',
      'L48 tables/table-1.yaml:13:8',
      'L48 tables/table-1.yaml:11:32',
    ]);
  });
});
