/** Whose document it is: that of a budget unit, or that of the department above it. */
export const LEVELS = ['单位', '部门'] as const;
export type Level = (typeof LEVELS)[number];
