import type { PdfObjects } from '../pdf-objects.ts';
import { reference } from '../pdf-pages.ts';
import { fontNumbers } from '../tags/page-fonts.ts';
import type { CodeTexts } from '../tags/to-unicode.ts';
import type { ReadContent } from './read-content.ts';

/** A font that is used, with the codes of its that any page shows. */
export interface UsedFont {
  readonly body: string;
  readonly descendant: string;
  readonly descriptor: string;
  readonly codes: ReadonlySet<number>;
  /** What its codes are read as. */
  readonly texts: CodeTexts;
}

/** What a page shows, in fonts by the names that it gives them. */
interface ShownPage {
  readonly body: string;
  readonly content: Pick<ReadContent, 'codes'>;
  readonly fonts: ReadonlyMap<string, CodeTexts>;
}

const NO_TEXTS: CodeTexts = new Map();

/**
 * The fonts that pages show words in, each once.
 *
 * Example: `usedFonts(file, pages)[0]?.texts.get(0x12c8)` → `第`
 */
export function usedFonts({ objects }: PdfObjects, pages: readonly ShownPage[]): UsedFont[] {
  const used = new Map<number, { readonly codes: Set<number>; readonly texts: CodeTexts }>();
  for (const { body, content, fonts } of pages) {
    const numbers = fontNumbers(body);
    for (const [name, shown] of content.codes) {
      const number = numbers.get(name) ?? -1;
      const known = used.get(number) ?? { codes: new Set(), texts: fonts.get(name) ?? NO_TEXTS };
      for (const code of shown) known.codes.add(code);
      used.set(number, known);
    }
  }
  return [...used].map(([number, own]) => {
    const body = objects.get(number) ?? '';
    const descendant = objects.get(Number(/\/DescendantFonts \[(\d+) 0 R\]/.exec(body)?.[1] ?? -1)) ?? '';
    const descriptor = objects.get(reference(descendant, 'FontDescriptor') ?? -1) ?? '';
    return { body, descendant, descriptor, ...own };
  });
}
