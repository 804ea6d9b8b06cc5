import { beforeAll, describe, expect, test } from '@jest/globals';
import { attachFiles } from '../../../src/pdf/attachments.ts';
import { type PdfObjects, packedStream, unpackedStream, writePdf } from '../../../src/pdf/pdf-objects.ts';
import { pageNumbers, reference } from '../../../src/pdf/pdf-pages.ts';
import { CLAUSES } from '../../../src/pdf/read-back/clauses.ts';
import { readBack } from '../../../src/pdf/read-back/read-back.ts';
import { readWrittenPdf } from '../../../src/pdf/read-written.ts';
import { openPrinter } from '../../../src/print/printer.ts';
import { sampleBody, sampleJob } from '../../print/sample-document.ts';

/** A report with everything that clauses are about. */
const job = sampleJob(`${sampleBody}
  <h2 id="list">二、说明</h2><ul><li>甲</li><li>乙</li></ul><p>见<a href="#list">说明</a></p>
  <figure class="chart"><figcaption>图1</figcaption><svg role="img" aria-label="图1：支出715.20。" width="100%" height="40">
  <text x="0" y="15">支出</text><rect x="0" y="20" width="50%" height="13"/><text x="50%" y="32">715.20</text></svg></figure>
  <table><caption>表3</caption><thead><tr><th scope="col" rowspan="2">项目</th><th scope="col" colspan="2">预算数</th></tr>
  <tr><th scope="col">合计</th><th scope="col">其中</th></tr></thead>
  <tbody><tr><td>支出</td><td>715.20</td><td>207.02</td></tr><tr><td colspan="3">无</td></tr></tbody></table>`);
const claim = { archivePart: 2 } as const;

let pdf: Buffer;
let pages = 0;

beforeAll(async () => {
  const { value: printer } = await openPrinter({ fonts: 'bundled', timeoutMs: 120_000 });
  const { value, findings } = await printer!.print(job);
  await printer!.close();
  expect(findings).toEqual([]);
  pdf = Buffer.from(value!);
  pages = pageNumbers(readWrittenPdf(pdf)).length;
});

function unproven(file: Buffer): string[] {
  return readBack(file, { pages, facts: job, claim }).unproven!.map(({ id }) => id);
}

type Spoil = (file: PdfObjects) => void;

/** Changes the first object in which a pattern is found, which must be there. */
function change(pattern: RegExp, replacement: string): Spoil {
  return ({ objects }) => {
    const [number, body] = [...objects].find(
      ([, each]) => !each.endsWith('endstream') && pattern.test(each),
    )!;
    objects.set(number, body.replace(pattern, replacement));
  };
}

/** Changes all objects, streams aside. */
function changeAll(pattern: RegExp, replacement: string): Spoil {
  return ({ objects }) => {
    const found = [...objects].filter(([, each]) => !each.endsWith('endstream') && pattern.test(each));
    expect(found.length).toBeGreaterThan(0);
    for (const [number, body] of found)
      objects.set(number, body.replace(new RegExp(pattern, 'g'), replacement));
  };
}

function changeStream(file: PdfObjects, number: number, edit: (text: string) => string): void {
  const before = unpackedStream(file, number).toString('latin1');
  const after = edit(before);
  expect(after).not.toBe(before);
  file.objects.set(number, packedStream('', Buffer.from(after, 'latin1')).toString('latin1'));
}

function changeContent(edit: (text: string) => string): Spoil {
  return (file) => changeStream(file, reference(file.objects.get(pageNumbers(file)[0]!)!, 'Contents')!, edit);
}

function changeMetadata(from: string, to: string): Spoil {
  return ({ objects }) => {
    const [number, body] = [...objects].find(([, each]) => each.includes('/Subtype /XML'))!;
    expect(body).toContain(from);
    objects.set(number, body.replace(from, to));
  };
}

function changeMaps(from: RegExp, to: string): Spoil {
  return (file) => {
    const maps = new Set([...file.objects.values()].map((body) => reference(body, 'ToUnicode')));
    for (const map of maps) if (map !== null) changeStream(file, map, (text) => text.replace(from, to));
  };
}

const both =
  (...all: readonly Spoil[]): Spoil =>
  (file) => {
    for (const spoil of all) spoil(file);
  };

