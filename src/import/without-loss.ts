import type { UnitWorkbook } from '../form/unit-reader.ts';
import type { RawMap } from '../kinds/raw-tree.ts';
import { DEPARTMENT_FIELDS, type Field, FORM_FIELDS } from '../kinds/schema-fields.ts';

/** What no workbook has a place for. */
const NO_PLACE = ['level', 'document', 'counterparts'];

/** Fields that are one line each: a workbook without the line was handed out before the field was there. */
const singleOf = (fields: readonly Field[]): readonly string[] =>
  fields.flatMap(({ path: [key, ...below] }) => (below.length === 0 ? [key!] : []));
const SINGLE = singleOf(FORM_FIELDS);
const SINGLE_OF_DEPARTMENTS = singleOf(DEPARTMENT_FIELDS);

/**
 * The data of a workbook with what the unit file says and the workbook has no cell for: a workbook never takes away what
 * it could not show. Of lists and records a line that was removed is meant to be gone.
 *
 * Example: `contents: true` stays when a workbook without the line 目录 is read.
 */
export function withoutLoss(read: UnitWorkbook, existing: RawMap): RawMap {
  const single = read.value.level === '部门' ? SINGLE_OF_DEPARTMENTS : SINGLE;
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
