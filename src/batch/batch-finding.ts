import type { Finding } from '../model/finding.ts';

/**
 * A finding about outputs and batches, an error: O01 a file cannot be written, O02 a file changed meanwhile,
 * O03 another batch is writing here,  O04 a manifest cannot be used, O05 a fault of the program.
 */
export function batchFinding(code: string, message: string, hint: string): Finding {
  return { code, severity: 'error', message, hint, position: null };
}
