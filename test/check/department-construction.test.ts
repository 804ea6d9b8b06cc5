import { expect, test } from '@jest/globals';
import { ledgerOf } from '../../src/books/books.ts';
import { budgetedMembers, type Unit } from '../../src/books/unit.ts';
import { type Money, parseDecimal, sumMoney, toYuan } from '../../src/model/money.ts';
import { type DepartmentReport, departmentReports } from '../support/department-reports.ts';
import { printedAmount } from '../support/report-reader.ts';

/*
 * What a department's report cannot get wrong, whatever its members: shown on the texts of the sample departments and
 * of invented ones, some of which hand money from member to member. The rules name these tests as their proof.
 */

const reports = await departmentReports();

/** A test of every report; the message of a failure names the department. */
function inEvery(name: string, check: (report: DepartmentReport) => void | Promise<void>): void {
  test(name, async () => {
    for (const report of reports) {
      try {
        await check(report);
      } catch (error) {
        (error as Error).message = `${report.name}: ${(error as Error).message}`;
        throw error;
      }
    }
  });
}

/** Numbers that a pattern takes out of a text, in order. */
const numbersIn = (text: string, pattern: RegExp): number[] =>
  (pattern.exec(text)?.slice(1) ?? []).map((each) => Number.parseInt(each, 10));
const sum = (amounts: readonly Money[]): Money => sumMoney(amounts);
const yuan = (units: readonly Unit[], amount: (unit: Unit) => Money): string =>
  sum(units.map((unit) => toYuan(amount(unit), unit.data.amounts))).toFixed();
const count = (units: readonly Unit[], of: (unit: Unit) => number): number =>
  units.reduce((total, unit) => total + of(unit), 0);

inEvery('H06 counts are those of the bodies listed', ({ unit, reader }) => {
  const { members } = unit.data.department!;
  const ofKind = (kind: string) => members.filter((member) => member.kind === kind).length;
  const kinds = [ofKind('行政单位'), ofKind('参公事业单位'), ofKind('事业单位')];
  const xinjiang = numbersIn(
    reader.text,
    /包括(\d+)个单位，其中：行政单位(\d+)个，参公事业单位(\d+)个，事业单位(\d+)个/,
  );
  const shanghai = numbersIn(
    reader.text,
    /下属(\d+)家预算单位[^。]*。\s*本部门中，行政单位(\d+)家，参公单位(\d+)家，事业单位(\d+)家/,
  );
  expect([...xinjiang, ...shanghai]).toEqual([
    xinjiang.length > 0 ? members.length : members.length - 1,
    ...kinds,
  ]);
  for (const { title } of members) expect(reader.text).toContain(title);
  // A body merged into another is listed and has no budget.
  const merged = members.filter(({ isMerged }) => isMerged).map(({ name }) => name);
  expect(ledgerOf(unit).filter(({ member }) => merged.includes(member!.name))).toEqual([]);
});

inEvery('H09 the department is named alike in every table and section', ({ unit, reader, production }) => {
  const { name } = unit.data.unit;
  expect(production.report!.title).toContain(name);
  const owners = [...reader.text.matchAll(/编制(部门|单位)：(\S+)/g)].map(([, label, owner]) => [
    label,
    owner,
  ]);
  expect(owners.length).toBeGreaterThan(7);
  for (const owner of owners) expect(owner).toEqual(['部门', name]);
});

inEvery('H10 running the organs costs what the members that are organs spend', ({ unit, production }) => {
  const organs = budgetedMembers(unit).filter(({ data }) => data.unit.kind !== '事业单位');
  const isOperating = ({ kind, economicCode, fund }: ReturnType<typeof ledgerOf>[number]) =>
    kind === 'basic' && fund.budget === 'generalPublicBudget' && !/^30[13]/.test(economicCode ?? '');
  const spent = (units: readonly Unit[]) =>
    sum(units.flatMap((each) => ledgerOf(each).filter(isOperating)).map(({ amount }) => amount));
  const printed = /机关运行经费(?:财政拨款)?(?:的)?预算(?:为)?([\d,.]+)万元/.exec(production.report!.text);
  const figure = printed ? parseDecimal(printed[1]!.replaceAll(',', ''))! : null;
  const expected = spent(organs).div(10_000);
  expect((figure ?? parseDecimal('0')!).toFixed(2)).toBe(expected.toDecimalPlaces(2, 4).toFixed(2));
  expect(expected.lessThanOrEqualTo(spent(budgetedMembers(unit)).div(10_000))).toBe(true);
});

