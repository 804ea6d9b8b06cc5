import type { DocumentName } from '../kinds/registry.ts';
import type { Level } from '../model/level.ts';

/** A file of a published document. */
export interface SiteFile {
  /** Its path in the site, with forward slashes: `reports/2025/education.pdf`. */
  readonly file: string;
  /** The format it belongs to: `pdf`. */
  readonly format: string;
  /** What people call it: `PDF`, or the title of its table. */
  readonly title: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Of a page: a hash of all that it was made from. */
  readonly madeFrom?: string | undefined;
}

/** A document of the site: whose, which, of which year, and its files. */
export interface SiteDocument {
  /** Path of its files without what stands behind it, below `reports/`: `2025/education`. */
  readonly name: string;
  readonly title: string;
  /** The unit or department that publishes it. */
  readonly publisher: string;
  readonly level: Level;
  readonly document: DocumentName;
  readonly year: number;
  /** Day of publication, `2025-02-21`. */
  readonly date: string;
  /** The department that names its unit as a member; null for none. */
  readonly department: string | null;
  readonly files: readonly SiteFile[];
}

/** What somebody owes, and what became of it. */
export interface RegisterRow {
  readonly name: string;
  readonly level: Level;
  readonly document: DocumentName;
  readonly year: number | null;
  readonly department: string | null;
  /** The last day on which it may be published, `2025-03-04`; null where nobody knows its approval. */
  readonly due: string | null;
  /** Its document; null for one that is not published. */
  readonly published: SiteDocument | null;
}

/** A publication site, as data: the pages are made from it and nothing else. */
export interface Site {
  readonly title: string;
  /** Where the site will stand, with a slash at its end; null where nobody said. */
  readonly baseUrl: string | null;
  readonly documents: readonly SiteDocument[];
  readonly register: readonly RegisterRow[];
  /** Whether the register is the office's list; else it is what there are files for. */
  readonly isListed: boolean;
}

/** A page of the site. */
export interface SitePage {
  /** Its path in the site. */
  readonly file: string;
  readonly content: string;
}

export const REPORTS_FOLDER = 'reports';
export const REGISTER_PAGE = 'register.html';
export const FEED_FILE = 'feed.xml';

const SLUGS: Readonly<Record<DocumentName, string>> = { 预算: 'budget', 决算: 'final' };

/** The page of a year and kind of document. 2025, 预算 → `2025-budget.html` */
export function yearPageOf({ year, document }: Pick<SiteDocument, 'year' | 'document'>): string {
  return `${year}-${SLUGS[document]}.html`;
}

/** 2025, 预算 → `2025年预算` */
export function yearTitle({ year, document }: Pick<SiteDocument, 'year' | 'document'>): string {
  return `${year}年${document}`;
}

/** The page of a document as the web shows it; null where it has none. */
export function readingFile({ files }: SiteDocument): string | null {
  return files.find(({ format }) => format === 'html')?.file ?? null;
}

/** A path of the site as a relative address from a page `depth` folders down. `a b.pdf`, 1 → `../a%20b.pdf` */
export function address(file: string, depth = 0): string {
  return '../'.repeat(depth) + file.split('/').map(encodeURIComponent).join('/');
}

/** Latest first; of one day in the order of names. */
export function latestFirst(documents: readonly SiteDocument[]): SiteDocument[] {
  return [...documents].sort((a, b) =>
    a.date < b.date ? 1 : a.date > b.date ? -1 : a.name < b.name ? -1 : 1,
  );
}

/** 350000 → `342 KB` */
export function spokenSize(bytes: number): string {
  const kilobytes = bytes / 1024;
  if (kilobytes < 1000) return `${Math.max(1, Math.round(kilobytes))} KB`;
  return `${(kilobytes / 1024).toFixed(1)} MB`;
}
