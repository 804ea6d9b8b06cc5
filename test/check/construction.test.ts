import { expect, test } from '@jest/globals';
import { ledgerOf } from '../../src/books/books.ts';
import { analyse } from '../../src/figures/analysis.ts';
import { changeOf } from '../../src/figures/compare.ts';
import { unitFileSchema } from '../../src/kinds/unit-file.ts';
import type { Comparison } from '../../src/model/figure.ts';
import type { LedgerLine } from '../../src/model/ledger.ts';
import { type Money, parseDecimal, percentOf, sumMoney } from '../../src/model/money.ts';
import { changeSentence } from '../../src/words/change-sentence.ts';
import { produceMutated } from '../support/check-cases.ts';
import { everyReport, type ReadReport } from '../support/every-report.ts';
import { type PrintedTable, printedAmount } from '../support/report-reader.ts';
import { LEAST_FILE } from '../support/unit-of.ts';

/*
 * What a report cannot get wrong, whatever the data: shown on the texts of the sample units and of invented
 * ones, read back as a reader would. The rules name these tests as their proof.
 */

const reports = await everyReport();
const amountsOf = (text: string): Money[] =>
  [...text.matchAll(/(\d+\.\d\d)万元/g)].map((match) => parseDecimal(match[1]!)!);
const unitOf = (report: ReadReport) => report.production.loaded!.unit;
const column = (table: PrintedTable, label: string): number =>
  table.head.findIndex((head) => head.endsWith(label));
const rowOf = (table: PrintedTable, label: string) => table.rows.find((row) => row.includes(label));
const total = (table: PrintedTable, label = '合计') =>
  printedAmount(rowOf(table, '总计')?.[column(table, label)]);

