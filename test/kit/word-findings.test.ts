import { expect, test } from '@jest/globals';
import { wordFindings } from '../../src/kit/word-findings.ts';
import { loadLocatedPack } from '../../src/pack/load-pack.ts';
import { TEMPLATES_FOLDER } from '../support/folders.ts';

const told = (css: string) =>
  wordFindings({ styles: [{ file: 'a.css', text: css }] }).map(({ code, message, position }) => [
    code,
    position!.line,
    message,
  ]);

test.each<[string, string, string | null]>([
  ['letters of a class of its own', '.motto { font-size: 20pt }', 'T29'],
  ['a paragraph put to the side', '\n.motto p { text-align: right }', 'T29'],
  ['a style with a name', '.motto { --word-style: "题词"; font-size: 20pt }', null],
  ['a name given elsewhere', '.motto { --word-style: "题词" } .front .motto { color: #c00 }', null],
  ['a box that only aligns', '.motto { text-align: center }', null],
  ['what the writer knows', '.table-note { font-size: 9pt } .grid td.amount { color: #000 }', null],
  ['headings and cells', '.part h2 { font-size: 18pt } .wide th { color: #333 }', null],
  ['a drawn box', '.motto { border: 1pt solid #c00 }', 'T30'],
  ['words of the stylesheet', '.motto::before { content: "注：" }', 'T30'],
  ['a flexible box', '.motto { display: flex }', 'T30'],
  ['what nobody sees', '.motto { border: none; background: transparent; content: "" }', null],
  ['the web page', '@media screen { .motto { font-size: 20pt; display: grid } }', null],
  ['paper', '@media print { .motto { font-size: 20pt } }', 'T29'],
  ['a broken stylesheet', '.motto { font-size', null],
])('%s', (_, css, code) => {
  expect(told(css).map(([each]) => each)).toEqual(code === null ? [] : [code]);
});

test('one note a stylesheet, at its first rule, with the count of a long list', () => {
  const css = Array.from({ length: 8 }, (_, at) => `.a${at} { font-size: 9pt }`).join('\n');
  const [[code, line, message]] = told(`p { margin: 0 }\n${css}`) as [[string, number, string]];
  expect([code, line]).toEqual(['T29', 2]);
  expect(message).toContain('.a0、.a1、.a2、.a3、.a4、.a5，等8处');
});

test.each(['xinjiang-2025', 'shanghai-unit-2025', 'national-final-2025'])(
  '%s has a style for each of its paragraphs',
  async (name) => {
    const { value } = await loadLocatedPack(TEMPLATES_FOLDER, name, 'templates');
    expect(wordFindings(value!)).toEqual([]);
  },
);
