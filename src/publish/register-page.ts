import { escapeHtml } from '../template/safe-html.ts';
import { entityId, entityPage } from './entities.ts';
import { searchHtml, sitePage } from './page.ts';
import { address, type RegisterRow, readingFile, type Site } from './site.ts';

/** Who owes which document, by which day, and whether it is there; what is missing comes first. */
export function registerPage(site: Site): string {
  const missing = site.register.filter(({ published }) => published === null);
  const there = site.register.filter(({ published }) => published !== null);
  const late = there.filter((row) => daysLate(row) > 0).length;
  const source = site.isListed ? '按应公开单位清单列出。' : '按已有底稿的单位列出；没有底稿的单位不在其中。';
  const counts = `应公开 ${site.register.length} 份，已公开 ${there.length} 份${late > 0 ? `（其中 ${late} 份晚于期限）` : ''}，未公开 ${missing.length} 份。`;
  const body = `<p>${counts}${source}期限是批复后二十日内，清单另有规定的从其规定。</p>
${searchHtml('查找部门或单位')}
${tableHtml('未公开', missing)}
${tableHtml('已公开', there)}`;
  return sitePage(site, {
    title: '应公开清单',
    depth: 0,
    path: [[site.title, 'index.html']],
    body,
    isSearched: true,
  });
}

// On a phone the rows are no longer laid out as a table; the roles say that they are one all the same.
const HEADS = ['名称', '文件', '主管部门', '应公开的最后一日', '公开日期']
  .map((head) => `<th scope="col" role="columnheader">${head}</th>`)
  .join('');

function tableHtml(title: string, rows: readonly RegisterRow[]): string {
  if (rows.length === 0) return '';
  return `<section data-group=""><h2>${title}</h2>
<table class="cards" role="table"><thead role="rowgroup"><tr role="row">${HEADS}</tr></thead>
<tbody role="rowgroup">
${rows.map(rowHtml).join('\n')}
</tbody></table></section>`;
}

function rowHtml(row: RegisterRow): string {
  const { name, level, document, year, department, due, published } = row;
  const words = `${year === null ? '' : `${year}年`}${level}${document}`;
  const file = published && readingFile(published);
  const who = published
    ? `<a href="${address(entityPage({ id: entityId(level, published.publisher) }))}">${escapeHtml(name)}</a>`
    : escapeHtml(name);
  const link = file
    ? `<a href="${address(file)}" aria-label="${escapeHtml(name + words)}">${words}</a>`
    : words;
  const days = daysLate(row);
  const day = published
    ? `${dayHtml(published.date)}${days > 0 ? ` <span class="gone">晚 ${days} 日</span>` : ''}`
    : '<span class="gone">未公开</span>';
  return `<tr data-row role="row"><th scope="row" role="rowheader">${who}</th><td role="cell" data-label="文件">${link}</td><td role="cell" data-label="主管部门">${department === null ? '—' : escapeHtml(department)}</td><td role="cell" class="day" data-label="应公开的最后一日">${due === null ? '批复日期未知' : dayHtml(due)}</td><td role="cell" class="day" data-label="公开日期">${day}</td></tr>`;
}

function dayHtml(day: string): string {
  return `<time datetime="${day}">${day}</time>`;
}

const DAY_MS = 86_400_000;

/** Days between the last day allowed and that of publication; none for a document that is in time or not there. */
function daysLate({ due, published }: RegisterRow): number {
  if (due === null || published === null) return 0;
  return Math.max(0, (Date.parse(published.date) - Date.parse(due)) / DAY_MS);
}
