import { posix } from 'node:path';
import { addressOf, parseAddress } from './cell.ts';
import { demandZip } from './container.ts';
import { commentsXml, NOTE_SHAPE, type Note, noteDrawing, noteShapes } from './note-writer.ts';
import { findParts, type Relation, relationsOf, relationsPart } from './parts.ts';
import { decodeEscapes, readXml, rootParts } from './xml-reader.ts';
import { element, escapeXml } from './xml-writer.ts';
import { openZip, type ZipParts } from './zip-reader.ts';
import { zipFiles } from './zip-writer.ts';

/*
 * A copy of somebody's workbook with notes on its cells. Everything else of the file stays as it is: the parts that are
 * touched are the notes of a sheet, the drawing of their boxes, and what leads to the two.
 */

/** What a note of ours begins with; a note that stood on the cell before is kept below the line. */
const OPENING = '【检查】';
const LINE = '——————';
const AUTHOR = '预公检查';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const COMMENTS_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml';
const DRAWING_TYPE = 'application/vnd.openxmlformats-officedocument.vmlDrawing';
/** What may stand behind the reference to the drawing of notes; the order is that of the standard. */
const BEHIND_DRAWING = [
  'legacyDrawingHF',
  'picture',
  'oleObjects',
  'controls',
  'webPublishItems',
  'tableParts',
  'extLst',
];

/** What is to be said on the cells of each sheet, by the name of the sheet. */
export type SheetNotes = ReadonlyMap<string, readonly Note[]>;

/**
 * The workbook with the notes that are given for its sheets on its cells, in place of those of an earlier copy. Throws a {@link Refusal} for a file
 * that cannot be read.
 *
 * Example: a note on 预算明细!G12 → `【检查】“12,34”不是金额。` for whoever opens the copy
 */
export async function annotateWorkbook(
  bytes: Buffer,
  notesFor: (sheets: readonly string[]) => SheetNotes,
): Promise<Uint8Array> {
  demandZip(bytes);
  const zip = await openZip(bytes);
  try {
    const files = new Map<string, Uint8Array>();
    for (const name of zip.names) files.set(name, await bytesOf(zip, name));
    const { sheets } = await findParts(zip);
    const notes = notesFor(sheets.map(({ name }) => name));
    for (const { name, part } of sheets) {
      await new SheetNotesEditor(zip, files, part).put(notes.get(name) ?? []);
    }
    return zipFiles(files);
  } finally {
    zip.close();
  }
}

async function bytesOf(zip: ZipParts, name: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  await zip.read(name, (chunk) => chunks.push(Buffer.from(chunk)));
  return Buffer.concat(chunks);
}

/** The notes of one sheet. */
class SheetNotesEditor {
  readonly #zip: ZipParts;
  readonly #files: Map<string, Uint8Array>;
  readonly #sheet: string;

  constructor(zip: ZipParts, files: Map<string, Uint8Array>, sheet: string) {
    this.#zip = zip;
    this.#files = files;
    this.#sheet = sheet;
  }

  async put(notes: readonly Note[]): Promise<void> {
    const relations = [...(await relationsOf(this.#zip, this.#sheet))];
    const comments = relations.find(([, { type }]) => type.endsWith('/comments'));
    const drawing = relations.find(([, { type }]) => type.endsWith('/vmlDrawing'));
    const before = comments ? await this.#read(comments[1].target) : [];
    const others = before.flatMap((note) => withoutOwn(note) ?? []);
    if (
      notes.length === 0 &&
      others.length === before.length &&
      others.every((note, index) => note.text === before[index]!.text)
    )
      return;
    const all = merged(others, notes);
    this.#write(
      comments?.[1].target ?? this.#fresh('xl/comments', '.xml'),
      commentsXml(all),
      comments,
      'comments',
    );
    const shapes = drawing?.[1].target ?? this.#fresh('xl/drawings/vmlDrawing', '.vml');
    const old = this.#text(shapes);
    this.#write(shapes, old === null ? noteDrawing(all) : withShapes(old, all), drawing, 'vmlDrawing');
  }

  /** The notes of a part as plain text. */
  async #read(part: string): Promise<Note[]> {
    const notes: Note[] = [];
    const authors: string[] = [];
    let text = '';
    let address: ReturnType<typeof parseAddress> = null;
    let author = 0;
    let takes = false;
    await readXml(this.#zip, part, {
      open(name, attributes) {
        if (name === 'comment') {
          address = parseAddress(attributes.ref ?? '');
          author = Number(attributes.authorId ?? 0);
          text = '';
        }
        if (name === 'author') text = '';
        takes = name === 't' || name === 'author';
      },
      text(piece) {
        if (takes) text += piece;
      },
      close(name) {
        if (name === 'author') authors.push(text);
        if (name === 'comment' && address)
          notes.push({ ...address, text: decodeEscapes(text), author: authors[author] ?? '' });
        takes = false;
      },
    });
    return notes;
  }

