import { randomBytes } from 'node:crypto';
import { readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../files/make-folder.ts';

/** Where in an output folder the files of a run wait for the one that deals out. */
const FOLDER = '.yugong-queue';
const TOKEN_FILE = 'token';

/**
 * A folder that both sides of a run see. All is done at once: to ask another thread for each step takes longer than the step,
 * and whoever deals out or passes on has nothing else to do without it.
 */
export interface SharedFolder {
  /** Puts a file there; gives its name. Half of it is left where the machine ends meanwhile. Disk errors are thrown. */
  put(content: Uint8Array): string;
  /** Disk errors are thrown. */
  get(name: string): Uint8Array;
  /** Never throws. */
  remove(name: string): void;
}

/** What a run tells of its folder: where it is, and the text in it by which it is known. */
export interface SharedPlace {
  readonly folder: string;
  readonly token: string;
}

/** Makes the place in the output folder of a run, by whose token workers know that they see the same folder. */
export async function openShared(
  out: string,
  token: string,
): Promise<SharedPlace & { close(): Promise<void> }> {
  const place = join(out, FOLDER);
  await makeFolder(place);
  await writeFile(join(place, TOKEN_FILE), token);
  return {
    folder: out,
    token,
    async close() {
      await rm(place, { recursive: true, force: true }).catch(() => {});
    },
  };
}

/** The shared folder of a run where this machine sees it, at `folder` or at another place; null where it does not. */
export async function findShared(
  { folder, token }: SharedPlace,
  elsewhere: string | null,
): Promise<SharedFolder | null> {
  const place = join(elsewhere ?? folder, FOLDER);
  const found = await readFile(join(place, TOKEN_FILE), 'utf8').catch(() => null);
  return found === token ? sharedFolder(place) : null;
}

/** The shared folder as the one that made it sees it. */
export function ownShared({ folder }: SharedPlace): SharedFolder {
  return sharedFolder(join(folder, FOLDER));
}

function sharedFolder(place: string): SharedFolder {
  return {
    put(content) {
      const name = randomBytes(16).toString('hex');
      // Nobody knows the name before it is whole, and whoever takes it compares its hash.
      writeFileSync(join(place, name), content, { flag: 'wx' });
      return name;
    },
    get: (name) => readFileSync(join(place, name)),
    remove(name) {
      try {
        unlinkSync(join(place, name));
      } catch {
        // The folder is removed with the run.
      }
    },
  };
}
