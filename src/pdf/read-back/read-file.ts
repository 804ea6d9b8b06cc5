import { type PdfObjects, unpackedStream } from '../pdf-objects.ts';
import { pageNumbers, reference } from '../pdf-pages.ts';
import { readWrittenPdf } from '../read-written.ts';
import { pageFonts } from '../tags/page-fonts.ts';
import type { CodeTexts } from '../tags/to-unicode.ts';
import { type ReadContent, readContent, textOfCodes } from './read-content.ts';
import { type UsedFont, usedFonts } from './used-fonts.ts';

/** A file to be delivered, taken apart once for all that is looked at. */
export interface ReadFile extends PdfObjects {
  readonly catalog: string;
  readonly hasIdentifier: boolean;
  readonly pages: readonly ReadPage[];
  readonly usedFonts: readonly UsedFont[];
}

/** A page, with the drawings it uses: half-transparent parts are drawings of their own. */
export interface ReadPage {
  /** Number and dictionary of its object. */
  readonly number: number;
  readonly body: string;
  readonly content: ReadContent;
  /** The fonts by their names on the page. */
  readonly fonts: ReadonlyMap<string, CodeTexts>;
  /** The characters on the page and in its drawings, each once. */
  readonly characters: string;
  readonly margin: string;
  /** Neither words nor a picture stand between the margins. */
  readonly isEmpty: boolean;
}

/**
 * Takes apart a finished PDF from its bytes. Throws a SyntaxError or RangeError where that is not possible.
 *
 * Example: `readFile(pdf).pages[0]?.margin` → `—1—`
 */
export function readFile(pdf: Buffer): ReadFile {
  const file = readWrittenPdf(pdf);
  const fonts = new Map<number, CodeTexts>();
  const forms = new Map<number, string>();
  const pages = pageNumbers(file).map((number) => readPage(file, number, fonts, forms));
  const catalog = file.objects.get(file.root) ?? '';
  return { ...file, catalog, pages, usedFonts: usedFonts(file, pages) };
}

const NOTHING: ReadContent = {
  codes: new Map(),
  told: new Map(),
  marks: new Map(),
  unmarked: 0,
  hasWords: false,
  margin: [],
  foreignColours: 0,
};

function readPage(
  file: PdfObjects,
  number: number,
  known: Map<number, CodeTexts>,
  forms: Map<number, string>,
): ReadPage {
  const body = file.objects.get(number) ?? '';
  const contents = reference(body, 'Contents');
  const content =
    contents === null ? NOTHING : readContent(unpackedStream(file, contents).toString('latin1'));
  const fonts = pageFonts(file, body, known);
  const drawings = drawingsOf(file, body);
  const drawn = drawings.forms.map((form) => readForm(file, form, known, forms)).join('');
  return {
    number,
    body,
    content,
    fonts,
    characters: textOfCodes(content, fonts) + drawn,
    margin: content.margin.map(([font, code]) => fonts.get(font)?.get(code) ?? '').join(''),
    isEmpty: !content.hasWords && drawn === '' && !drawings.hasPictures,
  };
}

/** The drawings that the resources of a page or drawing name. */
function drawingsOf({ objects }: PdfObjects, body: string): { forms: number[]; hasPictures: boolean } {
  const named = /\/XObject <<([^>]*)>>/.exec(body)?.[1] ?? '';
  const numbers = [...named.matchAll(/\/\S+ (\d+) 0 R/g)].map(([, number]) => Number(number));
  const forms = numbers.filter((number) => /\/Subtype ?\/Form\b/.test(objects.get(number) ?? ''));
  return { forms, hasPictures: forms.length < numbers.length };
}

function readForm(
  file: PdfObjects,
  number: number,
  known: Map<number, CodeTexts>,
  forms: Map<number, string>,
): string {
  const before = forms.get(number);
  if (before !== undefined) return before;
  // A drawing that uses itself ends here.
  forms.set(number, '');
  const stream = file.objects.get(number) ?? '';
  const dictionary = stream.slice(0, Math.max(0, stream.indexOf('stream\n')));
  const own = readContent(unpackedStream(file, number).toString('latin1'));
  const inner = drawingsOf(file, dictionary).forms.map((form) => readForm(file, form, known, forms));
  const text = textOfCodes(own, pageFonts(file, dictionary, known)) + inner.join('');
  forms.set(number, text);
  return text;
}
