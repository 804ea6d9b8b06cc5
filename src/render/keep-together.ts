import type { PageSettings } from '../pack/page-settings.ts';

const marked = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'li', 'dd', 'td']);

const closing = '。；：，、！？”’）》〉」』】〕';

/** Two Han characters and what closes after them: with these the last line is no single character. */
const tail = new RegExp(`\\p{Script=Han}{2}[${closing}]*(?=\\s*$)`, 'u');

/**
 * The HTML with what belongs together marked so that no line breaks in it: a number and its unit
 * (`677.49万元`), a document number (`〔2024〕1号`), a bracketed suffix and the character before it
 * (`支出（类）`), and the last two characters of a paragraph.
 *
 * Paragraphs, headings and cells are marked, and the text stays as it was.
 *
 * Example: `<p>共677.49万元。</p>` → `<p>共<span class="keep">677.49万元</span>。</p>`
 */
export function keepTogether(html: string, page: Pick<PageSettings, 'units' | 'suffixes'>): string {
  const runs = runsOf(page);
  let open: string | null = null;
  return html.replace(TAG_AND_TEXT, (token: string, slash, name, text: string, offset: number) => {
    if (name !== undefined) {
      const element = (name as string).toLowerCase();
      if (marked.has(element)) open = slash === '' ? element : null;
    }
    // Every run has two characters at least.
    if (open === null || text.length < 2) return token;
    const kept = text.replace(runs, keep);
    const isLast = open === 'p' && html.startsWith('</p>', offset + token.length);
    return token.slice(0, token.length - text.length) + (isLast ? kept.replace(tail, keep) : kept);
  });
}

/** A tag, or a `<` that begins none, and the text behind it: each paragraph and cell in one step. */
const TAG_AND_TEXT = /<(?:(\/?)([a-z][a-z0-9]*)[^>]*>)?([^<]*)/gi;

function keep(run: string): string {
  return `<span class="keep">${run}</span>`;
}

function runsOf({ units, suffixes }: Pick<PageSettings, 'units' | 'suffixes'>): RegExp {
  const alternatives = ['〔\\d{4}〕第?\\d+号'];
  if (units.length > 0)
    alternatives.push(`(?:[≥≤＞＜＝≈±]|&(?:#x3D|lt|gt);){0,2}\\d[\\d.,]* ?(?:${anyOf(units)})`);
  if (suffixes.length > 0) alternatives.push(`\\p{Script=Han}(?:${anyOf(suffixes)})`);
  return new RegExp(alternatives.join('|'), 'gu');
}

function anyOf(words: readonly string[]): string {
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join('|');
}
