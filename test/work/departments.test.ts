import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { planDepartments } from '../../src/work/departments.ts';
import { folderWith } from '../support/temp-folder.ts';

const department = (name: string, ...members: string[]): string => `level: 部门
template: xinjiang-2025
year: 2025
date: 2025-02-26
department: { name: ${name}, functions: [管理某项工作。] }
members: [${members.map((member) => `{ from: ${member}.yaml }`).join(', ')}]
`;

async function plan(files: Readonly<Record<string, string>>) {
  const folder = await folderWith(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`${name}.yaml`, text])),
  );
  const jobs = Object.keys(files).map((name) => ({ path: join(folder, `${name}.yaml`), label: name }));
  const { stages, told } = await planDepartments(jobs);
  return { stages: stages.map((stage) => stage.map(({ label }) => label)), told };
}

test('departments are done after their members, departments of departments after those', async () => {
  const { stages, told } = await plan({
    top: department('市局', 'middle', 'a'),
    middle: department('区局', 'low', 'b'),
    low: department('学区', 'c'),
    other: department('民政局', 'd'),
    a: '',
    b: '',
    c: '',
    d: '',
  });
  expect(stages).toEqual([['a', 'b', 'c', 'd'], ['low', 'other'], ['middle'], ['top']]);
  expect(told.size).toBe(0);
});

test('departments in a circle are done last, and others before them', async () => {
  const { stages } = await plan({
    one: department('甲局', 'two'),
    two: department('乙局', 'one'),
    three: department('丙局', 'one'),
    four: department('丁局', 'a'),
    a: '',
  });
  expect(stages).toEqual([['a'], ['four'], ['one', 'two', 'three']]);
});
