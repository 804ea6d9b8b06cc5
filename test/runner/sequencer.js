// @ts-check
import { createRequire } from 'node:module';

const { default: TestSequencer } = createRequire(import.meta.url)('@jest/test-sequencer');

/** What takes longest on a machine that has not run the tests yet, the longest first, so that all workers end together. */
const LONGEST = [
  'queue/queue-faults',
  'bin/archive',
  'check/cases',
  'cli/many-processes',
  'bin/yugong',
  'review/redline',
  'batch/divided-batch',
  'e2e/libreoffice',
  'index',
  'batch/browser-faults',
  'review/site',
  'serve/preview',
  'e2e/tags',
  'e2e/publish',
  'e2e/workbook',
  'batch/browser-stress',
  'word/written',
  'audit/audit-document',
  'e2e/accessible-html',
  'cli/review-of-kinds',
  'check/mutations',
  'e2e/afternoon',
  'foreign/reader-process',
  'cli/review-commands',
  'e2e/pages',
  'print/browser-binary',
  'kit/template-branches',
  'check/redact-everywhere',
  'form/unit-round-trip',
  'e2e/golden-pages',
  'print/printer-recovery',
  'e2e/strangers',
  'e2e/charts',
  'kit/check-pack',
  'batch/disk-faults',
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
