import { dirname, posix, relative, resolve } from 'node:path';
import { isRawMap, mapAt, type RawMap, type RawValue, rawText } from '../kinds/raw-tree.ts';
import type { Finding } from '../model/finding.ts';
import { unitKey } from '../model/unit-name.ts';
import { isPattern, listFiles } from '../source/list-files.ts';
import type { ExistingUnit } from './unit-file-text.ts';
import { editYaml, newYaml } from './yaml-edit.ts';

/** A unit of an export and its file. */
export interface ImportedMember {
  readonly unitName: string;
  readonly path: string;
}

/** A department that an export names, with its units in the order of the export. */
export interface ImportedDepartment {
  readonly name: string;
  readonly members: readonly ImportedMember[];
}

/** Units by the department that the export puts above them; those without one are left out. */
export function departmentsOf(
  units: readonly (ImportedMember & { readonly department: string | null })[],
): ImportedDepartment[] {
  const byName = new Map<string, { name: string; members: ImportedMember[] }>();
  for (const { department, ...member } of units) {
    if (department === null) continue;
    const key = unitKey(department);
    const known = byName.get(key) ?? { name: department, members: [] };
    byName.set(key, known);
    known.members.push(member);
  }
  return [...byName.values()];
}

/**
 * The text of a department's file with these members: a new one, which the department completes, or the existing one
 * with the members that it lacks behind its own. Nobody is taken out; who stands there and not in the export is told
 * (`R12`). A unit with the department's own name is its 本级.
 *
 * Example: 虚构区教育局 with 虚构区教育局 and 虚构区老年学堂 → `members: [{ from: …, role: 本级 }, { from: … }]`
 */
export async function departmentText(
  { name, members }: ImportedDepartment,
  path: string,
  existing: ExistingUnit | null,
  known: { readonly template: string; readonly year: string; readonly head: string },
): Promise<{ readonly text: string; readonly findings: readonly Finding[] }> {
  const entries = members.map((member) => entryOf(member, name, path));
  if (!existing) {
    const { template, year, head } = known;
    const tree = { level: '部门', template, year, department: { name }, members: entries };
    return { text: newYaml(tree, head), findings: [] };
  }
  const listed: readonly RawValue[] = Array.isArray(existing.tree.members) ? existing.tree.members : [];
  const there = await filesOf(listed, path);
  const added = entries.filter((_, index) => !there.has(members[index]!.path));
  const hasHead = listed.some((entry) => isRawMap(entry) && rawText(entry.role) !== '');
  const fresh = added.map(({ role, ...entry }) =>
    role === undefined || hasHead ? entry : { ...entry, role },
  );
  const tree = { ...existing.tree, members: [...listed, ...fresh] };
  return {
    text: fresh.length === 0 ? existing.text : editYaml(existing.text, tree),
    findings: notImported(there, members, existing),
  };
}

/** The name of a department as a file's tree says it; empty for the file of a unit. */
export function departmentNameOf(tree: RawMap): string {
  return rawText(tree.level) === '部门' ? rawText(mapAt(tree, 'department').name) : '';
}

function entryOf({ unitName, path }: ImportedMember, name: string, department: string) {
  const from = relative(dirname(department), path).replaceAll('\\', '/');
  return { from, ...(unitKey(unitName) === unitKey(name) ? { role: '本级' } : {}) };
}

/** The files that the entries of `members` mean, absolute. */
async function filesOf(entries: readonly RawValue[], path: string): Promise<Set<string>> {
  const files = new Set<string>();
  for (const entry of entries) {
    const from = isRawMap(entry) ? rawText(entry.from) : '';
    if (from === '') continue;
    const folder = dirname(path);
    for (const name of isPattern(from) ? await listFiles(folder, from) : [from])
      files.add(resolve(folder, name));
  }
  files.delete(path);
  return files;
}

function notImported(
  there: ReadonlySet<string>,
  members: readonly ImportedMember[],
  { file }: ExistingUnit,
): Finding[] {
  const imported = new Set(members.map((member) => member.path));
  const left = [...there].filter((path) => !imported.has(path)).map((path) => posix.basename(path));
  if (left.length === 0) return [];
  return [
    {
      code: 'R12',
      severity: 'note',
      message: `${file} 的成员 ${left.join('、')} 不在这次导入中，原样保留。`,
      hint: '已经划出的，从部门文件的 members 中删去。',
      position: { file, line: 1, column: 1 },
    },
  ];
}
