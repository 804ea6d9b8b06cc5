import { gb2312Characters } from '../../src/fonts/common-characters.ts';
import { characterMap, writeSfnt } from '../../src/fonts/sfnt.ts';
import { familyNames } from './font-names.ts';

/** What is told of a font whose glyphs nobody looks at. */
export interface FontFacts {
  readonly families: readonly string[];
  readonly tables?: readonly string[];
  readonly weight?: number;
  readonly isItalic?: boolean;
  readonly characters?: string;
}

const whole = gb2312Characters();

/** A font of which only names, weight, characters and kinds of tables matter. */
export function fontOf({
  families,
  tables = ['glyf'],
  weight = 400,
  isItalic,
  characters = whole,
}: FontFacts): Buffer {
  const facts = Buffer.alloc(96);
  facts.writeUInt16BE(weight, 4);
  facts.writeUInt16BE(isItalic ? 1 : 0, 62);
  const glyphs = [...characters].map((character, index) => [character.codePointAt(0)!, index + 1] as const);
  return writeSfnt(
    new Map([
      ['head', Buffer.alloc(54)],
      ['name', familyNames(...families)],
      ['OS/2', facts],
      ['cmap', characterMap(new Map(glyphs))],
      ...tables.map((name) => [name, Buffer.alloc(4)] as const),
    ]),
  );
}

/** Several fonts in one file. */
export function collectionOf(...fonts: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(12 + 4 * fonts.length);
  head.write('ttcf', 'latin1');
  head.writeUInt32BE(0x10000, 4);
  head.writeUInt32BE(fonts.length, 8);
  const parts: Buffer[] = [];
  let at = head.length;
  for (const [index, each] of fonts.entries()) {
    head.writeUInt32BE(at, 12 + index * 4);
    // Places of tables count from the beginning of the collection.
    const moved = Buffer.from(each);
    for (let table = 0; table < moved.readUInt16BE(4); table++) {
      const entry = 12 + table * 16 + 8;
      moved.writeUInt32BE(moved.readUInt32BE(entry) + at, entry);
    }
    parts.push(moved);
    at += moved.length;
  }
  return Buffer.concat([head, ...parts]);
}
