import type { Finding } from '../../src/model/finding.ts';

/** A finding as `L21 39:14+8`, or with its file before the place. */
export function placeOf({ code, position }: Finding, withFile = false): string {
  if (position === null) return `${code} -`;
  const file = withFile ? `${position.file}:` : '';
  return `${code} ${file}${position.line}:${position.column}+${position.length ?? 1}`;
}

/** What a message names in Latin letters and may: quoted words of the data, files, commands, characters. */
const NAMED =
  /“[^”]*”|\{金额\}|U\+[0-9A-F]+|[\w./-]+\.(?:ya?ml|csv|xlsx|md)\b|npm run [a-z-]+|--[a-z-]+|\bCSV\b/g;

/** The words of a unit file that a text still names: fields, keys, notations. `在 reasons 下补写 basic` → reasons, basic */
export function wordsOfFile(text: string): string[] {
  return text.replace(NAMED, '').match(/[A-Za-z_][\w.]*|\b\w+: |[{}[\]]/g) ?? [];
}
