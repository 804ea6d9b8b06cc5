import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { openPrinter, type Printer } from '../../src/print/printer.ts';
import { sampleJob } from './sample-document.ts';

const onLinux = process.platform === 'linux' ? test : test.skip;

async function withPrinter(timeoutMs: number, use: (printer: Printer) => Promise<void>): Promise<void> {
  const { value: printer } = await openPrinter({ fonts: 'bundled', timeoutMs });
  try {
    await use(printer!);
  } finally {
    await printer!.close();
  }
}

/** The browser's main process: the child of this one that runs its program. */
function browserProcess(printer: Printer): number {
  const children = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], {
    encoding: 'utf8',
  });
  const line = children.split('\n').find((text) => text.includes(printer.browser.path));
  return Number.parseInt(line ?? '', 10);
}

function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

onLinux('a browser that crashed is started again and the document printed', () =>
  withPrinter(60_000, async (printer) => {
    const before = await printer.print(sampleJob());
    const first = browserProcess(printer);
    process.kill(first, 'SIGKILL');
    const after = await printer.print(sampleJob());
    expect(after.findings).toEqual([]);
    expect(Buffer.compare(after.value!, before.value!)).toBe(0);
    expect(browserProcess(printer)).not.toBe(first);
  }),
);

onLinux('a crash in the middle of printing costs no document', () =>
  withPrinter(60_000, async (printer) => {
    const work = Promise.all(Array.from({ length: 6 }, () => printer.print(sampleJob())));
    process.kill(browserProcess(printer), 'SIGKILL');
    for (const { findings } of await work) expect(findings).toEqual([]);
  }),
);

onLinux('a browser that hangs is reported and replaced', () =>
  withPrinter(8_000, async (printer) => {
    await printer.print(sampleJob());
    const first = browserProcess(printer);
    process.kill(first, 'SIGSTOP');
    const hung = await printer.print(sampleJob());
    expect(hung.value).toBeNull();
    expect(hung.findings.map(({ code }) => code)).toEqual(['P06']);
    expect(hung.findings[0]?.message).toBe('打印超过 8 秒没有完成，已中止');
    expect(isRunning(first)).toBe(false);
    expect((await printer.print(sampleJob())).findings).toEqual([]);
  }),
);

onLinux('closing ends the browser, removes its profile, and printing afterwards is refused', async () => {
  const { value: printer } = await openPrinter({ fonts: 'bundled', timeoutMs: 60_000 });
  const browser = browserProcess(printer!);
  const profile = /--user-data-dir=([^\0]+)/.exec(readFileSync(`/proc/${browser}/cmdline`, 'utf8'))?.[1];
  expect(existsSync(profile!)).toBe(true);
  await Promise.all([printer!.close(), printer!.close()]);
  expect(isRunning(browser)).toBe(false);
  expect(existsSync(profile!)).toBe(false);
  expect((await printer!.print(sampleJob())).findings.map(({ code }) => code)).toEqual(['P05']);
});
