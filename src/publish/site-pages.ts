import { entitiesOf } from './entities.ts';
import { entityPages } from './entity-page.ts';
import { atomFeed } from './feed.ts';
import { indexPage } from './index-page.ts';
import { registerPage } from './register-page.ts';
import { FEED_FILE, REGISTER_PAGE, type Site, type SitePage } from './site.ts';
import { sitemaps } from './sitemap.ts';
import { yearPages } from './year-page.ts';

/** All pages of a site beside the files of its documents; the same bytes for the same site. */
export function sitePages(site: Site): SitePage[] {
  const entities = entitiesOf(site.documents);
  const pages = [
    { file: 'index.html', content: indexPage(site, entities) },
    ...yearPages(site),
    ...entityPages(site, entities),
    { file: REGISTER_PAGE, content: registerPage(site) },
  ];
  const files = pages.map(({ file }) => file);
  return [...pages, { file: FEED_FILE, content: atomFeed(site) }, ...sitemaps(site, files)];
}
