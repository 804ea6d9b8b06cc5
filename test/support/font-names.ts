const FAMILY = 1;
const FULL_NAME = 4;

/** The table of names of a font: families, each in another language of Windows, which are full names as well. */
export function familyNames(...families: string[]): Buffer {
  const names = [FAMILY, FULL_NAME].flatMap((id) =>
    families.map((family, index) => ({ id, index, text: Buffer.from(family, 'utf16le').swap16() })),
  );
  const head = Buffer.alloc(6 + 12 * names.length);
  head.writeUInt16BE(names.length, 2);
  head.writeUInt16BE(head.length, 4);
  let offset = 0;
  for (const [position, { id, index, text }] of names.entries()) {
    for (const [field, value] of [3, 1, 0x409 + index, id, text.length, offset].entries()) {
      head.writeUInt16BE(value, 6 + position * 12 + field * 2);
    }
    offset += text.length;
  }
  return Buffer.concat([head, ...names.map(({ text }) => text)]);
}
