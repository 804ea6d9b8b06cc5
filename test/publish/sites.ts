import { sha256 } from '../../src/files/file-hash.ts';
import type { Site, SiteDocument } from '../../src/publish/site.ts';

/** A document of a site with a page and a PDF, otherwise as told. */
export function documentOf(
  own: Partial<SiteDocument> & Pick<SiteDocument, 'name' | 'publisher'>,
): SiteDocument {
  const year = own.year ?? 2025;
  const kind = own.document ?? '预算';
  const files = (['pdf', 'html'] as const).map((format) => ({
    file: `reports/${own.name}.${format}`,
    format,
    title: format === 'pdf' ? 'PDF' : '网页',
    bytes: 358_400,
    sha256: sha256(own.name + format),
  }));
  return {
    title: `${own.publisher}${year}年${own.level ?? '单位'}${kind}公开`,
    level: '单位',
    document: kind,
    year,
    date: '2025-02-26',
    department: null,
    files,
    ...own,
  };
}

/** A site of these documents, without a register and an address. */
export function siteOf(documents: readonly SiteDocument[], own: Partial<Site> = {}): Site {
  return { title: '预决算公开专栏', baseUrl: null, documents, register: [], isListed: false, ...own };
}
