import { expect, test } from '@jest/globals';
import { readDocument } from '../../src/document/read-document.ts';
import { audit } from '../support/audit-text.ts';

const table = (title: string, cell: string) =>
  `<table>${title && `<caption>${title}</caption>`}<tr><td>${cell}</td><td>1.00</td></tr></table>`;
/** What an untagged report without lines gives: tables without names, cells with the words of several columns. */
const report = (title: string, cell = '性支业补 139 1234 5678 6212') =>
  `<h1>某单位2025年单位预算公开</h1>${Array.from({ length: 12 }, (_, index) => table(title, index === 0 ? cell : '合计')).join('')}`;

const wordsAndNumbers = async (html: string) =>
  (await audit(readDocument(html)))
    .map(({ code }) => code)
    .filter((code) => code === 'F05' || code === 'F01');

test('nothing is guessed from the words of cells whose columns were not made out', async () => {
  expect(await wordsAndNumbers(report(''))).toEqual([]);
  expect(await wordsAndNumbers(report('一般公共预算支出表'))).toEqual(['F05', 'F01']);
});

test('an identity number is told wherever it stands', async () => {
  expect(await wordsAndNumbers(report('', '11010519491231002X 2.00'))).toEqual(['F01']);
});
