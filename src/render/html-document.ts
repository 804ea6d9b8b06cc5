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
  // A stylesheet cannot leave its element unless it contains the closing tag.
  const safeCss = css.replaceAll('</', '<\\/');
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<meta name="author" content="${escapeHtml(author)}">
<style>
${safeCss.trim()}
</style>
</head>
<body>
${body.trim()}
</body>
</html>
`;
}
