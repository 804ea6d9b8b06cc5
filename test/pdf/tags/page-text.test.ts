import { describe, expect, test } from '@jest/globals';
import { readPageText } from '../../../src/pdf/tags/page-text.ts';
import { codeAt } from '../../../src/pdf/tags/shown-codes.ts';
import { textPosition } from '../../../src/pdf/tags/text-position.ts';
import { codeTexts } from '../../../src/pdf/tags/to-unicode.ts';

const map = codeTexts(
  '2 beginbfchar\n<12C8> <7B2C>\n<0002> <D872DF4E>\nendbfchar\n1 beginbfrange\n<1E10> <1E19> <0030>\nendbfrange\n1 beginbfchar\n<0001> <0020>\nendbfchar',
);
const fonts = new Map([['F4', map]]);

/** A page as Chromium writes it: number in the margin, border, two lines of text. */
const content = `.24 0 0 -.24 0 841.92 cm
q
3.125 0 0 3.125 0 0 cm
BT
/F4 18 Tf
1 0 0 -1 646 1026 Tm
<1E12> Tj
ET
Q
q
331.25 437.5 1842.5781 2657.4707 re
W* n
q
3.125 0 0 3.125 331.25 437.5 cm
0 1002 1 22 re
f
BT
/F4 24 Tf
1 0 0 -1 128 37 Tm
<12C8> Tj
29.3 0 Td <0001> Tj
29.3 0 Td <1E111E10> Tj
ET
BT
/F4 12 Tf
1 0 0 -1 0 60 Tm
<0002> Tj
ET
Q
Q
`;

describe('a map of characters', () => {
  test.each([
    ['12C8', '第'],
    ['0002', '𬭎'],
    ['1E10', '0'],
    ['1E19', '9'],
    ['0001', ' '],
  ])('%s is %s', (code, text) => {
    expect(map.get(codeAt(code, 0))).toBe(text);
  });

  test.each([
    ['<12C8>', 1, 5, 0x12c8],
    ['<01>', 1, 3, 1],
    ['12:8', 0, 4, -1],
    ['12G8', 0, 4, -1],
    ['12c8', 0, 4, -1],
    ['12', 0, 4, -1],
  ])('the code of %s from %i to %i', (written, from, to, code) => {
    expect(codeAt(written, from, to)).toBe(code);
  });

  test('knows no more than it names', () => {
    expect(map.size).toBe(13);
    expect(map.get(0x1e1a)).toBeUndefined();
  });
});

describe('the text of a page', () => {
  const objects = readPageText(content, fonts);

  test('is told line by line, without white space, the margin apart', () => {
    expect(objects.map(({ text, inPageArea }) => [text, inPageArea])).toEqual([
      ['2', false],
      ['第10', true],
      ['𬭎', true],
    ]);
    for (const { start, end } of objects)
      expect(content.slice(start, end)).toMatch(/^BT\n[^T]+Tf[\s\S]+\nET\n$/);
  });

  test('has a place on the page, in points from below', () => {
    const { x, y, size } = textPosition(content, objects[1]!)!;
    expect([x, y, size].map((value) => value.toFixed(2))).toEqual(['175.50', '709.17', '18.00']);
    expect(textPosition(content, objects[0]!)!.y.toFixed(2)).toBe('72.42');
  });

  test('that replaces what is drawn is taken at its word', () => {
    const replaced = content.replace(
      '<0002> Tj',
      '/Span <</ActualText <FEFF65875B57>>> BDC\n<0002> Tj\nEMC\n<1E11> Tj',
    );
    expect(readPageText(replaced, fonts).at(-1)!.text).toBe('文字1');
  });

  test('is unknown where the font does not name it', () => {
    expect(readPageText(content.replace('<12C8>', '<12C9>'), fonts)[1]!.text).toBe('\ufffd10');
    expect(readPageText(content.replaceAll('/F4', '/F9'), fonts)[2]!.text).toBe('\ufffd');
  });

  test.each([
    ['in brackets', content.replace('<0002> Tj', '(BT) Tj')],
    ['in codes of another length', content.replace('<1E111E10>', '<1E111E>')],
    ['without an end', content.slice(0, -10)],
  ])('%s is refused', (_, spoiled) => {
    expect(() => readPageText(spoiled, fonts)).toThrow(SyntaxError);
  });
});
