/** The table of names of a font: families, each in another language of Windows. */
export function familyNames(...families: string[]): Buffer {
  const texts = families.map((family) => Buffer.from(family, 'utf16le').swap16());
  const head = Buffer.alloc(6 + 12 * texts.length);
  head.writeUInt16BE(texts.length, 2);
  head.writeUInt16BE(head.length, 4);
  let offset = 0;
  for (const [index, text] of texts.entries()) {
    for (const [field, value] of [3, 1, 0x409 + index, 1, text.length, offset].entries()) {
      head.writeUInt16BE(value, 6 + index * 12 + field * 2);
    }
    offset += text.length;
  }
  return Buffer.concat([head, ...texts]);
}
