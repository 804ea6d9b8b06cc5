import { expect, test } from '@jest/globals';
import {
  keepingMarks,
  MarkTable,
  marksToElements,
  readMarks,
  withoutMarks,
} from '../../src/document/figure-marks.ts';
import { applyEdits, insertion } from '../../src/document/html-edits.ts';
import { sumFigure } from '../../src/figures/figure.ts';
import { NO_MARKS, type Provenance } from '../../src/model/provenance.ts';
import { lineOf } from '../support/unit-of.ts';

const provenance: Provenance = {
  kind: 'amount',
  label: '公务接待费',
  figure: sumFigure([lineOf('2010350', '30217', '3.00')], []),
  rounding: { unit: '万元', decimals: 2 },
  cell: null,
};

test('marked numbers are found again where they stand', () => {
  const marks = new MarkTable();
  const text = `其中：公务接待费${marks.mark('3.00', provenance)}万元，共${marks.mark('3.00', provenance)}万元`;
  expect(readMarks(text)).toEqual({
    text: '其中：公务接待费3.00万元，共3.00万元',
    numbers: [
      { start: 8, end: 12, id: 0 },
      { start: 16, end: 20, id: 1 },
    ],
  });
  expect(marks.take()).toEqual([provenance, provenance]);
  expect(marks.take()).toEqual([]);
});

test('blank text is not marked, so that an empty cell stays empty', () => {
  const marks = new MarkTable();
  expect(marks.mark('', provenance)).toBe('');
  expect(marks.take()).toEqual([]);
});

test('plain numbers are marked only where their holder was described', () => {
  const marks = new MarkTable();
  const staff = { count: 31 };
  marks.describe(staff, { count: { kind: 'number', label: '在职人数', parts: [] } });
  expect(withoutMarks(marks.number('31', staff, 'count'))).toBe('31');
  expect(marks.number('31', staff, 'count')).not.toBe('31');
  expect(marks.number('2025', { year: 2025 }, 'year')).toBe('2025');
  expect(marks.number('7', null, 'count')).toBe('7');
});

test('marks become elements in the body and vanish from tags and title', () => {
  const marks = new MarkTable();
  const number = marks.mark('3.00', provenance);
  const html = `<title>${number}</title><p title="${number}">费${number}万元</p>`;
  expect(marksToElements(html)).toBe(
    '<title>3.00</title><p title="3.00">费<span data-figure="0">3.00</span>万元</p>',
  );
});

test('the published report is made without any mark', () => {
  expect(NO_MARKS.mark('3.00', provenance)).toBe('3.00');
  expect(NO_MARKS.number('31', {}, 'count')).toBe('31');
});

test('tags added around numbers leave the marks inside', () => {
  const marks = new MarkTable();
  const html = `<p>实有<b>${marks.mark('31', provenance)}</b>人，共${marks.mark('3.00', provenance)}万元</p>`;
  const around = (text: string, words: string) => [
    insertion(text.indexOf(words), '<span class="keep">'),
    insertion(text.indexOf(words) + words.length, '</span>'),
  ];
  const kept = applyEdits(
    html,
    keepingMarks(html, (text) => [...around(text, '<b>31</b>人'), ...around(text, '3.00万元')]),
  );
  expect(marksToElements(kept)).toBe(
    '<p>实有<span class="keep"><b><span data-figure="0">31</span></b>人</span>，共<span class="keep"><span data-figure="1">3.00</span>万元</span></p>',
  );
});

test('a tag that would divide a marked number stands at its edge', () => {
  const marks = new MarkTable();
  const html = `<p>共${marks.mark('12.34', provenance)}元</p>`;
  const kept = applyEdits(
    html,
    keepingMarks(html, (text) => [
      insertion(text.indexOf('.'), '<i>'),
      insertion(text.indexOf('元'), '</i>'),
    ]),
  );
  expect(marksToElements(kept)).toBe('<p>共<i><span data-figure="0">12.34</span></i>元</p>');
});