/** A test of every report; the message of a failure names the unit. */
function inEvery(name: string, check: (report: ReadReport) => void | Promise<void>): void {
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

inEvery('A01 the four parts stand in order', ({ reader }) => {
  const parts = reader.text.split('\n').filter((line) => /^第.部分/.test(line));
  expect(parts.map((part) => part.replace(/\d{4}年/, ''))).toEqual([
    '第一部分 单位概况',
    '第二部分 单位预算公开表',
    '第三部分 单位预算情况说明',
    '第四部分 名词解释',
  ]);
});

inEvery('A02 title, year and unit name come from the unit file', (report) => {
  const { data } = unitOf(report);
  expect(report.production.report!.title).toBe(`${data.unit.name}${data.year}年单位预算公开`);
  const numbers = report.reader.paragraphs.flatMap(
    (line) => /^([一二三四五六七八九十]+)、关于|^(十二)、其他/.exec(line)?.slice(1, 3) ?? [],
  );
  expect(numbers.filter(Boolean)).toEqual([
    '一',
    '二',
    '三',
    '四',
    '五',
    '六',
    '七',
    '八',
    '九',
    '十',
    '十一',
    '十二',
  ]);
});

inEvery('A03 every table is there and numbered on', ({ reader }) => {
  expect(reader.tables.map(({ number }) => number)).toEqual(
    Array.from({ length: 11 }, (_, index) => `${index + 1}`),
  );
});

inEvery('A04 the eight statutory tables are there', ({ reader }) => {
  const titles = reader.tables.map(({ title }) => title).join();
  for (const title of [
    '单位收支总体情况表',
    '单位收入总体情况表',
    '单位支出总体情况表',
    '财政拨款收支预算总体情况表',
    '一般公共预算支出情况表',
    '一般公共预算基本支出情况表',
    '“三公”经费支出情况表',
    '政府性基金预算支出情况表',
  ])
    expect(titles).toContain(title);
});

const EMPTY = /年没有.*支出.*为空表。/;
/** The sentence below a table, between its rows and the next table. */
function belowTable(text: string, { caption }: PrintedTable): string {
  const from = text.indexOf(caption) + caption.length;
  const end = text.slice(from).search(/\n(〔|\n?第三部分)/);
  return text.slice(from, from + end);
}
const isEmptyTable = (table: PrintedTable) => table.rows.every((row) => row.every((cell) => cell === ''));

inEvery('A05 an empty table keeps its head and says so', ({ reader }) => {
  for (const table of reader.tables.filter(({ number }) => ['8', '9', '11'].includes(number))) {
    expect(table.head.length).toBeGreaterThan(3);
    if (isEmptyTable(table)) expect(belowTable(reader.text, table)).toMatch(EMPTY);
  }
});

inEvery('A06 the sentence of an empty table stands where it is empty and nowhere else', ({ reader }) => {
  for (const table of reader.tables)
    expect(EMPTY.test(belowTable(reader.text, table))).toBe(isEmptyTable(table));
});

inEvery('A07 the sentence of an empty table names its table, year and unit', (report) => {
  const { data } = unitOf(report);
  for (const table of report.reader.tables.filter(isEmptyTable)) {
    const sentence = belowTable(report.reader.text, table)
      .split('\n')
      .find((line) => EMPTY.test(line))!;
    expect(sentence).toContain(`${data.unit.name}${data.year}年`);
    expect(sentence).toContain(`${table.title}为空表`);
  }
});

inEvery('A08 the five other matters are there', ({ reader }) => {
  const text = reader.explanation('十二');
  for (const heading of [
    '运行经费情况',
    '政府采购情况',
    '国有资产占用使用情况',
    '预算绩效情况',
    '其他需说明的事项',
  ])
    expect(text).toMatch(new RegExp(`^（.）.*${heading}$`, 'm'));
});

const refused = (data: object) => !unitFileSchema.safeParse({ ...LEAST_FILE, ...data }).success;

test('A09 function codes have seven digits', () => {
  const budget = (code: string) => ({ budget: { [code]: { basic: { 30101: '1' } } } });
  expect(refused(budget('2010350'))).toBe(false);
  for (const code of ['201', '20103', '20103500', '201035x']) expect(refused(budget(code))).toBe(true);
  for (const { reader } of reports) {
    for (const number of ['2', '3', '5'])
      expect(reader.table(number).rows.some((row) => /^\d\d$/.test(row[2]!))).toBe(
        !isEmptyTable(reader.table(number)),
      );
  }
});

test('A10 economic codes have five digits', () => {
  const budget = (code: string) => ({ budget: { 2010350: { basic: { [code]: '1' } } } });
  expect(refused(budget('30101'))).toBe(false);
  for (const code of ['301', '3010101', '3010x']) expect(refused(budget(code))).toBe(true);
  for (const { reader } of reports) {
    const table = reader.table('6');
    expect(table.rows.some((row) => /^\d\d$/.test(row[1]!))).toBe(!isEmptyTable(table));
  }
});

inEvery('A11 basic and project expenditure stand apart', ({ reader }) => {
  for (const number of ['3', '5']) {
    expect(column(reader.table(number), '/基本支出')).toBeGreaterThan(0);
    expect(column(reader.table(number), '/项目支出')).toBeGreaterThan(0);
  }
});

const THREE_PUBLIC = ['因公出国（境）费', '公务用车购置费', '公务用车运行费', '公务接待费'];

inEvery('A12 the four items of 三公 stand apart', ({ reader }) => {
  const rows = reader.table('10').rows.map(([label]) => label);
  for (const item of THREE_PUBLIC) {
    expect(rows.filter((label) => label!.endsWith(item))).toHaveLength(1);
    expect(reader.explanation('十')).toMatch(new RegExp(`${item.replace(/[（）]/g, '.')}\\d+\\.\\d\\d万元`));
  }
});

test('A13 each item of 三公 is compared, and needs its reason', async () => {
  for (const { reader } of reports) {
    const compared = reader.explanation('十').split('\n').at(-1)!;
    for (const item of THREE_PUBLIC)
      expect(compared).toMatch(new RegExp(`${item.replace(/[（）]/g, '.')}(增加|减少|与上年)`));
  }
  const edits = [{ find: '  abroad: 本年度无因公出国（境）计划\n', put: '' }];
  expect((await produceMutated({ edits })).findings.map(({ code }) => code)).toEqual(['E05']);
});

inEvery('A14 procurement is stated with its three kinds', ({ reader }) => {
  const text = reader
    .explanation('十二')
    .split('\n')
    .find((line) => line.includes('政府采购货物预算'))!;
  const [all, goods, works, services] = amountsOf(text);
  // Three numbers rounded one by one may miss the rounded sum by 0.01 (尾差, noted as D14).
  const difference = all!.minus(sumMoney([goods!, works!, services!])).abs();
  expect(difference.lessThanOrEqualTo('0.01')).toBe(true);
});

inEvery('A15 the operating cost is stated', ({ reader }) => {
  expect(reader.explanation('十二')).toMatch(/运行经费财政拨款预算\d+\.\d\d万元，.*(增加|减少|持平)/);
});

inEvery('A16 the assets are stated', ({ reader }) => {
  const text = reader.explanation('十二');
  expect(text).toMatch(/房屋[\d.]+平方米，价值/);
  for (const kind of ['一般公务用车', '执法执勤用车', '其他车辆'])
    expect(text).toMatch(new RegExp(`${kind}\\d+辆`));
  expect(text).toMatch(/50万元以上大型设备\d+台，单位价值100万元以上大型设备\d+台/);
});

inEvery('A21 a project is described by its six elements', ({ reader }) => {
  const text = reader.explanation('七');
  const projects = text.match(/项目名称：/g)?.length ?? 0;
  for (const element of [
    '设立的政策依据：.',
    '预算安排规模：\\d',
    '项目承担单位：.',
    '资金分配情况：.',
    '资金执行时间：.',
  ])
    expect(text.match(new RegExp(element, 'g'))?.length ?? 0).toBe(projects);
});

inEvery('B12 zero is written one way in tables and one way in prose', ({ reader }) => {
  const cells = reader.tables.flatMap(({ rows }) => rows.flat());
  expect(cells.filter((cell) => /^0(\.0+)?$|^-+$/.test(cell))).toEqual([]);
  expect(reader.paragraphs.filter((text) => /(?<![\d.])0万元/.test(text))).toEqual([]);
});

test('B13 amounts are plain numbers and printed with two decimals', () => {
  for (const amount of ['1,234.50', '约5', '-3', '3万', '1e3', ''])
    expect(refused({ procurement: { ...LEAST_FILE.procurement, goods: amount } })).toBe(true);
  for (const { reader } of reports) {
    const digits = reader.tables.flatMap(({ rows }) =>
      rows.flat().filter((cell) => /^[\d.]+$/.test(cell) && cell.includes('.')),
    );
    expect(digits.filter((cell) => !/^\d+\.\d\d$/.test(cell))).toEqual([]);
  }
});

inEvery('B14 every row stands below the rows of its upper codes', ({ reader }) => {
  for (const number of ['2', '3', '5', '8', '9']) {
    const seen = new Set<string>();
    for (const [cls, section, item] of reader.table(number).rows) {
      if (item !== '') expect(seen).toContain(cls! + section!);
      else if (section !== '') expect(seen).toContain(cls!);
      seen.add(cls! + section! + item!);
    }
  }
});

inEvery('B16 rows without money are left out', ({ reader }) => {
  for (const number of ['2', '3', '5', '6', '7', '8', '9']) {
    const table = reader.table(number);
    if (isEmptyTable(table)) continue;
    for (const row of table.rows) expect(row.some((cell) => /\.\d\d$/.test(cell))).toBe(true);
  }
});

inEvery('C14 one money unit', ({ reader }) => {
  for (const { caption, number } of reader.tables) {
    expect(`${number} ${/单位：(万?元)〕/.exec(caption)?.[1]}`).toBe(`${number} 万元`);
  }
  expect(reader.goals.join('\n')).not.toMatch(/（元）/);
});

inEvery('C15 the unit is named alike in every table and section', (report) => {
  const { name } = unitOf(report).data.unit;
  for (const { caption } of report.reader.tables) expect(caption).toContain(`编制单位：${name} `);
  for (const heading of report.reader.paragraphs.filter((line) =>
    /^[一二三四五六七八九十]+、关于/.test(line),
  ))
    expect(heading).toContain(`关于${name}`);
});

inEvery('C16 tables and headings bear the year of the unit file', (report) => {
  const { year } = unitOf(report).data;
  const headings = report.reader.paragraphs.filter((line) =>
    /^第[一二三]部分|^[一二三四五六七八九十]+、关于/.test(line),
  );
  for (const heading of headings) expect(heading).toContain(`${year}年`);
});

inEvery('D01 the totals of the prose are those of tables 1 and 4', ({ reader }) => {
  const of = (number: string) => printedAmount(rowOf(reader.table(number), '收入总计')?.[1]);
  expect(amountsOf(reader.explanation('一'))[0]!.toFixed(2)).toBe(of('1').toFixed(2));
  expect(amountsOf(reader.explanation('四'))[0]!.toFixed(2)).toBe(of('4').toFixed(2));
});

inEvery('D02 the names listed are the rows with money', ({ reader }) => {
  const rows = reader.table('1').rows.filter((row) => row[3] !== '' && /^\d{3} /.test(row[2]!));
  const listed = /支出预算包括：(.*)。/.exec(reader.explanation('一'))![1]!.split('、');
  expect(listed.join('、')).toBe(rows.map((row) => row[2]!.slice(4)).join('、'));
});

inEvery('D03 every income has its sentence', ({ reader }) => {
  const table = reader.table('2');
  const row = rowOf(table, '总计')!;
  const text = reader.explanation('二');
  const amounts = text
    .split('\n')
    .slice(1)
    .flatMap((line) => amountsOf(line).slice(0, 1))
    .map((value) => value.toFixed(2));
  const columns = row.slice(6).filter((cell) => cell !== '');
  expect(amounts.filter((amount) => amount !== '0.00')).toEqual(columns);
  expect(text).not.toMatch(/未安排\d/);
});

inEvery('D04 basic and project expenditure are those of table 3', ({ reader }) => {
  const table = reader.table('3');
  const text = reader.explanation('三');
  const all = total(table);
  for (const kind of ['基本支出', '项目支出']) {
    const part = total(table, `/${kind}`);
    const said = new RegExp(`^${kind}([\\d.]+)万元，占([\\d.]+)%`, 'm').exec(text)!;
    expect(said[1]).toBe(part.toFixed(2));
    expect(said[2]).toBe((percentOf(part, all, 2) ?? part).toFixed(2));
  }
});

inEvery('D05 the classes of the prose are those of table 4', ({ reader }) => {
  const table = reader.table('4');
  const general = column(table, '一般公共预算');
  const text =
    reader
      .explanation('四')
      .split('\n')
      .find((line) => line.startsWith('一般公共预算支出包括')) ?? '';
  for (const row of table.rows.filter((each) => /^\d{3} /.test(each[2]!) && each[general] !== ''))
    expect(text).toContain(`${row[2]!.slice(4)}${row[general]}万元，主要用于`);
});

inEvery('D06 section five is table 5', ({ reader }) => {
  const table = reader.table('5');
  if (isEmptyTable(table)) return;
  const text = reader.explanation('五');
  for (const [cls, section, item, name, amount] of table.rows) {
    if (cls === '') continue;
    if (section === '') expect(text).toContain(`${name}（类）${amount}万元，占`);
    else if (item !== '')
      expect(text).toMatch(new RegExp(`${literally(name!)}（项）：\\d{4}年预算数为${amount}万元`));
  }
});

inEvery('D07 an item that ended keeps its sentence', (report) => {
  const unit = unitOf(report);
  const codes = (lines: readonly LedgerLine[]) =>
    new Set(
      lines
        .filter((line) => line.fund.budget === 'generalPublicBudget' && !line.amount.isZero())
        .map((line) => line.functionCode),
    );
  const now = codes(ledgerOf(unit));
  if (now.size === 0) return;
  const items = report.reader.explanation('五').match(/（项）：/g)?.length ?? 0;
  expect(items).toBe(new Set([...now, ...codes(ledgerOf(unit, 'prior'))]).size);
});

inEvery('D08 names in the prose are those of the table', ({ reader }) => {
  const names = new Set(['3', '5'].flatMap((number) => reader.table(number).rows.map((row) => row[3])));
  const said = [
    ...reader.explanation('五').matchAll(/\d、([^（\n]+(?:（[^（类款项]+）[^（\n]*)*)（类）\d/g),
  ].map((match) => match[1]);
  for (const name of said) expect(names).toContain(name);
});

inEvery('D09 section six is table 6', ({ reader }) => {
  const table = reader.table('6');
  if (isEmptyTable(table)) return;
  const text = reader.explanation('六');
  for (const kind of ['人员经费', '公用经费']) {
    const here = column(table, `/${kind}`);
    expect(text).toContain(`${kind}${total(table, `/${kind}`).toFixed(2)}万元`);
    const listed = new RegExp(`^${kind}.*主要包括：(.*)。`, 'm').exec(text)?.[1]?.split('、') ?? [];
    expect(listed.join('、')).toBe(
      table.rows
        .filter((row) => row[1] !== '' && row[here] !== '')
        .map((row) => row[2])
        .join('、'),
    );
  }
});

inEvery('D10 projects stand alike in table, prose and goal tables', (report) => {
  const { reader } = report;
  const unique = (names: string[]) => [...new Set(names)];
  const inTable = unique(
    reader
      .table('7')
      .rows.map((row) => row[4]!)
      .filter((name) => name !== ''),
  );
  const inProse = [...reader.explanation('七').matchAll(/项目名称：(.*)/g)].map((match) => match[1]!);
  expect(inProse).toEqual(inTable);
  const described = unitOf(report)
    .data.projects.filter(({ goal }) => goal?.name !== undefined)
    .map(({ goal }) => goal!.name!);
  const inGoals = reader.goals.flatMap((lines) =>
    lines.flatMap((line) => /项目名称\t+([^\t]+)/.exec(line)?.[1] ?? []),
  );
  const known = [...unitOf(report).data.projects.map(({ name }) => name), ...described];
  for (const name of inGoals) expect(known).toContain(name);
});

inEvery('D12 section ten is table 10', ({ reader }) => {
  const table = reader.table('10');
  const text = reader.explanation('十');
  const amount = (label: string) =>
    printedAmount(table.rows.find(([name]) => name!.endsWith(label))?.[1]).toFixed(2);
  for (const item of THREE_PUBLIC) expect(text).toContain(`${item}${amount(item)}万元`);
  expect(amountsOf(text)[0]!.toFixed(2)).toBe(printedAmount(rowOf(table, '合计')?.[1]).toFixed(2));
});

inEvery('D13 the operating cost is that of table 6', ({ reader }) => {
  const stated = /运行经费财政拨款预算([\d.]+)万元/.exec(reader.explanation('十二'))![1];
  expect(stated).toBe(total(reader.table('6'), '/公用经费').toFixed(2));
});

inEvery('D17 the money of the unit goal table is all the money', (report) => {
  const goal = report.reader.goals.find(([caption]) => caption!.includes('单位整体'));
  if (!goal) return;
  const parts = ['上级安排', '本级安排', '其他'].map((label) =>
    printedAmount(new RegExp(`\\t${label}\\t+([\\d.]+)$`, 'm').exec(goal.join('\n'))?.[1]),
  );
  const { figures } = analyse(unitOf(report), report.production.loaded!.pack);
  const exact = ['goalTransfer', 'goalLocal', 'goalOther'].map((name) => figures[name]!.current.amount);
  expect(sumMoney(exact).equals(figures.total!.current.amount)).toBe(true);
  expect(parts.map((part) => part.toFixed(2))).toEqual(exact.map((amount) => amount.div(10_000).toFixed(2)));
});

inEvery('D18 goal tables carry the money of their projects', (report) => {
  const unit = unitOf(report);
  const goals = report.reader.goals.filter(([caption]) => caption!.includes('项目支出'));
  const count = Number(/安排项目共(\d+)个/.exec(report.reader.text)![1]);
  const paid = unit.data.projects.filter(({ name }) =>
    ledgerOf(unit).some((line) => line.project === name && !line.amount.isZero()),
  );
  expect(count).toBe(paid.length);
  expect(goals).toHaveLength(paid.filter(({ goal }) => goal).length);
  for (const goal of goals) {
    const text = goal.join('\n');
    const name = /项目名称\t+([^\t\n]+)/.exec(text)![1]!;
    const project = unit.data.projects.find((each) => each.name === name || each.goal?.name === name)!;
    const all = sumMoney(
      ledgerOf(unit)
        .filter((line) => line.project === project.name)
        .map((line) => line.amount),
    );
    expect(/年度预算总额（万元）\t+([\d.]+)/.exec(text)![1]).toBe(all.div(10_000).toFixed(2));
  }
});

inEvery('D21 a figure has one value wherever it is printed', ({ reader }) => {
  const basic = total(reader.table('5'), '/基本支出').toFixed(2);
  const said = [...reader.text.matchAll(/一般公共预算基本支出([\d.]+)万元/g)].map((match) => match[1]);
  expect(said.filter((value) => value !== basic)).toEqual([]);
});

inEvery('D22 heads and offices are counted by the program', (report) => {
  const { offices, staff } = unitOf(report).data.unit;
  const heads = Object.values(staff).reduce((sum, { count }) => sum + count, 0);
  expect(report.reader.text).toContain(`实有人数${heads}人`);
  if (offices.length > 0) expect(report.reader.text).toContain(`下设${offices.length}个科室`);
});

/** Every comparison of a report that is printed with its sentence. */
function comparisons(report: ReadReport): Comparison[] {
  const { unit, pack } = report.production.loaded!;
  const { figures, lists } = analyse(unit, pack);
  const listed = Object.values(lists).flatMap((entries) => entries.map(({ figure }) => figure));
  return [...Object.values(figures), ...listed].filter(({ prior }) => prior !== null);
}
const printed = (comparison: Comparison, which: 'current' | 'prior') =>
  parseDecimal(comparison[which]!.amount.div(10_000).toFixed(2))!;
function sentence(report: ReadReport, comparison: Comparison): string {
  const { settings } = report.production.loaded!.pack;
  return changeSentence(comparison, settings.change.default!, settings, {
    year: unitOf(report).data.year,
    priorYear: unitOf(report).data.year - 1,
  });
}

inEvery('E01 change and direction follow from the two figures', (report) => {
  for (const comparison of comparisons(report)) {
    const difference = printed(comparison, 'current').minus(printed(comparison, 'prior'));
    if (difference.isZero()) continue;
    const [, word, amount] = /(增加|减少)([\d.]+)万元/.exec(sentence(report, comparison))!;
    expect(`${word}${amount}`).toBe(
      `${difference.isPositive() ? '增加' : '减少'}${difference.abs().toFixed(2)}`,
    );
  }
});

inEvery('E02 the rate follows from the two figures', (report) => {
  for (const comparison of comparisons(report)) {
    const [, rate] = /(?:增长|下降)([\d.]+)%/.exec(sentence(report, comparison)) ?? [];
    if (rate === undefined) continue;
    const before = printed(comparison, 'prior');
    expect(rate).toBe(percentOf(printed(comparison, 'current').minus(before), before, 2)!.toFixed(2));
  }
});

inEvery('E03 no rate on a base of zero, 持平 where nothing changed', (report) => {
  for (const comparison of comparisons(report)) {
    const [now, before] = [printed(comparison, 'current'), printed(comparison, 'prior')];
    const said = sentence(report, comparison).split('主要原因')[0]!;
    if (now.equals(before)) expect(said).toMatch(/持平/);
    else if (before.isZero()) expect(said).not.toMatch(/%/);
  }
});

inEvery('E04 an item that ended falls by 100.00 %', (report) => {
  for (const comparison of comparisons(report)) {
    if (!printed(comparison, 'current').isZero() || printed(comparison, 'prior').isZero()) continue;
    expect(sentence(report, comparison)).toContain('下降100.00%');
  }
});

inEvery('E07 a share follows from part and whole', ({ reader }) => {
  const all = total(reader.table('5'));
  if (all.isZero()) return;
  for (const [, amount, share] of reader.explanation('五').matchAll(/（类）([\d.]+)万元，占([\d.]+)%/g))
    expect(share).toBe(percentOf(parseDecimal(amount!)!, all, 2)!.toFixed(2));
});

inEvery('E10 income and expenditure change alike', (report) => {
  const { unit, pack } = report.production.loaded!;
  const { figures, lists } = analyse(unit, pack);
  const change = (parts: readonly Comparison[]) =>
    sumMoney(parts.map(({ current, prior }) => current.amount.minus(prior!.amount)));
  const income = change(lists.income!.map(({ figure }) => figure));
  expect(income.toFixed()).toBe(change([figures.basic!, figures.project!]).toFixed());
  expect(
    changeOf(figures.basic!.current, figures.basic!.prior!, pack.settings.money, 2).rate,
  ).not.toBeUndefined();
});

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
