import { describe, expect, test } from '@jest/globals';
import { probeNode } from '../../src/cli/doctor-command.ts';
import { inTemporaryFolder, run } from '../support/command.ts';

describe('the Node version', () => {
  test.each([
    ['20.19.0', true],
    ['20.20.2', true],
    ['22.12.0', true],
    ['20.18.3', false],
    ['18.20.4', false],
  ])('%s', (version, ok) => {
    const item = probeNode(version);
    expect(item.ok).toBe(ok);
    expect(item.findings.map(({ message }) => message.includes(version))).toEqual(ok ? [] : [true]);
  });
});

describe('doctor', () => {
  test('says in Chinese what was found', async () => {
    const { code, stdout } = await run(['doctor']);
    expect(code).toBe(0);
    for (const name of ['Node', '浏览器', '字体', '缓存文件夹', '输出文件夹'])
      expect(stdout).toContain(`✓ ${name}：`);
    expect(stdout).toContain('试印一页：文字可以复制和检索');
  });

  test('a missing browser is named with its remedy, exit code 3', async () => {
    await inTemporaryFolder(async (folder) => {
      const { code, stdout } = await run(['doctor', '--json'], {
        PUPPETEER_EXECUTABLE_PATH: `${folder}/none`,
      });
      expect(code).toBe(3);
      const { ok, items } = JSON.parse(stdout);
      expect(ok).toBe(false);
      const browser = items.find((item: { name: string }) => item.name === '浏览器');
      expect(browser).toMatchObject({
        ok: false,
        findings: [{ code: 'P01', hint: expect.stringMatching(/./) }],
      });
    });
  });
});
