import type { Finding } from '../model/finding.ts';
import { findingJson } from '../model/finding-json.ts';
import type { UnitAnswer, UnitMessage } from './unit-message.ts';

type Named = Pick<UnitMessage, 'name' | 'label'>;

/** The answer for a unit whose work was called off. */
export function interrupted(message: Named): UnitAnswer {
  return { ...failedUnit(message, []), interrupted: true };
}

/** The answer for a unit that nobody could work on, with the reason. */
export function failedUnit({ name, label }: Named, findings: readonly Finding[]): UnitAnswer {
  return {
    files: null,
    record: {
      name,
      file: label,
      status: 'failed',
      template: null,
      inputs: [],
      fingerprint: null,
      outputs: [],
      findings: findings.map(findingJson),
      seconds: { produce: 0, print: 0, write: 0 },
    },
    asked: [],
    sources: [],
    interrupted: false,
  };
}
