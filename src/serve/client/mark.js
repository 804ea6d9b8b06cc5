/*
 * Finds a place of the report in its page and marks it. The page is the published one, whose numbers stand in elements
 * with an identity; words are looked for without regard to spaces, which the page may break anywhere.
 */

const STYLE = `mark.preview-mark { background: #ffe58a; color: inherit; outline: 3px solid #b25e00; outline-offset: 1px; }`;
/** What a sentence or a cell may stand in. */
const BLOCKS = 'p, li, td, th, caption, h1, h2, h3, h4, h5, h6, div';

/** Marks a spot, scrolls to it and says whether it was found. */
export function showSpot(page, spot) {
  clearMarks(page);
  if (!page.getElementById('preview-mark-style')) {
    const style = page.createElement('style');
    style.id = 'preview-mark-style';
    style.textContent = STYLE;
    page.head.append(style);
  }
  const marked = placesOf(page, spot).flatMap(({ node, from, to }) => wrap(page, node, from, to));
  const [first] = marked;
  if (!first) return false;
  first.scrollIntoView({ block: 'center', inline: 'center' });
  return true;
}

export function clearMarks(page) {
  for (const mark of page.querySelectorAll('mark.preview-mark')) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent.normalize();
  }
}

function placesOf(page, { kind, text, words, figure, isFigure }) {
  const number = figure === null ? null : page.querySelector(`[data-figure="${figure}"]`);
  if (number && (isFigure || kind === 'cell')) return textNodes(number).map((node) => ({ node, from: 0, to: node.length }));
  const around = number?.closest(BLOCKS);
  const roots = around ? [around] : kind === 'heading' ? [...page.querySelectorAll('h1, h2, h3, h4, h5, h6')] : [page.body];
  const wanted = [words, text].filter(Boolean);
  for (const each of wanted) {
    for (const root of roots) {
      const found = find(root, each);
      if (found.length > 0) return found;
    }
  }
  return around ? textNodes(around).map((node) => ({ node, from: 0, to: node.length })) : [];
}

function textNodes(root) {
  const nodes = [];
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement.closest('style, script, title, nav')) nodes.push(node);
  }
  return nodes;
}

/** The pieces of text nodes below an element that say some words. */
function find(root, words) {
  const bare = words.replace(/\s/g, '');
  if (bare === '') return [];
  const characters = [];
  const from = [];
  for (const node of textNodes(root)) {
    for (let at = 0; at < node.length; at++) {
      if (/\s/.test(node.data[at])) continue;
      characters.push(node.data[at]);
      from.push({ node, at });
    }
  }
  const start = characters.join('').indexOf(bare);
  if (start < 0) return [];
  const pieces = [];
  for (const { node, at } of from.slice(start, start + bare.length)) {
    const last = pieces.at(-1);
    if (last?.node === node) last.to = at + 1;
    else pieces.push({ node, from: at, to: at + 1 });
  }
  return pieces;
}

function wrap(page, node, from, to) {
  if (node.data.slice(from, to).trim() === '') return [];
  const piece = from > 0 ? node.splitText(from) : node;
  if (to - from < piece.length) piece.splitText(to - from);
  const mark = page.createElement('mark');
  mark.className = 'preview-mark';
  piece.replaceWith(mark);
  mark.append(piece);
  return [mark];
}
