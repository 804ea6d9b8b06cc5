import { setTimeout as pause } from 'node:timers/promises';
import type { Job, Processor, Queue, Worker } from 'bullmq';
import { done, errorFinding, failed } from '../model/error-finding.ts';
import type { Outcome } from '../model/finding.ts';
import { QUEUE_PATIENCE_MS } from './patience.ts';
import type { QueueAddress } from './queue-address.ts';

/** A job is given to another worker when its own has not been heard of for so long. */
const LOCK_MS = QUEUE_PATIENCE_MS;
const LOOK_FOR_LOST_MS = LOCK_MS / 2;
/** A unit whose workers were lost so often is not tried again: it may be what they die of. */
const TIMES_LOST = 2;
/** Faults of a worker, such as a full disk, after which another try is made. */
const ATTEMPTS = 3;
/** After an answer that did not come the engine is asked again so soon. */
const RETRY_MS = 500;
const PATIENCE_MS = 10_000;
const CLOSING_MS = 5_000;
/** Connections to PostgreSQL for each queue that is open. */
const CONNECTIONS = 4;

/** A job engine, of which one process holds one. */
export interface Engine {
  /** Where it is, without the password. */
  readonly shown: string;
  queue(name: string): Queue;
  /** Takes jobs until it is closed, several at once. */
  worker(name: string, processor: Processor, places: number, who: string): Worker;
  /** Ends a queue or worker, at once where the engine does not answer. Never throws. */
  end(one: Queue | Worker): Promise<void>;
  /** Ends everything. Never throws. */
  close(): Promise<void>;
}

/** What every job of a unit is added with. */
export const JOB_OPTIONS = { attempts: ATTEMPTS, backoff: { type: 'fixed', delay: 1_000 } } as const;

/**
 * Connects to the engine: BullMQ on Redis (or Valkey) or on PostgreSQL, whose tables it makes where they are missing.
 * Its packages are loaded here and nowhere else. Errors: Q01 it cannot be reached.
 */
export async function openEngine(address: QueueAddress): Promise<Outcome<Engine>> {
  // Its names are not known where it was put together with the program, its default where the source runs as it stands.
  const loaded = await import('bullmq');
  const bull = loaded.default ?? loaded;
  const isPostgres = address.engine === 'postgres';
  const connection = isPostgres
    ? {
        connectionString: address.url,
        max: CONNECTIONS,
        keepAlive: true,
        connectionTimeoutMillis: PATIENCE_MS,
      }
    : { url: address.url, maxRetriesPerRequest: null, retryStrategy: () => RETRY_MS };
  const backend = isPostgres ? bull.createPostgresBackend : undefined;
  // BullMQ binds the type of the connection to that of the engine; here it is known only now.
  const options = { connection } as { connection: { url: string } };
  const open: (Queue | Worker)[] = [];
  // What goes wrong on a connection is seen where the answer does not come.
  const opened = <T extends Queue | Worker>(one: T): T => {
    (one as Queue).on('error', () => {});
    open.push(one);
    return one;
  };
  const end = async (one: Queue | Worker): Promise<void> => {
    if (open.includes(one)) open.splice(open.indexOf(one), 1);
    await within(CLOSING_MS, one.close()).catch(() => one.disconnect().catch(() => {}));
  };
  const engine: Engine = {
    shown: address.shown,
    queue: (name) => opened(new bull.Queue(name, options, backend as never) as Queue),
    worker: (name, processor, places, who) =>
      opened(
        new bull.Worker(
          name,
          processor,
          {
            ...options,
            name: who,
            concurrency: places,
            lockDuration: LOCK_MS,
            stalledInterval: LOOK_FOR_LOST_MS,
            maxStalledCount: TIMES_LOST,
            runRetryDelay: RETRY_MS,
          },
          backend as never,
        ) as Worker,
      ),
    end,
    async close() {
      await Promise.all([...open].map(end));
    },
  };
  let cause: Error | null = null;
  try {
    if (isPostgres) await makeTables(bull.runMigrations, address.url);
    const first = engine.queue('yugong-hall');
    // A connection is tried again and again; why it fails is told on the way.
    const refused = new Promise<never>((_, reject) => {
      first.on('error', (error) => {
        cause = error;
        // Where nobody listens nobody will: PostgreSQL says so at once, too.
        if ((error as NodeJS.ErrnoException).code === 'ECONNREFUSED') reject(error);
      });
    });
    refused.catch(() => {});
    await within(PATIENCE_MS, Promise.race([first.waitUntilReady(), refused]));
    await end(first);
    return done(engine);
  } catch (error) {
    await engine.close();
    return failed(unreachable(address, cause ?? error));
  }
}

async function makeTables(
  migrate: (client: import('pg').PoolClient) => Promise<unknown>,
  url: string,
): Promise<void> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: PATIENCE_MS });
  pool.on('error', () => {});
  try {
    const client = await pool.connect();
    await migrate(client);
    client.release();
  } finally {
    await pool.end();
  }
}

/** Asks the engine until it answers, or `signal`: it may be restarted meanwhile. Null after the signal. */
export async function persist<T>(ask: () => Promise<T>, signal?: AbortSignal): Promise<T | null> {
  while (!signal?.aborted) {
    try {
      return await within(PATIENCE_MS, ask());
    } catch {
      await pause(RETRY_MS);
    }
  }
  return null;
}

/** Jobs of a queue in some states, at most so many of each. Throws while the engine does not answer. */
export function jobsIn(
  queue: Queue,
  states: readonly ('waiting' | 'completed' | 'failed')[],
  most: number,
): Promise<Job[]> {
  return within(PATIENCE_MS, queue.getJobs([...states], 0, most - 1));
}

/** The result, or an error where it does not come in time. */
function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('no answer in time')), ms);
    work.then(resolve, reject).finally(() => clearTimeout(late));
  });
}

const CAUSES: Readonly<Record<string, string>> = {
  ECONNREFUSED: '那里没有程序在听',
  ENOTFOUND: '找不到这台主机',
  EAI_AGAIN: '找不到这台主机',
  ETIMEDOUT: '没有回应',
  '28P01': '用户名或密码不对',
  '28000': '不允许这样登录',
  '3D000': '没有这个数据库',
  '42501': '这个用户没有建表的权限',
  NOAUTH: '需要密码',
  WRONGPASS: '用户名或密码不对',
  SELF_SIGNED_CERT_IN_CHAIN: '证书不被信任',
  DEPTH_ZERO_SELF_SIGNED_CERT: '证书不被信任',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: '证书不被信任',
};

function unreachable({ shown }: QueueAddress, error: unknown) {
  const { code, message } = error as { code?: string; message?: string };
  return errorFinding(
    'Q01',
    `连不上队列 ${shown}：${CAUSES[code ?? /^[A-Z]+/.exec(message ?? '')?.[0] ?? ''] ?? '没有回应，或不允许登录'}。`,
    '核对地址、用户名和密码，并确认服务已经启动；自签的证书用环境变量 NODE_EXTRA_CA_CERTS 指明。',
  );
}
