#!/usr/bin/env node
// @ts-check
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundlePath, makeBundle, sourceStamp } from './bundle.js';

/*
 * Starts the command line. Loading some 600 modules one by one takes a second, so that the program is put together in
 * a few files, once for every state of its source; where these cannot be kept, it runs from the source as it stands.
 */
const debug = process.argv.includes('--debug');
if (debug) process.setSourceMapsEnabled(true);

const stamp = sourceStamp();
const kept = existsSync(bundlePath(stamp)) || (await made());
if (!kept || !(await started())) {
  const { register } = await import('tsx/esm/api');
  register();
  const source = new URL('../src/cli/main.ts', import.meta.url);
  await import(source.href);
}

/** False for a damaged program, which is made anew the next time; what goes wrong in a whole one, it tells itself. */
async function started() {
  try {
    await import(pathToFileURL(bundlePath(stamp)).href);
    return true;
  } catch (error) {
    if (debug) console.error(error);
    await rm(dirname(bundlePath(stamp)), { recursive: true, force: true }).catch(() => {});
    return false;
  }
}

/** Whether the program could be put together. */
async function made() {
  const patience = setTimeout(() => console.error('正在准备程序，只在第一次和更新以后需要……'), 1500);
  try {
    await makeBundle(stamp);
    return true;
  } catch (error) {
    if (debug) console.error(error);
    return false;
  } finally {
    clearTimeout(patience);
  }
}
