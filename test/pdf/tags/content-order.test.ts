import { describe, expect, test } from '@jest/globals';
import { type ContentPart, inDocumentOrder, marginsLast } from '../../../src/pdf/tags/content-order.ts';
import type { StructureText } from '../../../src/pdf/tags/structure.ts';

const texts = [...'甲乙丙丁'].map(
  (text): StructureText => ({ text, owner: null, head: null, heading: null, link: null }),
);
const order = new Map(texts.map((text, index) => [text, index]));
const words = (index: number): ContentPart => ({ content: `BT ${index} ET\n`, text: texts[index]! });
const drawn = (content: string): ContentPart => ({ content, text: null });
const ordered = (...parts: ContentPart[]) => inDocumentOrder(parts, order).map(({ content }) => content);

describe('the words of a page stand in the order of the document', () => {
  test('where a float was drawn before the title beside it', () => {
    expect(ordered(words(2), words(0), words(1), words(3))).toEqual([
      'BT 0 ET\n',
      'BT 1 ET\n',
      'q\nBT 2 ET\nQ\n',
      'BT 3 ET\n',
    ]);
  });

  test('in the colour and opacity that they were drawn with', () => {
    expect(ordered(drawn('0 0 .9 RG 0 0 .9 rg\n/G3 gs\n'), words(1), drawn('0 0 0 rg\n'), words(0))).toEqual([
      '0 0 .9 RG 0 0 .9 rg\n/G3 gs\n',
      '0 0 0 rg\n',
      'BT 0 ET\n',
      'q\n0 0 .9 RG 0 0 .9 rg\n/G3 gs\nBT 1 ET\nQ\n',
    ]);
  });

  test('over borders, which are no place of their own', () => {
    const border = drawn('/Artifact BMC\n0 0 5 1 re\nf\nEMC\n');
    expect(ordered(words(1), border, words(0))).toEqual([border.content, 'BT 0 ET\n', 'q\nBT 1 ET\nQ\n']);
  });

  test.each(['q\n', 'Q\n', '1 0 0 1 5 5 cm\n', '0 0 5 5 re\nW* n\n'])(
    'but never out of coordinates or a clip of their own: %j',
    (change) => {
      expect(ordered(words(1), drawn(change), words(0))).toEqual(['BT 1 ET\n', change, 'BT 0 ET\n']);
    },
  );

  test('and not at all where words leave state behind for others', () => {
    expect(ordered({ ...words(1), content: 'BT\n2 Tr\nET\n' }, words(0))).toEqual([
      'BT\n2 Tr\nET\n',
      'BT 0 ET\n',
    ]);
  });

  test('and as they are where they are in order', () => {
    const parts = [words(0), drawn('0 g\n'), words(1), words(3)];
    expect(ordered(...parts)).toEqual(parts.map(({ content }) => content));
  });
});

describe('the margins of a page come last', () => {
  const number = 'q\n/Artifact BMC\nBT\n(7) Tj\nET\nEMC\nQ\n';
  const ground = 'q\n/Artifact BMC\n0 0 5 5 re\nf\nEMC\nQ\n';
  const area = 'q\n0 0 5 5 re\nW* n\nq\nBT\n(甲) Tj\nET\nQ\nQ\n';

  test('after the page area, backgrounds stay before it', () => {
    expect(marginsLast(`.24 0 0 -.24 0 792 cm\n${ground}${number}${area}`)).toBe(
      `.24 0 0 -.24 0 792 cm\n${ground}${area}${number}`,
    );
  });

  test.each([
    ['a page without an area', `1 0 0 1 0 0 cm\n${number}`],
    ['an area that is not closed', `${number}q\n0 0 5 5 re\nW* n\nBT\nET\n`],
    ['a margin outside of what is restored', `BT\nET\n${area}`],
  ])('not on %s', (_name, content) => {
    expect(marginsLast(content)).toBe(content);
  });
});
