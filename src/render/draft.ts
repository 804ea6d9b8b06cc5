import { applyEdits, beforeClosing, behindOpening, insertion } from '../document/html-edits.ts';
import { findElement, parseHtml } from '../document/html-tree.ts';
import { renderText } from '../document/text.ts';
import { escapeHtml } from '../template/safe-html.ts';
import type { Report } from './report.ts';
import { webPage } from './web-page.ts';

/** What a draft says of itself: the mark on every page and a sentence at the beginning and the end. */
export interface DraftWords {
  readonly mark: string;
  readonly notice: string;
}

// A fixed element is printed on every page; it lies above the tables, which have opaque heads.
const DRAFT_CSS = `
.draft-mark {
  position: fixed; inset: 0; z-index: 9; display: flex; align-items: center; justify-content: center;
  font-size: 110pt; font-weight: bold; letter-spacing: 0.3em; color: rgb(192 0 0 / 0.18);
  transform: rotate(-35deg); pointer-events: none; user-select: none;
}
.draft-notice { color: #c00000; font-weight: bold; text-align: center; text-indent: 0; }
`;

/**
 * The report as a draft that cannot be taken for the published one: marked on every page of the PDF, over the
 * HTML, and in the first and last line of the text.
 *
 * Example: `asDraft(report, { mark: '草稿', notice: '草稿：检查发现 2 个错误……' })`
 */
export function asDraft(report: Report, { mark, notice }: DraftWords): Report {
  const sentence = `<p class="draft-notice" data-text="line">${escapeHtml(notice)}</p>`;
  const overlay = `<div class="draft-mark" aria-hidden="true" data-text="skip">${escapeHtml(mark)}</div>`;
  const { children } = parseHtml(report.html);
  const style = findElement(children, 'style');
  const body = findElement(children, 'body');
  if (style === null || body === null) throw new Error('a report without style or body');
  const html = applyEdits(report.html, [
    insertion(beforeClosing(report.html, style), DRAFT_CSS),
    insertion(behindOpening(report.html, body), `\n${overlay}\n${sentence}`),
    insertion(beforeClosing(report.html, body), `${sentence}\n`),
  ]);
  const { title, author, date, data } = report;
  return {
    title: `${title}（${mark}）`,
    author,
    date,
    data,
    attachesData: false,
    html,
    webPage: (page) => webPage(html, page),
    text: renderText(html),
  };
}
