import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { approveCommand } from '../../src/cli/approve-command.ts';
import { EXIT } from '../../src/cli/exit-code.ts';
import { explainCommand } from '../../src/cli/explain-command.ts';
import { reviewCommand } from '../../src/cli/review-command.ts';
import { workbookCommand } from '../../src/cli/workbook-command.ts';
import { readExistingUnit } from '../../src/import/existing-unit.ts';
import { unitFileText } from '../../src/import/unit-file-text.ts';
import { withoutLoss } from '../../src/import/without-loss.ts';
import { linesOfBudget } from '../../src/kinds/budget-lines.ts';
import { mapAt } from '../../src/kinds/raw-tree.ts';
import { temporaryFolder } from '../support/command.ts';
import { DATA_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';
import { recorder } from '../support/recorder.ts';
import { reportOf } from '../support/sample.ts';
import { readBackFile } from '../support/unit-workbook.ts';

const folder = temporaryFolder();
const inFolder = (name: string): string => join(folder.path, name);
afterAll(() => folder.remove());
const EDUCATION = join(DATA_FOLDER, 'demo', 'education');
const DEPARTMENT = join(EDUCATION, 'department.yaml');

test('explain leads from the department to its members, their files and lines', async () => {
  const terminal = recorder();
  const options = { json: false, templates: TEMPLATES_FOLDER };
  expect(await explainCommand(DEPARTMENT, '355.26', options, terminal)).toBe(EXIT.ok);
  const said = terminal.stdout();
  expect(said).toContain('355.26 = 307.26 + 53.00 − 5.00');
  expect(said).toMatch(
    /示例市虚构区老年学堂 53\.00（530000 元）\n\s+data\/demo\/education\/seniors-school\.yaml:\d+/,
  );
  expect(said).toContain('部门内部往来抵销 -5.00');
});

test('the review site links a department to its members and back', async () => {
  const options = {
    approved: inFolder('approved'),
    out: inFolder('site'),
    gate: false,
    json: false,
    templates: TEMPLATES_FOLDER,
  };
  expect(await reviewCommand([EDUCATION], options, recorder())).toBe(EXIT.ok);
  const root = join(inFolder('site'), 'review', 'units', 'demo', 'education');
  const page = readFileSync(join(root, 'department.html'), 'utf8');
  const links = [...page.matchAll(/<a href="([^"]*)">示例市虚构区(学习中心|老年学堂)<\/a>/g)].map(
    ([, href]) => href!,
  );
  expect(links).toHaveLength(2);
  for (const href of links) expect(existsSync(join(root, href))).toBe(true);
  expect(page).toMatch(/成员单位：.*、示例市虚构区学习资料站</);
  const school = readFileSync(join(root, 'seniors-school.html'), 'utf8');
  expect(school).not.toContain('成员单位');
  const [, above] = /所属部门：<a href="([^"]*)">示例市虚构区终身教育办公室<\/a>/.exec(school)!;
  expect(existsSync(join(root, above!))).toBe(true);
  expect(page).not.toContain('所属部门');
});

test('members with money handed on come back from their workbooks letter by letter', async () => {
  for (const name of ['learning-centre', 'seniors-school']) {
    const [target, from] = [inFolder(`${name}.xlsx`), join(EDUCATION, `${name}.yaml`)];
    const options = { template: null, from, templates: TEMPLATES_FOLDER };
    expect(await workbookCommand(target, options, recorder())).toBe(EXIT.ok);
    const { value: existing } = await readExistingUnit(from, from);
    const { value: read, findings } = await readBackFile(target);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const [current, prior] = [read!.value.budget, mapAt(read!.value, 'prior').budget].map(linesOfBudget);
    const lines = { current: current!, prior: prior! };
    const { text } = unitFileText(withoutLoss(read!, existing!.tree), lines, existing, '');
    expect(text).toBe(existing!.text);
  }
});

test('a department’s text is approved and compared as a unit’s is', async () => {
  const approved = inFolder('approved-texts');
  const options = { approved, check: false, templates: TEMPLATES_FOLDER };
  expect(await approveCommand([DEPARTMENT], options, recorder())).toBe(EXIT.ok);
  const text = join(approved, 'demo', 'education', 'department.txt');
  expect(readFileSync(text, 'utf8')).toContain('部门内部往来抵销');
  const review = { approved, out: inFolder('gate'), gate: true, json: false, templates: TEMPLATES_FOLDER };
  expect(await reviewCommand([DEPARTMENT], review, recorder())).toBe(EXIT.ok);
});

test('the Xinjiang form keeps its sections at both levels', async () => {
  const headings = async (name: string, owner: string): Promise<string[]> => {
    const { text } = await reportOf(`data/demo/education/${name}.yaml`);
    return [...text.matchAll(/^(?:第.部分|[一二三四五六七八九十]+、|（[一二三四五]）)[^。；\n]*$/gm)]
      .map(([heading]) => heading.replaceAll(owner, '甲').replaceAll('单位', '部门'))
      .filter((heading) => !/项目名称|：$|\t/.test(heading));
  };
  const [unit, department] = [
    await headings('learning-centre', '示例市虚构区学习中心'),
    await headings('department', '示例市虚构区终身教育办公室'),
  ];
  expect(department).toEqual(unit);
  expect(department.filter((heading) => heading.includes('关于甲2025年'))).toHaveLength(11);
  expect(department).toContain('十二、其他重要事项的情况说明');
});
