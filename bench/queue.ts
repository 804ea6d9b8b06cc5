import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PROGRAM_FOLDER } from '../src/files/program-folder.ts';
import { postgresServer, type QueueServer, redisServer } from '../test/support/queue-servers.ts';
import { median, printTable } from './measure.ts';
import { writeUnits } from './units.ts';

const SEED = 7;
const DEFAULT_UNITS = 200;
const NODE = ['--max-semi-space-size=64', '--single-threaded-gc', join('bin', 'yugong.js')];
const FORMATS = ['--format', 'html,txt', '--fonts', 'bundled'];
const TICKS = 100;

/** Seconds: of the processor, in the program and in the system, and of the clock. */
interface Cost {
  readonly processor: number;
  readonly wall: number;
}

/**
 * `npm run bench -- queue [units] [--rounds N] [--engine redis|postgres] [--workers 1,2,4]`: what a queue costs. The same
 * invented units, HTML and text, through the engine by so many workers of one process each, and by one local command with
 * as many processes, in turns. Told is processor time, as other work on the machine slows only the clock: of the run, of
 * the workers after they said that they are ready (their start is told apart), and of the server.
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
  const server = option('--engine', 'redis') === 'postgres' ? await postgresServer() : await redisServer();
  if (!server) return;
  const folder = await mkdtemp(join(tmpdir(), 'yugong-bench-'));
  try {
    await writeUnits(SEED, folder, units);
    const rows = [
      [
        'workers',
        'local',
        'wall',
        'queue',
        'wall',
        'run',
        'workers',
        'starts',
        'server',
        'cost',
        'with server',
      ],
    ];
    for (const workers of crowds) {
      const found: { local: Cost; queue: Queued }[] = [];
      for (let round = 0; round < rounds; round++) {
        const local = await costOf(
          start([
            'render',
            join(folder, 'units'),
            ...FORMATS,
            '--jobs',
            String(workers),
            '--out',
            join(folder, `local-${workers}-${round}`),
          ]),
        );
        const queue = await throughQueue(server, folder, workers, `queue-${workers}-${round}`);
        found.push({ local, queue });
        console.error(`${workers} workers, round ${round + 1}: ${JSON.stringify({ local, queue })}`);
      }
      const of = (value: (one: (typeof found)[number]) => number): number => median(found.map(value));
      const seconds = (value: (one: (typeof found)[number]) => number): string => of(value).toFixed(1);
      const percent = (value: (one: (typeof found)[number]) => number): string =>
        `${(of(value) * 100).toFixed(1)} %`;
      rows.push([
        String(workers),
        seconds(({ local }) => local.processor),
        seconds(({ local }) => local.wall),
        seconds(({ queue }) => queue.run.processor + queue.workers),
        seconds(({ queue }) => queue.run.wall),
        seconds(({ queue }) => queue.run.processor),
        seconds(({ queue }) => queue.workers),
        seconds(({ queue }) => queue.starts),
        seconds(({ queue }) => queue.server),
        percent(({ local, queue }) => (queue.run.processor + queue.workers) / local.processor - 1),
        percent(
          ({ local, queue }) => (queue.run.processor + queue.workers + queue.server) / local.processor - 1,
        ),
      ]);
    }
    console.log(`${units} units, processor seconds\n`);
    printTable(rows);
  } finally {
    await server.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Queued {
  readonly run: Cost;
  /** Of all workers, without what they took until they were ready. */
  readonly workers: number;
  readonly starts: number;
  readonly server: number;
}

async function throughQueue(
  server: QueueServer,
  folder: string,
  workers: number,
  out: string,
): Promise<Queued> {
  const environment = { YUGONG_QUEUE: server.url() };
  const there = await Promise.all(
    Array.from({ length: workers }, async () => {
      const worker = start(['worker', '--jobs', '1'], environment);
      await worker.said('已就绪');
      const pid = await programOf(worker.child);
      return { worker, pid, start: await processorOf(pid) };
    }),
  );
  const before = await server.processor();
  const args = ['render', join(folder, 'units'), '--queue', ...FORMATS, '--out', join(folder, out)];
  const run = await costOf(start(args, environment));
  const after = await server.processor();
  for (const { pid } of there) process.kill(pid, 'SIGTERM');
  const costs = await Promise.all(there.map(({ worker }) => worker.cost));
  const starts = there.reduce((sum, each) => sum + each.start, 0);
  return {
    run,
    workers: costs.reduce((sum, { processor }) => sum + processor, 0) - starts,
    starts,
    server: after - before,
  };
}

interface Started {
  readonly child: ChildProcess;
  /** Settles when that was printed. */
  said(words: string): Promise<void>;
  readonly cost: Promise<Cost & { readonly code: number | null }>;
}

/** Starts the program below a shell, which counts the time of it and of all it started. */
function start(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Started {
  const child = spawn(
    'bash',
    ['-c', 'TIMEFORMAT="TIMES %U %S %R"; time "$@"', 'bash', process.execPath, ...NODE, ...args],
    { cwd: PROGRAM_FOLDER, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  const cost = new Promise<Cost & { code: number | null }>((resolve, reject) => {
    child.on('error', reject).on('close', (code) => {
      const [, user, system, wall] = /TIMES (\S+) (\S+) (\S+)/.exec(text) ?? [];
      resolve({ processor: Number(user) + Number(system), wall: Number(wall), code });
    });
  });
  return {
    child,
    cost,
    async said(words) {
      while (!text.includes(words)) await pause(50);
    },
  };
}

async function costOf({ cost }: Started): Promise<Cost> {
  const { processor, wall, code } = await cost;
  if (code !== 0) throw new Error(`exit code ${code}`);
  return { processor, wall };
}

/** The program below the shell that counts. */
async function programOf({ pid }: ChildProcess): Promise<number> {
  return Number((await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim());
}

async function processorOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) / TICKS;
}
