import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PROGRAM_FOLDER } from '../src/files/program-folder.ts';
import { COMMAND, printTable } from './measure.ts';
import { runningProcess } from './running-process.ts';
import { writeUnits } from './units.ts';

const SEED = 7;
const DEFAULT_UNITS = 200;
const LOOK_MS = 20;

/**
 * `npm run bench -- deal [units]`: what is left to the process that deals the units out while workers do the work, in
 * milliseconds of its processor time for a unit, from the first unit that was done to the end. It is the limit of one
 * command however many cores there are: 8 ms for a unit are 125 units a second.
 */
export async function run(args: readonly string[]): Promise<void> {
  const units = Number(args[0] ?? DEFAULT_UNITS);
  const folder = await mkdtemp(join(tmpdir(), 'yugong-bench-'));
  try {
    await writeUnits(SEED, folder, units);
    const render = ['render', join(folder, 'units'), '--fonts', 'bundled'];
    const commands: readonly (readonly [string, readonly string[]])[] = [
      ['check', ['check', join(folder, 'units')]],
      ['html,txt', [...render, '--jobs', '2', '--format', 'html,txt', '--out', join(folder, 'text')]],
      ['pdf,html,txt', [...render, '--jobs', '4', '--out', join(folder, 'all')]],
    ];
    const rows = [['command', 'ms a unit', 'start s', 'units/s at most']];
    for (const [name, line] of commands) {
      const { start, rest, counted } = await dealing(line);
      const each = (rest * 1000) / counted;
      rows.push([name, each.toFixed(1), start.toFixed(2), (1000 / each).toFixed(0)]);
    }
    console.log(`${availableParallelism()} cores, ${units} units, processor time of the first process\n`);
    printTable(rows);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Seconds of the processor until the first unit was told, and from then on for so many. */
async function dealing(
  args: readonly string[],
): Promise<{ readonly start: number; readonly rest: number; readonly counted: number }> {
  const child = spawn(process.execPath, [...COMMAND, ...args], {
    cwd: PROGRAM_FOLDER,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  let last = 0;
  const look = async (): Promise<void> => {
    last = (await runningProcess(child.pid!))?.seconds ?? last;
  };
  const watch = setInterval(look, LOOK_MS);
  let start = 0;
  let told = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (!/ ✓ |\.yaml：/.test(line)) continue;
    told++;
    if (told > 1) continue;
    await look();
    start = last;
  }
  await ended;
  clearInterval(watch);
  return { start, rest: last - start, counted: told - 1 };
}
