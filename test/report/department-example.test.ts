import { beforeAll, describe, expect, test } from '@jest/globals';
import { readReportText } from '../../src/document/read-text.ts';
import { explain } from '../../src/review/explanation.ts';
import { findNumbers, occurrencesOf } from '../../src/review/occurrences.ts';
import { reportOf } from '../support/sample.ts';
import { produceVariant } from '../support/variant.ts';

/*
 * Two units, one of which hands 5.00 万元 to the other (data/demo/education). By hand, in 万元:
 *
 *                     学习中心   老年学堂     Σ      抵销     部门
 *   本年收入            307.26     53.00   360.26   −5.00   355.26
 *   上年结转              2.30      0.00     2.30             2.30
 *   总计                309.56     53.00   362.56   −5.00   357.56
 */
const FOLDER = 'data/demo/education';

/** Rows of a table in the text of a report, cells apart. */
function rowsOf(text: string, title: string): string[][] {
  const start = text.indexOf(title);
  const lines = text.slice(start).split('\n').slice(1);
  return lines.slice(0, lines.indexOf('')).map((line) => line.split('\t'));
}
const row = (rows: readonly string[][], label: string): string[] =>
  rows.find((cells) => cells.includes(label))!;

describe('the worked example', () => {
  let department = '';
  let centre = '';
  let school = '';

  beforeAll(async () => {
    department = (await reportOf(`${FOLDER}/department.yaml`)).text;
    centre = (await reportOf(`${FOLDER}/learning-centre.yaml`)).text;
    school = (await reportOf(`${FOLDER}/seniors-school.yaml`)).text;
  });

  test.each([
    ['一、本年收入', '307.26', '53.00', '355.26'],
    ['二、上年结转结余', '2.30', '', '2.30'],
    ['收入总计', '309.56', '53.00', '357.56'],
    ['上级补助收入', '', '5.00', ''],
    ['其他收入', '6.40', '', '6.40'],
    ['5.单位资金', '15.40', '5.00', '15.40'],
  ])('%s, to the cent', (label, ofCentre, ofSchool, ofDepartment) => {
    const amount = (text: string, level: string) => row(rowsOf(text, `${level}收支总体情况表`), label)[1];
    expect([amount(centre, '单位'), amount(school, '单位'), amount(department, '部门')]).toEqual([
      ofCentre,
      ofSchool,
      ofDepartment,
    ]);
  });

  test('income is expenditure, and nothing handed on is left among it', () => {
    const rows = rowsOf(department, '部门支出总体情况表');
    expect(row(rows, '总计').slice(-3)).toEqual(['357.56', '270.36', '87.20']);
    expect(rows[0]!.join(' ')).not.toContain('对附属单位补助支出');
    expect(rowsOf(centre, '单位支出总体情况表')[0]!.at(-1)).toBe('支出预算/对附属单位补助支出');
  });

  test('the table by unit has every member’s own total, and what is offset', () => {
    const rows = rowsOf(department, '部门收支预算分单位情况表');
    expect(rows.slice(2).map((cells) => [cells[0], cells[1], cells[6]])).toEqual([
      ['总计', '357.56', '357.56'],
      ['示例市虚构区学习中心', '309.56', '309.56'],
      ['示例市虚构区老年学堂', '53.00', '53.00'],
      ['部门内部往来抵销', '-5.00', '-5.00'],
    ]);
  });

  test('the prose says the same', () => {
    expect(department).toContain('收支总预算357.56万元。');
    expect(department).toContain('单位资金15.40万元');
    expect(department).toContain('包括3个单位，其中：行政单位0个，参公事业单位1个，事业单位2个');
    // Heads add; what it costs to run the organs is that of the one organ.
    expect(department).toContain('编制数20，实有人数21人');
    expect(department).toMatch(/机关运行经费财政拨款预算15\.56万元/);
    expect(department).toContain('政府采购预算53.00万元');
    expect(department).not.toContain('本单位');
  });

  test('every total is explained down to the members, their files and lines', async () => {
    const { copy } = await produceVariant(`${FOLDER}/department.yaml`);
    const occurrences = occurrencesOf(readReportText(copy!.markedText), copy!.figures);
    const found = findNumbers(occurrences, '355.26').map(({ text, provenance }) =>
      explain(text, provenance, copy!.unit),
    );
    const [explanation] = found;
    expect(explanation!.formula).toBe('355.26 = 307.26 + 53.00 − 5.00');
    const { parts } = explanation!.operands[0]!;
    expect(parts.map(({ name, printed }) => `${name} ${printed}`)).toEqual([
      '示例市虚构区学习中心 307.26',
      '示例市虚构区老年学堂 53.00',
      '部门内部往来抵销 -5.00',
    ]);
    const files = parts.map(({ lines }) => [...new Set(lines.map(({ place }) => place.split(':')[0]))]);
    expect(files).toEqual([
      [`${FOLDER}/learning-centre.yaml`],
      [`${FOLDER}/seniors-school.yaml`],
      [`${FOLDER}/learning-centre.yaml`, `${FOLDER}/seniors-school.yaml`],
    ]);
  });
});
