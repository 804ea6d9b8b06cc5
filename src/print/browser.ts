import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, launch } from 'puppeteer-core';
import type { Outcome } from '../model/finding.ts';
import type { BrowserBinary } from './browser-binary.ts';
import { browserEnvironment } from './embedded-browser.ts';
import { done, failed, printFinding } from './print-finding.ts';

/** A running browser; whoever launched it closes it. */
export interface RunningBrowser {
  readonly browser: Browser;
  /** False once the process has gone or has been told to. */
  isAlive(): boolean;
  /** Ends the process and removes its temporary profile. Never throws; may be called twice. */
  close(): Promise<void>;
}

/**
 * Text is laid out without hinting, so that line breaks do not depend on the machine; names never
 * resolve, as a second lock behind the refusal of requests. Nobody watches the page, so garbage is collected
 * in one go instead of bit by bit between tasks: a tenth less work for a document. Other flags were measured
 * and change nothing (GPU, zygote, LCD text), or cost time.
 */
const flags = [
  '--font-render-hinting=none',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--js-flags=--no-incremental-marking --no-memory-reducer',
];

/**
 * Starts a headless browser, talking through a pipe: when this process dies, however it dies, the pipe
 * closes and the browser ends by itself.
 *
 * The sandbox stays on, except for root on Linux, where Chromium refuses to start with it. One limit,
 * `timeoutMs`, governs the start and every later answer of the browser.
 *
 * Errors: P04 when it does not start.
 *
 * Example: `const running = (await launchBrowser(binary, { timeoutMs: 30_000 })).value`
 */
export async function launchBrowser(
  binary: BrowserBinary,
  options: { readonly timeoutMs: number },
): Promise<Outcome<RunningBrowser>> {
  const root = process.platform === 'linux' && process.getuid?.() === 0;
  let profile: string | null = null;
  try {
    profile = await mkdtemp(join(tmpdir(), 'yugong-browser-'));
    const browser = await launch({
      executablePath: binary.path,
      headless: 'shell',
      pipe: true,
      userDataDir: profile,
      env: browserEnvironment(binary.libraryPath),
      args: [...flags, ...(root ? ['--no-sandbox'] : [])],
      timeout: options.timeoutMs,
      protocolTimeout: options.timeoutMs + grace,
      // The command line owns the signals and closes the printer itself.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    return done(running(browser, profile));
  } catch (error) {
    if (profile !== null) await removeProfile(profile);
    return failed(
      printFinding(
        'P04',
        `浏览器无法启动：${binary.path}${reason(error)}`,
        '请运行 npm run doctor 查看浏览器的情况；也可以用环境变量 PUPPETEER_EXECUTABLE_PATH 指定另一个 Chrome 或 Edge',
      ),
    );
  }
}

/** The limit of a document must strike before that of one request, which would look like a crash. */
const grace = 5_000;

function running(browser: Browser, profile: string): RunningBrowser {
  let closing: Promise<void> | null = null;
  const end = async () => {
    const child = browser.process();
    const gone =
      child === null || child.exitCode !== null || child.signalCode !== null ? null : once(child, 'exit');
    // A browser that hangs does not answer a polite request either.
    const patience = setTimeout(() => child?.kill('SIGKILL'), 2000);
    try {
      await Promise.all([gone, browser.close().catch(() => child?.kill('SIGKILL'))]);
    } finally {
      clearTimeout(patience);
      await removeProfile(profile);
    }
  };
  return {
    browser,
    isAlive: () => closing === null && browser.connected,
    close: () => {
      closing ??= end();
      return closing;
    },
  };
}

/** Helpers of the browser may write for a moment after it has ended; what stays is only rubbish. */
async function removeProfile(profile: string): Promise<void> {
  await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch(() => {});
}

/** The one system fact worth telling; the rest of the browser's output is for the doctor. */
function reason(error: unknown): string {
  const text = String((error as Error)?.message ?? error);
  const library = /error while loading shared libraries: ([^:\s]+)/.exec(text)?.[1];
  if (library !== undefined) return `（系统缺少 ${library}）`;
  if (/sandbox/i.test(text)) return '（系统不允许浏览器使用沙箱）';
  if (/timed out|Timeout/i.test(text)) return '（等待超时）';
  return '';
}
