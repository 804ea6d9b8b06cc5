import { expect, test } from '@jest/globals';
import { bookmarkObjects } from '../../../src/pdf/tags/bookmarks.ts';
import { readStructure } from '../../../src/pdf/tags/read-structure.ts';
import { structureObjects } from '../../../src/pdf/tags/structure-objects.ts';
import { elementsOf } from './outline-of.ts';

const html =
  '<p>甲</p><p>不在纸上</p><p lang="en">A<a href="#t">乙</a></p>' +
  '<table><thead><tr><th>项目</th></tr></thead><tbody><tr><td></td></tr><tr><td>1.00</td></tr></tbody></table>';

test('tags name their parents, pages, marks and head cells; empty ones stand only in tables', () => {
  const { root, texts } = readStructure(html)!;
  const [first, , english, link, head, amount] = texts;
  const pages = [
    { object: 3, marks: [first!, english!, link!] },
    // The paragraph goes on on the second page.
    { object: 5, marks: [english!, head!, amount!] },
  ];
  const annotations = new Map([[elementsOf(root, 'Link')[0]!, [{ object: 9, page: 5 }]]]);
  const { objects, root: tree, annotationKeys, next } = structureObjects(root, { pages, annotations }, 20);
  expect([tree, next]).toEqual([20, 36]);
  expect([...objects].map(([number, body]) => `${number} ${body}`).sort()).toEqual([
    '20 <</Type /StructTreeRoot /K 21 0 R /ParentTree <</Nums [0 34 0 R 1 35 0 R 2 24 0 R]>> /ParentTreeNextKey 3' +
      ' /IDTree <</Names [(h1) 28 0 R]>>>>',
    '21 <</S /Document /P 20 0 R /K [22 0 R 23 0 R 25 0 R]>>',
    '22 <</S /P /P 21 0 R /Pg 3 0 R /K 0>>',
    '23 <</S /P /P 21 0 R /Pg 3 0 R /K [1 <</Type /MCR /Pg 5 0 R /MCID 0>> 24 0 R] /Lang <FEFF0065006E>>>',
    '24 <</S /Link /P 23 0 R /Pg 3 0 R /K [2 <</Type /OBJR /Pg 5 0 R /Obj 9 0 R>>]>>',
    '25 <</S /Table /P 21 0 R /K [26 0 R 29 0 R]>>',
    '26 <</S /THead /P 25 0 R /K 27 0 R>>',
    '27 <</S /TR /P 26 0 R /K 28 0 R>>',
    '28 <</S /TH /P 27 0 R /Pg 5 0 R /K 1 /ID (h1) /A <</O /Table /Scope /Column>>>>',
    '29 <</S /TBody /P 25 0 R /K [30 0 R 32 0 R]>>',
    '30 <</S /TR /P 29 0 R /K 31 0 R>>',
    '31 <</S /TD /P 30 0 R /A <</O /Table /Headers [(h1)]>>>>',
    '32 <</S /TR /P 29 0 R /K 33 0 R>>',
    '33 <</S /TD /P 32 0 R /Pg 5 0 R /K 2 /A <</O /Table /Headers [(h1)]>>>>',
    '34 [22 0 R 23 0 R 24 0 R]',
    '35 [23 0 R 28 0 R 33 0 R]',
  ]);
  expect([...annotationKeys]).toEqual([[9, 2]]);
});

test('bookmarks lie in the last one before them of a higher level', () => {
  const levels = [1, 2, 3, 2, 1, 3];
  const bookmarks = levels.map((level, index) => ({
    level,
    title: String(index),
    page: 3,
    left: 79.5,
    top: 728.154,
  }));
  const objects = bookmarkObjects(bookmarks, 10);
  const family = (number: number) =>
    [.../\/(Parent|Prev|Next|First|Last) (\d+)|\/(Count) (\d+)/g[Symbol.matchAll](objects.get(number)!)].map(
      (match) => match.slice(1).filter(Boolean).join(' '),
    );
  expect(family(10)).toEqual(['First 11', 'Last 15', 'Count 6']);
  expect(family(11)).toEqual(['Parent 10', 'Next 15', 'First 12', 'Last 14', 'Count 3']);
  expect(family(12)).toEqual(['Parent 11', 'Next 14', 'First 13', 'Last 13', 'Count 1']);
  expect(family(13)).toEqual(['Parent 12']);
  expect(family(14)).toEqual(['Parent 11', 'Prev 12']);
  expect(family(16)).toEqual(['Parent 15']);
  expect(objects.get(16)).toContain('<</Title <FEFF0035> /Parent 15 0 R /Dest [3 0 R /XYZ null 728.15 null]');
});
