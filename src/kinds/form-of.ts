import { isRawMap, type RawMap } from './raw-tree.ts';

/** Whose workbook it is. */
export type FormOf = 'unit' | 'department' | 'final' | 'departmentFinal';

export const isOfDepartment = (of: FormOf): boolean => of === 'department' || of === 'departmentFinal';
export const isOfFinal = (of: FormOf): boolean => of === 'final' || of === 'departmentFinal';

/** Whose workbook the data of a file fills. */
export function formOfTree(tree: RawMap): FormOf {
  const isFinal = isRawMap(tree) && tree.document === '决算';
  if (tree.level === '部门') return isFinal ? 'departmentFinal' : 'department';
  return isFinal ? 'final' : 'unit';
}
