import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '@jest/globals';

/** Whether a program can be started here, by the argument with which it tells its version. */
export function hasProgram(name: string, version = '--version'): boolean {
  return spawnSync(name, [version], { stdio: 'ignore' }).error === undefined;
}

/**
 * `test` where a program of others is installed. Where it is not, a line says what was not tried, and the test counts as
 * skipped.
 */
export function testWith(name: string, version?: string): typeof test | typeof test.skip {
  if (hasProgram(name, version)) return test;
  console.warn(`${name} is not installed: what is to be tried with it is left out`);
  return test.skip;
}

/** Where fonts of Debian may be: installed, or unpacked in a folder that is named for these tests. */
const ROOTS = [process.env.YUGONG_TEST_FONTS, '/'].filter((root) => root !== undefined);

/** The folder of a package's fonts, `truetype/wqy`; null where it is not on this machine. */
export function debianFonts(folder: string): string | null {
  const places = ROOTS.map((root) => join(root, 'usr', 'share', 'fonts', folder));
  return places.find((place) => existsSync(place)) ?? null;
}
