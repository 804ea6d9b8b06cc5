import { expect, test } from '@jest/globals';
import { readTar } from '../../src/files/tar-reader.ts';
import { finishPdf } from '../../src/pdf/pdf-finish.ts';
import { readPdf } from '../../src/pdf/pdf-objects.ts';
import { pdfObjectText, readPdfContent } from '../print/read-pdf.ts';

/** A one-page PDF in the form Chromium writes, with tags named from `first` on. */
function rawPdf(first: number, date: string): Buffer {
  const name = (index: number) => `node${String(first + index).padStart(8, '0')}`;
  const bodies = [
    `<</Creator (Chromium)\n/CreationDate (D:${date}+00'00')\n/ModDate (D:${date}+00'00')>>`,
    '<</Type /Catalog\n/Pages 3 0 R\n/Lang (zh-CN)>>',
    '<</Type /Pages\n/Count 1\n/Kids [4 0 R]>>',
    '<</Type /Page\n/Parent 3 0 R\n/MediaBox [0 0 595 842]\n/Contents 5 0 R>>',
    '<</Length 3>> stream\nq Q\nendstream',
    `<</Type /StructElem\n/ID (${name(7)})>>`,
    `<</Type /StructElem\n/ID (${name(2)})\n/Headers [(${name(7)})]>>`,
  ];
  let text = '%PDF-1.4\n';
  const rows = bodies.map((body, index) => {
    const row = `${String(text.length).padStart(10, '0')} 00000 n \n`;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return row;
  });
  const start = text.length;
  text += `xref\n0 ${rows.length + 1}\n0000000000 65535 f \n${rows.join('')}trailer\n<</Size 8\n/Root 2 0 R\n/Info 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

const facts = { title: '预算公开', author: '办公室𬭎', date: '2025-02-21' };

test('title, author and date come from the data', async () => {
  const { pdf, pages } = finishPdf(rawPdf(1, '20261124061918'), facts);
  expect(pages).toBe(1);
  const content = await readPdfContent(pdf);
  expect(content).toMatchObject({ title: '预算公开', author: '办公室𬭎', language: 'zh-CN', pages: [''] });
  expect(pdfObjectText(pdf)).not.toContain('20261124');
});

test('time of printing and running numbers of tags leave no trace', () => {
  const first = finishPdf(rawPdf(30, '20261124061918'), facts).pdf;
  const second = finishPdf(rawPdf(38_000, '20261125000000'), facts).pdf;
  expect(Buffer.compare(first, second)).toBe(0);
  expect(pdfObjectText(first)).toContain('/ID (node00000001)\n/Headers [(node00000002)]');
});

test('different facts give different files and identifiers', () => {
  const ids = ['2025-02-21', '2025-02-22'].map((date) => {
    const text = finishPdf(rawPdf(1, '20261124061918'), { ...facts, date }).pdf.toString('latin1');
    return /\/ID \[<([0-9a-f]{32})>/.exec(text)?.[1];
  });
  expect(ids[0]).not.toBe(ids[1]);
});

test('a file of another structure is refused', () => {
  expect(() => readPdf(Buffer.from('%PDF-1.7\nstartxref\n12\n%%EOF\n'))).toThrow(SyntaxError);
});

test('a tar archive cut short is refused', () => {
  const header = Buffer.alloc(512);
  header.write('lib/libnss3.so');
  header.write('00000000012', 124);
  header.write('0', 156);
  const archive = Buffer.concat([header, Buffer.from('0123456789'), Buffer.alloc(502 + 1024)]);
  expect(readTar(archive).map(({ name, bytes }) => [name, bytes.toString()])).toEqual([
    ['lib/libnss3.so', '0123456789'],
  ]);
  expect(() => readTar(archive.subarray(0, 515))).toThrow(RangeError);
});
