import type { Finding } from '../model/finding.ts';
import type { UnitMessage } from './unit-message.ts';
import type { WorkforceSettings } from './workforce.ts';

/** What a worker is told first of all, once: that it works on units, or does tasks of one kind. */
export type Opening =
  | { readonly kind: 'open'; readonly settings: WorkforceSettings }
  | { readonly kind: 'open task'; readonly task: string; readonly settings: unknown };

/** What a worker answers to. */
export type Order =
  | { readonly kind: 'work'; readonly message: UnitMessage }
  | { readonly kind: 'task'; readonly input: unknown };

/** What a worker is told. */
export type ToWorker =
  | Opening
  /** Start the browser with so many pages. */
  | { readonly kind: 'start'; readonly pages: number }
  | (Order & { readonly id: number })
  /** Finish what is past printing, interrupt the rest, and end. */
  | { readonly kind: 'close' };

/** What a worker tells. */
export type FromWorker =
  /** Findings say why it cannot work. */
  | { readonly kind: 'opened'; readonly findings: readonly Finding[] | null }
  | { readonly kind: 'started'; readonly findings: readonly Finding[] | null }
  /** Every second, as long as it is not stopped and not caught in one unit. */
  | { readonly kind: 'alive' }
  | { readonly kind: 'done'; readonly id: number; readonly answer: unknown };
