import { type Browser, connect, defaultArgs, type Page } from 'puppeteer-core';
import { done, errorFinding, failed } from '../model/error-finding.ts';
import type { Outcome } from '../model/finding.ts';
import type { BrowserBinary } from './browser-binary.ts';
import { BrowserPipe } from './browser-pipe.ts';
import { type BrowserProcess, startProcess } from './browser-process.ts';
import { type Clock, wallClock, withDeadline } from './deadline.ts';
import { browserEnvironment } from './embedded-browser.ts';
import { WINDOW_WIDTH } from './page-script.ts';
import { makeProfile, PROFILE_VARIABLE, removeProfile } from './profile.ts';

/** A running browser; whoever launched it closes it. */
export interface RunningBrowser {
  readonly browser: Browser;
  /** The connection, for large messages. */
  readonly pipe: BrowserPipe;
  readonly pid: number;
  /** A page: first the one that the browser opens with, which saves starting a second process. */
  newPage(): Promise<Page>;
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
  readonly clock?: Clock;
  /** Ends a start that nobody waits for any more. */
  readonly signal?: AbortSignal;
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
    profile = await makeProfile();
    return done(await connectTo(binary, profile, options));
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

async function connectTo(
  binary: BrowserBinary,
  profile: string,
  { timeoutMs, fontConfiguration = null, flags = [], clock = wallClock, signal }: BrowserOptions,
): Promise<RunningBrowser> {
  const own = [...browserArguments(flags), '--remote-debugging-pipe=cbor'];
  const args = defaultArgs({ headless: 'shell', userDataDir: profile, args: own });
  const env = {
    ...browserEnvironment(binary.libraryPath, fontConfiguration),
    [PROFILE_VARIABLE]: profile,
  };
  const child = startProcess(binary.path, args, env);
  const stop = () => void child.kill();
  signal?.addEventListener('abort', stop);
  try {
    const pipe = new BrowserPipe(child.requests, child.answers);
    const connected = connect({
      transport: pipe,
      protocolTimeout: timeoutMs + grace,
      // Nobody looks at the window; a high one would be painted.
      defaultViewport: { width: WINDOW_WIDTH, height: 1 },
    });
    const broken = child.ended.then((error) => Promise.reject(error));
    const limit = { ms: timeoutMs, clock, waitingFor: () => '浏览器启动' };
    if (signal?.aborted) stop();
    return running(await withDeadline(Promise.race([connected, broken]), limit), pipe, child, profile);
  } catch (error) {
    await child.kill();
    throw new Error(`${(error as Error).message}\n${child.complaints()}`);
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

/** The limit of a document must strike before that of one request, which would look like a crash. */
const grace = 5_000;

function running(
  browser: Browser,
  pipe: BrowserPipe,
  child: BrowserProcess,
  profile: string,
): RunningBrowser {
  // A promise of the end that lasts as long as the browser would keep the results of all work.
  const waiting = new Set<(error: Error) => void>();
  void child.ended.then((error) => {
    for (const reject of waiting) reject(error);
  });
  let initial: Promise<Page[]> | null = null;
  const newPage = async (): Promise<Page> => {
    const isFirst = initial === null;
    initial ??= browser.pages();
    const [page] = await initial;
    return (isFirst ? page : null) ?? browser.newPage();
  };
  let closing: Promise<void> | null = null;
  // By force: there is nothing to be saved, and a browser that hangs does not hear a request.
  const end = async () => {
    await child.kill();
    await removeProfile(profile);
  };
  return {
    browser,
    pipe,
    pid: child.pid,
    newPage,
    isAlive: () => closing === null && browser.connected,
    whileRunning: (work) =>
      new Promise((resolve, reject) => {
        if (child.hasEnded) reject(new Error('the browser has ended'));
        waiting.add(reject);
        work.then(resolve, reject).finally(() => waiting.delete(reject));
      }),
    close: () => {
      closing ??= end();
      return closing;
    },
  };
}

/** The one system fact worth telling; the rest of the browser's output is for the doctor. */
function reason(error: unknown): string {
  const text = String((error as Error)?.message ?? error);
  const library = /error while loading shared libraries: ([^:\s]+)/.exec(text)?.[1];
  if (library !== undefined) return `（系统缺少 ${library}）`;
  if (/sandbox/i.test(text)) return '（系统不允许浏览器使用沙箱）';
  if (/timed out|Timeout|not done within/i.test(text)) return '（等待超时）';
  return '';
}
