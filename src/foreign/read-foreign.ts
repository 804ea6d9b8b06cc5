import type { Item, ReportDocument } from '../document/report-document.ts';

/**
 * Reads text of unknown origin (a published page, pasted text): every line is a paragraph, lines that are nothing
 * but a page number go, tab-separated lines are table rows.
 */
export function readForeignText(text: string): ReportDocument {
  const lines = text
    .split(/\r?\n/)
    .map((line) => halfWidthDigits(line).replace(/[\u200b\u00ad\ufeff]/g, ''))
    .filter((line) => line.trim() !== '' && !isPageNumber(line.trim()));
  const items: Item[] = [];
  for (const line of lines) {
    const words = line.trim();
    if (/^〔.*〕$/.test(words)) {
      items.push({ type: 'table', caption: plain(words.slice(1, -1)), identity: '', columns: [], rows: [] });
    } else if (words.split('\t').length >= LEAST_CELLS) {
      addRow(items, line);
    } else {
      items.push({ type: 'sentence', ...plain(words) });
    }
  }
  return { sections: [{ heading: null, above: [], items }], isForeign: true };
}

/** Fewer tabs than make these stand in sentences too. */
const LEAST_CELLS = 3;

/** `— 12 —`, `12`, `第 3 页 共 20 页`, `3/20` */
export function isPageNumber(line: string): boolean {
  return /^[-—–－\s]*\d{1,3}[-—–－\s]*$|^第\s*\d+\s*页(\s*[,，/]?\s*共\s*\d+\s*页)?$|^\d{1,3}\s*\/\s*\d{1,3}$/.test(
    line,
  );
}

function addRow(items: Item[], line: string): void {
  const row = { cells: line.split('\t').map((cell) => plain(cell.trim())) };
  const last = items.at(-1);
  if (last?.type === 'table') items[items.length - 1] = { ...last, rows: [...last.rows, row] };
  else items.push({ type: 'table', caption: plain(''), identity: '', columns: [], rows: [row] });
}

function halfWidthDigits(text: string): string {
  return text.replace(/[０-９％．]/g, (character) => character.normalize('NFKC'));
}

function plain(text: string) {
  return { text, numbers: [] };
}

/** 一、主要职能……………………3 */
export function isLeader(words: string): boolean {
  return /(?:[.．·・…‥⋯_]\s*){5,}[-—\s]*\d{0,3}[-—\s]*$/.test(words);
}
