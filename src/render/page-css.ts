import type { PageSettings } from '../pack/page-settings.ts';

/** A4 in mm. */
export const paper = { width: 210, height: 297 } as const;

/** Name of the CSS page of landscape tables, and of the pages before the body. */
export const pageNames = { wide: 'wide', front: 'front' } as const;

/**
 * Justified lines reach over their measure by 1/64 px for each piece they are set from. A browser that finds them past
 * the edge of the page lays out the whole document once more, smaller by a ten-thousandth; so the page is this much wider
 * than what stands on it, in px (browsers make pages of whole px), and lines keep the measure that they had then.
 */
const slack = { page: 1, lines: 3 / 64 } as const;

/**
 * The CSS of the sheets: size, margins, page numbers. Landscape pages are upright pages turned by 90°
 * counter-clockwise, so that the head of a table lies at the binding edge of an odd page. Pages before the
 * body (`front`) are not counted and carry no number.
 *
 * Example: the margins of GB/T 9704 give `margin: 37mm 26mm 35mm 28mm` upright and
 * `28mm 37mm 26mm 35mm` landscape.
 */
export function pageCss(page: PageSettings): string {
  const { top, right, bottom, left } = page.margins;
  return [
    `@page { size: A4; margin: ${top}mm ${right}mm ${bottom}mm ${left}mm; }`,
    `@page ${pageNames.wide} { size: A4 landscape; margin: ${left}mm ${top}mm ${right}mm ${bottom}mm; }`,
    `@media print {`,
    `@page { margin-right: calc(${right}mm - ${slack.page}px); }`,
    `@page ${pageNames.wide} { margin-right: calc(${top}mm - ${slack.page}px); }`,
    `html { margin-right: ${slack.page - slack.lines}px; }`,
    `}`,
    ...numberRules(page.number),
    `@page ${pageNames.front} { counter-increment: page 0; @bottom-left { content: none; } @bottom-center { content: none; } @bottom-right { content: none; } }`,
  ].join('\n');
}

/** The dash stands in the middle of its line: its own top is this much below that of the line, in em. */
const dashDepth = 0.45;

function numberRules({ place, form, size, gap }: PageSettings['number']): string[] {
  if (place === 'none') return [];
  const box = (name: string, side: string, free: string): string =>
    `@bottom-${name} { content: ${numberContent(form)}; font: ${size}pt/1 var(--song, serif); text-align: ${side}; ` +
    `vertical-align: top; padding-top: calc(${gap}mm - ${dashDepth}em); margin-right: ${slack.page}px; ${free} }`;
  if (place === 'centered') return [`@page { ${box('center', 'center', '')} }`];
  return [
    `@page :right { ${box('right', 'right', `padding-right: ${size}pt;`)} }`,
    `@page :left { ${box('left', 'left', `padding-left: ${size}pt;`)} }`,
  ];
}

function numberContent(form: string): string {
  return form
    .split('{}')
    .map((part) => (part === '' ? '' : cssString(part)))
    .join(' counter(page) ')
    .trim();
}

function cssString(text: string): string {
  return `"${text.replace(/[\\"<\n\r\f]/g, (character) => `\\${character.codePointAt(0)!.toString(16)} `)}"`;
}
