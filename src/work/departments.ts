import { dirname, relative, resolve } from 'node:path';
import { isWorkbookFile, readUnitWorkbookFile } from '../form/workbook-file.ts';
import { kindOf, kindOfFile } from '../kinds/registry.ts';
import type { Finding, Position } from '../model/finding.ts';
import type { Locator } from '../model/locator.ts';
import { isPattern, listFiles } from '../source/list-files.ts';
import { readText } from '../source/read-text.ts';
import { parseYaml } from '../source/yaml.ts';
import { alikeNames, type WrittenName, writtenName } from './alike-names.ts';
import type { SoundUnit } from './unit-message.ts';
import type { UnitRecord } from './unit-record.ts';

/** A unit or department of a run. */
export interface Job {
  /** Its file, absolute. */
  readonly path: string;
  /** The path as findings show it. */
  readonly label: string;
}

/** What is known of a run before anything is loaded. */
export interface DepartmentPlan<T extends Job> {
  /** Units first, then the departments whose members they are, then departments of departments. */
  readonly stages: readonly (readonly T[])[];
  /** What is wrong with departments beside each other, by path of their file. */
  readonly told: ReadonlyMap<string, readonly Finding[]>;
  /** The members that each department names, by path of its file. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  /** What departments are called, by path of their file. */
  readonly names: ReadonlyMap<string, string>;
}

/** A department's file as far as the order of a run needs it. */
interface NamedMembers {
  readonly name: string | null;
  readonly members: readonly (readonly [string, Named])[];
}

interface Named {
  readonly department: Job;
  readonly year: number;
  readonly position: Position;
}

/**
 * The order of a run, `H07` for a unit that two of its departments name in one year (its money would be published
 * twice), and `N07` for one unit under two spellings. Files that say no level are not read any further.
 */
export async function planDepartments<T extends Job>(jobs: readonly T[]): Promise<DepartmentPlan<T>> {
  const units: T[] = [];
  const departments: T[] = [];
  const named = new Map<string, Named[]>();
  const below = new Map<string, string[]>();
  const names = new Map<string, string>();
  const written: WrittenName[] = [];
  for (const job of jobs) {
    const department = await membersNamed(job, (name) => written.push(name));
    (department === null ? units : departments).push(job);
    if (department?.name) names.set(job.path, department.name);
    for (const [path, by] of department?.members ?? []) {
      named.set(path, [...(named.get(path) ?? []), by]);
      below.set(job.path, [...(below.get(job.path) ?? []), path]);
    }
  }
  const told = new Map<string, Finding[]>();
  for (const [path, finding] of alikeNames(written)) told.set(path, [finding]);
  for (const [path, all] of named) {
    for (const one of all) {
      const others = all.filter(({ department, year }) => department !== one.department && year === one.year);
      if (others.length === 0) continue;
      const known = told.get(one.department.path) ?? [];
      told.set(one.department.path, [...known, inTwo(path, one, others)]);
    }
  }
  const stages = [units, ...stagesOf(departments, below)].filter((stage) => stage.length > 0);
  return { stages, told, members: below, names };
}

/** Departments, each after those that are its members; in a circle, which is told when they are loaded, last. */
function stagesOf<T extends Job>(departments: readonly T[], below: DepartmentPlan<T>['members']): T[][] {
  const stages: T[][] = [];
  let left = [...departments];
  while (left.length > 0) {
    const waiting = new Set(left.map(({ path }) => path));
    const isDue = ({ path }: T): boolean => (below.get(path) ?? []).every((member) => !waiting.has(member));
    const due = left.some(isDue) ? left.filter(isDue) : left;
    stages.push(due);
    left = left.filter((each) => !due.includes(each));
  }
  return stages;
}

function inTwo(path: string, { department, position }: Named, others: readonly Named[]): Finding {
  const shown = relative(dirname(department.path), path).replaceAll('\\', '/');
  const files = [...new Set(others.map((other) => other.department.label))];
  return {
    code: 'H07',
    severity: 'error',
    message: `成员 ${shown} 同时也是 ${files.join('、')} 的成员。`,
    hint: '一个单位只归一个部门；从其中一个部门文件的 members 中删去。',
    position,
  };
}

/** The files that a department names as members; null for the file of a unit, whose name is told. */
async function membersNamed(job: Job, tell: (name: WrittenName) => void): Promise<NamedMembers | null> {
  const document = await writtenDepartment(job, tell);
  if (!document) return null;
  const kind = kindOf({ kind: kindOfFile(document.value) });
  const parsed = kind.schema.safeParse(document.value);
  // What is wrong with it is told when it is loaded.
  if (!parsed.success) return kind.level === '部门' ? { name: null, members: [] } : null;
  const entries = kind.members(parsed.data);
  if (entries.length === 0) return null;
  const found: [string, Named][] = [];
  for (const [index, { from }] of entries.entries()) {
    if (from === undefined) continue;
    const position = document.positionOf(['members', index, 'from']);
    const folder = dirname(job.path);
    for (const name of isPattern(from) ? await listFiles(folder, from) : [from]) {
      const path = resolve(folder, name);
      if (path === job.path || found.some(([known]) => known === path)) continue;
      found.push([path, { department: job, year: parsed.data.year, position }]);
    }
  }
  const { unit } = kind.facts(parsed.data, []);
  return { name: unit.name, members: found };
}

/** A file as written that may be a department's; what is surely a unit's is not read any further. */
async function writtenDepartment(
  { path, label }: Job,
  tell: (name: WrittenName) => void,
): Promise<(Locator & { readonly value: unknown }) | null> {
  if (isWorkbookFile(path)) return (await readUnitWorkbookFile(path, label)).value;
  if (!/\.ya?ml$/i.test(path)) return null;
  const { value: source } = await readText(path, label);
  if (!source) return null;
  if (/^["']?level["']?\s*:/m.test(source.text)) return parseYaml(source).value;
  const name = writtenName(source, path);
  if (name) tell(name);
  return null;
}

/** Remembers which units of a run were found without an error, for the departments that they are members of. */
export class SoundUnits {
  readonly #byPath = new Map<string, SoundUnit>();
  readonly #members: DepartmentPlan<Job>['members'];

  constructor({ members }: Pick<DepartmentPlan<Job>, 'members'>) {
    this.#members = members;
  }

  add({ path, label }: Job, { status, inputs }: UnitRecord): void {
    if (status !== 'ok') return;
    const files = inputs.map(({ file, sha256 }) => ({ path: resolve(dirname(path), file), sha256 }));
    this.#byPath.set(path, { label, inputs: files });
  }

  /** Those that a department names; none of a unit. */
  of({ path }: Job): readonly SoundUnit[] {
    return (this.#members.get(path) ?? []).flatMap((member) => this.#byPath.get(member) ?? []);
  }
}
