import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PROGRAM_FOLDER } from '../src/files/program-folder.ts';
import { postgresServer, redisServer } from '../test/support/queue-servers.ts';
import { COMMAND, median, printTable } from './measure.ts';
import { type RunningProcess, runningProcesses, TICKS } from './running-process.ts';
import { writeUnits } from './units.ts';

const SEED = 7;
const DEFAULT_UNITS = 200;
const WATCH_MS = 100;

/** Seconds of the processor, of all that runs on the machine, and of the clock. */
interface Cost {
  readonly processor: number;
  readonly wall: number;
  /** Seconds of the processor of those who deal out, pass on and write, and of those who do the units. */
  readonly dealing: number;
  readonly doing: number;
}

/**
 * `npm run bench -- queue [units] [--rounds N] [--engine redis|postgres] [--workers 1,2,4] [--jobs N] [--format …]`: what a
 * queue costs. The same invented units through the engine by so many workers, each doing N units at once (1 unless told),
 * and by one local command that does as many at once, in turns. Told is what the whole machine worked meanwhile, with the
 * engine and the browsers in it, so that nothing else may run there; workers are started before, and go on from round to round:
 * the first is told apart, as a local run has to start its processes each time. A machine whose speed changes says little by
 * that; so the last column compares shares within each run: what those who deal out, pass on and write work for a second of
 * those who do the units, beside the same of a local run. There must be two units at once for it.
 */
export async function run(args: readonly string[]): Promise<void> {
  const after = (name: string): string | undefined => args[args.indexOf(name) + 1];
  const option = (name: string, otherwise: string): string =>
    args.includes(name) ? (after(name) ?? otherwise) : otherwise;
  const units = Number(
    args.find((arg, index) => /^\d+$/.test(arg) && !/^--/.test(args[index - 1] ?? '')) ?? DEFAULT_UNITS,
  );
  const rounds = Number(option('--rounds', '1'));
  const crowds = option('--workers', '1,2,4').split(',').map(Number);
  const jobs = Number(option('--jobs', '1'));
  const formats = option('--format', 'html,txt');
  const server = option('--engine', 'redis') === 'postgres' ? await postgresServer() : await redisServer();
  if (!server) return;
  const folder = await mkdtemp(join(tmpdir(), 'yugong-bench-'));
  const render = ['render', join(folder, 'units'), '--format', formats, '--fonts', 'bundled'];
  try {
    await writeUnits(SEED, folder, units);
    const rows = [
      ['workers', 'alone', 'by the clock', 'queue', 'by the clock', 'cost', 'by the clock', 'by shares'],
    ];
    for (const workers of crowds) {
      const found: Round[] = [];
      const environment = { YUGONG_QUEUE: server.url() };
      const there = Array.from({ length: workers }, () =>
        start(['worker', '--jobs', String(jobs)], environment),
      );
      await Promise.all(there.map(({ said }) => said('已就绪')));
      for (let round = 0; round < rounds; round++) {
        const out = (name: string): string => join(folder, `${name}-${workers}-${round}`);
        const local = await costOf(() =>
          start([...render, '--jobs', String(workers * jobs), '--out', out('local')]),
        );
        const queue = await costOf(
          () => start([...render, '--queue', '--out', out('queue')], environment),
          there.map(({ child }) => child.pid!),
        );
        found.push({ local, queue });
        console.error(`${workers} workers, round ${round + 1}: ${JSON.stringify({ local, queue })}`);
      }
      for (const { child } of there) child.kill('SIGTERM');
      await Promise.all(there.map(({ code }) => code));
      rows.push(rowOf(`${workers}, first run`, found.slice(0, 1), workers * jobs > 1));
      if (rounds > 1) rows.push(rowOf(`${workers}, later runs`, found.slice(1), workers * jobs > 1));
    }
    console.log(`${units} units, ${formats}, ${jobs} at once in each worker; seconds of the whole machine\n`);
    printTable(rows);
  } finally {
    await server.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

type Round = { readonly local: Cost; readonly queue: Cost };

/** Medians of some rounds. */
function rowOf(name: string, found: readonly Round[], isDivided: boolean): string[] {
  const of = (value: (one: Round) => number): number => median(found.map(value));
  const seconds = (value: (one: Round) => number): string => of(value).toFixed(1);
  const percent = (value: (one: Round) => number): string => `${((of(value) - 1) * 100).toFixed(1)} %`;
  return [
    name,
    seconds(({ local }) => local.processor),
    seconds(({ local }) => local.wall),
    seconds(({ queue }) => queue.processor),
    seconds(({ queue }) => queue.wall),
    percent(({ local, queue }) => queue.processor / local.processor),
    percent(({ local, queue }) => queue.wall / local.wall),
    isDivided
      ? percent(({ local, queue }) => (1 + queue.dealing / queue.doing) / (1 + local.dealing / local.doing))
      : '',
  ];
}

interface Started {
  readonly child: ChildProcess;
  /** Settles when that was printed. */
  said(words: string): Promise<void>;
  readonly code: Promise<number | null>;
}

function start(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Started {
  const child = spawn(process.execPath, [...COMMAND, ...args], {
    cwd: PROGRAM_FOLDER,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  const code = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  return {
    child,
    code,
    async said(words) {
      while (!text.includes(words)) await pause(50);
    },
  };
}

/** `workers` are the processes that do the units through a queue; a local run starts its own. */
async function costOf(begin: () => Started, workers: readonly number[] = []): Promise<Cost> {
  const before = await busySeconds();
  const earlier = await runningProcesses();
  const from = performance.now();
  const { child, code } = begin();
  const last = new Map<string, RunningProcess>();
  const look = async (): Promise<void> => {
    // A browser whose worker has ended has another parent for its last moments.
    for (const [key, each] of await runningProcesses())
      last.set(key, { ...each, parent: last.get(key)?.parent ?? each.parent });
  };
  const watch = setInterval(look, WATCH_MS);
  const ended = await code;
  clearInterval(watch);
  if (ended !== 0) throw new Error(`exit code ${ended}`);
  const wall = (performance.now() - from) / 1000;
  const processor = (await busySeconds()) - before;
  const first = new Set([child.pid!, ...workers]);
  const parents = new Map([...last.values()].map(({ pid, parent }) => [pid, parent]));
  const isBelowFirst = (pid: number | undefined): boolean =>
    pid !== undefined && (first.has(pid) || isBelowFirst(parents.get(pid)));
  let [dealing, doing] = [0, 0];
  for (const [key, { pid, parent, name, seconds }] of last) {
    const spent = seconds - (earlier.get(key)?.seconds ?? 0);
    if (first.has(pid) || /redis|postgres/.test(name)) dealing += spent;
    else if (isBelowFirst(parent)) doing += spent;
  }
  return { processor, wall, dealing, doing };
}

/** Of all cores since the machine was started. */
async function busySeconds(): Promise<number> {
  const [, user, nice, system] = (await readFile('/proc/stat', 'utf8')).split('\n', 1)[0]!.split(/\s+/);
  return (Number(user) + Number(nice) + Number(system)) / TICKS;
}
