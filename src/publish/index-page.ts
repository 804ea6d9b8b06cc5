import { escapeHtml } from '../template/safe-html.ts';
import { readingLink } from './document-links.ts';
import { type EntityGroup, entityPage, groupsOf, type SiteEntity } from './entities.ts';
import { searchHtml, sitePage } from './page.ts';
import { address, latestFirst, readingFile, type Site, yearPageOf, yearTitle } from './site.ts';

const LATEST = 8;

/** The first page: by year and kind, what came last, and all departments with their units, found by typing. */
export function indexPage(site: Site, entities: readonly SiteEntity[]): string {
  const { documents } = site;
  const groups = groupsOf(entities).map(groupHtml).join('\n');
  const lists =
    documents.length === 0
      ? '<p>还没有公开的文件。</p>'
      : `<div data-aside><h2>按年度</h2>
${yearsHtml(site)}
<h2>最近公开</h2>
${latestHtml(site)}
</div>
${groups}`;
  const body = `<p>已公开 ${documents.length} 份文件，${entities.filter((entity) => entity.documents.length > 0).length} 个部门和单位。</p>
${searchHtml('查找部门或单位')}
${lists}`;
  return sitePage(site, { title: site.title, depth: 0, path: [], body, isSearched: true });
}

function yearsHtml({ documents }: Site): string {
  const pages = new Map<string, { title: string; count: number }>();
  const ordered = [...documents].sort((a, b) => b.year - a.year || (a.document < b.document ? 1 : -1));
  for (const document of ordered) {
    const file = yearPageOf(document);
    const known = pages.get(file) ?? { title: yearTitle(document), count: 0 };
    pages.set(file, { ...known, count: known.count + 1 });
  }
  const items = [...pages].map(
    ([file, { title, count }]) => `<li><a href="${address(file)}">${title}<span>${count} 份</span></a></li>`,
  );
  return `<ul class="years">${items.join('')}</ul>`;
}

function latestHtml({ documents }: Site): string {
  const items = latestFirst(documents)
    .slice(0, LATEST)
    .map((document) => {
      const file = readingFile(document) ?? document.files[0]?.file ?? '';
      return `<li><span class="who"><a href="${address(file)}">${escapeHtml(document.title)}</a></span><time class="quiet" datetime="${document.date}">${document.date}</time></li>`;
    });
  return `<ul class="rows">${items.join('\n')}</ul>`;
}

function groupHtml({ department, members }: EntityGroup): string {
  const name = department?.name ?? '其他单位';
  const rows = [
    ...(department ? [entityRow(department, 'first')] : []),
    ...members.map((member) => entityRow(member)),
  ];
  return `<section class="group" data-group="${escapeHtml(department?.name ?? '')}"><h2>${escapeHtml(name)}</h2>
<ul class="rows">${rows.join('\n')}</ul></section>`;
}

function entityRow(entity: SiteEntity, className = ''): string {
  const { name, level, documents } = entity;
  const links = documents.map((document) => `<li>${readingLink(document, 0)}</li>`);
  const published =
    links.length > 0 ? `<ul class="links">${links.join('')}</ul>` : '<span class="quiet">尚未公开</span>';
  const kind = level === '部门' ? '（部门）' : '';
  const shown = className === '' ? '' : ` class="${className}"`;
  return `<li data-row${shown}><span class="who"><a href="${address(entityPage(entity))}">${escapeHtml(name)}</a>${kind}</span>${published}</li>`;
}
