import { lstat, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
 * Removes the profiles that killed runs of this user left on this machine, and ends what is left of their browsers: a
 * helper that was stopped does not end with its browser. Never throws; what cannot be proven to be ours and dead stays.
 */
export async function removeDeadProfiles(folder: string = tmpdir()): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const mark = PROFILE.exec(name)?.[1];
    if (mark === undefined || !isOfTheDead(mark)) continue;
    const path = join(folder, name);
    if (!(await isOwnFolder(path))) continue;
    await endProcessesOf(path);
    await removeProfile(path);
  }
}

async function isOwnFolder(path: string): Promise<boolean> {
  const facts = await lstat(path).catch(() => null);
  const self = process.getuid?.();
  if (!facts?.isDirectory()) return false;
  return self === undefined || facts.uid === self;
}

/** Only Linux tells the environment of a process. */
async function endProcessesOf(profile: string): Promise<void> {
  if (process.platform !== 'linux') return;
  for (const name of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(name)) continue;
    const environment = await readFile(`/proc/${name}/environ`, 'utf8').catch(() => '');
    if (!environment.split('\0').includes(`${PROFILE_VARIABLE}=${profile}`)) continue;
    try {
      process.kill(Number.parseInt(name, 10), 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
}
