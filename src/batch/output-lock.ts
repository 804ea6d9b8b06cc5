import { randomUUID } from 'node:crypto';
import { open, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { makeFolder } from '../files/make-folder.ts';
import { unwritable } from '../files/output-files.ts';
import { errorFinding } from '../model/error-finding.ts';
import type { Outcome } from '../model/finding.ts';

/** The right to write to an output folder. */
export interface OutputLock {
  /** Gives it back. Never throws. */
  release(): Promise<void>;
}

interface Holder {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly shard: string | null;
}

const LOCK_FILE = /^\.yugong-lock(-.*)?$/;
const HEARTBEAT_MS = 5_000;
/** A holder that gave no sign for so long is gone. */
const STALE_MS = 60_000;
/** A lock without content is younger than this, or its maker died. */
const WRITING_MS = 1_000;

/**
 * Takes an output folder, which is made if need be. `O03` while another batch has it; shards of one division may
 * share it, as no unit is in two of them. The lock of a batch that has died is taken over: on the same machine at
 * once, on another (a shared folder) a minute after its last sign of life. `O01` when the folder cannot be written.
 */
export async function lockOutput(folder: string, shard: string | null): Promise<Outcome<OutputLock>> {
  const path = join(folder, `.yugong-lock${shard === null ? '' : `-${shard.replace('/', '-of-')}`}`);
  const self: Holder = { id: randomUUID(), host: hostname(), pid: process.pid, shard };
  try {
    await makeFolder(folder);
    for (let attempt = 0; attempt < 4; attempt++) {
      if (await create(path, self)) {
        const other = await conflict(folder, path, shard);
        if (other === null) return { value: hold(path), findings: [] };
        await rm(path, { force: true });
        return { value: null, findings: [taken(folder, other)] };
      }
      const other = await holderOf(path);
      // Just made and not yet written.
      if (other === null && (await isFresh(path))) await setTimeout(WRITING_MS);
      else if (other !== null && (await isAlive(path, other))) {
        return { value: null, findings: [taken(folder, other)] };
      } else await rm(path, { force: true });
    }
    return { value: null, findings: [taken(folder, self)] };
  } catch (error) {
    return { value: null, findings: [unwritable(folder, (error as NodeJS.ErrnoException).code)] };
  }
}

async function create(path: string, self: Holder): Promise<boolean> {
  try {
    const handle = await open(path, 'wx');
    try {
      await handle.writeFile(JSON.stringify(self));
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    // A full disk leaves an empty lock behind.
    await rm(path, { force: true }).catch(() => {});
    throw error;
  }
}

/** A living batch whose units may be ours. */
async function conflict(folder: string, own: string, shard: string | null): Promise<Holder | null> {
  for (const file of await readdir(folder)) {
    const path = join(folder, file);
    if (!LOCK_FILE.test(file) || path === own) continue;
    const other = await holderOf(path);
    if (other === null) continue;
    if (!(await isAlive(path, other))) await rm(path, { force: true });
    else if (shard === null || other.shard?.split('/')[1] !== shard.split('/')[1]) return other;
  }
  return null;
}

async function holderOf(path: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

async function isFresh(path: string): Promise<boolean> {
  const facts = await stat(path).catch(() => null);
  return facts !== null && Date.now() - facts.mtimeMs < WRITING_MS;
}

async function isAlive(path: string, { host, pid }: Holder): Promise<boolean> {
  const facts = await stat(path).catch(() => null);
  if (facts === null || Date.now() - facts.mtimeMs > STALE_MS) return false;
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function hold(path: string): OutputLock {
  const sign = () => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  };
  const heartbeat = setInterval(sign, HEARTBEAT_MS);
  heartbeat.unref();
  return {
    async release() {
      clearInterval(heartbeat);
      await rm(path, { force: true }).catch(() => {});
    },
  };
}

function taken(folder: string, { host, pid, shard }: Holder) {
  const who = `${host} 上的进程 ${pid}${shard === null ? '' : `，分片 ${shard}`}`;
  return errorFinding(
    'O03',
    `另一个批次正在写 ${folder}（${who}）。`,
    '等它结束后再运行，或用 --out 换一个文件夹。',
  );
}
