import type { SourceText } from '../model/finding.ts';

/** What becomes of the texts of a pack in a pack for another year. */
export interface YearMove {
  readonly from: number;
  readonly to: number;
}

/**
 * The year that a new pack moves to, by the names of both; null where they tell none or the same.
 *
 * `xinjiang-2026` from `xinjiang-2025` → 2025 to 2026
 */
export function yearMove(name: string, base: string): YearMove | null {
  const [to, from] = [name, base].map((each) => Number(/20\d\d/.exec(each)?.[0] ?? Number.NaN));
  if (to === undefined || from === undefined || Number.isNaN(to - from) || to === from) return null;
  return { from, to };
}

/**
 * A text with the year of the pack and the year before it moved. Other years stay: they are those of laws,
 * documents and beginnings. So do years in 〔〕 and 《》.
 *
 * 2025 to 2026: `2025年预算比2024年预算，自2019年起` → `2026年预算比2025年预算，自2019年起`
 */
export function movedText(text: string, { from, to }: YearMove): string {
  return text.replace(/《[^》]*》|(?<!\d)(\d{4})(?= ?年)/g, (found, year?: string) => {
    const distance = Number(year) - from;
    return year !== undefined && (distance === 0 || distance === -1) ? String(to + distance) : found;
  });
}

/** The settings that say another year in the new pack, as deep as they stand; undefined where none does. */
export function movedSettings(written: unknown, move: YearMove): unknown {
  if (typeof written === 'string') {
    const moved = movedText(written, move);
    return moved === written ? undefined : moved;
  }
  // Lists are replaced whole, what does not move in them included.
  if (Array.isArray(written)) {
    const moved = written.map((each) => movedSettings(each, move));
    return moved.every((each) => each === undefined)
      ? undefined
      : moved.map((each, index) => each ?? written[index]);
  }
  if (written === null || typeof written !== 'object') return undefined;
  const moved = Object.entries(written).flatMap(([key, value]) => {
    const own = movedSettings(value, move);
    return own === undefined ? [] : [[key, own] as const];
  });
  return moved.length === 0 ? undefined : Object.fromEntries(moved);
}

/** The files of a pack that say another year in the new one, by their path within a pack. */
export function movedFiles(sources: readonly SourceText[], label: string, move: YearMove): SourceText[] {
  const moved = new Map<string, SourceText>();
  for (const { file, text } of sources) {
    const path = file.slice(label.length + 1).replace(/^[^/]*\//, '');
    const content = movedText(text, move);
    if (path !== 'pack.yaml' && content !== text) moved.set(path, { file: path, text: content });
  }
  return [...moved.values()];
}
