import { beforeAll, describe, expect, test } from '@jest/globals';
import { foldRadicals, hasRadicals } from '../../src/model/radicals.ts';
import { type PdfObjects, packedStream, unpackedStream, writePdf } from '../../src/pdf/pdf-objects.ts';
import { pageNumbers, reference } from '../../src/pdf/pdf-pages.ts';
import { readBack } from '../../src/pdf/read-back.ts';
import { readWrittenPdf } from '../../src/pdf/read-written.ts';
import { rewriteToUnicode } from '../../src/pdf/rewrite-to-unicode.ts';
import { readToUnicode } from '../../src/pdf/tags/to-unicode.ts';
import { openPrinter } from '../../src/print/printer.ts';
import { sampleJob } from '../print/sample-document.ts';

let pdf: Buffer;

beforeAll(async () => {
  const { value: printer } = await openPrinter({ fonts: 'bundled', timeoutMs: 120_000 });
  const { value } = await printer!.print(sampleJob());
  await printer!.close();
  pdf = Buffer.from(value!);
});

/** The printed file with one thing about it changed. */
function spoilt(change: (file: PdfObjects) => void): Buffer {
  const file = readWrittenPdf(pdf);
  change(file);
  return writePdf(file);
}

function replaceFirst(file: PdfObjects, has: RegExp, change: (body: string, number: number) => string): void {
  const [number, body] = [...file.objects].find(([, each]) => has.test(each))!;
  file.objects.set(number, change(body, number));
}

function mapsOf(file: PdfObjects): number[] {
  const maps = [...file.objects.values()].map((body) => reference(body, 'ToUnicode'));
  return [...new Set(maps.filter((map) => map !== null))];
}

test('a printed file is read from its bytes as it was written', () => {
  const file = readWrittenPdf(pdf);
  expect(writePdf(file).equals(pdf)).toBe(true);
  expect(readBack(pdf)).toEqual([]);
});

describe('a promise that is not kept is told', () => {
  test.each<[string, () => Buffer, string]>([
    ['a file cut off', () => pdf.subarray(0, pdf.length - 200), 'whole'],
    [
      'a font of drawings',
      () =>
        spoilt((file) =>
          replaceFirst(file, /\/Subtype ?\/Type0/, (body) => body.replace(/\/Type0/, '/Type3')),
        ),
      'outlines',
    ],
    [
      'a font that is not in the file',
      () =>
        spoilt((file) =>
          replaceFirst(file, /\/FontDescriptor\b[\s\S]*\/FontFile2/, (body) =>
            body.replace(/\/FontFile2 \d+ 0 R/, ''),
          ),
        ),
      'embedded',
    ],
    [
      'a font without its characters',
      () =>
        spoilt((file) =>
          replaceFirst(file, /\/ToUnicode/, (body) => body.replace(/\/ToUnicode \d+ 0 R/, '')),
        ),
      'characters',
    ],
    [
      'radicals in place of ideographs',
      () =>
        spoilt((file) => {
          for (const map of mapsOf(file)) {
            const text = unpackedStream(file, map).toString('latin1').replaceAll('<4EBA>', '<2F08>');
            file.objects.set(map, packedStream('', Buffer.from(text, 'latin1')).toString('latin1'));
          }
        }),
      'ideographs',
    ],
    [
      'an empty page',
      () =>
        spoilt((file) => {
          const content = reference(file.objects.get(pageNumbers(file)[0]!)!, 'Contents')!;
          file.objects.set(content, packedStream('', Buffer.from('q Q\n')).toString('latin1'));
        }),
      'pages',
    ],
  ])('%s', (_name, file, promise) => {
    expect(readBack(file()).map((each) => each.promise)).toContain(promise);
  });
});

test('characters are written one by one, in blocks that every program reads, ideographs for radicals', () => {
  const map = `1 beginbfchar\n<0001> <2F6C>\nendbfchar\n2 beginbfrange\n<0002> <0103> <4E00>\n<0200> <0201> <D842DFB6>\nendbfrange`;
  const file: PdfObjects = {
    objects: new Map([
      [1, '<</Type /Font /ToUnicode 2 0 R>>'],
      [2, packedStream('', Buffer.from(map)).toString('latin1')],
    ]),
    root: 1,
    info: 1,
  };
  const before = readToUnicode(map);
  rewriteToUnicode(file);
  const written = unpackedStream(file, 2).toString('latin1');
  expect(written).not.toContain('beginbfrange');
  for (const [, count, block] of written.matchAll(/(\d+) beginbfchar\n([\s\S]*?)\nendbfchar/g)) {
    expect(Number(count)).toBeLessThanOrEqual(100);
    expect(block!.split('\n')).toHaveLength(Number(count));
  }
  const after = readToUnicode(written);
  expect(after.get('0001')).toBe('目');
  expect(after.size).toBe(before.size);
  for (const [code, text] of before) expect(after.get(code)).toBe(foldRadicals(text));
});

test.each([
  ['项⽬⽀出、⼈⺠、⻓、⻋', '项目支出、人民、长、车'],
  ['项目支出', '项目支出'],
  ['', ''],
])('%s → %s', (text, folded) => {
  expect(foldRadicals(text)).toBe(folded);
  expect(hasRadicals(text)).toBe(text !== folded);
  expect(hasRadicals(folded)).toBe(false);
});
