import { basename, dirname } from 'node:path';
import { removeLeftovers } from '../files/temporary.ts';
import { FORMATS } from '../write/formats.ts';
import type { RenderJob } from './render-units.ts';

const FOLDERS = FORMATS.map(({ suffix }) => suffix).filter((suffix) => suffix.endsWith('/'));
const FILES = FORMATS.map(({ suffix }) => suffix).filter((suffix) => !suffix.endsWith('/'));

/**
 * Removes half-written files of these units that a killed run left behind. The caller holds the lock, so nobody else is
 * writing them; of other files only those go whose maker is provably gone.
 */
export async function removeUnitLeftovers(jobs: readonly RenderJob[]): Promise<void> {
  const targetsIn = new Map<string, Set<string>>();
  for (const { base } of jobs) {
    const targets = targetsIn.get(dirname(base)) ?? new Set();
    for (const suffix of FILES) targets.add(basename(base) + suffix);
    targetsIn.set(dirname(base), targets);
    for (const suffix of FOLDERS) await removeLeftovers(base + suffix, () => true);
  }
  for (const [folder, targets] of targetsIn) {
    await removeLeftovers(folder, ({ target, isDead }) => isDead || targets.has(target));
  }
}
