import type { Face as HarfbuzzFace } from 'harfbuzzjs';
import { characterMap, readSfnt, type SfntTables, writeSfnt } from './sfnt.ts';

/** One slice as HarfBuzz sees it: the code points it has and their glyphs. */
interface Slice {
  readonly tables: SfntTables;
  readonly glyphCount: number;
  readonly glyphOf: ReadonlyMap<number, number>;
}

/**
 * Joins the slices of a web font into one static TrueType font.
 *
 * The slices must come from one font (same units, no hinting programs), as web font packages cut them.
 * Outlines, advances and the character map are kept; layout and vertical tables are not. Throws when a
 * slice is no TrueType font.
 *
 * Example: `await mergeSlices([slice4, slice5])` has the characters of both.
 */
export async function mergeSlices(fonts: readonly Buffer[]): Promise<Buffer> {
  const { Blob, Face, Font } = await import('harfbuzzjs');
  const slices = fonts.map((bytes): Slice => {
    const face: HarfbuzzFace = new Face(new Blob(bytes));
    const font = new Font(face);
    const codes = [...face.collectUnicodes()];
    const tables = readSfnt(bytes);
    return {
      tables,
      glyphCount: tables.get('maxp')!.readUInt16BE(4),
      glyphOf: new Map(codes.map((code) => [code, font.nominalGlyph(code) ?? 0])),
    };
  });
  const first = slices[0]!.tables;
  const merged = joinGlyphs(slices);

  const head = Buffer.from(first.get('head')!);
  head.writeInt16BE(1, 50);
  for (const { tables } of slices) widenBox(head, tables.get('head')!);
  const maxp = Buffer.from(first.get('maxp')!);
  for (const { tables } of slices) {
    const other = tables.get('maxp')!;
    for (let at = 6; at < 32; at += 2)
      maxp.writeUInt16BE(Math.max(maxp.readUInt16BE(at), other.readUInt16BE(at)), at);
  }
  maxp.writeUInt16BE(merged.count, 4);
  const hhea = Buffer.from(first.get('hhea')!);
  hhea.writeUInt16BE(merged.count, 34);
  const post = Buffer.alloc(32);
  first.get('post')!.copy(post, 0, 0, 32);
  post.writeUInt32BE(0x00030000, 0);

  return writeSfnt(
    new Map([
      ['OS/2', first.get('OS/2')!],
      ['cmap', characterMap(merged.glyphOf)],
      ['glyf', merged.glyf],
      ['head', head],
      ['hhea', hhea],
      ['hmtx', merged.hmtx],
      ['loca', merged.loca],
      ['maxp', maxp],
      ['name', first.get('name')!],
      ['post', post],
    ]),
  );
}

interface JoinedGlyphs {
  readonly count: number;
  readonly glyf: Buffer;
  readonly loca: Buffer;
  readonly hmtx: Buffer;
  readonly glyphOf: Map<number, number>;
}

function joinGlyphs(slices: readonly Slice[]): JoinedGlyphs {
  const outlines: Buffer[] = [];
  const metrics: Buffer[] = [];
  const glyphOf = new Map<number, number>();
  for (const { tables, glyphCount, glyphOf: own } of slices) {
    const base = outlines.length;
    const glyf = tables.get('glyf')!;
    const offsets = glyphOffsets(tables, glyphCount);
    const advances = tables.get('hhea')!.readUInt16BE(34);
    for (let glyph = 0; glyph < glyphCount; glyph++) {
      const outline = Buffer.from(glyf.subarray(offsets[glyph]!, offsets[glyph + 1]!));
      shiftComponents(outline, base);
      outlines.push(outline);
      metrics.push(glyphMetrics(tables.get('hmtx')!, glyph, advances));
    }
    for (const [code, glyph] of own) if (glyph !== 0 && !glyphOf.has(code)) glyphOf.set(code, base + glyph);
  }
  if (outlines.length > 0xffff) throw new RangeError(`${outlines.length} glyphs do not fit one font`);
  const loca = Buffer.alloc((outlines.length + 1) * 4);
  const padded: Buffer[] = [];
  let at = 0;
  for (const [glyph, outline] of outlines.entries()) {
    loca.writeUInt32BE(at, glyph * 4);
    const rest = (4 - (outline.length % 4)) % 4;
    padded.push(outline, Buffer.alloc(rest));
    at += outline.length + rest;
  }
  loca.writeUInt32BE(at, outlines.length * 4);
  return { count: outlines.length, glyf: Buffer.concat(padded), loca, hmtx: Buffer.concat(metrics), glyphOf };
}

function glyphOffsets(tables: SfntTables, glyphCount: number): number[] {
  const loca = tables.get('loca')!;
  const long = tables.get('head')!.readInt16BE(50) === 1;
  return Array.from({ length: glyphCount + 1 }, (_, glyph) =>
    long ? loca.readUInt32BE(glyph * 4) : loca.readUInt16BE(glyph * 2) * 2,
  );
}

function glyphMetrics(hmtx: Buffer, glyph: number, advances: number): Buffer {
  const metric = Buffer.alloc(4);
  metric.writeUInt16BE(hmtx.readUInt16BE(Math.min(glyph, advances - 1) * 4), 0);
  const bearing = glyph < advances ? glyph * 4 + 2 : advances * 4 + (glyph - advances) * 2;
  metric.writeInt16BE(hmtx.readInt16BE(bearing), 2);
  return metric;
}

const argumentsAreWords = 0x0001;
const hasScale = 0x0008;
const moreComponents = 0x0020;
const hasTwoScales = 0x0040;
const hasMatrix = 0x0080;

/** A composite outline names its parts by glyph number, which the merge has moved. */
function shiftComponents(outline: Buffer, base: number): void {
  if (outline.length < 10 || outline.readInt16BE(0) >= 0) return;
  let at = 10;
  for (;;) {
    const flags = outline.readUInt16BE(at);
    outline.writeUInt16BE(outline.readUInt16BE(at + 2) + base, at + 2);
    at += 4 + (flags & argumentsAreWords ? 4 : 2);
    if (flags & hasScale) at += 2;
    else if (flags & hasTwoScales) at += 4;
    else if (flags & hasMatrix) at += 8;
    if (!(flags & moreComponents)) return;
  }
}

function widenBox(head: Buffer, other: Buffer): void {
  for (const at of [36, 38]) head.writeInt16BE(Math.min(head.readInt16BE(at), other.readInt16BE(at)), at);
  for (const at of [40, 42]) head.writeInt16BE(Math.max(head.readInt16BE(at), other.readInt16BE(at)), at);
}
