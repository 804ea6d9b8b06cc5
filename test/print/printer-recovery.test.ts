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

onLinux('a browser that hangs is replaced, and its documents are printed by others', () =>
  withPrinter(8_000, async (printer) => {
    await printer.print(sampleJob());
    const first = browserProcess(printer);
    process.kill(first, 'SIGSTOP');
    const both = await Promise.all([printer.print(sampleJob()), printer.print(sampleJob())]);
    for (const { findings } of both) expect(findings).toEqual([]);
    expect(isRunning(first)).toBe(false);
  }),
);

onLinux('a document that takes too long is reported after two attempts and costs no other', () =>
  withPrinter(4_000, async (printer) => {
    const endless = {
      ...sampleJob(),
      html: `<body>${'<table><tr><td>字</td></tr></table>'.repeat(600_000)}</body>`,
    };
    const [hung, good] = await Promise.all([printer.print(endless), printer.print(sampleJob())]);
    expect(hung.findings.map(({ code }) => code)).toEqual(['P06']);
    expect(hung.findings[0]?.message).toBe('打印两次都超过 4 秒没有完成，已中止');
    expect(good.findings).toEqual([]);
    expect((await printer.print(sampleJob())).findings).toEqual([]);
  }),
);

onLinux(
  'a browser is replaced after its share of documents, with the same bytes before and after',
  async () => {
    const { value } = await openPrinter({ fonts: 'bundled', timeoutMs: 60_000, documentsPerBrowser: 2 });
    const printer = value!;
    try {
      const first = browserProcess(printer);
      const prints = await Promise.all(Array.from({ length: 6 }, () => printer.print(sampleJob())));
      for (const { value: pdf } of prints) expect(Buffer.compare(pdf!, prints[0]!.value!)).toBe(0);
      await printer.print(sampleJob());
      expect(isRunning(first)).toBe(false);
    } finally {
      await printer.close();
    }
  },
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
