import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { bookOf, ledgerOf } from '../../src/books/books.ts';
import { checkUnit } from '../../src/books/check-unit.ts';
import { loadUnit, type UnitContext, type UnitOutcome } from '../../src/books/load-unit.ts';
import { analyse } from '../../src/figures/analysis.ts';
import { sumMoney } from '../../src/model/money.ts';
import { projectViews } from '../../src/render/project-view.ts';
import { packOf, realPack } from '../support/packs.ts';
import { folderWith } from '../support/temp-folder.ts';
import { classification2025 } from '../support/unit-of.ts';
import { edited, UNIT_YAML } from '../support/unit-yaml.ts';

const pack = await realPack('xinjiang-2025');
const CONTEXT: UnitContext = {
  pack: async () => ({ value: pack, findings: [] }),
  classification: async () => classification2025,
};

const named = (name: string, ...edits: (readonly [string, string])[]): string =>
  edited(UNIT_YAML, ['库尔勒某中心', name], ...edits);
const A = named('甲中心');
const B = named('乙中心', ['30101: 22.974', '30101: 1.026'], ['amounts: 万元', 'amounts: 万元']);

/** A department of these members, as YAML items. */
const department = (members: string, more = ''): string => `level: 部门
template: xinjiang-2025
year: 2025
date: 2025-02-26
department:
  name: 某局
  functions: [管理某项工作。]
members:
${members.replace(/^/gm, '  ')}
${more}`;
/** Without last year's own report the members' figures are taken, and told. */
const DERIVED = ['H16'];
const codes = ({ findings }: UnitOutcome): string[] => findings.map(({ code }) => code);
const MEMBERS = '- { from: ../units/a.yaml, role: 本级 }\n- { from: ../units/b.yaml }';

async function load(
  text: string,
  others: Readonly<Record<string, string>> = { 'units/a.yaml': A, 'units/b.yaml': B },
): Promise<UnitOutcome> {
  const folder = await folderWith({ 'departments/d.yaml': text, ...others });
  return loadUnit(join(folder, 'departments/d.yaml'), 'departments/d.yaml', CONTEXT);
}

const places = ({ findings }: UnitOutcome): string[] =>
  findings
    .filter(({ severity }) => severity === 'error')
    .map(({ code, position: at }) => `${code} ${at?.file}:${at?.line}:${at?.column}`);
const sum = ({ value }: UnitOutcome, book: 'current' | 'prior' = 'current'): string =>
  sumMoney(ledgerOf(value!.unit, book).map(({ amount }) => amount)).toFixed();

