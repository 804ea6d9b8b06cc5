import { beforeAll, describe, expect, test } from '@jest/globals';
import { foldRadicals, hasRadicals } from '../../../src/model/radicals.ts';
import { type PdfObjects, packedStream, unpackedStream, writePdf } from '../../../src/pdf/pdf-objects.ts';
import { pageNumbers, reference } from '../../../src/pdf/pdf-pages.ts';
import { readBack } from '../../../src/pdf/read-back/read-back.ts';
import { readWrittenPdf } from '../../../src/pdf/read-written.ts';
import { rewriteToUnicode } from '../../../src/pdf/rewrite-to-unicode.ts';
import { readToUnicode } from '../../../src/pdf/tags/to-unicode.ts';
import { openPrinter } from '../../../src/print/printer.ts';
import { sampleJob } from '../../print/sample-document.ts';

let pdf: Buffer;
const expected = { pages: 2, facts: sampleJob(), claim: null };

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
  expect(readBack(pdf, expected)).toEqual({ broken: [], unproven: null });
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
      'outlines of PostScript in a CID font',
      () =>
        spoilt((file) =>
          replaceFirst(file, /\/FontFile2/, (body) => body.replace('/FontFile2', '/FontFile3')),
        ),
      'outlines',
    ],
    [
      'a CID font that says so',
      () =>
        spoilt((file) =>
          replaceFirst(file, /\/CIDFontType2/, (body) => body.replace('/CIDFontType2', '/CIDFontType0')),
        ),
      'outlines',
    ],
    [
      'a page left out',
      () =>
        spoilt((file) => replaceFirst(file, /\/Type \/Pages/, (body) => body.replace(/\[(\d+ 0 R) /, '['))),
      'missing',
    ],
    [
      'a file without its tags',
      () =>
        spoilt((file) =>
          replaceFirst(file, /\/Type \/Catalog/, (body) => body.replace(/\/StructTreeRoot \d+ 0 R/, '')),
        ),
      'tags',
    ],
    [
      'a file that does not say that it has tags',
      () =>
        spoilt((file) => replaceFirst(file, /\/Type \/Catalog/, (body) => body.replace('/Marked true', ''))),
      'tags',
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
      'radicals in a drawing of its own',
      () =>
        spoilt((file) => {
          const page = pageNumbers(file)[0]!;
          const body = file.objects.get(page)!;
          const font = /\/(\S+) (\d+) 0 R/.exec(/\/Font <<([^>]*)>>/.exec(body)![1]!)!;
          const map = reference(file.objects.get(Number(font[2]))!, 'ToUnicode')!;
          // A glyph that the page itself does not show.
          const text = unpackedStream(file, map)
            .toString('latin1')
            .replace('endbfchar', '<FFFE> <2F08>\nendbfchar');
          file.objects.set(map, packedStream('', Buffer.from(text, 'latin1')).toString('latin1'));
          const fonts = `/Resources <</Font <</F9 ${font[2]} 0 R>>>> `;
          const drawing = Math.max(...file.objects.keys()) + 1;
          const content = Buffer.from('BT\n/F9 16 Tf\n1 0 0 -1 8 8 Tm\n<FFFE> Tj\nET\n');
          const form = packedStream(`/Type /XObject /Subtype /Form /BBox [0 0 9 9] ${fonts}`, content);
          file.objects.set(drawing, form.toString('latin1'));
          file.objects.set(page, body.replace('/Font <<', `/XObject <</X9 ${drawing} 0 R>> /Font <<`));
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
    expect(readBack(file(), expected).broken.map((each) => each.promise)).toContain(promise);
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
