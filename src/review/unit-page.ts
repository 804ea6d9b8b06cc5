import type { Phrase, ReportDocument } from '../document/report-document.ts';
import { escapeHtml } from '../template/safe-html.ts';
import { diffBar, diffHtml, partsHtml } from './diff-html.ts';
import { placeText } from './explanation.ts';
import type { LinkedFinding } from './linked-findings.ts';
import { reviewPage } from './page.ts';
import { summaryLine } from './print-text.ts';
import { changesOf } from './report-diff.ts';
import { sentenceChanges } from './same-changes.ts';
import { commandHtml, seenBox } from './seen-html.ts';
import { BASIS_WORDS, countWords, findingWords, STATE_WORDS } from './state-words.ts';
import type { ReviewedMember, UnitReview } from './unit-review.ts';

const SEVERITY_WORDS = { error: '错误', warning: '警告', note: '提示' } as const;

/**
 * The page of one unit: what changed against the approved text, what the check found, what changed since last year.
 * `redline`: whether a Word document with the changes lies beside it, where one was asked for.
 * Notes on shared changes are filled in later, by {@link fillGroups}, when all units are known.
 */
export function unitPage(review: UnitReview, redline: 'made' | 'none' | null = null): string {
  const { summary, sinceLastYear, findings, figures } = review;
  const anchors = anchorsOf(review.document);
  const root = '../'.repeat(summary.name.split('/').length);
  const file = encodeURIComponent(summary.name.split('/').at(-1)!);
  const reportPage = review.document ? `./${file}.report.html` : null;
  const report = reportPage === null ? '' : ` <a href="${reportPage}">查看报告（点数字看来源）</a>`;
  const body = `<header class="top">
<nav class="screen"><a href="${root}index.html">← 全部单位</a></nav>
<h1>${escapeHtml(summary.unitName)}</h1>
<p class="quiet">${escapeHtml(summary.label)}</p>
<p><span class="state-${summary.state}">${STATE_WORDS[summary.state]}</span>　与${BASIS_WORDS[summary.basis]}比较：${countWords(summary.changes)}　与上年比较：${countWords(summary.sinceLastYear)}　检查：${findingWords(summary)}${report}</p>
${summary.digest === null ? '' : `<p class="approve">${seenBox(summary, false)}　看过后记下批准稿：${commandHtml(summary.command)}</p>`}${membersHtml(review, root)}
</header>
<main>
${diffBar(summary.state === 'changed')}
<h2 id="approved">与${BASIS_WORDS[summary.basis]}比较</h2>
${redlineHtml(redline, file)}${approvedSection(review, anchors, root)}
<h2 id="findings">检查结果</h2>
${findings.length === 0 ? '<p>没有发现问题。</p>' : findings.map((each) => findingHtml(each, anchors, reportPage)).join('\n')}
<h2 id="last-year">与上年比较</h2>
${
  sinceLastYear
    ? `<p>${summaryLine(changesOf(sinceLastYear))}年度顺延不算差别。</p>
<details><summary>展开与上年的比较</summary>
${diffHtml(sinceLastYear, { prefix: 'y-' })}
</details>`
    : '<p>没有上年的单位文件（prior.from），不能逐句比较。</p>'
}
</main>`;
  return reviewPage({ title: `${summary.unitName}：审阅`, body, root, figures });
}

/** The way to the Word document in which the changes are tracked. */
function redlineHtml(redline: 'made' | 'none' | null, file: string): string {
  if (redline === null) return '';
  if (redline === 'made')
    return `<p class="screen"><a href="./${file}.changes.docx" download>带修订的 Word 文档</a>（接受全部得现在的报告，拒绝全部得原来的文字）</p>\n`;
  return '<p class="screen quiet">这次的改动（表头、表题等）不能完整地写成修订，没有带修订的 Word 文档。</p>\n';
}

/** The members of a department and the department of a unit, those with a page of their own linked. */
function membersHtml({ members, departments }: UnitReview, root: string): string {
  const linked = (all: readonly ReviewedMember[]) =>
    all.map(({ unitName, name }) => {
      const page = name?.split('/').map(encodeURIComponent).join('/');
      return page ? `<a href="${root}units/${page}.html">${escapeHtml(unitName)}</a>` : escapeHtml(unitName);
    });
  const above = departments.length === 0 ? '' : `\n<p>所属部门：${linked(departments).join('、')}</p>`;
  return members.length === 0 ? above : `${above}\n<p>成员单位：${linked(members).join('、')}</p>`;
}

