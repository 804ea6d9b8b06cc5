import type { TaskKinds } from '../work/task.ts';

/** What workers can do beside the work on units. */
export const TASKS: TaskKinds = {
  approve: async () => (await import('../review/approve-task.ts')).APPROVE_TASK,
  diff: async () => (await import('./diff-task.ts')).DIFF_TASK,
  import: async () => (await import('./import-task.ts')).IMPORT_TASK,
  review: async () => (await import('../review/review-task.ts')).REVIEW_TASK,
};
