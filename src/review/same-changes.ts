import { createHash } from 'node:crypto';
import { type Change, changesOf, type ReportDiff, type RowDiff, type SentenceDiff } from './report-diff.ts';
import { isFigure, maskFigures, tokenize } from './tokens.ts';
import { wholeChanges } from './whole-marks.ts';

/** A change of words that other units may share, as a template edit makes it. */
export interface SharedChange {
  /** The same for the same change in any unit. */
  readonly id: string;
  readonly removed: string;
  readonly added: string;
  /** The words around it, for people. */
  readonly before: string;
  readonly after: string;
}

const UNIT = '〔单位名称〕';

/**
 * The changes of words in a comparison, without those that are a unit's own: amounts, numbering, cells. The name of
 * the unit and the figures around a change do not matter.
 */
export function sharedChanges(diff: ReportDiff, unitName: string): SharedChange[] {
  return changesOf(diff).flatMap((change) => sharedIn(change, unitName));
}

function sharedIn(change: Change, unitName: string): SharedChange[] {
  if (change.type === 'sentence') return sentenceChanges(change.sentence, unitName);
  return change.type === 'row' ? [] : headChanges(change.row, unitName);
}

/** The shared changes of one sentence. */
export function sentenceChanges(sentence: SentenceDiff, unitName: string): SharedChange[] {
  const { kind, parts } = sentence;
  const common = (text: string) => text.replaceAll(unitName, UNIT);
  if (kind === 'added' || kind === 'removed') {
    const text = maskFigures(common(parts[0]?.text ?? ''));
    return [shared(kind === 'removed' ? text : '', kind === 'added' ? text : '', '', '')];
  }
  if (kind !== 'changed' && kind !== 'moved') return [];
  const changes: SharedChange[] = [];
  const shown = wholeChanges(parts, unitName);
  let run = -1;
  for (let at = 0; at < parts.length; at++) {
    if (parts[at]!.kind === 'same') continue;
    const start = at;
    let removed = '';
    let added = '';
    for (; at < parts.length && parts[at]!.kind !== 'same'; at++) {
      if (parts[at]!.kind === 'removed') removed += parts[at]!.text;
      else added += parts[at]!.text;
    }
    run++;
    if (isOwn(removed) && isOwn(added)) continue;
    const before = maskFigures(common(parts[start - 1]?.text ?? ''));
    const after = maskFigures(common(parts[at]?.text ?? ''));
    const masked = (text: string) => maskFigures(common(text));
    const whole = shown[run];
    const own = shared(masked(removed), masked(added), before, after);
    // What the change before it took in is shown there.
    if (whole) {
      changes.push({
        id: own.id,
        removed: masked(whole.removed),
        added: masked(whole.added),
        before: masked(whole.before),
        after: masked(whole.after),
      });
    }
  }
  return changes;
}

/** Figures and the marks between them: every unit has its own. */
function isOwn(text: string): boolean {
  return tokenize(text).every((token) => isFigure(token) || !/\p{L}/u.test(token));
}

function headChanges(row: RowDiff, unitName: string): SharedChange[] {
  const isHead = row.cells.every((cell) => cell.column === '');
  if (!isHead || row.kind !== 'changed') return [];
  return row.cells
    .filter(
      (cell) => cell.kind !== 'same' && !(isOwn(cell.before?.text ?? '') && isOwn(cell.after?.text ?? '')),
    )
    .map((cell) => {
      const common = (text: string) => text.replaceAll(unitName, UNIT);
      return shared(common(cell.before?.text ?? ''), common(cell.after?.text ?? ''), row.label, '');
    });
}

function shared(removed: string, added: string, before: string, after: string): SharedChange {
  const identity = JSON.stringify([removed, added, before.slice(-2), after.slice(0, 2)]);
  const id = createHash('sha256').update(identity).digest('hex').slice(0, 12);
  return { id, removed, added, before, after };
}

/** The same change in several units. */
export interface ChangeGroup {
  readonly change: SharedChange;
  /** Names of the units, in their order. */
  readonly units: readonly string[];
}

/** Collects the shared changes of many units. */
export class ChangeGroups {
  private readonly groups = new Map<string, { change: SharedChange; units: string[] }>();

  add(unit: string, changes: readonly SharedChange[]): void {
    for (const change of changes) {
      const group = this.groups.get(change.id) ?? { change, units: [] };
      if (group.units.at(-1) !== unit) group.units.push(unit);
      this.groups.set(change.id, group);
    }
  }

  /** Groups of more than one unit, the largest first. */
  several(): ChangeGroup[] {
    return [...this.groups.values()]
      .filter(({ units }) => units.length > 1)
      .sort((a, b) => b.units.length - a.units.length || (a.change.id < b.change.id ? -1 : 1));
  }
}
