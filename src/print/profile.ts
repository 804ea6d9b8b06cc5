import { lstat, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isOfTheDead, OWNER_MARK, ownerMark } from '../files/owner-mark.ts';

const PREFIX = 'yugong-browser-';
const PROFILE = new RegExp(`^${PREFIX}(${OWNER_MARK})-\\w+$`);
/** Tells every process of a browser by its environment which profile, and so which run, it belongs to. */
export const PROFILE_VARIABLE = 'YUGONG_BROWSER_PROFILE';

/** An empty folder for the profile of one browser of this process. Disk errors are thrown. */
export function makeProfile(): Promise<string> {
  return mkdtemp(join(tmpdir(), `${PREFIX}${ownerMark()}-`));
}

/** Helpers of the browser may write for a moment after it has ended; what stays is only rubbish. */
export async function removeProfile(profile: string): Promise<void> {
  await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch(() => {});
}

/**
 * Removes the profiles that killed runs of this user left in a folder, and ends what is left of browsers of killed runs on
 * this machine, wherever their profile was or is: a helper that was stopped does not end with its browser. Never throws;
 * what cannot be proven to be ours and dead stays.
 */
export async function removeDeadProfiles(folder: string = tmpdir()): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const paths = new Set(names.map((name) => join(folder, name)).filter(isOfDeadRun));
  for (const { pid, profile } of await browserProcesses()) {
    if (!isOfDeadRun(profile)) continue;
    paths.add(profile);
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
  for (const path of paths) if (await isOwnFolder(path)) await removeProfile(path);
}

/** Whether a path is that of a profile whose run has ended. `/tmp/yugong-browser-9c1f04ab.4711-Xy12ab` */
function isOfDeadRun(path: string): boolean {
  const mark = PROFILE.exec(basename(path))?.[1];
  return mark !== undefined && isOfTheDead(mark);
}

async function isOwnFolder(path: string): Promise<boolean> {
  const facts = await lstat(path).catch(() => null);
  const self = process.getuid?.();
  if (!facts?.isDirectory()) return false;
  return self === undefined || facts.uid === self;
}

/**
 * All processes that a run of this program started as a browser; helpers that wrote over their environment are found by
 * orphans.ts. Only Linux tells the environment of a process.
 */
async function browserProcesses(): Promise<{ readonly pid: number; readonly profile: string }[]> {
  if (process.platform !== 'linux') return [];
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      const start = `${PROFILE_VARIABLE}=`;
      const said = environment.split('\0').find((each) => each.startsWith(start));
      return said === undefined ? [] : [{ pid: Number.parseInt(pid, 10), profile: said.slice(start.length) }];
    }),
  );
  return found.flat();
}
