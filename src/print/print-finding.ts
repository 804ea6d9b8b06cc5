import type { Finding, Outcome } from '../model/finding.ts';

/**
 * The codes this step can report.
 *
 * P01 no browser, P02 cache folder unsafe or unwritable, P03 a bundled part is missing or broken,
 * P04 the browser does not start, P05 the browser broke off twice, P06 it did not answer in time,
 * P10 a character no face can print.
 */
export type PrintCode = 'P01' | 'P02' | 'P03' | 'P04' | 'P05' | 'P06' | 'P10';

/**
 * An error of the print step. It knows no place: the caller adds one where it has one.
 *
 * Example: `printFinding('P06', '打印超过 30 秒没有完成', '请用 --timeout 60 放宽时限后重试')`
 */
export function printFinding(code: PrintCode, message: string, hint: string): Finding {
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
