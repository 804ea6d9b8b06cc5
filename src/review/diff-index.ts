import { escapeHtml } from '../template/safe-html.ts';
import { reviewPage } from './page.ts';

/** A pair of reports as the list of a comparison of folders shows it. */
export interface ComparedPair {
  readonly name: string;
  /** `共 3 句有差别。` */
  readonly words: string;
  /** Whether it has a page of its own, `reports/<name>.html`. */
  readonly hasPage: boolean;
}

/** The list of all pairs of two folders, those that differ linked to their pages. */
export function diffIndex(
  pairs: readonly ComparedPair[],
  names: { readonly before: string; readonly after: string },
  sum: string,
): string {
  const rows = pairs.map(({ name, words, hasPage }) => {
    const page = `${name.split('/').map(encodeURIComponent).join('/')}.html`;
    const shown = hasPage ? `<a href="./reports/${page}">${escapeHtml(name)}</a>` : escapeHtml(name);
    return `<tr><td>${shown}</td><td>${escapeHtml(words)}</td></tr>`;
  });
  const body = `<header class="top"><h1>报告比较</h1>
<p>原：${escapeHtml(names.before)}<br>现：${escapeHtml(names.after)}</p>
<p>${escapeHtml(sum)}</p></header>
<main>
<table class="units"><thead><tr><th>报告</th><th>差别</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>
</main>`;
  return reviewPage({ title: `报告比较：${names.after}`, body, figures: null });
}
