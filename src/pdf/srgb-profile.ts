/*
 * What the colours of a file mean, as PDF/A wants it: the colours of screens, sRGB. The profile is put together from the
 * figures of IEC 61966-2-1 in the form of ISO 15076-1 (ICC 4.2), because the usual files come with licences of their own.
 */

const HEADER = 128;
const VERSION = 0x04200000;
/** The white that profiles are connected by, D50. */
const WHITE = [0.9642, 1, 0.8249] as const;
/** The primaries of sRGB as seen under that white. */
const PRIMARIES = {
  rXYZ: [0.43607, 0.22249, 0.01392],
  gXYZ: [0.38515, 0.71687, 0.09708],
  bXYZ: [0.14307, 0.06061, 0.7141],
} as const;
/** How D65, the white of sRGB, is seen under D50 (Bradford). */
const ADAPTATION = [1.04788, 0.02292, -0.0502, 0.02959, 0.99048, -0.01706, -0.00923, 0.01508, 0.75168];
/** ((x + 0.055) / 1.055) ^ 2.4, below 0.04045 x / 12.92. */
const CURVE = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045];
const PARAMETRIC = 3;

/**
 * The colour profile of sRGB, always the same bytes.
 *
 * Example: `srgbProfile().toString('latin1', 36, 40)` is `acsp`.
 */
export function srgbProfile(): Buffer {
  const curve = Buffer.concat([type('para'), uint16(PARAMETRIC, 0), fixed(CURVE)]);
  const tags: readonly (readonly [string, Buffer])[] = [
    ['desc', words('sRGB IEC61966-2.1')],
    ['cprt', words('No copyright, use freely')],
    ['wtpt', xyz(WHITE)],
    ['chad', Buffer.concat([type('sf32'), fixed(ADAPTATION)])],
    ...Object.entries(PRIMARIES).map(([name, values]) => [name, xyz(values)] as const),
    ...['rTRC', 'gTRC', 'bTRC'].map((name) => [name, curve] as const),
  ];
  const table = Buffer.alloc(4 + 12 * tags.length);
  table.writeUInt32BE(tags.length, 0);
  const places = new Map<Buffer, number>();
  const parts: Buffer[] = [];
  let at = HEADER + table.length;
  for (const [index, [name, data]] of tags.entries()) {
    // The three curves are one.
    if (!places.has(data)) {
      places.set(data, at);
      const padded = Buffer.alloc(Math.ceil(data.length / 4) * 4);
      data.copy(padded);
      parts.push(padded);
      at += padded.length;
    }
    table.write(name, 4 + index * 12, 'latin1');
    table.writeUInt32BE(places.get(data)!, 8 + index * 12);
    table.writeUInt32BE(data.length, 12 + index * 12);
  }
  return Buffer.concat([header(at), table, ...parts]);
}

function header(size: number): Buffer {
  const bytes = Buffer.alloc(HEADER);
  bytes.writeUInt32BE(size, 0);
  bytes.writeUInt32BE(VERSION, 8);
  bytes.write('mntrRGB XYZ ', 12, 'latin1');
  // A date that is none of ours: 1999-10-18, when the standard appeared.
  uint16(1999, 10, 18, 0, 0, 0).copy(bytes, 24);
  bytes.write('acsp', 36, 'latin1');
  fixed(WHITE).copy(bytes, 68);
  return bytes;
}

function xyz(values: readonly number[]): Buffer {
  return Buffer.concat([type('XYZ '), fixed(values)]);
}

/** Words in English, in UTF-16. */
function words(text: string): Buffer {
  const head = Buffer.alloc(20);
  head.writeUInt32BE(1, 0);
  head.writeUInt32BE(12, 4);
  head.write('enUS', 8, 'latin1');
  head.writeUInt32BE(text.length * 2, 12);
  head.writeUInt32BE(28, 16);
  return Buffer.concat([type('mluc'), head, Buffer.from(text, 'utf16le').swap16()]);
}

function type(name: string): Buffer {
  return Buffer.concat([Buffer.from(name, 'latin1'), Buffer.alloc(4)]);
}

function fixed(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeInt32BE(Math.round(value * 65536), index * 4);
  return bytes;
}

function uint16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value, index * 2);
  return bytes;
}
