// @ts-check
import { createRequire } from 'node:module';

const { default: TestSequencer } = createRequire(import.meta.url)('@jest/test-sequencer');

/**
 * What takes longest on a machine that has not run the tests yet, so that all workers end together. Files that wait for
 * others (the first and those marked) stand beside files whose programs keep more than one core busy.
 */
const LONGEST = [
  // Waits.
  'queue/queue-faults',
  'cli/many-processes',
  'batch/divided-batch',
  'index',
  'e2e/libreoffice',
  // Waits.
  'bin/archive',
  'check/cases',
  'review/redline',
  // Waits.
  'bin/yugong',
  'e2e/workbook',
  'audit/audit-document',
  // Waits.
  'batch/browser-faults',
  'e2e/tags',
  'check/mutations',
  // Waits.
  'serve/preview',
  'word/written',
  'e2e/pages',
  // Waits.
  'e2e/publish',
  'cli/review-of-kinds',
  'check/redact-everywhere',
  // Waits.
  'review/site',
  'cli/review-commands',
  'kit/template-branches',
  // Waits.
  'batch/browser-stress',
  'e2e/afternoon',
  'print/browser-binary',
  'e2e/accessible-html',
  'foreign/reader-process',
  'form/unit-round-trip',
  'e2e/golden-pages',
  'print/printer-recovery',
  'kit/check-pack',
  'batch/disk-faults',
  'e2e/strangers',
  'e2e/charts',
  'serve/folder',
  'report/many-findings',
  'print/printer',
];

/** Long files first, the others as Jest has them. */
export default class LongestFirst extends TestSequencer {
  /** @param {{ path: string }[]} tests */
  async sort(tests) {
    /** @param {{ path: string }} test */
    const place = ({ path }) => {
      const found = LONGEST.findIndex((name) => path.endsWith(`/test/${name}.test.ts`));
      return found < 0 ? LONGEST.length : found;
    };
    const sorted = /** @type {{ path: string }[]} */ (await super.sort(tests));
    return sorted.toSorted((a, b) => place(a) - place(b));
  }
}
