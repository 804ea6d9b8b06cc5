import { allLines } from '../books/books.ts';
import type { LoadedUnit, Unit } from '../books/unit.ts';
import { ruleOf } from '../check/registry.ts';
import { addAll } from '../model/add-all.ts';
import type { Finding } from '../model/finding.ts';

/** All findings of one entity's data and report. */
export type Judge = (loaded: LoadedUnit) => Promise<readonly Finding[]>;

/** The members of a department, and theirs, each once. */
export function membersBelow({ members }: Unit): LoadedUnit[] {
  return members.flatMap(({ loaded }) => (loaded === null ? [] : [loaded, ...membersBelow(loaded.unit)]));
}

/**
 * What of its members' findings a department is told: the errors, with the member's file and line; a department cannot
 * be published over a member that cannot. Warnings and notes belong to the member's own report.
 */
export async function memberErrors(unit: Unit, judge: Judge): Promise<Finding[]> {
  const errors: Finding[] = [];
  for (const member of membersBelow(unit)) {
    addAll(
      errors,
      (await judge(member)).filter(({ severity }) => severity === 'error'),
    );
  }
  return errors;
}

/**
 * What a department is told of itself: nothing about its members' files, which are judged on their own, but what was
 * found `earlier` and only shows where the members come together: errors, and all that rules of departments say. Each
 * once.
 */
export function ownFindings(
  findings: readonly Finding[],
  earlier: readonly Finding[],
  unit: Unit,
): readonly Finding[] {
  if (unit.members.length === 0) return findings;
  const files = new Set(membersBelow(unit).flatMap(({ unit: member }) => filesOf(member)));
  const kept = new Set(earlier.filter(({ severity }) => severity === 'error').map(keyOf));
  return eachOnce(
    findings.filter((finding) => {
      const { position } = finding;
      return (
        position === null || !files.has(position.file) || kept.has(keyOf(finding)) || isOfDepartments(finding)
      );
    }),
  );
}

/** Whether only a department can be told of it. `H04` yes, `D20` no */
function isOfDepartments({ code }: Finding): boolean {
  return ruleOf(code)?.judges?.level === '部门';
}

/** The same findings without repetition, in their order. */
export function eachOnce(findings: readonly Finding[]): Finding[] {
  const told = new Set<string>();
  return findings.filter((finding) => {
    const key = keyOf(finding);
    return !told.has(key) && told.add(key);
  });
}

function keyOf({ code, message, position }: Finding): string {
  return JSON.stringify([code, message, position]);
}

/** The files that an entity's data stand in. */
function filesOf(unit: Unit): string[] {
  return [unit.file, ...new Set(allLines(unit).map(({ position }) => position.file))];
}
