import { expect, test } from '@jest/globals';
import {
  applyEdits,
  beforeClosing,
  behindAttributes,
  behindOpening,
  extentOf,
  insertion,
  TextEdits,
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

test('edits of texts are found by place, a stretch is given with its own, and what is replaced takes its edits along', () => {
  const html = '<p>共3元，5元</p><p>9元</p>';
  const edits = ['3元', '5元', '9元'].flatMap((words) => [
    insertion(html.indexOf(words), '<b>'),
    insertion(html.indexOf(words) + words.length, '</b>'),
  ]);
  const kept = new TextEdits(html, edits);
  const second = html.indexOf('<p>9');
  expect(kept.within(0, html.indexOf('，'))).toEqual(edits.slice(0, 2));
  expect(kept.within(html.length, html.length)).toEqual([]);
  expect(kept.slice(second, html.length)).toBe('<p><b>9元</b></p>');
  const replaced = { from: second, to: html.length, put: `<div>${kept.slice(second, html.length)}</div>` };
  expect(applyEdits(html, kept.with([replaced]))).toBe(
    '<p>共<b>3元</b>，<b>5元</b></p><div><p><b>9元</b></p></div>',
  );
  expect(applyEdits(html, kept.with([]))).toBe('<p>共<b>3元</b>，<b>5元</b></p><p><b>9元</b></p>');
});
