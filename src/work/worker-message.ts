import type { Finding } from '../model/finding.ts';
import type { UnitAnswer, UnitMessage } from './unit-message.ts';
import type { WorkforceSettings } from './workforce.ts';

/** What a worker is told. */
export type ToWorker =
  /** First of all, once. */
  | { readonly kind: 'open'; readonly settings: WorkforceSettings }
  /** Start the browser with so many pages. */
  | { readonly kind: 'start'; readonly pages: number }
  | { readonly kind: 'work'; readonly id: number; readonly message: UnitMessage }
  /** Finish what is past printing, interrupt the rest, and end. */
  | { readonly kind: 'close' };

/** What a worker tells. */
export type FromWorker =
  /** Findings say why it cannot work. */
  | { readonly kind: 'opened'; readonly findings: readonly Finding[] | null }
  | { readonly kind: 'started'; readonly findings: readonly Finding[] | null }
  /** Every second, as long as it is not stopped and not caught in one unit. */
  | { readonly kind: 'alive' }
  | { readonly kind: 'done'; readonly id: number; readonly answer: UnitAnswer };
