/*
 * Names of the ledgers that an entity may have. Which of them a file holds, where, and what they are called in
 * messages, says its kind (kinds/registry.ts).
 */

/** Ledgers that the reported one is compared with. */
export const COMPARED_BOOKS = [
  /** The same of the year before: 上年预算数 of a budget. */
  'prior',
  /** 上年执行数, 上年决算数 of a budget. */
  'execution',
  'settlement',
  /** 年初预算数 of a final account, and the same with the adjustments of the year (全年预算数). */
  'plan',
  'wholeYear',
] as const;
export type ComparedBook = (typeof COMPARED_BOOKS)[number];

/** All of them; `current` is what the document reports. */
export const BOOK_NAMES = ['current', ...COMPARED_BOOKS] as const;
export type BookName = (typeof BOOK_NAMES)[number];
