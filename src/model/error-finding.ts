import type { Finding, Outcome } from './finding.ts';

/**
 * An error of the machine or of a whole run. It knows no place: the caller adds one where it has one.
 *
 * Of printing: P01 no browser, P02 cache folder unsafe or unwritable, P03 a bundled part is missing or broken,
 * P04 the browser does not start, P05 the browser broke off twice, P06 it did not answer in time, P07 tags of the browser,
 * P08 a promise not kept, P09 an installed face not printed with, P10 a character no face can print,
 * P11 no claim to be PDF/UA-1 and PDF/A.
 * Of outputs and batches: O01 a file cannot be written, O02 a file changed meanwhile, O03 another batch is writing here,
 * O04 a manifest cannot be used, O05 a fault of the program,
 * O06 two units would write the same files, O07 a site would write over what it did not make. Of queues: Q01 the engine
 * cannot be reached, Q02 the workers gave a unit up, Q03 too big to travel.
 *
 * Example: `errorFinding('P06', '打印超过 30 秒没有完成', '请用 --timeout 60 放宽时限后重试')`
 */
export function errorFinding(code: string, message: string, hint: string): Finding {
  return { code, severity: 'error', message, hint, position: null };
}

/** The outcome of a step that came to nothing because of one error. */
export function failed(finding: Finding): Outcome<never> {
  return { value: null, findings: [finding] };
}

/** The outcome of a step that went well. */
export function done<T>(value: T): Outcome<T> {
  return { value, findings: [] };
}
