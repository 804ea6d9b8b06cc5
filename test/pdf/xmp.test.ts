import { expect, test } from '@jest/globals';
import { parseDocument } from 'htmlparser2';
import { xmpPacket } from '../../src/pdf/xmp.ts';

const facts = { title: '2025年<预算> & 公开', author: '办公室𬭎\u001b\ud800', date: '2025-02-21' };

test('the metadata are XML, whatever the title holds', () => {
  const packet = xmpPacket(facts, 'zh-CN', null);
  expect(packet).toContain('2025年&lt;预算&gt; &amp; 公开');
  expect(packet).toContain('<rdf:li>办公室𬭎</rdf:li>');
  const tree = parseDocument(packet, { xmlMode: true });
  expect(tree.children).toHaveLength(5);
});

test('a file that claims nothing bears no mark', () => {
  expect(xmpPacket(facts, null, null)).not.toMatch(/pdfaid|pdfuaid|dc:language/);
});

test.each([2, 3] as const)(
  'a claim names its parts and describes the vocabulary of PDF/UA: PDF/A-%da',
  (archivePart) => {
    const packet = xmpPacket(facts, 'zh-CN', { archivePart });
    expect(packet).toContain(
      `<pdfaid:part>${archivePart}</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>`,
    );
    expect(packet).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(packet).toContain('<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>');
  },
);