const SPOILT: readonly (readonly [string, string, Spoil])[] = [
  ['metadata', 'another title in the metadata', changeMetadata('2025', '2024')],
  ['metadata', 'no mark of PDF/UA', changeMetadata('<pdfuaid:part>1</pdfuaid:part>', '')],
  ['metadata', 'another level of PDF/A', changeMetadata('<pdfaid:conformance>A', '<pdfaid:conformance>B')],
  ['metadata', 'no metadata', change(/\/Metadata \d+ 0 R/, '')],
  ['information', 'another author', change(/\/Author <FEFF/, '/Author <FEFF0041')],
  ['information', 'the time of printing', change(/\/ModDate \(D:2025/, '/ModDate (D:2026')],
  ['title', 'a title that is not shown', change(/\/DisplayDocTitle true/, '')],
  ['language', 'no language', change(/ \/Lang \(zh-CN\)/, '')],
  ['language', 'what is no language', change(/ \/Lang \(zh-CN\)/, ' /Lang (Chinese, I think)')],
  ['marked', 'tags in doubt', change(/\/Marked true/, '/Marked true /Suspects true')],
  ['colours', 'colours of print', changeContent((text) => `${text}0 0 0 1 k\n`)],
  ['colours', 'no meaning of colours', change(/\/OutputIntents/, '/OldIntents')],
  ['colours', 'a colour space of the page', change(/\/ProcSet/, '/ColorSpace <<>> /ProcSet')],
  ['transparency', 'half-transparent words', change(/\/ca 1\b/, '/ca .5')],
  ['transparency', 'another way of mixing colours', change(/\/BM \/Normal/, '/BM /Multiply')],
  ['transparency', 'a drawing of its own', change(/\/ProcSet/, '/XObject <</X9 1 0 R>> /ProcSet')],
  ['actions', 'a script', change(/\/Type \/Catalog/, '/Type /Catalog /OpenAction <</S /JavaScript>>')],
  ['actions', 'a form', change(/\/Type \/Catalog/, '/Type /Catalog /AcroForm <<>>')],
  ['labels', 'other numbers than are printed', change(/\/St 1\b/, '/St 5')],
  ['fonts', 'outlines of PostScript', changeAll(/\/FontFile2/, '/FontFile3')],
  ['fonts', 'glyphs by another map', changeAll(/\/CIDToGIDMap \/Identity/, '/CIDToGIDMap 1 0 R')],
  ['toUnicode', 'a character of private use', changeMaps(/> <[0-9A-F]{4}>$/gm, '> <E000>')],
  [
    'toUnicode',
    'a glyph without a character',
    changeMaps(/^<[0-9A-F]{4}> <[0-9A-F]{4}>$/gm, '<FFFD> <0041>'),
  ],
  ['toUnicode', 'no map', changeAll(/\/ToUnicode \d+ 0 R/, '')],
  ['glyphs', 'other widths than the font has', changeAll(/\/DW 1000/, '/DW 500')],
  [
    'glyphs',
    'a glyph for what is missing',
    changeContent((text) => text.replace(/<[0-9A-F]{4}> Tj/, '<0000> Tj')),
  ],
  [
    'glyphs',
    'a glyph that the font lacks',
    changeContent((text) => text.replace(/<[0-9A-F]{4}> Tj/, '<FFFE> Tj')),
  ],
  ['content', 'something drawn without a mark', changeContent((text) => `${text}0 0 5 5 re\nf\n`)],
  [
    'content',
    'words without a mark',
    changeContent((text) => text.replace(/^\/P <<\/MCID \d+>> BDC\n([\s\S]*?)EMC\n/m, '$1')),
  ],
  [
    'content',
    'an artifact inside of words',
    changeContent((text) => text.replace(/^(\/P <<.*)$/m, '$1\n/Artifact BMC\nEMC')),
  ],
  ['content', 'a mark without an end', changeContent((text) => `${text}/Artifact BMC\n`)],
  ['tags', 'a tag that nobody knows', change(/\/S \/LBody /, '/S /Foo ')],
  ['tags', 'a cell outside of a row', change(/\/S \/P /, '/S /TD ')],
  ['tags', 'a tag with another parent', change(/\/S \/LI \/P \d+ 0 R/, '/S /LI /P 1 0 R')],
  [
    'parents',
    'marks of another order',
    ({ objects }) => {
      const [number, body] = [...objects].find(([, each]) => /^\[(?:\d+ 0 R ?){3,}\]$/.test(each))!;
      objects.set(
        number,
        `[${body
          .match(/\d+ 0 R/g)!
          .reverse()
          .join(' ')}]`,
      );
    },
  ],
  ['parents', 'a page without its marks', change(/\/StructParents 0/, '/StructParents 9')],
  ['parents', 'a mark that no tag holds', change(/^(<<\/S \/H1 .*) \/K 0>>$/, '$1>>')],
  [
    'headings',
    'a level left out',
    both(changeAll(/\/S \/H2 /, '/S /H3 '), (file) => {
      for (const page of pageNumbers(file)) {
        const content = reference(file.objects.get(page)!, 'Contents')!;
        changeStream(file, content, (text) => text.replaceAll('/H2 <<', '/H3 <<'));
      }
    }),
  ],
  ['lists', 'an item that is none', change(/\/S \/LI /, '/S /P ')],
  ['links', 'a link without words', change(/\/Contents <FEFF[0-9A-F]+>/, '')],
  ['links', 'a link with empty words', change(/\/Contents <FEFF[0-9A-F]+>/, '/Contents <FEFF>')],
  ['links', 'a link that is not printed', change(/\/F 4\b/, '/F 0')],
  ['links', 'a link without its tag', change(/<<\/Type \/OBJR[^>]*>>/, '')],
  ['figures', 'a figure that says nothing', change(/ \/Alt <FEFF[0-9A-F]+>/, '')],
  ['figures', 'a figure that says white space', change(/ \/Alt <FEFF[0-9A-F]+>/, ' /Alt <FEFF0020>')],
  ['figures', 'a figure without a place', change(/\/BBox \[[^\]]*\]/, '')],
  ['bookmarks', 'a place that is no page', change(/\/Dest \[\d+ 0 R/, '/Dest [1 0 R')],
  ['tables', 'a head without a body', changeAll(/\/S \/TBody /, '/S /TFoot ')],
  ['tables', 'a caption amidst rows', change(/\/S \/TBody /, '/S /Caption ')],
  ['grid', 'a cell too wide', change(/\/ColSpan 3/, '/ColSpan 4')],
  ['grid', 'a cell that reaches out of its part', change(/\/RowSpan 2/, '/RowSpan 3')],
  ['heads', 'a head that does not say of what', change(/\/Scope \/Column/, '')],
  ['heads', 'a cell without heads', change(/ \/Headers \[[^\]]*\]/, '')],
  ['heads', 'a head that is not there', change(/\/Headers \[\(h\d+\)/, '/Headers [(h99)')],
];

test('a printed report proves every clause', () => {
  expect(unproven(pdf)).toEqual([]);
  expect(pdf.toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
});

describe('a clause is not proven of a spoilt file', () => {
  test.each(SPOILT)('%s: %s', (id, _what, spoil) => {
    const file = readWrittenPdf(pdf);
    spoil(file);
    expect(unproven(writePdf(file))).toContain(id);
  });

  test('identifier: an end without a name', () => {
    const text = pdf.toString('latin1').replace('/ID [<', '/IX [<');
    expect(unproven(Buffer.from(text, 'latin1'))).toEqual(['identifier']);
  });

  const attachments = [
    { name: 'table-1.csv', mediaType: 'text/csv', description: '表1', content: Buffer.from('科目,金额\n') },
  ];
  const withData = (spoil: Spoil = () => {}, archivePart: 2 | 3 = 3) => {
    const file = readWrittenPdf(pdf);
    attachFiles(file, attachments, job.date);
    spoil(file);
    const claimed = { pages, facts: job, claim: { archivePart }, attachments };
    return readBack(writePdf(file), claimed).unproven!.map(({ id }) => id);
  };

  test('attachments: none that the file does not carry, nor one that nobody put into it', () => {
    // The metadata of this file say PDF/A-2.
    expect(withData()).toEqual(['metadata']);
    expect(withData(() => {}, 2)).toEqual(['attachments']);
    const file = readWrittenPdf(pdf);
    attachFiles(file, attachments, job.date);
    expect(unproven(writePdf(file))).toEqual(['attachments']);
    const none = { pages, facts: job, claim, attachments };
    expect(readBack(pdf, none).unproven!.map(({ id }) => id)).toEqual(['attachments']);
  });

  test.each<[string, Spoil]>([
    ['no relation to the report', change(/\/AFRelationship \/Data/, '')],
    ['not named by the file', change(/\/AF \[/, '/Af [')],
    ['another name', change(/\/UF <FEFF0074/, '/UF <FEFF0054')],
    [
      'no kind',
      ({ objects }) => {
        const [number, body] = [...objects].find(([, each]) => each.includes('/EmbeddedFile /Subtype'))!;
        objects.set(number, body.replace(/\/Subtype \/\S+ /, ''));
      },
    ],
    [
      'other bytes',
      ({ objects }) => {
        const [number, body] = [...objects].find(([, each]) => each.includes('/EmbeddedFile /Subtype'))!;
        const entries = /^<<(.*?)\/Filter/.exec(body)![1]!;
        objects.set(number, packedStream(entries, Buffer.from('科目,其他\n')).toString('latin1'));
      },
    ],
  ])('attachments: %s', (_what, spoil) => {
    expect(withData(spoil)).toContain('attachments');
  });

  test('all, where the file cannot be read', () => {
    expect(unproven(pdf.subarray(0, pdf.length - 99))).toHaveLength(CLAUSES.length);
  });
});

test('there is a spoilt file for each clause', () => {
  const tried = new Set([...SPOILT.map(([id]) => id), 'identifier', 'attachments']);
  expect(CLAUSES.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([]);
});
