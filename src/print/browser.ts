import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { type Browser, connect, defaultArgs } from 'puppeteer-core';
import { done, errorFinding, failed } from '../model/error-finding.ts';
import type { Outcome } from '../model/finding.ts';
import type { BrowserBinary } from './browser-binary.ts';
import { BrowserPipe } from './browser-pipe.ts';
import { withDeadline } from './deadline.ts';
import { browserEnvironment } from './embedded-browser.ts';

/** A running browser; whoever launched it closes it. */
export interface RunningBrowser {
  readonly browser: Browser;
  /** The connection, for large messages. */
  readonly pipe: BrowserPipe;
  readonly pid: number;
  /** False once the process has gone or has been told to. */
  isAlive(): boolean;
  /** The same work, rejected when the process ends first: not every answer that Puppeteer waits for ends with it. */
  whileRunning<T>(work: Promise<T>): Promise<T>;
  /** Ends the process and removes its temporary profile. Never throws; may be called twice. */
  close(): Promise<void>;
}

/**
 * Text is laid out without hinting, so that line breaks do not depend on the machine; names never
 * resolve, as a second lock behind the refusal of requests. Nobody watches the page, so garbage is collected
 * in one go instead of bit by bit between tasks: a tenth less work for a document. Other flags were measured
 * and change nothing (GPU, zygote, LCD text), or cost time.
 */
const browserFlags: readonly string[] = [
  '--font-render-hinting=none',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--js-flags=--no-incremental-marking --no-memory-reducer',
];

/** How to start a browser. */
export interface BrowserOptions {
  readonly timeoutMs: number;
  readonly fontConfiguration?: string | null;
  readonly flags?: readonly string[];
}

/** All that the browser is started with besides Puppeteer's own arguments; `flags` come after ours. */
export function browserArguments(flags: readonly string[]): string[] {
  const root = process.platform === 'linux' && process.getuid?.() === 0;
  return [...browserFlags, ...flags, ...(root ? ['--no-sandbox'] : [])];
}

/**
 * Starts a headless browser, talking through a pipe: when this process dies, however it dies, the pipe
 * closes and the browser ends by itself.
 *
 * The sandbox stays on, except for root on Linux, where Chromium refuses to start with it. One limit,
 * `timeoutMs`, governs the start and every later answer of the browser. `fontConfiguration` is what
 * `prepareFonts` gave; `flags` come after our own.
 *
 * Errors: P04 when it does not start.
 *
 * Example: `const running = (await launchBrowser(binary, { timeoutMs: 30_000 })).value`
 */
export async function launchBrowser(
  binary: BrowserBinary,
  options: BrowserOptions,
): Promise<Outcome<RunningBrowser>> {
  let profile: string | null = null;
  try {
    profile = await mkdtemp(join(tmpdir(), 'yugong-browser-'));
    const child = startProcess(binary, profile, options);
    const complaints = complaintsOf(child);
    try {
      const [, , , requests, answers] = child.stdio;
      const pipe = new BrowserPipe(requests as Writable, answers as Readable);
      const connected = connect({ transport: pipe, protocolTimeout: options.timeoutMs + grace });
      const browser = await withDeadline(Promise.race([connected, failure(child)]), options.timeoutMs);
      return done(running(browser, pipe, child, profile));
    } catch (error) {
      child.kill('SIGKILL');
      throw new Error(`${(error as Error).message}\n${complaints()}`);
    }
  } catch (error) {
    if (profile !== null) await removeProfile(profile);
    return failed(
      errorFinding(
        'P04',
        `浏览器无法启动：${binary.path}${reason(error)}`,
        '请运行 npm run doctor 查看浏览器的情况；也可以用环境变量 PUPPETEER_EXECUTABLE_PATH 指定另一个 Chrome 或 Edge',
      ),
    );
  }
}

function startProcess(
  binary: BrowserBinary,
  profile: string,
  { flags = [], fontConfiguration = null }: BrowserOptions,
): ChildProcess {
  const own = [...browserArguments(flags), '--remote-debugging-pipe=cbor'];
  const args = defaultArgs({ headless: 'shell', userDataDir: profile, args: own });
  return spawn(binary.path, args, {
    env: browserEnvironment(binary.libraryPath, fontConfiguration),
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
}

/** Rejected when the process cannot be started, or ends. */
function failure(child: ChildProcess): Promise<never> {
  return new Promise((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the browser ended with code ${code}`)));
  });
}

const complaintsKept = 8192;

/** The last that the browser said of itself; reading on keeps it from waiting for a reader. */
function complaintsOf(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-complaintsKept);
  });
  return () => text;
}

/** The limit of a document must strike before that of one request, which would look like a crash. */
const grace = 5_000;

function running(browser: Browser, pipe: BrowserPipe, child: ChildProcess, profile: string): RunningBrowser {
  // A promise of the end that lasts as long as the browser would keep the results of all work.
  const waiting = new Set<(error: Error) => void>();
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  child.once('exit', () => {
    for (const reject of waiting) reject(new Error('the browser has ended'));
  });
  let closing: Promise<void> | null = null;
  const end = async () => {
    const gone = hasEnded() ? null : once(child, 'exit');
    // A browser that hangs does not answer a polite request either.
    const patience = setTimeout(() => child.kill('SIGKILL'), 2000);
    try {
      await Promise.all([gone, browser.close().catch(() => child.kill('SIGKILL'))]);
    } finally {
      clearTimeout(patience);
      await removeProfile(profile);
    }
  };
  return {
    browser,
    pipe,
    pid: child.pid!,
    isAlive: () => closing === null && browser.connected,
    whileRunning: (work) =>
      new Promise((resolve, reject) => {
        if (hasEnded()) reject(new Error('the browser has ended'));
        waiting.add(reject);
        work.then(resolve, reject).finally(() => waiting.delete(reject));
      }),
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
