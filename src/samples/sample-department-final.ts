import { Random } from './random.ts';
import { inventDepartment, ofDepartment } from './sample-department.ts';
import {
  changeReasons,
  finalName,
  finalsOf,
  LAST_YEAR,
  NOTHING_BEFORE,
  SPENT_FOR,
  TEMPLATES,
} from './sample-final.ts';
import { purposes, type SampleFile, YEAR } from './sample-unit.ts';
import { unitText } from './unit-text.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * The files of the `number`th invented department of a seed with the finals of its units and its own, of last year and of
 * the budget's year. What its units hand to each other, both state alike. The same arguments always give the same bytes.
 *
 * Example: `sampleDepartmentFinals(7, 1, [1, 2, 3], vocabulary).at(-1)!.path` → `department-final-0001-2025.yaml`
 */
export function sampleDepartmentFinals(
  seed: number,
  number: number,
  units: readonly number[],
  words: Vocabulary,
): readonly SampleFile[] {
  const { members, ledger, files } = inventDepartment(seed, number, units, words);
  const random = new Random((Math.imul(seed, 0x165667b1) ^ Math.imul(number, 0x27d4eb2f)) | 0);
  const budget = files.at(-1)!.path;
  const codes = [...ledger.current, ...ledger.prior];
  const name = (year: string) => `department-final-${String(number).padStart(4, '0')}-${year}.yaml`;
  const file = (year: string, more: object): SampleFile => {
    const published = Number.parseInt(year, 10) + 1;
    const data = {
      level: '部门',
      document: '决算',
      template: random.pick(TEMPLATES[year]!),
      year,
      date: `${published}-09-${random.int(15, 18)}`,
      approved: `${published}-08-${random.int(30, 31)}`,
      department: { from: budget },
      members: units.map((unit, index) => ({
        from: finalName(unit, year),
        ...(index === 0 ? { role: '本级' } : {}),
      })),
      reasons: changeReasons(codes),
      purposes: purposes({ ...ledger, current: codes }, words),
      threePublic: SPENT_FOR,
      ...more,
    };
    return { path: name(year), text: unitText(words.notice, ofDepartment(data)) };
  };
  return [
    ...files,
    ...members.flatMap((member, index) => finalsOf(member, seed, units[index]!, words)),
    file(LAST_YEAR, { prior: { stated: NOTHING_BEFORE } }),
    file(YEAR, { budgetFrom: budget, prior: { from: name(LAST_YEAR) } }),
  ];
}
