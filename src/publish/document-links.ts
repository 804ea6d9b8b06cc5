import { escapeHtml } from '../template/safe-html.ts';
import { address, readingFile, type SiteDocument, type SiteFile, spokenSize, yearTitle } from './site.ts';

/** A link that reads a document, named by its year and kind: 2025年预算. */
export function readingLink(document: SiteDocument, depth: number): string {
  const words = yearTitle(document);
  const file = readingFile(document) ?? document.files[0]?.file;
  if (file === undefined) return words;
  const label = `${document.publisher}${words}`;
  return `<a href="${address(file, depth)}" aria-label="${escapeHtml(label)}">${words}</a>`;
}

/**
 * Links to all files of a document. A format of many files, such as the tables as CSV, is one link to the page where they
 * are listed; without such a page they are listed here, behind one word.
 */
export function fileLinks(document: SiteDocument, depth: number, listedOn: string | null = null): string {
  const several = severalFormats(document.files);
  const single = document.files.filter(({ format }) => !several.has(format));
  const links = single.map(
    ({ file, title, bytes }) =>
      `<li><a href="${address(file, depth)}" aria-label="${escapeHtml(`${document.title}，${title}`)}">${escapeHtml(title)}</a> <span class="quiet">${spokenSize(bytes)}</span></li>`,
  );
  if (listedOn === null) {
    const folders = [...several].map((format) => folderHtml(document, format, depth));
    return `<ul class="links">${links.join('')}</ul>${folders.join('')}`;
  }
  const elsewhere = [...several].map((format) => {
    const heading = folderHeading(document, format);
    return `<li><a href="${address(listedOn, depth)}" aria-label="${escapeHtml(`${document.title}，${heading}`)}">${heading}</a></li>`;
  });
  return `<ul class="links">${links.join('')}${elsewhere.join('')}</ul>`;
}

function folderHeading({ files }: SiteDocument, format: string): string {
  return `数据（${format.toUpperCase()}，${files.filter((file) => file.format === format).length} 个文件）`;
}

function folderHtml(document: SiteDocument, format: string, depth: number): string {
  const { files, title } = document;
  const own = files.filter((file) => file.format === format);
  const items = own.map(
    ({ file, title: name, bytes }) =>
      `<li><a href="${address(file, depth)}">${escapeHtml(name)}</a> <span class="quiet">${spokenSize(bytes)}</span></li>`,
  );
  const heading = folderHeading(document, format);
  return `<details><summary aria-label="${escapeHtml(`${title}，${heading}`)}">${heading}</summary><ul>${items.join('')}</ul></details>`;
}

function severalFormats(files: readonly SiteFile[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { format } of files) counts.set(format, (counts.get(format) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count > 1).map(([format]) => format));
}
