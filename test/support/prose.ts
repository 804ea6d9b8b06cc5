/** Paragraphs of a text output without its tables: headings and paragraphs, sentences joined again. */
export function proseParagraphs(text: string): string[] {
  const paragraphs: string[] = [];
  let inTables = false;
  let apart = true;
  for (const line of text.split('\n')) {
    if (/^第.部分/.test(line)) inTables = line.includes('公开表');
    if (inTables) continue;
    if (line.startsWith('〔') || line.includes('\t')) continue;
    if (line === '') {
      apart = true;
      continue;
    }
    // A paragraph begins with an indent; a line without one goes on with it, except after a blank line and
    // where the last sentence is not over.
    const last = paragraphs.at(-1) ?? '';
    const goesOn = !apart && !line.startsWith('　　') && /[。！？][”’）」]*$/.test(last);
    if (goesOn) paragraphs[paragraphs.length - 1] = last + line;
    else paragraphs.push(line);
    apart = false;
  }
  return paragraphs;
}
