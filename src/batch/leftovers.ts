import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { RenderJob } from './render-units.ts';

const TEMPORARY = /^\.(.+)\.[a-z]+\.[0-9a-f-]{36}\.tmp$/;

/** Removes half-written files of these units that a killed run left behind; the caller holds the lock. */
export async function removeLeftovers(jobs: readonly RenderJob[]): Promise<void> {
  const namesIn = new Map<string, Set<string>>();
  for (const { base } of jobs) {
    const names = namesIn.get(dirname(base)) ?? new Set();
    namesIn.set(dirname(base), names.add(basename(base)));
  }
  for (const [folder, names] of namesIn) {
    for (const file of await readdir(folder).catch(() => [])) {
      const unit = TEMPORARY.exec(file)?.[1];
      if (unit !== undefined && names.has(unit))
        await rm(join(folder, file), { force: true }).catch(() => {});
    }
  }
}
