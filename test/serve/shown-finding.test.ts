import { expect, test } from '@jest/globals';
import { fileOf } from '../../src/serve/shown-finding.ts';

test.each([
  ['data/kuerle.yaml', '/srv/budget', '/srv/budget/data/kuerle.yaml:41:14', '/srv/budget/data/kuerle.yaml'],
  [
    'data/水利 站#1 100%.yaml',
    '/srv/预 算',
    '/srv/预 算/data/水利 站#1 100%.yaml:41:14',
    '/srv/%E9%A2%84%20%E7%AE%97/data/%E6%B0%B4%E5%88%A9%20%E7%AB%99%231%20100%25.yaml',
  ],
  ['data\\甲.yaml', 'D:\\预算', 'D:/预算/data/甲.yaml:41:14', '/D:/%E9%A2%84%E7%AE%97/data/%E7%94%B2.yaml'],
  ['甲.yaml', '\\\\server\\share', '//server/share/甲.yaml:41:14', '//server/share/%E7%94%B2.yaml'],
])('the editor opens %s below %s', (file, root, path, link) => {
  const position = { file, line: 41, column: 14 };
  expect(fileOf(position, root)).toEqual({ path, link: `vscode://file${link}:41:14` });
  // What comes behind the scheme is the path again, whatever stands in it.
  expect(decodeURIComponent(new URL(`vscode://file${link}:41:14`).pathname)).toBe(
    path.startsWith('/') ? path : `/${path}`,
  );
});

test('a cell of a workbook has a path to copy, and nothing that an editor of texts would open', () => {
  const position = { file: '收件/甲.xlsx', line: 1, column: 1, place: '预算明细!G12' };
  expect(fileOf(position, '/srv')).toEqual({ path: '/srv/收件/甲.xlsx 预算明细!G12', link: null });
});
