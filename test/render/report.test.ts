import { expect, test } from '@jest/globals';
import { renderText } from '../../src/document/text.ts';
import { produceInvented } from '../support/every-report.ts';
import { produce } from '../support/sample.ts';

// Some of them have merged cells that are divided between pages.
test.each([
  ['data/kuerle.yaml', () => produce('data/kuerle.yaml')],
  ['data/demo/2025.yaml', () => produce('data/demo/2025.yaml')],
  ['data/putuo-commerce.yaml', () => produce('data/putuo-commerce.yaml')],
  ['an invented unit', () => produceInvented(31, 3)],
])('the text of %s is that of its HTML, whichever is asked for first', async (_name, producer) => {
  const [first, second] = [(await producer()).report!, (await producer()).report!];
  const { text } = first;
  expect(renderText(first.html)).toBe(text);
  expect(second.html).toBe(first.html);
  expect(second.text).toBe(text);
});
