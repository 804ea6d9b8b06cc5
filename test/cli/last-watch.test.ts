import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';
import { ROOT_FOLDER, SOURCE_FOLDER } from '../support/folders.ts';

const { NODE_OPTIONS: _, ...env } = process.env;

/** Runs a script that calls the watch; gives its exit code and what it said. */
function script(body: string): Promise<{ code: number; stderr: string }> {
  const watch = pathToFileURL(join(SOURCE_FOLDER, 'cli', 'last-watch.ts')).href;
  const text = `import { watchTheEnd } from '${watch}'; process.exitCode = 3; ${body}`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', text];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: ROOT_FOLDER, env }, (error, _stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stderr }),
    );
  });
}

test('what still holds the process when all is done is named, and the process ends with its exit code', async () => {
  const { code, stderr } = await script('setInterval(() => {}, 1e6); watchTheEnd(50);');
  expect(stderr).toMatch(/工作已经完成，程序却没有结束，仍占用：.*Timeout/);
  expect(code).toBe(3);
});

test('a process that ends by itself is not kept', async () => {
  expect(await script('watchTheEnd(1e6);')).toEqual({ code: 3, stderr: '' });
});
