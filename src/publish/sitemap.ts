import { element } from '../ooxml/xml-writer.ts';
import { address, latestFirst, type Site, type SiteDocument, type SitePage } from './site.ts';

/** No more may stand in one sitemap. */
const MOST_ADDRESSES = 50_000;
const NAMESPACE = { xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9' };
/** Of the files of a document, those that people find by searching. */
const FOUND: readonly string[] = ['html', 'pdf'];

/**
 * `sitemap.xml`, and where there are too many addresses for one the parts that it names. Nothing without the address of the
 * site: a sitemap may hold only whole ones. `pages` are those beside the documents.
 */
export function sitemaps(site: Site, pages: readonly string[], most = MOST_ADDRESSES): SitePage[] {
  const { baseUrl, documents } = site;
  if (baseUrl === null) return [];
  const day = latestFirst(documents)[0]?.date;
  const entries = [
    ...pages.map((file) => entryOf(baseUrl, file, day)),
    ...documents.flatMap((document) => documentEntries(baseUrl, document)),
  ];
  if (entries.length <= most)
    return [{ file: 'sitemap.xml', content: xml(element('urlset', NAMESPACE, lines(entries))) }];
  const parts = Array.from({ length: Math.ceil(entries.length / most) }, (_, index) => ({
    file: `sitemap-${index + 1}.xml`,
    content: xml(element('urlset', NAMESPACE, lines(entries.slice(index * most, (index + 1) * most)))),
  }));
  const index = parts.map(({ file }) => element('sitemap', {}, element('loc', {}, baseUrl + file)));
  return [{ file: 'sitemap.xml', content: xml(element('sitemapindex', NAMESPACE, lines(index))) }, ...parts];
}

function documentEntries(baseUrl: string, { files, date }: SiteDocument): string[] {
  return files.filter(({ format }) => FOUND.includes(format)).map(({ file }) => entryOf(baseUrl, file, date));
}

function entryOf(baseUrl: string, file: string, day: string | undefined): string {
  const changed = day === undefined ? '' : element('lastmod', {}, day);
  return element('url', {}, element('loc', {}, baseUrl + address(file)) + changed);
}

function lines(elements: readonly string[]): string {
  return `\n${elements.join('\n')}\n`;
}

function xml(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${content}\n`;
}