function approvedSection(review: UnitReview, anchors: ReadonlyMap<Phrase, string>, root: string): string {
  const { summary, diff, document } = review;
  if (!document) return '<p>没有生成报告，请先按检查结果改正数据。</p>';
  const anchorOf = (phrase: Phrase) => anchors.get(phrase) ?? null;
  if (!diff)
    return `<p>还没有批准稿。全文如下。</p>
${proseHtml(document, anchors)}`;
  const changes = changesOf(diff);
  const summaryText =
    summary.state === 'changed' && changes.length === 0
      ? '文字相同，只有空行或排列不同。'
      : summaryLine(changes);
  return `<p>${escapeHtml(summaryText)}</p>
${diffHtml(diff, {
  prefix: '',
  anchorOf,
  notesOf: (change) =>
    'parts' in change
      ? sentenceChanges(change, summary.unitName)
          .map(({ id }) => groupPlaceholder(id, root))
          .join('')
      : '',
})}`;
}

/** The words of a report that has nothing to be compared with; tables are in the report itself. */
function proseHtml(document: ReportDocument, anchors: ReadonlyMap<Phrase, string>): string {
  return document.sections
    .map(({ heading, items }) => {
      const sentences = items.flatMap((item) => {
        if (item.type === 'table') return `<p class="quiet">〔${escapeHtml(item.caption.text)}〕见报告</p>`;
        const words = partsHtml([{ kind: 'same', text: item.text }], item);
        return `<div class="item" id="${anchors.get(item) ?? ''}"><p>${words}</p></div>`;
      });
      return `<section><h3>${escapeHtml(heading?.text ?? '正文')}</h3>${sentences.join('\n')}</section>`;
    })
    .join('\n');
}

function findingHtml(
  { finding, spots }: LinkedFinding,
  anchors: ReadonlyMap<Phrase, string>,
  report: string | null,
): string {
  const { code, severity, message, hint, position, waived } = finding;
  const place = position ? ` <code>${escapeHtml(placeText(position))}</code>` : '';
  const links = spots.flatMap(({ kind, phrase, figure, name }) => {
    const isOnReport = kind === 'cell' && figure !== null && report !== null;
    const target = isOnReport
      ? `${report}#figure-${figure}`
      : anchors.has(phrase)
        ? `#${anchors.get(phrase)}`
        : null;
    return target === null ? [] : [`<li>见 <a href="${target}">${escapeHtml(name)}</a></li>`];
  });
  const why = waived === undefined ? '' : `<p class="quiet">已说明理由放行：${escapeHtml(waived)}</p>`;
  return `<div class="finding ${severity}"><p><strong>${SEVERITY_WORDS[severity]} ${escapeHtml(code)}</strong>${place} ${escapeHtml(message)}</p>
${hint === '' ? '' : `<p class="quiet">建议：${escapeHtml(hint)}</p>`}${why}${links.length > 0 ? `<ul class="notes">${links.join('')}</ul>` : ''}</div>`;
}

/** Every sentence of the report by its place in it. */
function anchorsOf(document: ReportDocument | null): Map<Phrase, string> {
  const anchors = new Map<Phrase, string>();
  for (const { heading, items } of document?.sections ?? []) {
    if (heading) anchors.set(heading, `s${anchors.size + 1}`);
    for (const item of items) if (item.type === 'sentence') anchors.set(item, `s${anchors.size + 1}`);
  }
  return anchors;
}

const PLACEHOLDER = /<!--same-change ([0-9a-f]+) ((?:\.\.\/)*)-->/g;

function groupPlaceholder(id: string, root: string): string {
  return `<!--same-change ${id} ${root}-->`;
}

/** Tells on a unit's page how many units share a change, once that is known. */
export function fillGroups(page: string, unitsOf: ReadonlyMap<string, number>): string {
  return page.replace(PLACEHOLDER, (_, id: string, root: string) => {
    const units = unitsOf.get(id);
    return units === undefined
      ? ''
      : `<li><a href="${root}index.html#g-${id}">同一改动，${units} 个单位</a></li>`;
  });
}
