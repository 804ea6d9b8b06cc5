import { escapeHtml } from '../template/safe-html.ts';

export interface DocumentParts {
  readonly title: string;
  readonly author: string;
  readonly css: string;
  /** HTML made by the templates. */
  readonly body: string;
}

/** The complete, self-contained HTML document: no script, no request, Chinese, readable on a phone. */
export function htmlDocument({ title, author, css, body }: DocumentParts): string {
  return assembled({ title, author, css: styleText(css), body: bodyText(body) });
}

/** What stands in the style element. A stylesheet cannot leave its element unless it contains the closing tag. */
export function styleText(css: string): string {
  return `\n${css.replaceAll('</', '<\\/').trim()}\n`;
}

export function bodyText(body: string): string {
  return `\n${body.trim()}\n`;
}

/** A document of the parts as they are. */
export function assembled({ title, author, css, body }: DocumentParts): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<meta name="author" content="${escapeHtml(author)}">
<style>${css}</style>
</head>
<body>${body}</body>
</html>
`;
}
