import type { DataPath, Locator } from '../model/locator.ts';

/** A file as written, with its places. */
type Layer = Locator & { readonly value: unknown };

/** Places of what is merged from several files, nearest first: in the first file that has the path, or most of it. */
export function layeredLocator(documents: readonly Layer[]): Locator {
  const documentOf = (path: DataPath): Layer => {
    for (let length = path.length; length > 0; length--) {
      const found = documents.find((document) => hasPath(document.value, path.slice(0, length)));
      if (found) return found;
    }
    return documents[0]!;
  };
  return {
    positionOf: (path) => documentOf(path).positionOf(path),
    keyPositionOf: (path) => documentOf(path).keyPositionOf(path),
  };
}

function hasPath(value: unknown, path: DataPath): boolean {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return false;
    here = (here as Record<string | number, unknown>)[step];
  }
  return true;
}
