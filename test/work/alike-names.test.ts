import { expect, test } from '@jest/globals';
import { alikeNames, type WrittenName, writtenName } from '../../src/work/alike-names.ts';

const nameOf = (text: string) => writtenName({ file: 'a.yaml', text }, '/a.yaml');

test.each([
  ['template: x\nunit:\n  name: 示例县政务服务中心\n  kind: 事业单位\n', '示例县政务服务中心', 3, 9],
  [
    'unit: # 概况\n  # 全称\n  kind: 事业单位\n  name: "示例县（示范）中心" # 印章\n',
    '示例县（示范）中心',
    4,
    10,
  ],
  ['unit: { kind: 行政单位, name: 示例区档案馆, region: 示例区 }\n', '示例区档案馆', 1, 27],
])('the name of a unit in the text of its file', (text, name, line, column) => {
  expect(nameOf(text)).toMatchObject({ name, position: { line, column } });
});

test('no name is guessed from another part of the file', () => {
  expect(nameOf('projects:\n  - name: 办公场所租赁\n')).toBeNull();
  expect(nameOf('unit:\n  kind: 行政单位\nprojects:\n  - name: 办公场所租赁\n')).toBeNull();
});

const written = (...names: string[]): WrittenName[] =>
  names.map((name, index) => ({
    path: `/${index}.yaml`,
    label: `${index}.yaml`,
    name,
    position: { file: `${index}.yaml`, line: 3, column: 9, length: name.length },
  }));

test('one unit under two spellings is told at the second', () => {
  const told = alikeNames(
    written('示例县（示范）中心', '示例县第一中学', '示例县(示范)中心', '示例县第一中\u200b学'),
  );
  expect([...told.keys()]).toEqual(['/2.yaml', '/3.yaml']);
  expect(told.get('/2.yaml')).toMatchObject({
    code: 'N07',
    severity: 'warning',
    position: { file: '2.yaml' },
  });
  expect(told.get('/3.yaml')!.hint).toContain('U+200B');
});

test('the same name twice and names of two units are not', () => {
  expect(alikeNames(written('示例县第一中学', '示例县第一中学', '示例县第二中学')).size).toBe(0);
});
