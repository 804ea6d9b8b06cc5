import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { PROGRAM_FOLDER } from '../../src/files/program-folder.ts';
import { WORKER_COMMAND } from '../../src/work/worker-command.ts';

test('a worker whose run is gone before it is loaded ends by itself', async () => {
  const child = fork(join(PROGRAM_FOLDER, 'bin', 'yugong.js'), [WORKER_COMMAND], {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.disconnect();
  expect(await once(child, 'exit')).toEqual([0, null]);
});
