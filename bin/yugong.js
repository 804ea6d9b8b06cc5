#!/usr/bin/env node
// @ts-check
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { optimizeLater } from './late-optimization.js';

/*
 * Starts the command line: of an installed package what was built when it was packed; of a checkout the source as it
 * stands. Loading some 600 modules one by one takes a second, so that the program is put together in one file, once for
 * every state of its source; where it cannot be kept, it runs from the source as it stands.
 */
const debug = process.argv.includes('--debug');
if (debug) process.setSourceMapsEnabled(true);

optimizeLater();
const source = new URL('../src/cli/main.ts', import.meta.url);
if (existsSync(source)) await runSource();
else await import(new URL('../dist/main.js', import.meta.url).href);

async function runSource() {
  const { bundlePath, makeBundle, sourceStamp } = await import('./bundle.js');
  // Whom this program starts for its own work is this very program, whatever becomes of its source meanwhile.
  const given = process.env.YUGONG_PROGRAM ?? '';
  const stamp = /^[0-9a-f]{24}$/.test(given) && existsSync(bundlePath(given)) ? given : sourceStamp();
  process.env.YUGONG_PROGRAM = stamp;
  const program = bundlePath(stamp);
  const kept = existsSync(program) || (await made(() => makeBundle(stamp)));
  if (kept && (await started(program))) return;
  const { register } = await import('tsx/esm/api');
  register();
  await import(source.href);
}

/**
 * False for a damaged program, which is made anew the next time; what goes wrong in a whole one, it tells itself.
 *
 * @param {string} program
 */
async function started(program) {
  try {
    const { readProgram, startProgram } = await import('./start-program.js');
    if (debug) {
      readProgram(program);
      // Only Node's own loader knows how to find the lines of the source.
      createRequire(import.meta.url)(program);
    } else startProgram(program, process.argv[2] ?? '');
    return true;
  } catch (error) {
    if (debug) console.error(error);
    await rm(dirname(program), { recursive: true, force: true }).catch(() => {});
    return false;
  }
}

/**
 * Whether the program could be put together.
 *
 * @param {() => Promise<void>} make
 */
async function made(make) {
  const patience = setTimeout(() => console.error('正在准备程序，只在第一次和更新以后需要……'), 1500);
  try {
    await make();
    return true;
  } catch (error) {
    if (debug) console.error(error);
    return false;
  } finally {
    clearTimeout(patience);
  }
}
