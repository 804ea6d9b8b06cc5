import { askRegister, type RegisterAnswer } from '../batch/register.ts';
import type { CheckedUnit } from './check-summary.ts';
import type { Console } from './console.ts';
import { formatSummary } from './format-finding.ts';
import { labelOf } from './project-folders.ts';
import type { UnitInput } from './unit-inputs.ts';

/** What the office's register says of a run, as the check of one more file. */
export type RegisterReport = CheckedUnit & Pick<RegisterAnswer, 'owed' | 'found'>;

/** Holds the register against the files of a run and tells what it finds. */
export async function reportRegister(
  path: string,
  inputs: readonly UnitInput[],
  console: Console,
): Promise<RegisterReport> {
  const file = labelOf(path);
  const { findings, source, owed, found } = await askRegister(path, file, inputs);
  console.out('');
  console.findings(findings, new Map(source ? [[source.file, source.text]] : []));
  console.out(`${file}：应公开 ${owed} 份，有文件 ${found} 份；${formatSummary(findings)}`);
  return { file, findings, owed, found };
}
