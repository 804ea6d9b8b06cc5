// @ts-check
import { createRequire } from 'node:module';

const { default: TestSequencer } = createRequire(import.meta.url)('@jest/test-sequencer');

/** What takes longest on a machine that has not run the tests yet, the longest first, so that all workers end together. */
const LONGEST = [
  'queue/queue-faults',
  'bin/archive',
  'batch/divided-batch',
  'check/cases',
  'review/redline',
  'cli/many-processes',
  'index',
  'print/browser-binary',
  'audit/audit-document',
  'e2e/tags',
  'check/redact-everywhere',
  'check/mutations',
  'serve/preview',
  'word/written',
  'e2e/workbook',
  'e2e/publish',
  'batch/browser-faults',
  'review/site',
  'bin/yugong',
  'e2e/pages',
  'cli/review-commands',
  'cli/review-of-kinds',
  'e2e/attached-data',
  'print/printer',
  'batch/disk-faults',
  'e2e/golden-pages',
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
