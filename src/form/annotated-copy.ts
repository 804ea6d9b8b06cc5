import { addAll } from '../model/add-all.ts';
import type { Finding, Severity } from '../model/finding.ts';
import { annotateWorkbook, type SheetNotes } from '../ooxml/annotate-workbook.ts';
import { parseAddress } from '../ooxml/cell.ts';
import type { Note } from '../ooxml/note-writer.ts';
import { Refusal } from '../ooxml/refusal.ts';

const WORDS: Readonly<Record<Severity, string>> = { error: '错误', warning: '警告', note: '提示' };
/** Places listed on the first cell. */
const LISTED = 40;

interface Placed {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

/**
 * A copy of a workbook to send back, with what was found in it as notes on its cells; the first cell of the first sheet
 * says how many there are, where, and what concerns no cell. Null for a file that cannot be read.
 */
export async function annotatedCopy(
  bytes: Buffer,
  findings: readonly Finding[],
  file: string,
): Promise<Uint8Array | null> {
  const own = findings.filter(({ position }) => position === null || position.file === file);
  try {
    return await annotateWorkbook(bytes, (sheets) => notesOn(sheets, own));
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function notesOn(sheets: readonly string[], findings: readonly Finding[]): SheetNotes {
  const bySheet = new Map(sheets.map((sheet) => [sheet, new Map<string, Note>()]));
  const general: string[] = [];
  const places: string[] = [];
  for (const finding of findings) {
    const at = placed(finding);
    const cells = at && bySheet.get(at.sheet);
    if (!at || !cells) general.push(words(finding));
    else {
      say(cells, at, words(finding));
      places.push(finding.position!.place!);
    }
  }
  const first = bySheet.get(sheets[0] ?? '');
  if (first) say(first, { row: 1, column: 1 }, summary(findings, [...new Set(places)], general));
  return new Map([...bySheet].map(([sheet, cells]) => [sheet, [...cells.values()]]));
}

function say(cells: Map<string, Note>, { row, column }: Pick<Placed, 'row' | 'column'>, text: string): void {
  const key = `${row}:${column}`;
  const before = cells.get(key);
  cells.set(key, { row, column, text: before ? `${before.text}\n${text}` : text });
}

function placed({ position }: Finding): Placed | null {
  const place = position?.place ?? '';
  const cut = place.lastIndexOf('!');
  const address = cut > 0 ? parseAddress(place.slice(cut + 1)) : null;
  return address && { sheet: place.slice(0, cut), ...address };
}

/** `错误 E05：“基本支出”没有写原因。怎么改：…` */
function words({ severity, code, message, hint }: Finding): string {
  return `${WORDS[severity]} ${code}：${message}${hint === '' ? '' : `怎么改：${hint}`}`;
}

function summary(
  findings: readonly Finding[],
  places: readonly string[],
  general: readonly string[],
): string {
  const counts = (Object.keys(WORDS) as Severity[]).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${WORDS[severity]} ${count} 个`];
  });
  const lines = [
    counts.length === 0 ? '没有发现问题。' : `共有${counts.join('、')}，写在有关单元格的批注里。`,
  ];
  if (places.length > 0) {
    const more = places.length > LISTED ? ` 等 ${places.length} 处` : '';
    lines.push(`位置：${places.slice(0, LISTED).join('、')}${more}。`);
  }
  addAll(lines, general);
  return lines.join('\n');
}