  /** Writes a part, and what leads to it where there was none. */
  #write(
    part: string,
    text: string,
    known: readonly [string, Relation] | undefined,
    type: 'comments' | 'vmlDrawing',
  ): void {
    this.#put(part, text);
    if (known) return;
    const id = `rIdYugong${type}`;
    const target = posix.relative(posix.dirname(this.#sheet), part);
    const relation = element('Relationship', { Id: id, Type: `${OFFICE}/${type}`, Target: target });
    const relations = relationsPart(this.#sheet);
    this.#put(
      relations,
      beforeEnd(this.#text(relations) ?? `<Relationships xmlns="${PACKAGE}"></Relationships>`, relation),
    );
    if (type === 'comments')
      this.#declare(element('Override', { PartName: `/${part}`, ContentType: COMMENTS_TYPE }));
    else {
      if (!/<Default[^>]*Extension="vml"/i.test(this.#text(TYPES) ?? ''))
        this.#declare(element('Default', { Extension: 'vml', ContentType: DRAWING_TYPE }), 'first');
      this.#refer(id);
    }
  }

  /** Names the drawing in the sheet, where the standard wants it. */
  #refer(id: string): void {
    const xml = this.#text(this.#sheet)!;
    const found = rootParts(xml);
    if (!found) return;
    const prefix = found.root.includes(':') ? `${found.root.split(':')[0]}:` : '';
    const at = found.children.find(({ name }) => BEHIND_DRAWING.includes(name))?.start ?? found.end;
    const reference = `<${prefix}legacyDrawing xmlns:r="${OFFICE}" r:id="${escapeXml(id)}"/>`;
    this.#put(this.#sheet, xml.slice(0, at) + reference + xml.slice(at));
  }

  #declare(entry: string, where: 'first' | 'last' = 'last'): void {
    const xml = this.#text(TYPES)!;
    const first = rootParts(xml)?.children[0]?.start;
    this.#put(
      TYPES,
      where === 'first' && first !== undefined
        ? xml.slice(0, first) + entry + xml.slice(first)
        : beforeEnd(xml, entry),
    );
  }

  #text(part: string): string | null {
    const bytes = this.#files.get(part);
    return bytes === undefined ? null : new TextDecoder('utf-8').decode(bytes);
  }

  #put(part: string, text: string): void {
    this.#files.set(part, new TextEncoder().encode(text));
  }

  #fresh(start: string, end: string): string {
    let number = 1;
    while (this.#files.has(`${start}${number}${end}`)) number += 1;
    return `${start}${number}${end}`;
  }
}

const TYPES = '[Content_Types].xml';

function beforeEnd(xml: string, entry: string): string {
  const end = rootParts(xml)?.end ?? xml.lastIndexOf('</');
  return xml.slice(0, end) + entry + xml.slice(end);
}

/** A note as it was before an earlier copy; null for one that was all ours. */
function withoutOwn(note: Note): Note | null {
  if (!note.text.startsWith(OPENING)) return note;
  const line = note.text.indexOf(`\n${LINE}\n`);
  return line === -1 ? null : { ...note, text: note.text.slice(line + LINE.length + 2) };
}

/** A cell has one note: ours first, and below it what stood there. */
function merged(others: readonly Note[], own: readonly Note[]): Note[] {
  const keyOf = ({ row, column }: Note): string => addressOf(row, column);
  const before = new Map(others.map((note) => [keyOf(note), note]));
  const said = own.map((note): Note => {
    const below = before.get(keyOf(note));
    const text = OPENING + note.text;
    return below
      ? { ...note, text: `${text}\n${LINE}\n${below.text}`, author: below.author ?? AUTHOR }
      : { ...note, text, author: AUTHOR };
  });
  const taken = new Set(own.map(keyOf));
  const all = [...others.filter((note) => !taken.has(keyOf(note))), ...said];
  return all.sort((a, b) => a.row - b.row || a.column - b.column);
}

/** A drawing with boxes for these notes in place of those it had; other shapes (buttons, pictures) stay. */
function withShapes(drawing: string, notes: readonly Note[]): string {
  const left = drawing.replace(
    /<v:shape\b(?:(?!<\/v:shape>)[\s\S])*?ObjectType="Note"[\s\S]*?<\/v:shape>\s*/g,
    '',
  );
  const end = left.lastIndexOf('</xml>');
  if (end === -1) return noteDrawing(notes);
  const used = [...left.matchAll(/_x0000_s(\d+)/g)].map((match) => Number(match[1]));
  const first = used.reduce((most, each) => Math.max(most, each + 1), 1025);
  const shape = left.includes('id="_x0000_t202"') ? '' : NOTE_SHAPE;
  return left.slice(0, end) + shape + noteShapes(notes, first).join('') + left.slice(end);
}
