import type { Scope } from './diff.ts';
import { type Change, changesOf, pathOf, type ReportDiff, summarize } from './report-diff.ts';

/**
 * A comparison for scripts; the field names are part of the interface. One entry for each changed sentence, cell
 * and row, in the order of the report.
 */
export function diffJson(diff: ReportDiff, scope: Scope): object {
  const changes = changesOf(diff);
  return { same: changes.length === 0, scope, summary: summarize(changes), changes: changes.map(changeJson) };
}

function changeJson(change: Change): object {
  const section = pathOf(change.section);
  if (change.type === 'sentence') {
    const { kind, before, after, parts, movedFrom } = change.sentence;
    const type = change.isHeading ? 'heading' : 'sentence';
    return {
      type,
      kind,
      section,
      before: before?.text ?? null,
      after: after?.text ?? null,
      parts,
      movedFrom,
    };
  }
  const { table, row } = change;
  const place = { section, table: (table.caption.after ?? table.caption.before)?.text ?? '', row: row.label };
  if (change.type === 'cell') {
    const { column, before, after } = change.cell;
    return {
      type: 'cell',
      kind: 'changed',
      ...place,
      column,
      before: before?.text ?? null,
      after: after?.text ?? null,
    };
  }
  const cells = row.cells.map((cell) => ({
    column: cell.column,
    text: (cell.after ?? cell.before)?.text ?? '',
  }));
  return { type: 'row', kind: row.kind, ...place, cells };
}
