import { escapeHtml } from '../template/safe-html.ts';
import { fileLinks } from './document-links.ts';
import { entitiesOf, entityPage, groupsOf, type SiteEntity } from './entities.ts';
import { searchHtml, sitePage } from './page.ts';
import { address, type Site, type SiteDocument, type SitePage, yearPageOf, yearTitle } from './site.ts';

/** One page for each year and kind of document: departments with their units, each document with its files. */
export function yearPages(site: Site): SitePage[] {
  const byPage = new Map<string, SiteDocument[]>();
  for (const document of site.documents) {
    const file = yearPageOf(document);
    const known = byPage.get(file);
    if (known) known.push(document);
    else byPage.set(file, [document]);
  }
  return [...byPage].map(([file, documents]) => ({ file, content: yearPage(site, documents) }));
}

function yearPage(site: Site, documents: readonly SiteDocument[]): string {
  const title = yearTitle(documents[0]!);
  const groups = groupsOf(entitiesOf(documents)).map(({ department, members }) => {
    const own = [...(department ? [department] : []), ...members].flatMap(documentsHtml);
    const heading = department?.name ?? '其他单位';
    return own.length === 0
      ? ''
      : `<section class="group" data-group="${escapeHtml(department?.name ?? '')}"><h2>${escapeHtml(heading)}</h2>\n${own.join('\n')}</section>`;
  });
  const body = `<p>共 ${documents.length} 份。</p>
${searchHtml(`在${title}中查找部门或单位`)}
${groups.filter((group) => group !== '').join('\n')}`;
  return sitePage(site, { title, depth: 0, path: [[site.title, 'index.html']], body, isSearched: true });
}

function documentsHtml(entity: SiteEntity): string[] {
  return entity.documents.map(
    (
      document,
    ) => `<div class="document" data-row><h3><a href="${address(entityPage(entity))}">${escapeHtml(entity.name)}</a>${entity.level === '部门' ? '（部门）' : ''}</h3>
<p class="quiet">公开日期 <time datetime="${document.date}">${document.date}</time></p>
${fileLinks(document, 0, entityPage(entity))}</div>`,
  );
}
