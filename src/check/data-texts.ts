import type { DataPath } from '../model/locator.ts';

/** Where a text of the data stands; the path is made for those that something is found in. */
export interface TextPlace {
  path(): DataPath;
  /** It names a field, such as a project that is told by its name. */
  readonly isKey: boolean;
}

/**
 * Visits every text of a unit's data, and every name of a field, in the order of the file.
 *
 * Example: `visitTexts({ unit: { name: '库尔勒市' } }, visit)` → `unit` and `name` as names, 库尔勒市 at `['unit', 'name']`
 */
export function visitTexts(data: unknown, visit: (text: string, place: TextPlace) => void): void {
  walk(data, null, visit);
}

class Step implements TextPlace {
  readonly isKey: boolean;
  readonly #key: string | number;
  readonly #above: Step | null;

  constructor(key: string | number, above: Step | null, isKey: boolean) {
    this.#key = key;
    this.#above = above;
    this.isKey = isKey;
  }

  path(): DataPath {
    return [...(this.#above?.path() ?? []), this.#key];
  }
}

const TOP: TextPlace = { path: () => [], isKey: false };

function walk(value: unknown, at: Step | null, visit: (text: string, place: TextPlace) => void): void {
  if (typeof value === 'string') visit(value, at ?? TOP);
  else if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) walk(value[index], new Step(index, at, false), visit);
  } else if (typeof value === 'object' && value !== null && !('toDecimalPlaces' in value)) {
    for (const key of Object.keys(value)) {
      visit(key, new Step(key, at, true));
      walk((value as Record<string, unknown>)[key], new Step(key, at, false), visit);
    }
  }
}
