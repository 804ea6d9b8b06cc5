import { type PdfObjects, unpackedStream } from '../pdf-objects.ts';
import { reference } from '../pdf-pages.ts';
import { pageFonts } from '../tags/page-fonts.ts';
import { readPageText } from '../tags/page-text.ts';
import type { CodeTexts } from '../tags/to-unicode.ts';

/** What was read for one page and is needed for others. */
export interface PageTexts {
  readonly fonts: Map<number, CodeTexts>;
  readonly forms: Map<number, string>;
}

/** What a page shows. */
export interface ShownText {
  /** With that of the margins and of the drawings that the page uses. */
  readonly text: string;
  /** Neither words nor a picture stand between the margins. */
  readonly isEmpty: boolean;
}

/**
 * The text of a page with that of the drawings it uses: half-transparent parts are drawings of their own. Throws a
 * SyntaxError for text in a form that the browser does not write.
 *
 * Example: a draft → its words, and `草稿`
 */
export function readShownText(file: PdfObjects, page: number, known: PageTexts): ShownText {
  const body = file.objects.get(page) ?? '';
  const contents = reference(body, 'Contents');
  if (contents === null) return { text: '', isEmpty: true };
  const content = unpackedStream(file, contents).toString('latin1');
  const texts = readPageText(content, pageFonts(file, body, known.fonts));
  const drawings = drawingsOf(file, body);
  const drawn = drawings.forms.map((form) => readForm(file, form, known));
  return {
    text: [...texts.map((each) => each.text), ...drawn].join(''),
    isEmpty:
      !texts.some((each) => each.inPageArea && each.text !== '') &&
      drawn.every((text) => text === '') &&
      !drawings.hasPictures,
  };
}

/** The drawings that the resources of a page or drawing name. */
function drawingsOf({ objects }: PdfObjects, body: string): { forms: number[]; hasPictures: boolean } {
  const named = /\/XObject <<([^>]*)>>/.exec(body)?.[1] ?? '';
  const numbers = [...named.matchAll(/\/\S+ (\d+) 0 R/g)].map(([, number]) => Number(number));
  const isForm = (number: number) => /\/Subtype ?\/Form\b/.test(objects.get(number) ?? '');
  const forms = numbers.filter(isForm);
  return { forms, hasPictures: forms.length < numbers.length };
}

function readForm(file: PdfObjects, number: number, known: PageTexts): string {
  const before = known.forms.get(number);
  if (before !== undefined) return before;
  // A drawing that uses itself ends here.
  known.forms.set(number, '');
  const stream = file.objects.get(number) ?? '';
  const dictionary = stream.slice(0, Math.max(0, stream.indexOf('stream\n')));
  const content = unpackedStream(file, number).toString('latin1');
  const own = readPageText(content, pageFonts(file, dictionary, known.fonts)).map(({ text }) => text);
  const inner = drawingsOf(file, dictionary).forms.map((form) => readForm(file, form, known));
  const text = [...own, ...inner].join('');
  known.forms.set(number, text);
  return text;
}
