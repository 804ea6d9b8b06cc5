import { deflateRawSync } from 'node:zlib';

/** A PDF as a hostile hand would write it: its objects one after the other, what stands in them untouched. */
export function pdfOf(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  let length = parts[0]!.length;
  const places = objects.map((object, index) => {
    const place = length;
    for (const part of [
      Buffer.from(`${index + 1} 0 obj\n`),
      Buffer.from(object),
      Buffer.from('\nendobj\n'),
    ]) {
      parts.push(part);
      length += part.length;
    }
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}trailer<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${length}\n%%EOF`,
    ),
  );
  return Buffer.concat(parts);
}

/** A PDF of one page with this content; `catalog` and `more` add to its catalog and its objects, from the sixth on. */
export function pageOf(content: Buffer | string, more: PageExtras = {}): Buffer {
  const { catalog = '', filter = '', objects = [], trailer = '' } = more;
  const bytes = Buffer.from(content);
  return pdfOf(
    [
      `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
      Buffer.concat([
        Buffer.from(`<</Length ${bytes.length}${filter}>>stream\n`),
        bytes,
        Buffer.from('\nendstream'),
      ]),
      '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
      ...objects,
    ],
    trailer,
  );
}

interface PageExtras {
  readonly catalog?: string;
  readonly filter?: string;
  readonly objects?: readonly string[];
  readonly trailer?: string;
}

/** What unpacks to a text of so many megabytes of spaces. */
export function spacesOf(megabytes: number): Buffer {
  // Each piece ends on a whole byte, so that pieces may follow one another.
  const piece = deflateRawSync(Buffer.alloc(1_000_000, ' '), { finishFlush: 2 });
  return Buffer.concat([
    Buffer.from([0x78, 0x01]),
    deflateRawSync('(', { finishFlush: 2 }),
    ...Array.from({ length: megabytes }, () => piece),
  ]);
}