describe('a department', () => {
  test('adds up the books of its members, each line with its member and its place', async () => {
    const outcome = await load(department(MEMBERS));
    expect(codes(outcome)).toEqual(DERIVED);
    const { unit } = outcome.value!;
    expect(sum(outcome)).toBe('2319600');
    expect(sum(outcome, 'prior')).toBe('12212680');
    expect(
      ledgerOf(unit).map(({ member, position }) => `${member?.name} ${position.file}:${position.line}`),
    ).toEqual([
      '甲中心 units/a.yaml:15',
      '甲中心 units/a.yaml:19',
      '乙中心 units/b.yaml:15',
      '乙中心 units/b.yaml:19',
    ]);
    expect(bookOf(unit, 'prior').stated.get('reception')?.amount.toFixed()).toBe('57800');
    expect(outcome.sources.map(({ file }) => file)).toEqual([
      'departments/d.yaml',
      'units/a.yaml',
      'units/b.yaml',
    ]);
  });

  test('adds up what its members state beside their books', async () => {
    const { value } = await load(department(MEMBERS));
    const { data } = value!.unit;
    expect(data.unit).toMatchObject({
      name: '某局',
      kind: '事业单位',
      establishment: 10,
      subordinates: ['乙中心'],
    });
    expect(data.unit.staff.在职).toEqual({ count: 62, change: -2 });
    expect(data.procurement.goods.toFixed()).toBe('1800000');
    expect(data.assets.other.toFixed()).toBe('1222000');
    expect(data.projects.map(({ name, bearer }) => `${name} ${bearer}`)).toEqual([
      '办公场所租赁 甲中心',
      '办公场所租赁 乙中心',
    ]);
  });

  test('knows where its own data and those of its members are written', async () => {
    const { value } = await load(department(MEMBERS));
    const { locator } = value!.unit;
    const place = (...path: (string | number)[]) => {
      const { file, line } = locator.positionOf(path);
      return `${file}:${line}`;
    };
    expect(place('unit', 'name')).toBe('departments/d.yaml:6');
    expect(place('projects', 1, 'basis')).toBe('units/b.yaml:30');
    expect(place('assets', 'furniture')).toBe('units/a.yaml:40');
    expect(place('purposes', '201')).toBe('departments/d.yaml:1');
  });

  test('of a pattern has the files that it means, those named besides once', async () => {
    const globbed = await load(department('- { from: ../units/b.yaml }\n- { from: ../units/*.yaml }'));
    expect(codes(globbed)).toEqual(DERIVED);
    expect(globbed.value!.unit.members.map(({ name }) => name)).toEqual(['乙中心', '甲中心']);
  });

  test('may have bodies without a budget, which have no money', async () => {
    const merged = `${MEMBERS}\n- { name: 丙站, kind: 事业单位, mergedInto: 本级, remark: 不单列预算 }`;
    const outcome = await load(department(merged));
    expect(codes(outcome)).toEqual(DERIVED);
    const { members } = outcome.value!.unit;
    expect(
      members.map(({ name, isHead, isMerged, loaded }) => [name, isHead, isMerged, loaded === null]),
    ).toEqual([
      ['甲中心', true, false, false],
      ['乙中心', false, false, false],
      ['丙站', false, true, true],
    ]);
  });

  test('may have departments as members, down to the lowest unit', async () => {
    const outer = department('- { from: inner.yaml }\n- { from: ../units/c.yaml, role: 本级 }');
    const outcome = await load(outer, {
      'departments/inner.yaml': department(MEMBERS).replace('某局', '某处'),
      'units/a.yaml': A,
      'units/b.yaml': B,
      'units/c.yaml': named('丙中心'),
    });
    expect(codes(outcome)).toEqual([...DERIVED, ...DERIVED]);
    expect([...new Set(ledgerOf(outcome.value!.unit).map(({ member }) => member?.name))]).toEqual([
      '甲中心',
      '乙中心',
      '丙中心',
    ]);
    expect(outcome.value!.unit.data.department?.members.map(({ name }) => name)).toEqual([
      '甲中心',
      '乙中心',
      '丙中心',
    ]);
  });

  test('H16 last year of a department is its own report of last year', async () => {
    const last = department('- { from: ../units/a-2024.yaml }').replace('year: 2025', 'year: 2024');
    const outcome = await load(department(MEMBERS, 'prior: { from: d-2024.yaml }\n'), {
      'units/a.yaml': A,
      'units/b.yaml': B,
      'departments/d-2024.yaml': last,
      'units/a-2024.yaml': A.replace('year: 2025', 'year: 2024'),
    });
    expect(codes(outcome)).toEqual([]);
    expect(sum(outcome, 'prior')).toBe('1269540');
    expect(bookOf(outcome.value!.unit, 'prior').from).toMatchObject({
      unitName: '某局',
      year: 2024,
      members: ['甲中心'],
    });
  });

  test('X10 last year’s total is that of last year’s department', async () => {
    const last = department(MEMBERS.replaceAll('.yaml', '-2024.yaml')).replace('year: 2025', 'year: 2024');
    const lastYears = (text: string) => text.replace('year: 2025', 'year: 2024');
    const files = {
      'units/a.yaml': A,
      'units/b.yaml': B,
      'departments/d-2024.yaml': last,
      'units/a-2024.yaml': lastYears(A),
      'units/b-2024.yaml': lastYears(B),
    };
    const outcome = await load(department(MEMBERS, 'prior: { from: d-2024.yaml }\n'), files);
    const folder = await folderWith(files);
    const path = join(folder, 'departments/d-2024.yaml');
    const alone = await loadUnit(path, 'departments/d-2024.yaml', CONTEXT);
    expect(sum(outcome, 'prior')).toBe('2319600');
    expect(sum(outcome, 'prior')).toBe(sum(alone));
  });

  test('takes what its own file states of last year, not its members', async () => {
    const outcome = await load(department(MEMBERS, 'prior: { budget: {} }\n'));
    expect(sum(outcome, 'prior')).toBe('0');
  });
});

test('a pack that prints no departments is told', async () => {
  const folder = await folderWith({ 'd.yaml': department('- { from: a.yaml }'), 'a.yaml': A });
  const ofUnits: UnitContext = { ...CONTEXT, pack: async () => ({ value: packOf({}), findings: [] }) };
  const outcome = await loadUnit(join(folder, 'd.yaml'), 'd.yaml', ofUnits);
  expect(outcome.value).toBeNull();
  expect(places(outcome)).toEqual(['L63 d.yaml:2:11']);
});

test('what is handed on from money of the budget is an error', async () => {
  const handed = A.replace('  2010399:', '  2050499: { subsidyDown: { 乙中心: 5 } }\n  2010399:');
  const folder = await folderWith({ 'a.yaml': handed });
  const { value } = await loadUnit(join(folder, 'a.yaml'), 'a.yaml', CONTEXT);
  const told = checkUnit(value!.unit).filter(({ code }) => code === 'L64');
  expect(told.map(({ message, position }) => `${position?.line} ${message}`)).toEqual([
    '16 对附属单位补助支出给“乙中心”用的是一般公共预算。',
  ]);
});

test('a project of several members is one, with the words of each', async () => {
  const own = B.replace('租金103.98万元', '租金{金额}').replace('租赁合同', '租用合同');
  const outcome = await load(department(MEMBERS), { 'units/a.yaml': A, 'units/b.yaml': own });
  const { unit } = outcome.value!;
  expect(
    projectViews(unit, pack).map(({ total, ...view }) => ({ ...view, total: total.amount.toFixed() })),
  ).toMatchObject([
    {
      name: '办公场所租赁',
      basis: '甲中心：租赁合同；乙中心：租用合同。',
      allocation: '甲中心：租金103.98万元；乙中心：租金103.98万元。',
      bearer: '甲中心、乙中心',
      total: '2079600',
    },
  ]);
});

