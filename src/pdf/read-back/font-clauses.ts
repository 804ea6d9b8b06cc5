import { type PdfObjects, unpackedStream } from '../pdf-objects.ts';
import { reference } from '../pdf-pages.ts';
import type { Clause } from './clause.ts';
import { readGlyphWidths } from './glyph-widths.ts';
import type { UsedFont } from './used-fonts.ts';

/** Characters that stand for nothing, and those that mean something else on every machine. */
const NO_CHARACTER = /[\0\ufeff\ufffe\ufffd\ue000-\uf8ff]/;
/** In thousandths of the size of type, as ISO 19005 and 14289 allow. */
const TOLERANCE = 1;

/** Demands on fonts. */
export const fontClauses: readonly Clause[] = [
  {
    id: 'fonts',
    source: 'UA 7.21.3, A 6.2.11',
    words: '用到的字体都嵌入，是 TrueType 轮廓，编码写明',
    holds: ({ file }) =>
      file.usedFonts.every(
        ({ body, descendant, descriptor }) =>
          body.includes('/Subtype /Type0') &&
          body.includes('/Encoding /Identity-H') &&
          descendant.includes('/Subtype /CIDFontType2') &&
          descendant.includes('/CIDToGIDMap /Identity') &&
          reference(descriptor, 'FontFile2') !== null,
      ),
  },
  {
    id: 'toUnicode',
    source: 'UA 7.21.7, A 6.2.11.7',
    words: '每个字形都对应文字，没有自造字',
    holds: ({ file }) =>
      file.usedFonts.every(({ body, codes, texts }) => {
        if (reference(body, 'ToUnicode') === null) return false;
        return [...codes].every((code) => {
          const text = texts.get(code) ?? '';
          return text !== '' && !NO_CHARACTER.test(text);
        });
      }),
  },
  {
    id: 'glyphs',
    source: 'UA 7.21.5, UA 7.21.8, A 6.2.11.5, A 6.2.11.8',
    words: '每个字形都在嵌入的字体里，宽度与字体一致',
    holds: ({ file }) => file.usedFonts.every((font) => hasGlyphs(file, font)),
  },
];

function hasGlyphs(file: PdfObjects, { descendant, descriptor, codes }: UsedFont): boolean {
  const program = reference(descriptor, 'FontFile2');
  const widthOf = program === null ? null : readGlyphWidths(unpackedStream(file, program));
  if (widthOf === null) return false;
  const written = writtenWidths(descendant);
  return [...codes].every((glyph) => {
    const width = widthOf(glyph);
    return glyph !== 0 && width !== null && Math.abs(width - written(glyph)) <= TOLERANCE;
  });
}

/** The widths that a CID font tells (ISO 32000-1, 9.7.4.3): `/W [7698 [500] 1 9 1000] /DW 1000`. */
function writtenWidths(font: string): (glyph: number) => number {
  const otherwise = Number(/\/DW (\d+)/.exec(font)?.[1] ?? 1000);
  const widths = new Map<number, number>();
  const ranges: (readonly [number, number, number])[] = [];
  const listed = /\/W \[((?:[^[\]]|\[[^\]]*\])*)\]/.exec(font)?.[1] ?? '';
  for (const [, start, each, first, last, width] of listed.matchAll(
    /(\d+)\s*\[([^\]]*)\]|(\d+)\s+(\d+)\s+([-.\d]+)/g,
  )) {
    if (each !== undefined) {
      for (const [index, value] of each.trim().split(/\s+/).entries())
        widths.set(Number(start) + index, Number(value));
    } else ranges.push([Number(first), Number(last), Number(width)]);
  }
  return (glyph) =>
    widths.get(glyph) ?? ranges.find(([first, last]) => glyph >= first && glyph <= last)?.[2] ?? otherwise;
}
