import type { Finding } from '../../src/model/finding.ts';

/** A finding as `L21 39:14+8`, or with its file before the place. */
export function placeOf({ code, position }: Finding, withFile = false): string {
  if (position === null) return `${code} -`;
  const file = withFile ? `${position.file}:` : '';
  return `${code} ${file}${position.line}:${position.column}+${position.length ?? 1}`;
}
