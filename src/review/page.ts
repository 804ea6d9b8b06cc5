import { createHash } from 'node:crypto';
import { escapeHtml } from '../template/safe-html.ts';
import type { FigureData } from './figure-data.ts';
import { PAGE_SCRIPT } from './page-script.ts';
import { PAGE_STYLE, PROVENANCE_STYLE } from './page-style.ts';
import { SEEN_SCRIPT } from './seen-script.ts';

export interface PageParts {
  readonly title: string;
  readonly body: string;
  /** The way to the first page of the site: `../../`; of that page itself by default. */
  readonly root?: string;
  /** What the numbers of the page open; null where it has none. */
  readonly figures: FigureData | null;
}

// Only the script of this program may run, and nothing may be loaded: the data comes from many hands.
const SCRIPT = PAGE_SCRIPT + SEEN_SCRIPT;
const SCRIPT_HASH = createHash('sha256').update(SCRIPT).digest('base64');
const POLICY = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; script-src 'sha256-${SCRIPT_HASH}'">`;

/** A complete, self-contained review page that works from the file system. */
export function reviewPage({ title, body, root = './', figures }: PageParts): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
${POLICY}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${PAGE_STYLE}${PROVENANCE_STYLE}</style>
</head>
<body data-root="${root}">
${body}
${provenanceParts(figures)}<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** The report itself as the reviewer gets it: the published page, its numbers open their provenance. */
export function reportCopyPage(html: string, figures: FigureData): string {
  const end = html.lastIndexOf('</body>');
  const head = html.slice(0, end).replace('<head>', () => `<head>\n${POLICY}`);
  const styled = head.replace('</head>', () => `<style>${PROVENANCE_STYLE}</style>\n</head>`);
  // The page is one for paper, which knows no main part.
  const whole = styled.replace(/<body[^>]*>/, (tag) => `${tag}<main>`);
  return `${whole}</main>${provenanceParts(figures)}<script>${SCRIPT}</script>\n${html.slice(end)}`;
}

function provenanceParts(figures: FigureData | null): string {
  if (figures === null) return '';
  // A data block ends at the first `</`, so that must not occur in it.
  const json = JSON.stringify(figures).replaceAll('<', '\\u003c');
  return `<dialog id="provenance" aria-labelledby="provenance-title"></dialog>
<script type="application/json" id="figures">${json}</script>
`;
}
