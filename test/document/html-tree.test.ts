import { describe, expect, test } from '@jest/globals';
import { readHtml } from '../../src/document/html-events.ts';
import { classesOf, findElement, hasUpperCaseTags, lineOf, parseHtml } from '../../src/document/html-tree.ts';

describe('names of tags', () => {
  test.each([
    ['<p>甲</p>', false],
    ['<h1 ID="A">B</h1>', false],
    ['<P>甲</P>', true],
    ['<p>甲</P>', true],
    ['<linearGradient id="a"/>', true],
    ['1 <A', true],
  ])('%s', (html, expected) => {
    expect(hasUpperCaseTags(html)).toBe(expected);
  });

  test.each(['<P Class="a">甲<BR>乙</P>', '<p class="a">甲<br>乙</p>'])('%s is one paragraph', (html) => {
    const paragraph = findElement(parseHtml(html).children, 'p')!;
    expect(lineOf(paragraph.children)).toBe('甲 乙');
    expect(classesOf(paragraph)).toEqual(['a']);
    const opened: string[] = [];
    readHtml(html, { open: (name) => opened.push(name), close: () => {}, text: () => {} });
    expect(opened).toEqual(['p', 'br']);
  });
});

test.each([
  ['<p></p>', []],
  ['<p class="name indent-1"></p>', ['name', 'indent-1']],
  [`<p class="${'甲'.repeat(200)} b"></p>`, ['甲'.repeat(200), 'b']],
])('classes of %s', (html, expected) => {
  const [paragraph] = [0, 1].map(() => findElement(parseHtml(html).children, 'p')!);
  expect(classesOf(paragraph!)).toEqual(expected);
  expect(classesOf(paragraph!)).toEqual(expected);
});
