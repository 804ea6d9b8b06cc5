import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeUnits } from './batch.ts';
import { stressRun } from './browser-stress.ts';

/*
 * `npm run check:faults -- [RUNS] [FIRST SEED]`: renders a few units again and again while processes of the browser are
 * killed, stopped and slowed down, its workers too, and prints what became of each run. The exit code is 1 when one of them did not end
 * in good order.
 */
const [runs = 200, first = 1] = process.argv.slice(2).map(Number);
const root = mkdtempSync(join(tmpdir(), 'yugong-faults-'));
const few = join(root, 'few');
const many = join(root, 'many');
writeUnits(few, 6);
writeUnits(many, 26);
let bad = 0;
let slowest = 0;
try {
  for (let seed = first; seed < first + runs; seed++) {
    const folder = join(root, String(seed));
    // Every fifth run has units enough to be divided among workers.
    const divided = seed % 5 === 0;
    const outcome = await stressRun(seed, {
      units: divided ? many : few,
      folder,
      timeoutSeconds: 5,
      jobs: divided ? 4 : 2,
      blows: divided ? 16 : 8,
      mostSeconds: 180,
    });
    const { blows, code, printed, givenUp, seconds, defects } = outcome;
    slowest = Math.max(slowest, seconds);
    if (defects.length > 0) bad += 1;
    const why = givenUp.length > 0 ? `, given up: ${givenUp.join(' ')}` : '';
    console.log(
      `${seed}: ${seconds} s, exit code ${code}, ${printed} of ${divided ? 26 : 6} printed${why}; ${blows.join(', ')}`,
    );
    for (const defect of defects) console.log(`   ✗ ${defect}`);
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
console.log(`${runs} runs, ${bad} not in good order, the slowest ${slowest} s`);
process.exitCode = bad > 0 ? 1 : 0;
