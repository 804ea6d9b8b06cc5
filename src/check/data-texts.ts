import type { DataPath } from '../model/locator.ts';

/** Told of a text, and whether it is the name of a field; its path is made for those that something is found in. */
export type TextVisit = (text: string, path: () => DataPath, isKey: boolean) => void;

/**
 * Visits every text of a unit's data, and every name of a field, in the order of the file.
 *
 * Example: `visitTexts({ unit: { name: '库尔勒市' } }, visit)` → `unit` and `name` as names, 库尔勒市 at `['unit', 'name']`
 */
export function visitTexts(data: unknown, visit: TextVisit, path: () => DataPath = () => []): void {
  if (typeof data === 'string') visit(data, path, false);
  else if (Array.isArray(data)) {
    for (const [index, each] of data.entries()) visitTexts(each, visit, () => [...path(), index]);
  } else if (typeof data === 'object' && data !== null && !('toDecimalPlaces' in data)) {
    for (const [key, each] of Object.entries(data)) {
      const below = () => [...path(), key];
      visit(key, below, true);
      visitTexts(each, visit, below);
    }
  }
}
