import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { VOCABULARY_FILE } from '../src/cli/project-folders.ts';
import { PROGRAM_FOLDER } from '../src/files/program-folder.ts';
import { residentMemory } from '../src/print/process-memory.ts';
import { sampleDepartment } from '../src/samples/sample-department.ts';
import { parseVocabulary } from '../src/samples/vocabulary.ts';
import { median, printTable } from './measure.ts';

const SEED = 7;
const UNITS = 1000;
const DEPARTMENTS = 60;
const ROUNDS = 2;
const MEMORY_EVERY_MS = 200;
const PROGRAM = join(PROGRAM_FOLDER, 'bin', 'yugong.js');

/**
 * What departments cost: `npm run bench -- departments [units] [departments] [rounds]`. The same invented units alone
 * and with their departments, through `check` and `render` (html, txt; no browser), in turns. Seconds and peak memory
 * of the command with all that it starts; a department is counted as what it takes beyond the units alone.
 */
export async function run(args: readonly string[]): Promise<void> {
  const [units = UNITS, departments = DEPARTMENTS, rounds = ROUNDS] = args.map(Number);
  const folder = await mkdtemp(join(tmpdir(), 'yugong-bench-'));
  try {
    const inputs = { alone: join(folder, 'alone'), together: join(folder, 'together') };
    await writeBoth(inputs, units, departments);
    const commands = {
      check: (input: string) => ['check', input, '--summary'],
      render: (input: string) => [
        ...['render', input, '--out', join(folder, 'out'), '--format', 'html,txt', '--force'],
      ],
    };
    const rows = [['', 'units alone', 'MB', 'with departments', 'MB', 'each department']];
    for (const [name, of] of Object.entries(commands)) {
      const runs: Record<keyof typeof inputs, CommandRun[]> = { alone: [], together: [] };
      for (let round = 0; round < rounds; round++) {
        for (const kind of ['alone', 'together'] as const) {
          runs[kind].push(await runCommand(of(inputs[kind])));
          await rm(join(folder, 'out'), { recursive: true, force: true });
        }
      }
      const [alone, together] = [runs.alone, runs.together].map((own) =>
        median(own.map((run) => run.seconds)),
      );
      const peak = (own: readonly CommandRun[]) => (Math.max(...own.map((run) => run.peak)) / 1e6).toFixed(0);
      rows.push([
        name,
        `${alone!.toFixed(1)} s`,
        peak(runs.alone),
        `${together!.toFixed(1)} s`,
        peak(runs.together),
        `${(((together! - alone!) / departments) * 1000).toFixed(0)} ms`,
      ]);
    }
    console.log(`${units} units, ${departments} departments, ${rounds} rounds, Node ${process.version}\n`);
    printTable(rows);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The units in both folders, byte for byte the same; the departments in one. */
async function writeBoth(
  { alone, together }: { readonly alone: string; readonly together: string },
  units: number,
  departments: number,
): Promise<void> {
  const words = parseVocabulary(await readFile(VOCABULARY_FILE, 'utf8'));
  for (let number = 1; number <= departments; number++) {
    const [from, to] = [number - 1, number].map((share) => Math.floor((share * units) / departments));
    const members = Array.from({ length: to! - from! }, (_, index) => from! + index + 1);
    for (const { path, text } of sampleDepartment(SEED, number, members, words)) {
      await mkdir(dirname(join(together, path)), { recursive: true });
      await writeFile(join(together, path), text);
    }
  }
  for (const file of await readdir(together, { recursive: true })) {
    if (!/\.(yaml|csv)$/.test(file) || file.startsWith('department-')) continue;
    await mkdir(dirname(join(alone, file)), { recursive: true });
    await copyFile(join(together, file), join(alone, file));
  }
}

interface CommandRun {
  readonly seconds: number;
  /** Bytes of the program and all below it, at most; pages they share counted for each. */
  readonly peak: number;
}

/** Throws when the command fails: invented units have no errors. */
export async function runCommand(args: readonly string[]): Promise<CommandRun> {
  const start = performance.now();
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd: PROGRAM_FOLDER,
    stdio: 'ignore',
  });
  let peak = 0;
  const watch = setInterval(async () => {
    peak = Math.max(peak, (await residentMemory(child.pid!)) ?? 0);
  }, MEMORY_EVERY_MS);
  try {
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`${args.join(' ')}: exit code ${code}`);
  } finally {
    clearInterval(watch);
  }
  return { seconds: (performance.now() - start) / 1000, peak };
}
