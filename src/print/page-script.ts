/**
 * Code that runs inside the page. It is text, because the program's own compiler may add helpers to
 * functions that the page does not have. The page's documents cannot run scripts; only the program can.
 */

/** Elements that could load, run or navigate; a report has no use for them. */
const refused = 'script, iframe, frame, object, embed, link, base, meta[http-equiv], portal, audio, video';

/** Width of the window that no page reaches, in px: what is as wide as this is not a page. */
export const WINDOW_WIDTH = 10_000;

/** Only the printed form is wanted: without this the browser lays every document out on its screen as well. */
export const UNSEEN_ON_SCREEN = '@media screen { html { display: none !important; } }';

/**
 * Before it prints, the browser lays a document out in its window as if for paper, to see what is still to be loaded;
 * here nothing is. So the document shows itself only where its width is that of a page.
 */
export const UNSEEN_OFF_PAGES = `@media screen, (min-width: ${WINDOW_WIDTH}px) { html { display: none !important; } }`;

/**
 * Text of a function of `css` and `unseen`, one of the rules above: loads the faces of a run once; they stay while
 * documents come and go, none of which is shown on a screen.
 */
export const loadFonts = `async function (css, unseen) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css + '\\n' + unseen);
  document.adoptedStyleSheets = [sheet];
  await Promise.all([...document.fonts].map((face) => face.load()));
}`;

/**
 * Text of a function of `numbers`, by the `id` they belong to, and `addBlankPage`: fills the page numbers of the table
 * of contents into the document shown, and adds the blank page after it that keeps odd numbers on right-hand pages.
 */
export const fillNumbers = `function (numbers, addBlankPage) {
  for (const place of document.querySelectorAll('.contents-page')) {
    const target = place.closest('a').getAttribute('href').slice(1);
    place.textContent = numbers[target] ?? '';
  }
  if (addBlankPage) {
    const blank = document.createElement('div');
    blank.className = 'front';
    blank.setAttribute('aria-hidden', 'true');
    blank.textContent = '\\u00a0';
    [...document.querySelectorAll('.front')].at(-1).after(blank);
  }
}`;

/**
 * Text of a function of `html` and `rareCss`: replaces the whole document, adds the rare faces it needs, and waits
 * until it can be printed.
 */
export const showDocument = `async function (html, rareCss) {
  const next = new DOMParser().parseFromString(html, 'text/html');
  for (const element of next.querySelectorAll(${JSON.stringify(refused)})) element.remove();
  if (rareCss !== '') {
    const style = next.createElement('style');
    style.textContent = rareCss;
    next.head.append(style);
  }
  document.replaceChild(document.adoptNode(next.documentElement), document.documentElement);
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
  await Promise.all([...document.fonts].map((face) =>
    face.status === 'loaded' || !face.family.includes('Yugong') ? null : face.load()));
  await document.fonts.ready;
}`;

/** One of these functions with its arguments, as a script of its own. Example: `scriptOf(showDocument, html, '')` */
export function scriptOf(pageFunction: string, ...values: readonly unknown[]): string {
  return `(${pageFunction})(${values.map((value) => JSON.stringify(value)).join(', ')})`;
}
