import { kindOf, kindOfFile } from '../kinds/registry.ts';
import { SchemaTree } from '../kinds/schema-tree.ts';
import type { Finding } from '../model/finding.ts';
import type { DataPath, Locator } from '../model/locator.ts';
import type { Pack } from '../pack/pack.ts';
import { fieldTitle } from '../source/schema-findings.ts';
import { describeProblem } from '../source/schema-messages.ts';

/**
 * The fields that the form of a unit file needs and the file does not have: `L10` where the report cannot do
 * without, `L50`, a warning, where it leaves something out. `document` is the file as written, before
 * defaults. A field of a part that is missing altogether is not told where the schema asks for the part.
 *
 * Example: `needs: { assets.furniture: error }` and no `furniture` → 缺少“办公家具价值（assets.furniture）”。
 */
export function missingFields(pack: Pack, document: Locator & { readonly value: unknown }): Finding[] {
  const { schema, ownPath } = kindOf({ kind: kindOfFile(document.value) });
  return Object.entries(pack.settings.needs).flatMap(([field, severity]): Finding[] => {
    const path = ownPath(field.split('.'))?.map(String);
    // What the members of a department state is asked of them.
    if (!path) return [];
    const key = path.join('.');
    const part = path.slice(0, -1);
    const isAsked = isWritten(document.value, part) || !isDemanded(schema, part);
    if (isWritten(document.value, path) || !isAsked) return [];
    const title = fieldTitle(schema, path);
    const position = document.positionOf(path);
    if (severity === 'error')
      return [{ ...describeProblem({ kind: 'missing', title, key }), severity, position }];
    const message = `没有写“${title}”，报告中略去相应的内容。`;
    const subject = { path };
    return [{ code: 'L50', severity, message, subject, hint: `需要时补上 ${key}。`, position }];
  });
}

/** Whether the schema asks for a part of the file, so that it tells itself where it is missing. */
function isDemanded(schema: ReturnType<typeof kindOf>['schema'], part: DataPath): boolean {
  return new SchemaTree(schema).root.required?.includes(String(part[0])) === true;
}

function isWritten(given: unknown, path: readonly string[]): boolean {
  let here = given;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return false;
    here = (here as Record<string, unknown>)[step];
  }
  // A field that is there and empty is told as such.
  return true;
}
