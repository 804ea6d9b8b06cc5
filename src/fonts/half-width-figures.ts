import { characterMap, readSfnt, writeSfnt } from './sfnt.ts';

/** The characters figures are made of. Letters keep their own widths. */
const figures = '0123456789.,%+-';

/**
 * Makes the figures of a face half as wide as a Han character, by mapping them to the half-width glyphs
 * that Chinese faces carry (feature `hwid`). Returns the same bytes where a face has none.
 *
 * Official documents set figures half-width: amounts stand under each other digit by digit, lines keep
 * to the grid of 28 characters, and a report breaks its lines alike with 宋体 or 仿宋 installed or not.
 * The map is changed instead of switching the feature on in CSS, because the PDF's text layer knows
 * glyphs only by the map. Throws a TypeError when the bytes are no TrueType font.
 *
 * Example: a 0 of Noto Serif SC is 557 units wide before and 500 of 1,000 after.
 */
export async function withHalfWidthFigures(font: Buffer): Promise<Buffer> {
  const harfbuzz = await import('harfbuzzjs');
  const face = new harfbuzz.Face(new harfbuzz.Blob(font));
  const sized = new harfbuzz.Font(face);
  const glyphOf = new Map<number, number>();
  for (const code of face.collectUnicodes()) glyphOf.set(code, sized.nominalGlyph(code) ?? 0);
  let changed = false;
  for (const figure of figures) {
    const buffer = new harfbuzz.Buffer();
    buffer.addText(figure);
    buffer.guessSegmentProperties();
    harfbuzz.shape(sized, buffer, [new harfbuzz.Feature('hwid', 1)]);
    const glyph = buffer.getGlyphInfos()[0]!.codepoint;
    changed ||= glyph !== glyphOf.get(figure.codePointAt(0)!);
    glyphOf.set(figure.codePointAt(0)!, glyph);
  }
  if (!changed) return font;
  const tables = readSfnt(font);
  tables.set('cmap', characterMap(glyphOf));
  return writeSfnt(tables);
}
