import type { UnitWorkbook } from '../form/unit-reader.ts';
import { LINES_OF } from '../kinds/form-fields.ts';
import { formOfTree } from '../kinds/form-of.ts';
import type { RawMap } from '../kinds/raw-tree.ts';
import type { Field } from '../kinds/schema-fields.ts';

/** What no workbook has a place for. */
const NO_PLACE = ['level', 'document', 'counterparts'];

/** Fields that are one line each: a workbook without the line was handed out before the field was there. */
const singleOf = (fields: readonly Field[]): readonly string[] =>
  fields.flatMap(({ path: [key, ...below] }) => (below.length === 0 ? [key!] : []));

/**
 * The data of a workbook with what the unit file says and the workbook has no cell for: a workbook never takes away what
 * it could not show. Of lists and records a line that was removed is meant to be gone.
 *
 * Example: `contents: true` stays when a workbook without the line 目录 is read.
 */
export function withoutLoss(read: UnitWorkbook, existing: RawMap): RawMap {
  const single = singleOf(LINES_OF[formOfTree(read.value)]);
  const hasOptions = read.hasLine('options');
  const kept = Object.entries(existing).filter(
    ([key]) =>
      !Object.hasOwn(read.value, key) &&
      (NO_PLACE.includes(key) ||
        (single.includes(key) && !read.hasLine(key)) ||
        (key === 'options' && !hasOptions)),
  );
  return { ...read.value, ...Object.fromEntries(kept) };
}
