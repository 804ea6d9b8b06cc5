import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { run } from '../support/command.ts';
import { ROOT } from '../support/sample.ts';

test('preview says where it is and ends well on Ctrl+C', async () => {
  const child = spawn(process.execPath, ['bin/yugong.js', 'preview', 'data/kuerle.yaml', '--port', '0'], {
    cwd: ROOT,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  let output = '';
  try {
    const address = await new Promise<string>((resolve, reject) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        const url = /预览地址：(http:\/\/[\d.:]+\/)/.exec(output)?.[1];
        if (url) resolve(url);
      });
      child.on('close', () => reject(new Error(output)));
    });
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const state = (await (await fetch(`${address}state.json`)).json()) as { hasReport: boolean };
    expect(state.hasReport).toBe(true);
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  } finally {
    child.kill('SIGKILL');
  }
});

test('preview on a taken port says so', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { code, stderr } = await run(['preview', 'data/kuerle.yaml', '--port', String(port)]);
  server.close();
  expect(code).toBe(3);
  expect(stderr).toContain(`端口 ${port} 已被占用`);
});

test('preview of nothing says what it looked for', async () => {
  const { code, stderr } = await run(['preview', join(ROOT, 'src', 'serve')]);
  expect(code).toBe(2);
  expect(stderr).toContain('没有单位文件');
});
