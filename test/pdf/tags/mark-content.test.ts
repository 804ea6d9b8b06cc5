import { expect, test } from '@jest/globals';
import { markContent } from '../../../src/pdf/tags/mark-content.ts';
import type { StructureElement, StructureText } from '../../../src/pdf/tags/structure.ts';

const element = (type: string): StructureElement => ({
  type,
  children: [],
  attributes: '',
  id: null,
  headers: [],
  language: null,
  alternative: null,
});
const textOf = (text: string, owner: StructureElement | null): StructureText => ({
  text,
  owner,
  head: null,
  heading: null,
  link: null,
});

/** Content from its parts; `BT` parts are the text objects. */
function contentOf(...parts: string[]) {
  let content = '';
  const objects = parts.flatMap((part) => {
    const start = content.length;
    content += part;
    return part.startsWith('BT') ? [{ start, end: content.length, text: part, inPageArea: true }] : [];
  });
  return { content, objects };
}

const one = 'BT\n<0001> Tj\nET\n';
const two = 'BT\n<0002> Tj\nET\n';

test('words of one text share a mark, those of another get the next number', () => {
  const paragraph = textOf('甲乙', element('P'));
  const cell = textOf('丙', element('TD'));
  const { content, objects } = contentOf('q\n', one, two, one, 'Q\n');
  expect(markContent(content, objects, [paragraph, paragraph, cell])).toEqual({
    content: `q\n/P <</MCID 0>> BDC\n${one}${two}EMC\n/TD <</MCID 1>> BDC\n${one}EMC\nQ\n`,
    marks: [paragraph, cell],
  });
});

test('a mark ends where the state of drawing changes', () => {
  const paragraph = textOf('甲乙', element('P'));
  const { content, objects } = contentOf(one, 'Q\nq\n', two);
  const marked = markContent(content, objects, [paragraph, paragraph]);
  expect(marked.content).toBe(`/P <</MCID 0>> BDC\n${one}EMC\nQ\nq\n/P <</MCID 1>> BDC\n${two}EMC\n`);
  expect(marked.marks).toEqual([paragraph, paragraph]);
});

test('page numbers, what is only seen, borders and signs are no content', () => {
  const fills = '0 1002 1 22 re\nf\n0 1002 -300 .5 re\nf\n';
  const dot = '1 2 m\n3 4 5 6 7 8 c\nh\nf*\n';
  const { content, objects } = contentOf(one, 'q\n0 0 5 5 re\nW* n\n', fills, '1 0 0 rg\n', dot, two, 'Q\n');
  expect(markContent(content, objects, [null, textOf('草稿', null)])).toEqual({
    content:
      `/Artifact <</Type /Pagination>> BDC\n${one}EMC\nq\n0 0 5 5 re\nW* n\n/Artifact BMC\n${fills}EMC\n1 0 0 rg\n` +
      `/Artifact BMC\n${dot}EMC\n/Artifact BMC\n${two}EMC\nQ\n`,
    marks: [],
  });
});

test('a path that only cuts off what follows is no sign', () => {
  const { content, objects } = contentOf('1 2 m\n3 4 l\n5 6 l\nh\nW n\n', one);
  expect(markContent(content, objects, [textOf('甲', element('P'))]).content).toBe(
    `1 2 m\n3 4 l\n5 6 l\nh\nW n\n/P <</MCID 0>> BDC\n${one}EMC\n`,
  );
});
