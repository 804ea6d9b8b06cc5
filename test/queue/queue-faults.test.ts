import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { openEngine } from '../../src/queue/engine.ts';
import { Hall, queueOfRun } from '../../src/queue/hall.ts';
import { parseQueueAddress } from '../../src/queue/queue-address.ts';
import {
  defectsOf,
  processesBelow,
  readManifestOf,
  SHORT,
  SHORT_PACK,
  until,
  writeUnits,
} from '../support/batch.ts';
import { temporaryFolder } from '../support/command.ts';
import { ROOT_FOLDER } from '../support/folders.ts';
import { cuttableNetwork, postgresServer, type QueueServer, redisServer } from '../support/queue-servers.ts';
import { runHere } from '../support/run-here.ts';

const ENGINES: readonly (readonly [string, QueueServer | null])[] = [
  ['PostgreSQL', await postgresServer()],
  ['Redis', await redisServer()],
];
const UNITS = 10;
// So soon a worker is missed, and all else that takes its time follows.
const PATIENCE = '3';
// Somebody who was killed is missed after seconds, and a busy machine starts a program slowly.
jest.setTimeout(600_000);

const root = temporaryFolder();
const units = join(root.path, 'units');
let number = 0;
const newFolder = (): string => join(root.path, `out-${++number}`);

interface Running {
  readonly child: ChildProcess;
  output(): string;
  readonly code: Promise<number | null>;
}

const WORKER = ['worker', '--jobs', '1', ...SHORT_PACK];
const RENDER = ['render', units, '--format', 'html,txt', '--fonts', 'bundled', ...SHORT_PACK];

/** What one test starts, on the machines of an office that share one engine; all of it is ended with the test. */
class Office {
  readonly server: QueueServer;
  readonly #database: 0 | 1;
  readonly #running = new Set<ChildProcess>();
  readonly #networks = new Set<{ close(): void }>();

  constructor(server: QueueServer, database: 0 | 1) {
    this.server = server;
    this.#database = database;
  }

  url(port?: number): string {
    return this.server.url(port, this.#database);
  }

  /** Starts the program as a machine of the office does, with the address of the engine in the environment. */
  start(args: readonly string[], url = this.url()): Running {
    const { NODE_OPTIONS: _, ...inherited } = process.env;
    const child = spawn(process.execPath, [join(ROOT_FOLDER, 'bin', 'yugong.js'), ...args], {
      cwd: ROOT_FOLDER,
      env: { ...inherited, NO_COLOR: '1', YUGONG_QUEUE: url, YUGONG_QUEUE_PATIENCE: PATIENCE },
    });
    this.#running.add(child);
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
    }
    const code = new Promise<number | null>((resolve) => {
      child.on('close', (given) => {
        this.#running.delete(child);
        resolve(given);
      });
    });
    return { child, output: () => text, code };
  }

  worker(...more: string[]): Running {
    return this.start([...WORKER, ...more]);
  }

  render(out: string, ...more: string[]): Running {
    return this.start([...RENDER, '--queue', '--out', out, ...more]);
  }

  /** A network before the engine that can be cut, and a worker behind it. */
  async farWorker(): Promise<{ readonly network: Network; readonly far: Running }> {
    const network = await cuttableNetwork(this.server.port);
    this.#networks.add(network);
    return { network, far: this.start(WORKER, this.url(network.port)) };
  }

