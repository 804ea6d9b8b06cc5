import { createHash } from 'node:crypto';
import { extend, nextNumber, type PdfObjects, packedStream } from './pdf-objects.ts';
import { textString } from './pdf-text-string.ts';

/** A file that a PDF carries with it. */
export interface Attachment {
  /** Its name, in ASCII: `tables.xlsx`. */
  readonly name: string;
  /** Its kind: `text/csv`. */
  readonly mediaType: string;
  /** What it holds, for whoever looks at the list of attachments. */
  readonly description: string;
  readonly content: Buffer;
}

/**
 * Puts files into a PDF as the data behind it (ISO 19005-3, 6.8): each with its size, checksum and the date of the report,
 * never that of the run. Throws a SyntaxError where the browser's file names things in a way that is not known.
 *
 * Example: `attachFiles(file, [{ name: 'table-1.csv', mediaType: 'text/csv', … }], '2025-02-21')`
 */
export function attachFiles(
  { objects, root }: PdfObjects,
  attachments: readonly Attachment[],
  date: string,
): void {
  if (attachments.length === 0) return;
  if (/\/(?:Names|AF)\b/.test(objects.get(root)!)) throw new SyntaxError('a file with names of its own');
  const sorted = [...attachments].sort((a, b) => (a.name < b.name ? -1 : 1));
  let next = nextNumber(objects);
  const places: (readonly [string, number])[] = [];
  for (const { name, mediaType, description, content } of sorted) {
    objects.set(next, packedStream(fileEntries(mediaType, content, date), content).toString('latin1'));
    objects.set(
      next + 1,
      `<</Type /Filespec /F ${textString(name)} /UF ${textString(name)} /AFRelationship /Data ` +
        `/Desc ${textString(description)} /EF <</F ${next} 0 R /UF ${next} 0 R>>>>`,
    );
    places.push([name, next + 1]);
    next += 2;
  }
  const named = places.map(([name, number]) => `${textString(name)} ${number} 0 R`).join(' ');
  const listed = places.map(([, number]) => `${number} 0 R`).join(' ');
  extend(objects, root, `/Names <</EmbeddedFiles <</Names [${named}]>>>> /AF [${listed}]`);
}

function fileEntries(mediaType: string, content: Buffer, date: string): string {
  const checksum = createHash('md5').update(content).digest('hex').toUpperCase();
  const subtype = mediaType.replace(
    /[^A-Za-z0-9.-]/g,
    (sign) => `#${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const day = `(D:${date.replaceAll('-', '')}000000+08'00')`;
  return (
    `/Type /EmbeddedFile /Subtype /${subtype} ` +
    `/Params <</Size ${content.length} /CheckSum <${checksum}> /CreationDate ${day} /ModDate ${day}>> `
  );
}
