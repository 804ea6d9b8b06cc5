import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { run, temporaryFolder } from '../support/command.ts';

const root = temporaryFolder();
afterAll(() => root.remove());

// Nobody listens at the port of nothing.
const NOWHERE = 'redis://:s3cret@127.0.0.1:1';
const file = join(root.path, 'queue');
writeFileSync(file, `${NOWHERE}\n`);
const out = join(root.path, 'out');
const render = ['render', 'data/kuerle.yaml', '--format', 'txt', '--out', out, '--queue'];

test.each<[string, string[], object, number, RegExp]>([
  ['a password on the command line', [...render, NOWHERE], {}, 2, /Q01.*带有密码/],
  ['no address', render, { YUGONG_QUEUE: '' }, 2, /Q01/],
  ['no such file', ['worker', '--queue', join(root.path, 'none')], {}, 2, /Q01.*读不了/],
  ['no address at a worker', ['worker'], {}, 2, /Q01.*YUGONG_QUEUE/],
  [
    'another kind of address',
    ['check', 'data/kuerle.yaml', '--queue', 'http://queue'],
    {},
    2,
    /Q01.*写得不对/,
  ],
  [
    'shares of the work as well',
    [...render, 'redis://queue', '--shard', '1/2'],
    {},
    2,
    /--queue 和 --shard 不能一起用/,
  ],
  [
    'an engine that is not there',
    [...render, file],
    {},
    3,
    /Q01.*连不上队列 redis:\/\/127\.0\.0\.1:1：那里没有程序在听/,
  ],
  ['an engine that is not there, at a check', ['check', 'data/kuerle.yaml', '--queue', file], {}, 3, /Q01/],
  [
    'an engine that is not there, at a worker',
    ['worker'],
    { YUGONG_QUEUE: 'postgres://a:s3cret@127.0.0.1:1/b' },
    3,
    /Q01.*没有程序在听/,
  ],
])('%s', async (_, args, environment, code, said) => {
  const result = await run(args, environment as NodeJS.ProcessEnv);
  expect(result.stderr).toMatch(said);
  expect(result.code).toBe(code);
  expect(result.stdout + result.stderr).not.toContain('s3cret');
});
