import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { ROOT_FOLDER } from '../support/folders.ts';

/** In a process of its own: in this one the reader may have been loaded before. */
test('reading a PDF leaves the functions of the language as they are', async () => {
  const script = `
    const functions = () => [Array.prototype.push, JSON.parse, JSON.stringify];
    const before = functions();
    const { openForeign } = await import('./src/foreign/open-foreign.ts');
    const { readFile } = await import('node:fs/promises');
    const bytes = await readFile('test/fixtures/foreign/untagged-putuo.pdf');
    const read = [await openForeign(bytes, 'a.pdf'), await openForeign(bytes, 'a.pdf')];
    const after = functions();
    process.stdout.write([...read.map(({ value }) => value !== null), ...before.map((each, index) => each === after[index])].join(' '));
  `;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT_FOLDER });
  expect(stdout).toBe('true true true true true');
});
