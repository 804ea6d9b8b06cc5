import { escapeHtml } from '../template/safe-html.ts';
import { diffBar, diffHtml } from './diff-html.ts';
import { reviewPage } from './page.ts';
import { summaryLine } from './print-text.ts';
import { changesOf, type ReportDiff } from './report-diff.ts';

/** A comparison as one self-contained page: in one line or side by side, to read, to send, to print. */
export function diffPage(
  diff: ReportDiff,
  names: { readonly before: string; readonly after: string },
): string {
  const body = `<header class="top"><h1>报告比较</h1>
<p>原：${escapeHtml(names.before)}<br>现：${escapeHtml(names.after)}</p>
<p>${escapeHtml(summaryLine(changesOf(diff)))}</p></header>
<main>
${diffBar(changesOf(diff).length > 0)}
<h2>差别</h2>
${diffHtml(diff, { prefix: '' })}
</main>`;
  return reviewPage({ title: `报告比较：${names.after}`, body, figures: null });
}
