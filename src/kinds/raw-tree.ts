/** Data of a unit file before it is checked: a scalar is its source text, unless YAML knows it as true, false, null. */
export type RawValue = string | boolean | null | readonly RawValue[] | RawMap;
export interface RawMap {
  readonly [key: string]: RawValue;
}
type Step = string | number;

export function isRawMap(value: unknown): value is RawMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The map at a key, or an empty one. */
export function mapAt(value: RawValue | undefined, key: string): RawMap {
  const found = isRawMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return isRawMap(found) ? found : {};
}

/** What stands at a path, or undefined. */
export function valueAt(value: RawValue | undefined, path: readonly Step[]): RawValue | undefined {
  let here: unknown = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<Step, unknown>)[step];
  }
  return here as RawValue | undefined;
}

/** A tree under construction. */
export class RawTreeBuilder {
  readonly root: RawMap = {};

  /** Puts a value at a path, with the maps and lists above it. */
  put(path: readonly Step[], value: RawValue): void {
    let here = this.root as unknown as Record<Step, unknown>;
    for (const [index, step] of path.slice(0, -1).entries()) {
      if (!Object.hasOwn(here, step)) define(here, step, typeof path[index + 1] === 'number' ? [] : {});
      here = here[step] as Record<Step, unknown>;
    }
    define(here, path.at(-1)!, value);
  }

  has(path: readonly Step[]): boolean {
    return valueAt(this.root, path) !== undefined;
  }

  /** Items of the list at a path. */
  lengthAt(path: readonly Step[]): number {
    const found = valueAt(this.root, path);
    return Array.isArray(found) ? found.length : 0;
  }
}

// A key named `__proto__` is a key like any other.
function define(target: object, key: Step, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
}

/** Scalars as text; nothing, a list or a map is empty. */
export function rawText(value: RawValue | undefined): string {
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value);
}