inEvery('H11 what members state beside their ledgers adds up', ({ unit }) => {
  const members = budgetedMembers(unit);
  const { data } = unit;
  for (const name of ['goods', 'works', 'services'] as const)
    expect(data.procurement[name].toFixed()).toBe(yuan(members, (each) => each.data.procurement[name]));
  for (const name of ['furniture', 'other'] as const)
    expect(data.assets[name].toFixed()).toBe(yuan(members, (each) => each.data.assets[name]));
  const vehicles = (each: Unit) =>
    Object.values(each.data.assets.vehicles).reduce((all, kind) => all + kind.count, 0);
  const planned = (each: Unit) =>
    Object.values(each.data.assets.plannedVehicles).reduce((all, kind) => all + kind, 0);
  expect([vehicles(unit), planned(unit)]).toEqual([count(members, vehicles), count(members, planned)]);
  expect(data.unit.establishment).toBe(count(members, (each) => each.data.unit.establishment));
  // “三公” are lines of the ledger.
  for (const code of ['30212', '30217', '30231', '31013']) {
    const spent = (of: Unit) =>
      sum(ledgerOf(of).flatMap(({ economicCode, amount }) => (economicCode === code ? [amount] : [])));
    expect(spent(unit).toFixed()).toBe(sum(members.map(spent)).toFixed());
  }
});

inEvery('H12 goals are counted by unit and project', async (report) => {
  const { unit, reader } = report;
  const members = budgetedMembers(unit);
  const described = count(members, ({ data }) => data.projects.length);
  expect(unit.data.projects).toHaveLength(described);
  const xinjiang = numbersIn(reader.text, /当年预算安排项目共(\d+)个/);
  if (xinjiang.length > 0) expect(xinjiang).toEqual([described]);
  const shanghai = numbersIn(
    reader.text,
    /(\d+)个预算单位开展了项目绩效目标编报工作，编报绩效目标的项目共(\d+)个/,
  );
  if (shanghai.length === 0) return;
  const each = await Promise.all(members.map((member) => report.member(member)));
  const goals = each.map(({ text }) => numbersIn(text, /编报绩效目标的项目共(\d+)个/)[0]!);
  expect(shanghai).toEqual([goals.filter((own) => own > 0).length, goals.reduce((all, own) => all + own, 0)]);
});

inEvery('H14 templates say 本部门 in a department and 本单位 in a unit', async (report) => {
  const texts = budgetedMembers(report.unit).flatMap(({ data }) =>
    data.projects.flatMap(({ basis, allocation }) => [basis, allocation]),
  );
  const ofTemplates = (text: string) => texts.reduce((left, each) => left.replaceAll(each, ''), text);
  expect(ofTemplates(report.reader.text)).not.toContain('本单位');
  const [first] = budgetedMembers(report.unit);
  expect((await report.member(first!)).text).not.toContain('本部门');
});

inEvery('H17 sentences compare with the year before', ({ unit, reader }) => {
  const { year } = unit.data;
  expect(reader.text).not.toMatch(new RegExp(`[比较]${year}年[^，。]*预算[^，。]*(?:增加|减少)`));
  expect(reader.text).toMatch(new RegExp(`比(?:上|${year - 1})年`));
});

inEvery('H18 the members of a department below stand in its place', ({ unit }) => {
  const named = new Set(unit.data.department!.members.map(({ name }) => name));
  for (const { member } of ledgerOf(unit)) expect(named.has(member!.name)).toBe(true);
});

inEvery('X12 each unit has its own total in the table by unit', async (report) => {
  const table = report.reader.tables.find(({ title }) => title.includes('分单位'));
  if (!table) return;
  for (const unit of budgetedMembers(report.unit)) {
    const row = table.rows.find(([name]) => name === unit.data.unit.name)!;
    const own = (await report.member(unit)).tables[0]!;
    const total = own.rows.find((cells) => cells.includes('收入总计'))!;
    expect(printedAmount(row[1])!.toFixed()).toBe(printedAmount(total[1])!.toFixed());
  }
});

inEvery('the order of members changes nothing but the order of lists', async (report) => {
  const { reader, reversed } = report;
  if (!reversed) return;
  const other = await reversed();
  const [tables, others] = [reader, other].map((each) =>
    each.tables.filter(({ title }) => !title.includes('分单位')).map(({ caption, rows }) => [caption, rows]),
  );
  // Projects stand in the order of the members; every other table is the same, cell by cell.
  const sorted = (all: typeof tables) =>
    all!.map(([caption, rows]) => [caption, [...(rows as string[][])].map((row) => row.join('|')).sort()]);
  expect(sorted(others)).toEqual(sorted(tables));
});

inEvery('a department of one member has the tables of that member', async (report) => {
  const members = budgetedMembers(report.unit);
  const [only] = members;
  if (members.length !== 1 || report.reader.tables.length === 0) return;
  const own = await report.member(only!);
  const bodies = (each: typeof own) =>
    each.tables.filter(({ title }) => !title.includes('分单位')).map(({ number, rows }) => [number, rows]);
  expect(bodies(report.reader)).toEqual(bodies(own));
});

test('some of the departments have transfers, tables by unit and merged bodies', () => {
  const has = (is: (report: DepartmentReport) => boolean) => reports.filter(is).length;
  expect(has(({ reader }) => reader.text.includes('部门内部往来抵销'))).toBeGreaterThan(1);
  expect(has(({ unit }) => unit.data.department!.members.some(({ isMerged }) => isMerged))).toBeGreaterThan(
    1,
  );
  expect(has(({ unit }) => budgetedMembers(unit).length === 1)).toBeGreaterThan(0);
});
