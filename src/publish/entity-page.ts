import { escapeHtml } from '../template/safe-html.ts';
import { fileLinks, readingLink } from './document-links.ts';
import { entityPage, type SiteEntity } from './entities.ts';
import { sitePage } from './page.ts';
import { address, type Site, type SitePage, yearPageOf, yearTitle } from './site.ts';

/** The page of a unit or department: all it published, and who belongs to it. */
export function entityPages(site: Site, entities: readonly SiteEntity[]): SitePage[] {
  return entities.map((entity) => ({ file: entityPage(entity), content: pageOf(site, entity) }));
}

function pageOf(site: Site, entity: SiteEntity): string {
  const { name, level, department, members } = entity;
  const documents = entity.documents.map(
    (document) => `<div class="document"><h3>${escapeHtml(document.title)}</h3>
<p class="quiet">公开日期 <time datetime="${document.date}">${document.date}</time> · <a href="${address(yearPageOf(document), 1)}">${yearTitle(document)}的全部文件</a></p>
${fileLinks(document, 1)}</div>`,
  );
  const above =
    department === null
      ? ''
      : `<p>主管部门：<a href="${address(entityPage(department), 1)}">${escapeHtml(department.name)}</a></p>`;
  const body = `${above}
<h2>公开的文件</h2>
${documents.length > 0 ? documents.join('\n') : '<p>尚未公开。</p>'}
${members.length > 0 ? membersHtml(members) : ''}`;
  const title = level === '部门' ? `${name}（部门）` : name;
  return sitePage(site, { title, depth: 1, path: [[site.title, 'index.html']], body, isSearched: false });
}

function membersHtml(members: readonly SiteEntity[]): string {
  const rows = members.map((member) => {
    const links = member.documents.map((document) => `<li>${readingLink(document, 1)}</li>`);
    return `<li><span class="who"><a href="${address(entityPage(member), 1)}">${escapeHtml(member.name)}</a></span><ul class="links">${links.join('')}</ul></li>`;
  });
  return `<h2>所属单位</h2>\n<ul class="rows">${rows.join('\n')}</ul>`;
}
