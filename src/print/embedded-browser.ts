import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress } from 'node:zlib';
import { makeFolder } from '../files/make-folder.ts';
import type { PackageFolder } from '../files/package-folder.ts';
import { ensureStored } from '../files/stored-file.ts';
import { readTar } from '../files/tar-reader.ts';

/** A headless shell that was unpacked and has answered once. */
export interface UnpackedBrowser {
  readonly path: string;
  /** As the program says it, `Chromium 153.0.8010.0`. */
  readonly version: string;
  /** Folder with NSS libraries of the package, where the system has none. */
  readonly libraryPath: string | null;
}

/** How the unpacked program is called in the cache folder, before its version. */
export const EMBEDDED_NAME = 'headless-shell-';

/** A program that has not told its version by then will not print either. */
const ANSWER_MS = 30_000;

const run = promisify(execFile);
const inflate = promisify(brotliDecompress);

/**
 * Unpacks the headless shell of `@sparticuz/chromium` into the cache folder and tries it.
 *
 * The package's own code is not used: it trusts any file at a guessable path in the temporary folder
 * and its launch arguments switch the sandbox off. `thorough` checks the file's hash even when it looks
 * untouched. Null when the program does not run here, with or without the package's libraries; errors
 * of the disk are thrown.
 *
 * Example: `(await unpackBrowser(packageFolder('@sparticuz/chromium')!, '/home/li/.cache/yugong'))?.path`
 */
export async function unpackBrowser(
  source: PackageFolder,
  cache: string,
  options: { thorough?: boolean } = {},
): Promise<UnpackedBrowser | null> {
  const path = await ensureStored(
    join(cache, `${EMBEDDED_NAME}${source.version}`),
    (temporary) => decompress(join(source.path, 'bin', 'chromium.br'), temporary),
    { mode: 0o700, thorough: options.thorough ?? false },
  );
  const version = await askVersion(path, null);
  if (version !== null) return { path, version, libraryPath: null };
  const libraryPath = await unpackLibraries(source, cache, options.thorough ?? false);
  const withLibraries = await askVersion(path, libraryPath);
  return withLibraries === null ? null : { path, version: withLibraries, libraryPath };
}

/**
 * Asks a browser for its version by running it; null when it cannot be run.
 *
 * Example: `await askVersion('/usr/bin/chromium', null)` → `'Chromium 153.0.8010.0'`
 */
export async function askVersion(path: string, libraryPath: string | null): Promise<string | null> {
  try {
    const { stdout } = await run(path, ['--version'], {
      env: browserEnvironment(libraryPath),
      timeout: ANSWER_MS,
      killSignal: 'SIGKILL',
    });
    return stdout.trim();
  } catch {
    return null;
  }
}

/**
 * The environment a browser is started with: ours, the place of its libraries, and the fontconfig file with the
 * fonts it may use.
 *
 * Example: `browserEnvironment(null, '/c/fonts-5d….conf').FONTCONFIG_FILE`
 */
export function browserEnvironment(
  libraryPath: string | null,
  fontConfiguration: string | null = null,
): NodeJS.ProcessEnv {
  const before = process.env.LD_LIBRARY_PATH;
  return {
    ...process.env,
    ...(libraryPath === null ? {} : { LD_LIBRARY_PATH: before ? `${libraryPath}:${before}` : libraryPath }),
    ...(fontConfiguration === null ? {} : { FONTCONFIG_FILE: fontConfiguration }),
  };
}

async function decompress(source: string, target: string): Promise<void> {
  await pipeline(
    createReadStream(source, { highWaterMark: 1 << 20 }),
    createBrotliDecompress({ chunkSize: 1 << 20 }),
    createWriteStream(target, { flags: 'wx', mode: 0o600 }),
  );
}

async function unpackLibraries(source: PackageFolder, cache: string, thorough: boolean): Promise<string> {
  const folder = join(cache, `${EMBEDDED_NAME}${source.version}-libraries`);
  await makeFolder(folder, 0o700);
  const packed = await readFile(join(source.path, 'bin', 'al2023.tar.br'));
  for (const entry of readTar(await inflate(packed))) {
    // Only the file's own name is taken from the archive, so nothing can land outside the folder.
    const name = /(?:^|\/)(lib[A-Za-z0-9_.-]+)$/.exec(entry.name)?.[1];
    if (name === undefined) continue;
    await ensureStored(join(folder, name), (temporary) => writeFile(temporary, entry.bytes, { flag: 'wx' }), {
      mode: 0o700,
      thorough,
    });
  }
  return folder;
}
