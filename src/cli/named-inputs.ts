import type { Finding } from '../model/finding.ts';
import { maskedName, type UnitInput } from './unit-inputs.ts';

/** How the outputs of a run are named. */
export interface NamingOptions {
  /** The pattern that the project file gives; null for the names of the files. */
  readonly names?: string | null;
  /** Mask personal data. */
  readonly redact: boolean;
}

/** The units with the names that the project gives their outputs, and those that would be written over each other. */
export async function namedInputs(
  inputs: readonly UnitInput[],
  { names, redact }: NamingOptions,
): Promise<{ readonly named: readonly UnitInput[]; readonly clashes: readonly Finding[] }> {
  if (!names) return { named: inputs, clashes: [] };
  const { namedOutputs } = await import('../batch/output-names.ts');
  const { jobs, findings } = await namedOutputs(inputs, names, redact ? maskedName : (name) => name);
  return { named: jobs, clashes: findings };
}
