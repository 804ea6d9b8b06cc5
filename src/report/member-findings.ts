import { allLines } from '../books/books.ts';
import type { LoadedUnit, Unit } from '../books/unit.ts';
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

/** Findings of a department without what is only said of its members' files, each once. */
export function ownFindings(findings: readonly Finding[], unit: Unit): Finding[] {
  const files = new Set(membersBelow(unit).flatMap(({ unit: member }) => filesOf(member)));
  const told = new Set<string>();
  return findings.filter((finding) => {
    const { severity, code, message, position } = finding;
    if (severity !== 'error' && position !== null && files.has(position.file)) return false;
    const key = JSON.stringify([code, message, position]);
    return !told.has(key) && told.add(key);
  });
}

/** The files that an entity's data stand in. */
function filesOf(unit: Unit): string[] {
  return [unit.file, ...new Set(allLines(unit).map(({ position }) => position.file))];
}
