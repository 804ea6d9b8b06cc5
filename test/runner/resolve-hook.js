// @ts-check
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/*
 * Which modules a test file does not share with others: the names of the runner, and what registers something by them.
 */

const NAMES = new URL('./names.js', import.meta.url).href;
const TESTS = new URL('../', import.meta.url).href;
/** @type {Map<string, boolean>} */
const known = new Map();

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, next) {
  const file = context.parentURL?.match(/\?file=\d+$/)?.[0];
  if (specifier === '@jest/globals') {
    if (file === undefined)
      throw new Error(
        `${context.parentURL} is shared by test files, and can register nothing with their runner`,
      );
    return { url: `${NAMES}${file}`, shortCircuit: true };
  }
  const found = await next(specifier, context);
  return file !== undefined && registers(found.url) ? { ...found, url: `${found.url}${file}` } : found;
}

/** @param {string} url */
function registers(url) {
  if (!url.startsWith(TESTS)) return false;
  const does = known.get(url) ?? /from '@jest\/globals'/.test(readFileSync(fileURLToPath(url), 'utf8'));
  known.set(url, does);
  return does;
}
