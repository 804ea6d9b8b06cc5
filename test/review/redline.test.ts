import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Report } from '../../src/render/report.ts';
import { redline } from '../../src/review/redline.ts';
import { planDocument } from '../../src/word/plan-document.ts';
import { readWord } from '../../src/word/read-word.ts';
import { writeWord } from '../../src/word/write-word.ts';
import { reportOf } from '../support/sample.ts';
import { orderFaults } from '../support/word-order.ts';
import { type WordLine, wordLines } from '../support/word-text.ts';

const MAIN = 'word/document.xml';

/** The document with all its changes accepted or rejected, by the words of the standard and not by our reader. */
function settled(bytes: Uint8Array, changes: 'accept' | 'reject'): Uint8Array {
  const [gone, kept] = changes === 'accept' ? ['del', 'ins'] : ['ins', 'del'];
  const parts = unzipSync(bytes);
  const xml = strFromU8(parts[MAIN]!)
    .replace(new RegExp(`<w:tr><w:trPr>(?:(?!</w:trPr>).)*<w:${gone} (?:(?!</w:tr>).)*</w:tr>`, 'gs'), '')
    .replace(/<w:tbl>(?:(?!<\/w:tbl>)(?!<w:tr>).)*<\/w:tbl>/gs, '')
    .replace(
      new RegExp(`<w:p>(?:<w:pPr>(?:(?!</w:pPr>).)*<w:rPr><w:${gone} [^>]*/>(?:(?!</w:p>).)*)</w:p>`, 'gs'),
      '',
    )
    .replace(new RegExp(`<w:${gone} [^>]*[^/]>(?:(?!</w:${gone}>).)*</w:${gone}>`, 'gs'), '')
    .replace(new RegExp(`</?w:${kept}\\b[^>]*>`, 'g'), '')
    .replaceAll('w:delText', 'w:t');
  // The same text gives the same bytes, whenever it is made.
  return zipSync({ ...parts, [MAIN]: strToU8(xml) }, { level: 0, mtime: '2025-02-21' });
}

type Edit = (html: string) => string;

const swap =
  (from: string | RegExp, to: string): Edit =>
  (html) => {
    const edited = html.replaceAll(from, to);
    if (edited === html) throw new Error(`not found: ${from}`);
    return edited;
  };

const body = (html: string) => html.indexOf('<body>');

const PAIRS: readonly [string, Edit][] = [
  ['an amount everywhere', swap('508.18', '1509.18')],
  ['a reason', swap(/主要原因是[^<。]*/g, '主要原因是人员调整')],
  ['a new function', swap('<h2>二、', '<p>（九）承担新的职能；负责解释。</p>\n<h2>二、')],
  ['a renamed project', swap('办公场所租赁', '办公用房租用')],
  [
    'a row more in every table',
    (html) => html.replace(/<\/tr>\n(<tr class="line[^>]*>)(.*?)<\/tr>/g, '$&\n$1$2</tr>'),
  ],
  [
    'a row less',
    (html) => html.replace(/<tr class="line depth-\d"><td class="code">(?:(?!<\/tr>).)*<\/tr>/, ''),
  ],
  ['no third table', (html) => html.replace(/<section class="sheet[^>]*id="table-3".*?<\/section>/s, '')],
  [
    'a first paragraph',
    (html) => `${html.slice(0, body(html) + 6)}<p>前言。</p>${html.slice(body(html) + 6)}`,
  ],
  ['a last paragraph', swap('</body>', '<p>附：说明。</p></body>')],
  ['another heading', swap('第四部分 名词', '第四部分 有关名词的')],
];

/** Tables with most of the rows of the report; whole reports are compared below. */
const LONG = /<section class="sheet[^>]*id="table-[12456]".*?<\/section>/gs;

describe('changes against the report of data/kuerle.yaml', () => {
  let report: Report;
  let own: Plan;
  beforeAll(async () => {
    const whole = await reportOf('data/kuerle.yaml');
    report = { ...whole, html: whole.html.replace(LONG, '') };
    own = planDocument(report);
  });

  test.each(PAIRS)('%s: accepted the new text, rejected the old one', async (_, edit) => {
    const edited = planDocument({ ...report, html: edit(report.html) });
    await demand(own, edited);
    await demand(edited, own);
  });

  test('no difference, no change', () => {
    expect(Buffer.from(writeWord(redline(own, own))).equals(Buffer.from(writeWord(own)))).toBe(true);
  });

  test('amounts change as a whole, by 预公 on the day of the data', () => {
    const other = planDocument({ ...report, html: swap('508.18', '509.18')(report.html) });
    const xml = strFromU8(unzipSync(writeWord(redline(own, other)))[MAIN]!);
    expect(xml).toMatch(
      /<w:del w:id="\d+" w:author="预公" w:date="2025-02-21T00:00:00Z"><w:r>(<w:rPr>.*?<\/w:rPr>)?<w:delText xml:space="preserve">508\.18万元<\/w:delText>/,
    );
    expect(xml).toMatch(/<w:t xml:space="preserve">509\.18万元<\/w:t>/);
  });
});

test.each([
  ['data/demo/2024.yaml', 'data/demo/2025.yaml'],
  ['data/putuo-commerce.yaml', 'data/kuerle.yaml'],
])('from %s to %s', async (before, after) => {
  await demand(planDocument(await reportOf(before)), planDocument(await reportOf(after)));
});

type Plan = ReturnType<typeof planDocument>;

interface Told {
  /** By another program, and by our own reader. */
  readonly lines: WordLine[];
  readonly own: string;
}

const told = new WeakMap<Plan, Promise<Told>>();

/** What a document without changes says; each is read once. */
function toldBy(plan: Plan): Promise<Told> {
  const known = told.get(plan) ?? readPlan(plan);
  told.set(plan, known);
  return known;
}

async function readPlan(plan: Plan): Promise<Told> {
  const bytes = writeWord(plan);
  return { lines: await wordLines(bytes), own: await readByUs(bytes, 'accept') };
}

async function demand(before: Plan, after: Plan): Promise<void> {
  const bytes = writeWord(redline(before, after));
  const [old, fresh] = [await toldBy(before), await toldBy(after)];
  expect(await settledLines(settled(bytes, 'accept'))).toEqual(fresh.lines);
  expect(await settledLines(settled(bytes, 'reject'))).toEqual(old.lines);
  expect(orderFaults(strFromU8(unzipSync(bytes)[MAIN]!))).toEqual([]);
  expect(await readByUs(bytes, 'accept')).toBe(fresh.own);
  expect(await readByUs(bytes, 'reject')).toBe(old.own);
}

const settledBefore = new Map<string, Promise<WordLine[]>>();

/** What another program reads; what is accepted one way and rejected the other is mostly one document, and read once. */
function settledLines(bytes: Uint8Array): Promise<WordLine[]> {
  const key = createHash('sha256').update(bytes).digest('hex');
  const lines = settledBefore.get(key) ?? wordLines(bytes);
  settledBefore.set(key, lines);
  return lines;
}

async function readByUs(bytes: Uint8Array, changes: 'accept' | 'reject'): Promise<string> {
  const { value } = await readWord(Buffer.from(bytes), '修订.docx', changes);
  // Without the places in the file.
  return JSON.stringify(value!.blocks, (key, each) => (key === 'at' ? undefined : each));
}