test('a list by unit has what each unit’s own book says', async () => {
  const { value } = await load(department(MEMBERS));
  const ofUnits = packOf({ lists: { units: { by: 'unit', where: { kind: 'basic' } } } });
  const entries = analyse(value!.unit, ofUnits).lists.units!;
  expect(entries.map(({ label, figure }) => `${label} ${figure.current.amount.toFixed()}`)).toEqual([
    '甲中心 229740',
    '乙中心 10260',
  ]);
});

test('a note on a project that nobody pays is an error', async () => {
  const note =
    'projectNotes: [{ project: 办公场地租赁, overview: 甲, basis: 乙, implementer: 丙, plan: 丁, period: 戊 }]\n';
  const { value } = await load(department(MEMBERS, note));
  const [told] = checkUnit(value!.unit).filter(({ code }) => code === 'H13');
  expect(told).toMatchObject({ severity: 'error', hint: expect.stringContaining('办公场所租赁') });
  expect(told!.position).toMatchObject({ file: 'departments/d.yaml', line: 11 });
});

describe('a department is refused', () => {
  const units = { 'units/a.yaml': A, 'units/b.yaml': B };
  test.each<[string, string, Record<string, string>, string[]]>([
    [
      'a member that is not there',
      '- { from: ../units/none.yaml }',
      units,
      ['L01 departments/d.yaml:9:13', 'L60 departments/d.yaml:9:13'],
    ],
    [
      'a member with mistakes',
      '- { from: ../units/bad.yaml }',
      { 'units/bad.yaml': A.replace('year: 2025', 'year: 24') },
      ['L25 units/bad.yaml:2:7', 'L60 departments/d.yaml:9:13'],
    ],
    [
      'a member of another year',
      '- { from: ../units/old.yaml }',
      { 'units/old.yaml': A.replace('year: 2025', 'year: 2024') },
      ['H05 departments/d.yaml:9:13'],
    ],
    ['a file of another type', '- { from: ../units/a.pdf }', units, ['L45 departments/d.yaml:9:13']],
    ['a pattern that means nothing', '- { from: ../units/x-*.yaml }', units, ['L61 departments/d.yaml:9:13']],
    [
      'a file named twice',
      `${MEMBERS}\n- { from: ../units/../units/a.yaml }`,
      units,
      ['H07 departments/d.yaml:11:13'],
    ],
    [
      'two members of one name',
      MEMBERS,
      { 'units/a.yaml': A, 'units/b.yaml': A },
      ['H07 departments/d.yaml:10:5'],
    ],
    ['itself as a member', '- { from: d.yaml }', units, ['L62 departments/d.yaml:9:13']],
    [
      'departments in a circle',
      '- { from: e.yaml }',
      { 'departments/e.yaml': department('- { from: d.yaml }') },
      ['L62 departments/e.yaml:9:13', 'L60 departments/d.yaml:9:13'],
    ],
    [
      'a unit of a department below it',
      '- { from: e.yaml }\n- { from: ../units/a.yaml }',
      { ...units, 'departments/e.yaml': department(MEMBERS) },
      ['H07 departments/d.yaml:9:3'],
    ],
    ['a body that is not named', '- { remark: 不单列预算 }', units, ['L60 departments/d.yaml:9:5']],
    [
      'a body merged into nobody',
      '- { from: ../units/a.yaml }\n- { name: 丙站, kind: 事业单位, mergedInto: 本级 }',
      units,
      ['L60 departments/d.yaml:10:41'],
    ],
    ['no members', '[]', units, ['L15 departments/d.yaml:9:3']],
    [
      'money that only one side states',
      MEMBERS,
      {
        'units/a.yaml': A.replace(
          '  2010399:',
          '  2050499: { subsidyDown: { 乙中心: { 其他收入: 5 } } }\n  2010399:',
        ),
        'units/b.yaml': B,
      },
      ['H03 units/a.yaml:16:42'],
    ],
  ])('%s', async (_, members, others, expected) => {
    const outcome = await load(department(members), others);
    expect(places(outcome)).toEqual(expected);
    for (const { hint } of outcome.findings) expect(hint).not.toBe('');
    const hasOwnBook = expected.every((place) => place.startsWith('H03'));
    expect(outcome.value === null).toBe(!hasOwnBook);
  });

  test('and all that is wrong is told in one run', async () => {
    const members =
      '- { from: ../units/none.yaml }\n- { from: ../units/a.pdf }\n- { from: ../units/x*.yaml }';
    expect(places(await load(department(members))).map((place) => place.slice(0, 3))).toEqual(
      ['L61', 'L45', 'L01', 'L60'].sort(
        (a, b) => ['L45', 'L61', 'L01', 'L60'].indexOf(a) - ['L45', 'L61', 'L01', 'L60'].indexOf(b),
      ),
    );
  });
});
