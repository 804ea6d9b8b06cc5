import type { EntityData } from '../kinds/entity-data.ts';
import type { DataPath, Locator } from '../model/locator.ts';

/**
 * Where the facts of an entity are written: its own in its file, those that its members state in the file of the member
 * (of a sum, in the first that has a file).
 */
export function departmentLocator(
  own: Locator,
  ownPath: (path: DataPath) => DataPath | null,
  facts: EntityData,
  members: readonly (Locator | null)[],
): Locator {
  if (members.length === 0) return own;
  const first = members.find((locator) => locator !== null) ?? own;
  const find = (path: DataPath): { readonly locator: Locator; readonly path: DataPath } => {
    const mine = ownPath(path);
    if (mine) return { locator: own, path: mine };
    const [head, index, ...rest] = path;
    const of = head === 'projects' && typeof index === 'number' ? facts.projects[index]?.of : undefined;
    const locator = of && members[of.member];
    return locator ? { locator, path: ['projects', of.index, ...rest] } : { locator: first, path };
  };
  return {
    positionOf(path) {
      const found = find(path);
      return found.locator.positionOf(found.path);
    },
    keyPositionOf(path) {
      const found = find(path);
      return found.locator.keyPositionOf(found.path);
    },
  };
}
