import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { openPrinter, type Printer, type PrinterOptions, preparePrinter } from '../../src/print/printer.ts';
import { processesBelow, until } from '../support/batch.ts';
import { HandClock } from '../support/hand-clock.ts';
import { sampleJob } from './sample-document.ts';

const onLinux = process.platform === 'linux' ? test : test.skip;

async function withPrinter(
  use: (printer: Printer, clock: HandClock) => Promise<void>,
  options: Partial<PrinterOptions> = {},
): Promise<void> {
  const clock = new HandClock();
  const { value: printer } = await openPrinter({ fonts: 'bundled', timeoutMs: 60_000, clock, ...options });
  try {
    await use(printer!, clock);
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

/**
 * A process that was killed is gone a moment later, and on a busy machine not within the seconds for which the printer waits:
 * it may have to write to a disk first. So tests wait for its end and do not only look.
 */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

onLinux('a browser that crashed is started again and the document printed', () =>
  withPrinter(async (printer) => {
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
  withPrinter(async (printer) => {
    const work = Promise.all(Array.from({ length: 6 }, () => printer.print(sampleJob())));
    process.kill(browserProcess(printer), 'SIGKILL');
    for (const { findings } of await work) expect(findings).toEqual([]);
  }),
);

onLinux('a browser that hangs is replaced, and its documents are printed by others', () =>
  withPrinter(async (printer, clock) => {
    await printer.print(sampleJob());
    const first = browserProcess(printer);
    process.kill(first, 'SIGSTOP');
    const both = [printer.print(sampleJob()), printer.print(sampleJob())];
    await until(() => clock.waits.length === 2);
    clock.strike();
    for (const { findings } of await Promise.all(both)) expect(findings).toEqual([]);
    await until(() => !isRunning(first));
  }),
);

onLinux('a helper that is stopped holds nothing up: not the document, not the end of the browser', () =>
  withPrinter(async (printer, clock) => {
    await printer.print(sampleJob());
    const first = browserProcess(printer);
    const helpers = processesBelow(first);
    const renderers = helpers.filter(({ line }) => line.includes('--type=renderer'));
    expect(renderers.length).toBeGreaterThan(0);
    for (const { pid } of renderers) process.kill(pid, 'SIGSTOP');
    const printed = printer.print(sampleJob());
    await until(() => clock.waits.includes('排版'));
    clock.strike();
    expect((await printed).findings).toEqual([]);
    await until(() => helpers.every(({ pid }) => !isRunning(pid)));
  }),
);

onLinux('a browser that does not open its pages is given up, at the start too', async () => {
  const clock = new HandClock();
  const options = { fonts: 'bundled', timeoutMs: 60_000, clock } as const;
  const { value: printer } = await preparePrinter(options);
  const started = printer!.start();
  for (const _ of ['at first', 'once more']) {
    const browser = await until(() => browserProcess(printer!) || null);
    await until(() => clock.waits.includes('打开页面'));
    process.kill(browser, 'SIGSTOP');
    clock.strike();
    await until(() => !isRunning(browser));
  }
  expect((await started).findings.map(({ code }) => code)).toEqual(['P04']);
  await printer!.close();
});

onLinux('a document that takes too long is reported after two attempts, with what was not done', () =>
  withPrinter(async (printer, clock) => {
    const endless = {
      ...sampleJob(),
      html: `<body>${'<table><tr><td>字</td></tr></table>'.repeat(100_000)}</body>`,
    };
    const hung = printer.print(endless);
    for (const _ of ['with the others', 'alone']) {
      await until(() => clock.waits.includes('排版'));
      clock.strike();
    }
    const { findings } = await hung;
    expect(findings.map(({ code }) => code)).toEqual(['P06']);
    expect(findings[0]?.message).toMatch(/^打印两次都超过 60 秒没有完成（停在“排版”），已中止$/);
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
      await until(() => !isRunning(first));
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
  await until(() => !isRunning(browser));
  expect(existsSync(profile!)).toBe(false);
  expect((await printer!.print(sampleJob())).findings.map(({ code }) => code)).toEqual(['P05']);
});
