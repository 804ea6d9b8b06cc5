import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeUnits } from './batch.ts';
import { stressRun } from './browser-stress.ts';

/*
 * `npm run check:faults -- [RUNS] [FIRST SEED]`: renders a few units again and again while processes of the browser are
 * killed, stopped and slowed down, and prints what became of each run. The exit code is 1 when one of them did not end
 * in good order.
 */
const [runs = 200, first = 1] = process.argv.slice(2).map(Number);
const root = mkdtempSync(join(tmpdir(), 'yugong-faults-'));
const units = join(root, 'units');
writeUnits(units, 6);
let bad = 0;
let slowest = 0;
try {
  for (let seed = first; seed < first + runs; seed++) {
    const folder = join(root, String(seed));
    const outcome = await stressRun(seed, { units, folder, timeoutSeconds: 5, blows: 8, mostSeconds: 120 });
    const { blows, code, printed, givenUp, seconds, defects } = outcome;
    slowest = Math.max(slowest, seconds);
    if (defects.length > 0) bad += 1;
    const why = givenUp.length > 0 ? `, given up: ${givenUp.join(' ')}` : '';
    console.log(
      `${seed}: ${seconds} s, exit code ${code}, ${printed} of 6 printed${why}; ${blows.join(', ')}`,
    );
    for (const defect of defects) console.log(`   ✗ ${defect}`);
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
console.log(`${runs} runs, ${bad} not in good order, the slowest ${slowest} s`);
process.exitCode = bad > 0 ? 1 : 0;
