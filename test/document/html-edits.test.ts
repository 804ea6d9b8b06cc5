import { expect, test } from '@jest/globals';
import {
  applyEdits,
  beforeClosing,
  behindAttributes,
  behindOpening,
  extentOf,
  insertion,
} from '../../src/document/html-edits.ts';
import { findElement, parseHtml } from '../../src/document/html-tree.ts';

const first = (html: string, name: string) => findElement(parseHtml(html).children, name)!;

test.each<[string, string, string]>([
  ['a paragraph', '<p>甲</p>', '<p data-x>[甲]</p>'],
  [
    'attributes with every sign',
    `<p title="a > b" class='c'>甲</p>`,
    `<p title="a > b" class='c' data-x>[甲]</p>`,
  ],
  ['an element without content', '<p></p>', '<p data-x>[]</p>'],
  ['others inside', '<p><b>甲</b></p>', '<p data-x>[<b>甲</b>]</p>'],
  ['the same inside', '<div><p><b></p></div>'.replace('<b></p>', '甲</p>'), '<div><p data-x>[甲]</p></div>'],
])('places in %s', (_name, html, expected) => {
  const element = first(html, 'p');
  const edits = [
    insertion(behindAttributes(html, element), ' data-x'),
    insertion(behindOpening(html, element), '['),
    insertion(beforeClosing(html, element), ']'),
  ];
  expect(applyEdits(html, edits)).toBe(expected);
});

test.each([
  ['<table><col class="a"><tr><td>1</td></tr></table>', '<col class="a" w>'],
  ['<table><col class="a"/><tr><td>1</td></tr></table>', '<col class="a" w/>'],
])('an element that has no end', (html, expected) => {
  const column = first(html, 'col');
  expect(applyEdits(html, [insertion(behindAttributes(html, column), ' w')])).toContain(expected);
});

test('edits in any order, those at one place in the order given', () => {
  const html = '<p>一二三</p>';
  const edits = [insertion(4, 'b'), { from: 5, to: 6, put: 'c' }, insertion(4, 'd'), insertion(3, 'a')];
  expect(applyEdits(html, edits)).toBe('<p>a一bd二c</p>');
  expect(applyEdits(html, [])).toBe(html);
});

test('an element reaches to the end of its closing tag, one left open to the end of its content', () => {
  expect(extentOf(first('甲<p>乙</p>丙', 'p'))).toEqual({ from: 1, to: 9 });
  const open = '<ul><li>甲<li>乙</ul>';
  expect(beforeClosing(open, first(open, 'li'))).toBe(extentOf(first(open, 'li')).to);
});
