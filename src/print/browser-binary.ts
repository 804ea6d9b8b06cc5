import { existsSync } from 'node:fs';
import { cacheFolderPath, type Environment, openCacheFolder } from '../files/cache-folder.ts';
import { packageFolder } from '../files/package-folder.ts';
import { done, errorFinding, failed } from '../model/error-finding.ts';
import type { Finding, Outcome } from '../model/finding.ts';
import { askVersion, unpackBrowser } from './embedded-browser.ts';
import { installedPlaces, puppeteerShells } from './installed-browsers.ts';

/** Where a browser was found. */
export type BrowserOrigin = 'environment' | 'embedded' | 'puppeteer' | 'installed';

/** A browser that can be started. */
export interface BrowserBinary {
  readonly path: string;
  readonly origin: BrowserOrigin;
  /** Null where the program does not tell (Chrome on Windows opens a window instead of answering). */
  readonly version: string | null;
  readonly libraryPath: string | null;
}

/** What the search depends on; everything has the running process's value as default. */
export interface FindBrowserOptions {
  readonly environment?: Environment;
  readonly platform?: NodeJS.Platform;
  readonly architecture?: string;
  /** Check the unpacked browser's hash even when it looks untouched. */
  readonly thorough?: boolean;
}

/**
 * Finds a browser to print with: `PUPPETEER_EXECUTABLE_PATH`, the embedded headless shell (Linux x64),
 * Puppeteer's own headless shell, then an installed Chrome, Edge or Chromium.
 *
 * Errors: P01 when there is none (exit code 3 of the command line), P02 when the cache folder is unsafe.
 *
 * Example: `(await findBrowser()).value?.origin` is `'embedded'` on Linux x64.
 */
export async function findBrowser(options: FindBrowserOptions = {}): Promise<Outcome<BrowserBinary>> {
  const environment = options.environment ?? process.env;
  const platform = options.platform ?? process.platform;
  const architecture = options.architecture ?? process.arch;

  const named = environment.PUPPETEER_EXECUTABLE_PATH;
  if (named) {
    if (!existsSync(named)) return failed(noSuchFile(named));
    return done(await describe(named, 'environment', platform));
  }

  const findings: Finding[] = [];
  if (platform === 'linux' && architecture === 'x64') {
    const embedded = await embeddedBrowser(environment, options.thorough ?? false);
    if (embedded.value !== null) return done(embedded.value);
    findings.push(...embedded.findings);
  }
  const shell = puppeteerShells(environment)[0];
  if (shell !== undefined) return done(await describe(shell, 'puppeteer', platform));
  const installed = installedPlaces(platform, environment).find((path) => existsSync(path));
  if (installed !== undefined) return done(await describe(installed, 'installed', platform));
  return { value: null, findings: [...findings, noBrowser()] };
}

async function embeddedBrowser(environment: Environment, thorough: boolean): Promise<Outcome<BrowserBinary>> {
  const source = packageFolder('@sparticuz/chromium');
  if (source === null) return { value: null, findings: [] };
  const cache = await openCacheFolder(cacheFolderPath(environment, 'linux'));
  if (cache.value === null) return failed(cache.findings[0]!);
  try {
    const unpacked = await unpackBrowser(source, cache.value, { thorough });
    return unpacked === null ? { value: null, findings: [] } : done({ ...unpacked, origin: 'embedded' });
  } catch (error) {
    return failed(
      errorFinding(
        'P02',
        `内置浏览器无法解压到 ${cache.value}（${(error as NodeJS.ErrnoException).code ?? '文件已损坏'}）`,
        '请确认该磁盘有 300 MB 以上的空间并且可写，或用环境变量 YUGONG_CACHE 换一个文件夹；若仍不行，请重新执行 npm ci',
      ),
    );
  }
}

async function describe(
  path: string,
  origin: BrowserOrigin,
  platform: NodeJS.Platform,
): Promise<BrowserBinary> {
  const version = platform === 'win32' ? null : await askVersion(path, null);
  return { path, origin, version, libraryPath: null };
}

function noSuchFile(path: string): Finding {
  return errorFinding(
    'P01',
    `环境变量 PUPPETEER_EXECUTABLE_PATH 指向的浏览器不存在：${path}`,
    '请改正这个路径，或取消这个环境变量，使用内置的浏览器',
  );
}

function noBrowser(): Finding {
  return errorFinding(
    'P01',
    '没有找到可以打印 PDF 的浏览器',
    '请安装 Chrome、Edge 或 Chromium 后重试；已经安装在别处的，请把程序路径写入环境变量 PUPPETEER_EXECUTABLE_PATH',
  );
}
