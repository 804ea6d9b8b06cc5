/** Paragraphs of a text output without its tables: headings and paragraphs, sentences joined again. */
export function proseParagraphs(text: string): string[] {
  const paragraphs: string[] = [];
  let inTables = false;
  let inTable = false;
  for (const line of text.split('\n')) {
    if (/^第.部分/.test(line)) inTables = line.includes('公开表');
    if (inTables) continue;
    if (line.startsWith('〔')) {
      inTable = true;
      continue;
    }
    if (inTable && line.includes('\t')) continue;
    inTable = false;
    if (line === '') continue;
    // A paragraph begins with an indent; a line without one goes on with it, unless it is a heading.
    const startsParagraph = line.startsWith('　　') || isHeading(line) || paragraphs.length === 0;
    if (startsParagraph) paragraphs.push(line);
    else paragraphs[paragraphs.length - 1] += line;
  }
  return paragraphs;
}

function isHeading(line: string): boolean {
  return /^(第.部分|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)/.test(line);
}
