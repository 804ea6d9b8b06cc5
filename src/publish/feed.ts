import { sha256 } from '../files/file-hash.ts';
import { element, escapeXml } from '../ooxml/xml-writer.ts';
import { address, FEED_FILE, latestFirst, readingFile, type Site, type SiteDocument } from './site.ts';

const ENTRIES = 100;
/** A site without a document has a feed too, and a feed must have a day. */
const NO_DAY = '1970-01-01';

/**
 * The Atom feed: the documents published last. Its days are those of publication, its identities do not depend on where the
 * site stands, and without an address of the site its links are relative to the feed.
 */
export function atomFeed(site: Site): string {
  const documents = latestFirst(site.documents).slice(0, ENTRIES);
  const base = site.baseUrl ?? '';
  const own = site.baseUrl === null ? '' : element('link', { rel: 'self', href: base + FEED_FILE });
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<title>${escapeXml(site.title)}</title>
<id>${identity(site.title)}</id>
<updated>${moment(documents[0]?.date ?? NO_DAY)}</updated>
<author><name>${escapeXml(site.title)}</name></author>
${own}${element('link', { rel: 'alternate', type: 'text/html', href: `${base}index.html` })}
${documents.map((document) => entry(site, document)).join('\n')}
</feed>
`;
}

function entry(site: Site, document: SiteDocument): string {
  const { title, publisher, date, files, name } = document;
  const base = site.baseUrl ?? '';
  const page = readingFile(document);
  const pdf = files.find(({ format }) => format === 'pdf');
  const links = [
    ...(page ? [element('link', { rel: 'alternate', type: 'text/html', href: base + address(page) })] : []),
    ...(pdf
      ? [
          element('link', {
            rel: 'enclosure',
            type: 'application/pdf',
            length: pdf.bytes,
            href: base + address(pdf.file),
          }),
        ]
      : []),
  ];
  return `<entry><title>${escapeXml(title)}</title><id>${identity(`${site.title}\n${name}`)}</id><published>${moment(date)}</published><updated>${moment(date)}</updated><author><name>${escapeXml(publisher)}</name></author>${links.join('')}<summary>${escapeXml(`${publisher}，公开日期 ${date}`)}</summary></entry>`;
}

/** The beginning of a day in China. */
function moment(date: string): string {
  return `${date}T00:00:00+08:00`;
}

/** A UUID of the kind that is made from a hash (version 8). */
function identity(text: string): string {
  const hash = sha256(text);
  const variant = ((Number.parseInt(hash[16]!, 16) & 3) | 8).toString(16);
  const parts = [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, variant + hash.slice(17, 20)];
  return `urn:uuid:${parts.join('-')}-${hash.slice(20, 32)}`;
}
