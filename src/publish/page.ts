import { createHash } from 'node:crypto';
import { escapeHtml } from '../template/safe-html.ts';
import { SITE_SCRIPT } from './script.ts';
import { address, FEED_FILE, REGISTER_PAGE, type Site } from './site.ts';
import { SITE_STYLE } from './style.ts';

/** A page of a site without what all pages share. */
export interface PageParts {
  readonly title: string;
  /** Folders that the page stands below that of the site. */
  readonly depth: number;
  /** The pages above it: title, path in the site. */
  readonly path: readonly (readonly [string, string])[];
  /** The content below its title, as HTML. */
  readonly body: string;
  /** Whether something on it is found by typing. */
  readonly isSearched: boolean;
}

// Only the script of this program may run, and nothing may be loaded: names come from many hands.
const SCRIPT_HASH = createHash('sha256').update(SITE_SCRIPT).digest('base64');
const policy = (script: string): string =>
  `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src ${script}; base-uri 'none'; form-action 'none'">`;

/** A whole page that works from a file system: relative links, nothing loaded, usable without its script. */
export function sitePage(site: Site, { title, depth, path, body, isSearched }: PageParts): string {
  const name = escapeHtml(site.title);
  const head = title === site.title ? name : `${escapeHtml(title)} - ${name}`;
  const script = isSearched ? `<script>${SITE_SCRIPT}</script>\n` : '';
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
${policy(isSearched ? `'sha256-${SCRIPT_HASH}'` : "'none'")}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${head}</title>
<link rel="alternate" type="application/atom+xml" title="${name}" href="${address(FEED_FILE, depth)}">
<style>${SITE_STYLE}</style>
</head>
<body>
<header class="top"><div class="inside">
<p class="site-name"><a href="${address('index.html', depth)}">${name}</a></p>
<nav aria-label="全站"><a href="${address('index.html', depth)}">首页</a><a href="${address(REGISTER_PAGE, depth)}">应公开清单</a><a href="${address(FEED_FILE, depth)}">订阅（Atom）</a></nav>
</div></header>
<main class="inside">
${pathHtml(path, depth)}<h1>${escapeHtml(title)}</h1>
${body}
</main>
<footer class="bottom"><div class="inside">各份文件由公布它的单位负责。网页、PDF、Word 和数据出自同一份底稿，内容一致。</div></footer>
${script}</body>
</html>
`;
}

function pathHtml(path: PageParts['path'], depth: number): string {
  if (path.length === 0) return '';
  const items = path.map(
    ([title, file]) => `<li><a href="${address(file, depth)}">${escapeHtml(title)}</a></li>`,
  );
  return `<nav class="path" aria-label="所在位置"><ol>${items.join('')}</ol></nav>\n`;
}

/** The field to find something by typing, with what it finds; shown by the script alone. */
export function searchHtml(label: string): string {
  return `<form id="find" role="search" hidden>
<label for="search">${label}</label>
<input type="search" id="search" autocomplete="off" spellcheck="false">
<p id="found" role="status"></p>
</form>`;
}
