import type { DiffSummary } from './report-diff.ts';
import type { Basis, ReviewState } from './unit-review.ts';

/** The states in the order in which they ask for attention. */
export const STATE_WORDS: Readonly<Record<ReviewState, string>> = {
  failed: '没有生成',
  new: '还没有批准稿',
  changed: '有改动',
  unchanged: '未变',
};

/** What a report is compared with. */
export const BASIS_WORDS: Readonly<Record<Basis, string>> = {
  approved: '批准稿',
  returned: '收回的 Word 稿',
};

/** `16 句、47 格` or 无; null is 无从比较. */
export function countWords(summary: DiffSummary | null): string {
  if (!summary) return '—';
  const { sentences, cells, rows } = summary;
  const parts = [
    sentences > 0 ? `${sentences} 句` : '',
    cells > 0 ? `${cells} 格` : '',
    rows > 0 ? `${rows} 行` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '无' : parts.join('、');
}

/** `2 错误、5 警告` or 无 */
export function findingWords({
  errors,
  warnings,
  notes,
}: {
  errors: number;
  warnings: number;
  notes: number;
}): string {
  const parts = [
    errors > 0 ? `${errors} 错误` : '',
    warnings > 0 ? `${warnings} 警告` : '',
    notes > 0 ? `${notes} 提示` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '无' : parts.join('、');
}
