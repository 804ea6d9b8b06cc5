import { escapeHtml } from '../template/safe-html.ts';
import { reviewPage } from './page.ts';
import type { ChangeGroup } from './same-changes.ts';
import { seenBox, seenPart } from './seen-html.ts';
import { countWords, findingWords, STATE_WORDS } from './state-words.ts';
import type { ReviewState, UnitSummary } from './unit-review.ts';

const STATES: readonly ReviewState[] = ['failed', 'changed', 'new', 'unchanged'];

/**
 * The list of all units with what asks for attention first, search, filters, the changes that many share, and what was
 * seen; `listCommand` approves a list of that.
 */
export function indexPage(
  units: readonly UnitSummary[],
  groups: readonly ChangeGroup[],
  listCommand: string,
): string {
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
<button type="button" data-state="unseen" aria-pressed="false">还没看过</button>
</span>
<span id="shown" role="status">显示 ${units.length} 个单位</span>
</div>
${groupsHtml(groups, byName)}
<h2 id="units">单位</h2>
<table class="units" role="table"><thead role="rowgroup"><tr role="row">${COLUMNS.map(([name, kind]) => `<th scope="col" role="columnheader"${kind === '' ? '' : ` class="${kind}"`}>${name}</th>`).join('')}</tr></thead>
<tbody role="rowgroup">
${ordered.map(unitRow).join('\n')}
</tbody></table>
${seenPart(listCommand)}
</main>`;
  return reviewPage({ title: '单位预算公开审阅', body, figures: null });
}

/** The columns of the list and their classes; on a narrow screen every cell says its column. */
const COLUMNS = [
  ['单位', 'name'],
  ['状态', 'state'],
  ['与批准稿比较', ''],
  ['与上年比较', ''],
  ['检查', ''],
  ['报告', ''],
  ['看过', 'seen'],
] as const;

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
  const cells = [
    `<a href="${link}.html">${escapeHtml(unit.unitName)}</a><br><span class="quiet">${escapeHtml(unit.label)}</span>`,
    STATE_WORDS[unit.state],
    unit.basis === 'returned' ? `${countWords(unit.changes)}（Word 稿）` : countWords(unit.changes),
    countWords(unit.sinceLastYear),
    findings,
    report,
    seenBox(unit, true),
  ];
  const classes = ['name', `state-${unit.state}`];
  const html = cells.map((cell, index) => {
    const kind = classes[index] === undefined ? '' : ` class="${classes[index]}"`;
    return `<td role="cell"${kind} data-column="${COLUMNS[index]![0]}">${cell}</td>`;
  });
  return `<tr role="row" data-states="${states}">${html.join('')}</tr>`;
}

function groupsHtml(groups: readonly ChangeGroup[], units: ReadonlyMap<string, UnitSummary>): string {
  if (groups.length === 0) return '';
  const html = groups.map(({ change, units: names }) => {
    const { id } = change;
    // Every unit has its own figures.
    const [before, removed, added, after] = [change.before, change.removed, change.added, change.after].map(
      (text) => text.replaceAll('#', '××'),
    ) as [string, string, string, string];
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
