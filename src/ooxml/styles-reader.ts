import { readXml } from './xml-reader.ts';
import type { ZipParts } from './zip-reader.ts';

export type Shown = 'date' | 'percent' | undefined;

/** How the numbers of a cell format are shown. */
export interface NumberLook {
  readonly shown: Shown;
  /** Code of a format that the workbook itself defines. */
  readonly code?: string | undefined;
}

/** Number formats that every workbook has without naming them and that turn a number into a day. */
const DATE_FORMATS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
const PERCENT_FORMATS = new Set([9, 10]);

/** For each cell format of a workbook, whether its numbers are days or percentages, and its own code. */
export async function readStyles(parts: ZipParts, part: string | null): Promise<NumberLook[]> {
  const formats = new Map<number, string>();
  const shown: NumberLook[] = [];
  let inCellFormats = false;
  if (part === null) return shown;
  await readXml(parts, part, {
    open(name, attributes) {
      if (name === 'numFmt') formats.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      if (name === 'cellXfs') inCellFormats = true;
      if (name === 'xf' && inCellFormats) {
        const id = Number(attributes.numFmtId ?? 0);
        shown.push({ shown: shownBy(id, formats.get(id)), code: formats.get(id) });
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return shown;
}

function shownBy(id: number, code: string | undefined): Shown {
  if (code === undefined)
    return DATE_FORMATS.has(id) ? 'date' : PERCENT_FORMATS.has(id) ? 'percent' : undefined;
  // Texts in quotes and conditions in brackets are not part of the pattern.
  const pattern = code.replace(/"[^"]*"|[\\!_*].|\[[^\]]*\]/g, '');
  if (/%/.test(pattern)) return 'percent';
  return /[yd年]/i.test(pattern) ? 'date' : undefined;
}
