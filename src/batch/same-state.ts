import { dirname, resolve } from 'node:path';
import type { Finding } from '../model/finding.ts';
import { quoting } from '../model/quoting.ts';
import type { Job } from '../work/departments.ts';
import type { SoundUnit } from '../work/unit-message.ts';
import type { UnitRecord } from '../work/unit-record.ts';

/**
 * `H19` for every member whose own report, of the same run, was made from other bytes than the department read of it:
 * somebody changed a file in between, and the two reports would contradict each other.
 *
 * Example: learning-centre.yaml as `9f2c…` for its own report, as `41aa…` for the department → one finding
 */
export function changedInBetween(
  { path, label }: Job,
  { inputs }: Pick<UnitRecord, 'inputs'>,
  members: readonly SoundUnit[],
): Finding[] {
  const read = new Map(inputs.map(({ file, sha256 }) => [resolve(dirname(path), file), sha256]));
  return members.flatMap((member): Finding[] => {
    const changed = member.inputs.some((input) => {
      const now = read.get(input.path);
      return now !== undefined && now !== input.sha256;
    });
    if (!changed) return [];
    return [
      {
        code: 'H19',
        severity: 'error',
        ...quoting`成员“${member.label}”在这次生成中途改过：它自己的报告和部门的报告会取自不同的数。`,
        hint: '再运行一次；变了的会重新生成。',
        position: { file: label, line: 1, column: 1 },
      },
    ];
  });
}
