import { expect, test } from '@jest/globals';
import { pageLabels } from '../../src/pdf/page-labels.ts';

test.each<[string, readonly string[], string | null]>([
  ['from the first page on', ['—1—', '—2—'], '<</Nums [0 <</S /D /St 1>>]>>'],
  ['after a cover and contents', ['', '', '1', '2'], '<</Nums [0 <</S /r /St 1>> 2 <</S /D /St 1>>]>>'],
  ['after a cover that counts', ['', '第2页', '第3页'], '<</Nums [0 <</S /r /St 1>> 1 <</S /D /St 2>>]>>'],
  [
    'around a page without a number',
    ['1', '', '3', '4', ''],
    '<</Nums [0 <</S /D /St 1>> 1 <</S /r /St 1>> 2 <</S /D /St 3>> 4 <</S /r /St 2>>]>>',
  ],
  ['anew in a second part', ['1', '2', '1'], '<</Nums [0 <</S /D /St 1>> 2 <</S /D /St 1>>]>>'],
  ['nowhere', ['', ''], null],
  ['in a margin with other numbers, which tells nothing', ['2025年 1', '2025年 2'], null],
  ['as 0, which no page is', ['0'], null],
])('pages numbered %s', (_name, margins, expected) => {
  expect(pageLabels(margins)).toBe(expected);
});
