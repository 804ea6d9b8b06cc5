import { diffArrays } from 'diff';

export interface TextDiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** The lines of two texts side by side: removed ones before those added in their place. */
export function diffLines(before: string, after: string): TextDiffLine[] {
  const parts = diffArrays(linesOf(before), linesOf(after));
  return parts.flatMap(({ value, added, removed }) =>
    value.map((text): TextDiffLine => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text })),
  );
}

function linesOf(text: string): string[] {
  return text.replaceAll('\r\n', '\n').trimEnd().split('\n');
}
