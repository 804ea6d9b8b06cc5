import { addAll } from '../model/add-all.ts';
import { runsOf } from '../review/edit-runs.ts';

export interface TextDiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** The lines of two texts, removed ones before those added in their place. */
export function diffLines(before: string, after: string): TextDiffLine[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const lines: TextDiffLine[] = [];
  let [fromOld, fromNow] = [0, 0];
  for (const { kind, count } of runsOf(old, now)) {
    const texts =
      kind === 'removed' ? old.slice(fromOld, fromOld + count) : now.slice(fromNow, fromNow + count);
    addAll(
      lines,
      texts.map((text) => ({ kind, text })),
    );
    if (kind !== 'added') fromOld += count;
    if (kind !== 'removed') fromNow += count;
  }
  return lines;
}

function linesOf(text: string): string[] {
  return text.replaceAll('\r\n', '\n').trimEnd().split('\n');
}
