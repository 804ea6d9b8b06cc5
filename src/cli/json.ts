import type { Finding } from '../model/finding.ts';

/** A finding as `--json` prints it; the field names are part of the interface for scripts. */
export function findingJson({ code, severity, message, hint, position, waived }: Finding) {
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
  };
}
