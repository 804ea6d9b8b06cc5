import type { Look } from '../document/tree.ts';
import { element } from '../ooxml/xml-writer.ts';
import { facesOf } from './faces.ts';

/*
 * Looks in the language of the file: lengths in twentieths of a pt, type in half points, properties in the order that
 * the schema demands.
 */

/** A length in twentieths of a pt. */
export function twips(points: number): number {
  return Math.round(points * 20);
}

/** A size of type in half points. `halfPoints(15.79)` → 32 */
export function halfPoints(points: number): number {
  return Math.max(2, Math.round(points * 2));
}

/** The properties of letters that differ from those of `base`; all of them without a base. */
export function letterProperties(look: Look, base: Look | null): string {
  const parts: string[] = [];
  const faces = facesOf(look.fonts);
  if (base === null || look.fonts.join() !== base.fonts.join()) {
    const { han, latin } = faces;
    parts.push(
      element('w:rFonts', {
        'w:ascii': latin,
        'w:eastAsia': han.name,
        'w:hAnsi': latin,
        'w:cs': latin,
        // Quotation marks and dashes are as wide as a character.
        'w:hint': latin === han.name ? 'eastAsia' : undefined,
      }),
    );
  }
  if (base === null ? look.isBold : look.isBold !== base.isBold) addToggle(parts, 'w:b', look.isBold);
  if (base === null ? look.isItalic : look.isItalic !== base.isItalic) addToggle(parts, 'w:i', look.isItalic);
  if (look.color !== (base?.color ?? null))
    parts.push(element('w:color', { 'w:val': look.color ?? '000000' }));
  const spacing = letterSpacing(look);
  if (spacing !== (base === null ? 0 : letterSpacing(base)))
    parts.push(element('w:spacing', { 'w:val': spacing }));
  const size = halfPoints(look.size);
  if (base === null || size !== halfPoints(base.size))
    parts.push(element('w:sz', { 'w:val': size }), element('w:szCs', { 'w:val': size }));
  return parts.join('');
}

/**
 * What is taken from between the letters, in twentieths of a pt, because the file knows half points only: 15.79 pt are
 * 16 pt less 0.25, and 28 of them fit on the line. A grid of characters would say the same, but LibreOffice gives every
 * character that is wider than its field two of them.
 */
function letterSpacing({ size }: Look): number {
  return Math.min(0, Math.floor(twips(size) - halfPoints(size) * 10));
}

function addToggle(parts: string[], name: string, isOn: boolean): void {
  const off = isOn ? {} : { 'w:val': '0' };
  parts.push(element(name, off), element(`${name}Cs`, off));
}

/** `spacing` and `ind` and `jc` of a paragraph, as far as they differ from `base`. */
export function measures(look: Look, base: Look | null): { readonly spacing: string; readonly jc: string } {
  const spacing = spacingOf(look);
  const indents = indentsOf(look);
  const spaced = base !== null && spacing === spacingOf(base) ? '' : spacing;
  const indented = base !== null && indents === indentsOf(base) ? '' : indents;
  const aligned = base !== null && look.align === base.align ? '' : element('w:jc', { 'w:val': look.align });
  return { spacing: spaced + indented, jc: aligned };
}

function spacingOf({ before, after, lineHeight }: Look): string {
  return element('w:spacing', {
    'w:before': twips(Math.max(0, before)),
    'w:after': twips(Math.max(0, after)),
    'w:line': Math.max(1, twips(lineHeight)),
    'w:lineRule': 'exact',
  });
}

/** Indents in characters where they are some: they follow when somebody changes the size. */
function indentsOf({ left, right, firstIndent, size }: Look): string {
  const characters = firstIndent / size;
  const isWhole = characters > 0 && Math.abs(characters - Math.round(characters)) < 0.01;
  return element('w:ind', {
    'w:left': twips(Math.max(0, left)),
    'w:right': twips(Math.max(0, right)),
    'w:firstLineChars': isWhole ? Math.round(characters) * 100 : 0,
    'w:firstLine': twips(Math.max(0, firstIndent)),
  });
}
