import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { writeUnits } from '../support/batch.ts';
import { stressRun } from '../support/browser-stress.ts';
import { temporaryFolder } from '../support/command.ts';

/* The long version, some hundred runs: `npm run check:faults`. */
const root = temporaryFolder();
const units = join(root.path, 'units');
beforeAll(() => writeUnits(units, 3));
afterAll(() => root.remove());

const onLinux = process.platform === 'linux' ? test.each : test.skip.each;

onLinux([2, 6])(
  'whatever befalls the browser, the command ends and leaves nothing behind (%i)',
  async (seed) => {
    const folder = join(root.path, String(seed));
    const outcome = await stressRun(seed, {
      units,
      folder,
      timeoutSeconds: 3,
      jobs: 2,
      blows: 5,
      mostSeconds: 120,
    });
    expect(outcome.defects).toEqual([]);
    expect(outcome.blows.length).toBeGreaterThan(0);
    expect(outcome.printed + outcome.givenUp.length).toBe(outcome.code === 3 ? 0 : 3);
  },
);
