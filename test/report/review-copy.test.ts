import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readMarks } from '../../src/document/figure-marks.ts';
import type { Report } from '../../src/render/report.ts';
import { produceReviewCopy, type ReviewCopy } from '../../src/report/review-copy.ts';
import { ROOT_FOLDER } from '../support/folders.ts';
import { packs } from '../support/repository-packs.ts';

async function produce(file: string): Promise<{ report: Report; copy: ReviewCopy }> {
  const { report, copy, findings } = await produceReviewCopy(join(ROOT_FOLDER, file), file, packs);
  if (!report || !copy) throw new Error(findings.map(({ message }) => message).join('\n'));
  return { report, copy };
}

/** What prints a figure close to the end of a full line holds the whole of it where it is marked; a copy is never printed. */
const anyGap = (html: string): string => html.replace(/<span class="no-gap">(.*?)<\/span>/g, '$1');

const UNITS = ['data/kuerle.yaml', 'data/demo/2025.yaml'];

test.each(UNITS)(
  'the published report of %s is the review copy without its marks, byte for byte but for the gap before a figure',
  async (file) => {
    const { report, copy } = await produce(file);
    expect(report.html).not.toContain('data-figure');
    const unmarked = copy.html.replace(/<span data-figure="\d+">([^<]*)<\/span>/g, '$1');
    expect(anyGap(unmarked)).toBe(anyGap(report.html));
    expect(readMarks(copy.markedText).text).toBe(report.text);
    expect(copy.html).not.toMatch(/[\uFDD0-\uFDD2]/);
  },
);

// What is no figure: dates, years, codes, numbering, document numbers, and what people wrote themselves.
const WRITTEN_BY_HAND = ['项目目标', '资金分配情况', '设立的政策依据'];

test.each(UNITS)('every amount and percentage that the program prints in %s is marked', async (file) => {
  const { copy } = await produce(file);
  const unmarked = copy.markedText
    .split('\n')
    .filter((line) => !line.includes('\t') && !WRITTEN_BY_HAND.some((words) => line.includes(words)))
    .map((line) =>
      line
        .replace(/\uFDD0[^\uFDD2]*\uFDD2/g, '〓')
        .replace(/主要原因是.*$/, '')
        .replace(/价值\d+万元以上|购置\d+万元以上/g, ''),
    )
    .filter((line) => /\d万元|\d+\.\d\d/.test(line));
  expect(unmarked).toEqual([]);
});

test.each(UNITS)('every amount in the public tables of %s is marked', async (file) => {
  const { copy } = await produce(file);
  const cells = [...copy.html.matchAll(/<td class="amount">(.*?)<\/td>/g)].map((match) => match[1]!);
  expect(cells.length).toBeGreaterThan(500);
  expect(
    cells.filter((cell) => cell !== '' && !/^<span data-figure="\d+">[^<]+<\/span>$/.test(cell)),
  ).toEqual([]);
});

test('counts written in the data are marked as well', async () => {
  const { copy } = await produce('data/kuerle.yaml');
  const labels = copy.figures.flatMap((figure) =>
    figure.kind === 'number' || figure.kind === 'entries' ? figure.label : [],
  );
  for (const label of [
    '编制数',
    '实有人数',
    '在职人数',
    '科室',
    '车辆数',
    '房屋面积（平方米）',
    '有预算金额的项目',
  ]) {
    expect(labels).toContain(label);
  }
});

test('data that contains the characters used as marks gets no review copy instead of a wrong one', async () => {
  const { report, copy } = await produceReviewCopy('data.yaml', 'data.yaml', packs, async (_, label) => {
    const { readFile } = await import('node:fs/promises');
    const text = await readFile(join(ROOT_FOLDER, 'data/kuerle.yaml'), 'utf8');
    return { value: { file: label, text: text.replace('办公室', '办公\uFDD0室') }, findings: [] };
  });
  expect(report).not.toBeNull();
  expect(copy).toBeNull();
});