  async close(): Promise<void> {
    for (const child of [...this.#running]) {
      for (const { pid } of processesBelow(child.pid!)) process.kill(pid, 'SIGKILL');
      child.kill('SIGKILL');
    }
    await until(() => this.#running.size === 0);
    for (const network of this.#networks) network.close();
  }
}

type Network = Awaited<ReturnType<typeof cuttableNetwork>>;

const ready = (one: Running) => until(() => one.output().includes('已就绪'));
const unitsDone = (one: Running): number => [...one.output().matchAll(/ ✓ /g)].length;
const unitsFailed = (one: Running): number => [...one.output().matchAll(/ ✗ /g)].length;
async function untilThere<T>(look: () => Promise<T | null | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
const hashesOf = (out: string) =>
  readManifestOf(out).units.map(({ name, outputs, findings }) => ({ name, outputs, findings }));
const workersOf = (out: string): string[] =>
  [...new Set(readManifestOf(out).units.map((unit) => unit.worker ?? ''))].sort();
const nameOf = ({ child }: Running): RegExp => new RegExp(`#${child.pid}$`);

/** What a run on this machine alone gives. */
const local = newFolder();

beforeAll(async () => {
  writeUnits(units, UNITS, SHORT.template);
  expect((await runHere([...RENDER, '--out', local])).code).toBe(0);
});

afterAll(async () => {
  for (const [, server] of ENGINES) await server?.remove();
  root.remove();
});

async function within(office: Office, work: (office: Office) => Promise<void>): Promise<void> {
  try {
    await work(office);
  } finally {
    await office.close();
  }
}

/** Everything is there once, as it would be without a queue, and nothing else. */
function expectWhole(out: string): void {
  expect(defectsOf(out)).toEqual([]);
  expect(hashesOf(out)).toEqual(hashesOf(local));
  expect(readdirSync(out).filter((file) => file.startsWith('.'))).toEqual([]);
}

describe.each(ENGINES)('a run through %s', (_, server) => {
  // They wait more than they work: two go on side by side, each with a database of its own.
  const lines: [Promise<void>, Promise<void>] = [Promise.resolve(), Promise.resolve()];
  const begun = (name: string, begin: (there: QueueServer) => Promise<void>): void => {
    if (server === null) test.skip(name, () => {});
    else test.concurrent(name, () => begin(server));
  };
  const shown = (name: string, line: 0 | 1, work: (office: Office) => Promise<void>): void =>
    begun(name, (there) => {
      const done = lines[line].then(() => within(new Office(there, line), work));
      lines[line] = done.catch(() => {});
      return done;
    });
  /** Behind all others: what it does concerns everybody. */
  const shownLast = (name: string, work: (office: Office) => Promise<void>): void => {
    begun(name, async (there) => {
      await Promise.all(lines);
      await within(new Office(there, 0), work);
    });
  };

  shown(
    'loses nothing with a worker that is killed and one that hangs, and tells who did what',
    0,
    async (office) => {
      const out = newFolder();
      const workers = [office.worker(), office.worker(), office.worker()] as const;
      await Promise.all(workers.map(ready));
      const run = office.render(out);
      await until(() => unitsDone(run) > 0);
      workers[0].child.kill('SIGKILL');
      workers[1].child.kill('SIGSTOP');
      expect(await run.code).toBe(0);
      // Whatever it still had in hand comes too late, and to nobody.
      workers[1].child.kill('SIGCONT');
      expectWhole(out);
      expect(workersOf(out).some((name) => nameOf(workers[2]).test(name))).toBe(true);
      expect(run.output()).toContain(`成功 ${UNITS} 个，失败 0 个`);
      const said = [run, ...workers].map((each) => each.output()).join('');
      expect(said).not.toContain(office.server.password);
      expect(readFileSync(join(out, 'manifest.json'), 'utf8')).not.toContain(office.server.password);
      workers[2].child.kill('SIGTERM');
      expect(await workers[2].code).toBe(143);
      expect(workers[2].output()).toContain('的任务结束：本机做了');
    },
  );

  shown('goes on where a run that was killed ended', 1, async (office) => {
    const out = newFolder();
    const only = office.worker();
    await ready(only);
    const first = office.render(out);
    await until(() => unitsDone(first) > 2);
    first.child.kill('SIGKILL');
    await first.code;
    const second = office.render(out);
    expect(await second.code).toBe(0);
    expect(second.output()).toMatch(/没有变化而跳过 [1-9]\d* 个/);
    expectWhole(out);
  });

  shown('needs no shared folder, prints what this machine prints, and checks alike', 0, async (office) => {
    const out = newFolder();
    const only = office.start(['worker', '--jobs', '1', '--out', join(root.path, 'nowhere')]);
    await ready(only);
    // A unit with its year before, and a department with its members.
    const files = ['2025.yaml', 'education/department.yaml'].map((file) =>
      join(ROOT_FOLDER, 'data', 'demo', file),
    );
    const formats = ['--format', 'pdf,html,txt,csv', '--fonts', 'bundled'];
    const here = newFolder();
    // All beside one another: the worker has both runs of the queue to do.
    const far = office.start(['render', ...files, '--queue', '--out', out, ...formats]);
    const near = office.start(['render', ...files, '--out', here, ...formats], '');
    const through = office.start(['check', ...files, '--queue', '--json']);
    const without = await runHere(['check', ...files, '--json']);
    expect(await Promise.all([far, near, through].map(({ code }) => code))).toEqual([0, 0, 0]);
    expect(only.output()).toContain('结果经队列交回');
    expect(hashesOf(out)).toEqual(hashesOf(here));
    expect(without.code).toBe(0);
    const told = through.output();
    expect(JSON.parse(told.slice(told.indexOf('{')))).toEqual(JSON.parse(without.stdout));
  });

  shown('names a unit that its workers do not get done, and goes on', 1, async (office) => {
    const out = newFolder();
    const { value: engine } = await openEngine(parseQueueAddress(office.url(), false).value!);
    const hall = new Hall(engine!);
    const run = office.render(out);
    const notice = await untilThere(async () =>
      (await hall.look())?.find(({ kind, who }) => kind === 'run' && nameOf(run).test(who)),
    );
    if (notice?.kind !== 'run') throw new Error('no run');
    // Takes the first that comes, and fails at it as often as it comes.
    let poisonous = '';
    const failing = engine!.worker(
      queueOfRun(notice.run),
      async ({ data }) => {
        poisonous ||= data.label;
        throw new Error(data.label === poisonous ? 'poison' : 'not ours');
      },
      1,
      'failing#1',
    );
    await until(() => unitsFailed(run) > 0);
    await failing.close();
    await office.worker();
    expect(await run.code).toBe(1);
    expect(run.output()).toMatch(/Q02.*多次中断或没有反应/);
    expect(readManifestOf(out).units.find(({ file }) => file === poisonous)).toMatchObject({
      status: 'failed',
      outputs: [],
    });
    expect(readManifestOf(out).units).toHaveLength(UNITS);
    await hall.close();
    await engine!.close();
  });

  shown('is left alone by a worker with other templates, and both are told', 0, async (office) => {
    const templates = join(root.path, 'templates');
    if (!existsSync(templates)) {
      mkdirSync(templates);
      cpSync(SHORT.templates, templates, { recursive: true });
      cpSync(join(ROOT_FOLDER, 'README.md'), join(templates, 'README.md'));
    }
    const stranger = office.worker('--templates', templates);
    await ready(stranger);
    const out = newFolder();
    const run = office.render(out);
    await until(() => /任务不能接：那边的模板与本机不同/.test(stranger.output()));
    await until(() => /的模板与本机不同，不会接这批任务/.test(run.output()));
    expect(unitsDone(run)).toBe(0);
    const able = office.worker();
    expect(await run.code).toBe(0);
    expect(workersOf(out)).toEqual([expect.stringMatching(nameOf(able))]);
    expectWhole(out);
  });

  shownLast('outlives a restart of the engine and a network that is cut', async (office) => {
    const out = newFolder();
    const { network, far } = await office.farWorker();
    const near = office.worker();
    await Promise.all([far, near].map(ready));
    const run = office.render(out);
    await until(() => unitsDone(run) > 0);
    network.cut();
    await office.server.stop();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await office.server.start();
    network.restore();
    expect(await run.code).toBe(0);
    expectWhole(out);
    // Both are there for the next one, and do it with the processes that they have.
    const those = processesBelow(near.child.pid!).map(({ pid }) => pid);
    expect(those).not.toEqual([]);
    const again = newFolder();
    const next = office.render(again);
    expect(await next.code).toBe(0);
    expectWhole(again);
    expect(processesBelow(near.child.pid!).map(({ pid }) => pid)).toEqual(those);
  });
});
