import { escapeHtml } from '../template/safe-html.ts';
import { reviewPage } from './page.ts';
import type { ChangeGroup } from './same-changes.ts';
import { countWords, findingWords, STATE_WORDS } from './state-words.ts';
import type { ReviewState, UnitSummary } from './unit-review.ts';

const STATES: readonly ReviewState[] = ['failed', 'changed', 'new', 'unchanged'];

/** The list of all units with what asks for attention first, search, filters, and the changes that many share. */
export function indexPage(units: readonly UnitSummary[], groups: readonly ChangeGroup[]): string {
  const count = (state: ReviewState) => units.filter((unit) => unit.state === state).length;
  const withFindings = units.filter(hasFindings).length;
  const button = (state: string, words: string, number: number) =>
    `<button type="button" data-state="${state}" aria-pressed="${state === ''}">${words} ${number}</button>`;
  const ordered = [...units].sort(
    (a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state) || (a.name < b.name ? -1 : 1),
  );
  const byName = new Map(units.map((unit) => [unit.name, unit]));
  const body = `<header class="top"><h1>单位预算公开审阅</h1>
<p>共 ${units.length} 个单位：${STATES.map((state) => `${STATE_WORDS[state]} ${count(state)} 个`).join('，')}；检查有问题的 ${withFindings} 个。</p></header>
<main>
<div class="bar screen">
<label>查找 <input type="search" id="search" placeholder="单位名称或文件名（按 / 键）"></label>
<span role="group" aria-label="按状态筛选">
${button('', '全部', units.length)}
${STATES.map((state) => button(state, STATE_WORDS[state], count(state))).join('\n')}
${button('findings', '检查有问题', withFindings)}
</span>
<span id="shown" role="status">显示 ${units.length} 个单位</span>
</div>
${groupsHtml(groups, byName)}
<h2 id="units">单位</h2>
<table class="units"><thead><tr><th scope="col" class="name">单位</th><th scope="col" class="state">状态</th><th scope="col">与批准稿比较</th><th scope="col">与上年比较</th><th scope="col">检查</th><th scope="col">报告</th></tr></thead>
<tbody>
${ordered.map(unitRow).join('\n')}
</tbody></table>
</main>`;
  return reviewPage({ title: '单位预算公开审阅', body, figures: null });
}

/** Errors or warnings; notes need no attention. */
function hasFindings({ errors, warnings }: UnitSummary): boolean {
  return errors + warnings > 0;
}

function unitRow(unit: UnitSummary): string {
  const states = [unit.state, ...(hasFindings(unit) ? ['findings'] : [])].join(' ');
  const link = linkOf(unit.name);
  const report = unit.state === 'failed' ? '—' : `<a href="${link}.report.html">报告</a>`;
  const findings = hasFindings(unit)
    ? `<a href="${link}.html#findings">${findingWords(unit)}</a>`
    : findingWords(unit);
  return `<tr data-states="${states}"><td><a href="${link}.html">${escapeHtml(unit.unitName)}</a><br><span class="quiet">${escapeHtml(unit.label)}</span></td><td class="state-${unit.state}">${STATE_WORDS[unit.state]}</td><td>${countWords(unit.changes)}</td><td>${countWords(unit.sinceLastYear)}</td><td>${findings}</td><td>${report}</td></tr>`;
}

function groupsHtml(groups: readonly ChangeGroup[], units: ReadonlyMap<string, UnitSummary>): string {
  if (groups.length === 0) return '';
  const html = groups.map(({ change, units: names }) => {
    const { id, before, removed, added, after } = change;
    const words = `${escapeHtml(before)}${removed === '' ? '' : `<del>${escapeHtml(removed)}</del>`}${added === '' ? '' : `<ins>${escapeHtml(added)}</ins>`}${escapeHtml(after)}`;
    const links = names.map(
      (name) =>
        `<li><a href="${linkOf(name)}.html">${escapeHtml(units.get(name)?.unitName ?? name)}</a></li>`,
    );
    return `<details class="group" id="g-${id}"><summary>同一改动，${names.length} 个单位：${words}</summary><ul>${links.join('')}</ul></details>`;
  });
  return `<h2 id="groups">许多单位相同的改动</h2>\n${html.join('\n')}`;
}

/** The path of a unit's page from the list, without its extension. */
function linkOf(name: string): string {
  return `units/${name.split('/').map(encodeURIComponent).join('/')}`;
}
