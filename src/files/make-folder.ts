import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and what is missing above it; one that is there is left as it is. Node's own recursive `mkdir` tries
 * without end where the folder above is there and yet takes no folder (`/proc/x`); here the error of the disk is thrown,
 * as every other is.
 *
 * Example: `await makeFolder('/data/公开/2025')`
 */
export async function makeFolder(path: string, mode = 0o777): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    if (await isFolder(path)) return;
    const above = dirname(path);
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' || above === path || (await isFolder(above))) throw error;
    await makeFolder(above, mode);
    await mkdir(path, { mode }).catch(async (second: unknown) => {
      // Another process may have made it meanwhile.
      if (!(await isFolder(path))) throw second;
    });
  }
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
}
