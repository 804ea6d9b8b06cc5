import type { Finding, Subject } from './finding.ts';

/** A finding in JSON for scripts; the field names are part of the interface. */
export interface FindingJson {
  readonly code: string;
  readonly severity: Finding['severity'];
  readonly message: string;
  readonly hint: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly length: number | null;
  readonly waived: string | null;
  readonly place?: string | undefined;
  readonly subject?: Subject | undefined;
}

/** A finding as `--json` and the manifest write it. */
export function findingJson(finding: Finding): FindingJson {
  const { code, severity, message, hint, position, subject, waived } = finding;
  return {
    code,
    severity,
    message,
    hint,
    file: position?.file ?? null,
    line: position?.line ?? null,
    column: position?.column ?? null,
    length: position?.length ?? null,
    waived: waived ?? null,
    ...(position?.place === undefined ? {} : { place: position.place }),
    ...(subject === undefined ? {} : { subject }),
  };
}

/** Inverse of {@link findingJson}. */
export function findingFromJson(json: FindingJson): Finding {
  const { code, severity, message, hint, file, line, column, length, waived, place, subject } = json;
  const position = file === null ? null : { file, line: line ?? 1, column: column ?? 1 };
  return {
    code,
    severity,
    message,
    hint,
    position: position && {
      ...position,
      ...(length === null ? {} : { length }),
      ...(place === undefined ? {} : { place }),
    },
    ...(subject === undefined ? {} : { subject }),
    ...(waived === null ? {} : { waived }),
  };
}
