const HEADER = 12;
const ENTRY = 16;
const THOUSAND = 1000;

/**
 * The advance widths of a TrueType font's glyphs, in thousandths of the size of type; null for a glyph that it does not
 * have. Null where it is no TrueType font.
 *
 * Example: `readGlyphWidths(font)?.(7698)` → 500
 */
export function readGlyphWidths(font: Buffer): ((glyph: number) => number | null) | null {
  const table = (name: string): Buffer | null => {
    for (let index = 0; index < font.readUInt16BE(4); index++) {
      const entry = HEADER + index * ENTRY;
      if (font.toString('latin1', entry, entry + 4) !== name) continue;
      const at = font.readUInt32BE(entry + 8);
      return font.subarray(at, at + font.readUInt32BE(entry + 12));
    }
    return null;
  };
  try {
    const [head, hhea, hmtx, maxp] = [table('head'), table('hhea'), table('hmtx'), table('maxp')];
    if (head === null || hhea === null || hmtx === null || maxp === null || table('glyf') === null)
      return null;
    const unitsPerEm = head.readUInt16BE(18);
    const metrics = hhea.readUInt16BE(34);
    const glyphs = maxp.readUInt16BE(4);
    return (glyph) => {
      if (glyph >= glyphs) return null;
      const at = Math.min(glyph, metrics - 1) * 4;
      return at + 2 > hmtx.length ? null : (hmtx.readUInt16BE(at) * THOUSAND) / unitsPerEm;
    };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
