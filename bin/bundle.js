// @ts-check
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const cache = join(root, 'node_modules', '.cache', 'yugong');
const DAYS_KEPT = 7;
const PROGRAMS_KEPT = 12;

/** Packages of many small modules and nothing but code; the others are loaded from where they are. */
export const bundled = new Set([
  // Of another version than a package of the checkout alone: each loads its own.
  'semver',
  ...['puppeteer-core', '@puppeteer/browsers', 'zod', 'csv-parse', 'handlebars', 'decimal.js', 'js-yaml'],
  ...['htmlparser2', 'domhandler', 'domutils', 'dom-serializer', 'domelementtype', 'entities'],
  ...[
    'commander',
    'get-east-asian-width',
    'picocolors',
    'tinyglobby',
    'fdir',
    'picomatch',
    'leven',
    'fflate',
  ],
  // The job engine: loaded one by one, its modules would take longer than a dozen units.
  ...['bullmq', 'cron-parser', 'luxon', 'msgpackr', 'node-abort-controller', 'tslib'],
  ...['ioredis', '@ioredis/commands', 'cluster-key-slot', 'debug', 'ms', 'denque', 'redis-errors'],
  ...['standard-as-callback', 'pg', 'pg-connection-string', 'pg-pool', 'pg-protocol', 'pg-types', 'pgpass'],
  ...['split2', 'pg-int8', 'postgres-array', 'postgres-bytea', 'postgres-date', 'postgres-interval'],
]);

/**
 * A hash of all that the program is made of: its source, its place, and the exact versions of its packages.
 *
 * @returns {string} Example: `'5f0c…'`; another one after a single changed character in `src/`.
 */
export function sourceStamp() {
  const hash = createHash('sha256').update(root);
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join('src', file));
  for (const file of [...sources.sort(), join('bin', 'bundle.js'), 'package-lock.json']) {
    const bytes = readFileSync(join(root, file));
    hash.update(`\0${file}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex').slice(0, 24);
}

/**
 * What the program says it is, in the words of `programVersion` (src/work/fingerprint.ts): the hash of the names and hashes of
 * its source files and of the exact versions of its packages. Written into the program when it is put together, so that a run
 * need not read the source a second time.
 *
 * @returns {string}
 */
export function programFingerprint() {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `src/${file.replaceAll('\\', '/')}`);
  const parts = [...sources.sort(), 'package-lock.json'].flatMap((file) => [
    file,
    createHash('sha256')
      .update(readFileSync(join(root, file)))
      .digest('hex'),
  ]);
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

/**
 * Where the program of a stamp is kept.
 *
 * @param {string} stamp
 * @returns {string}
 */
export function bundlePath(stamp) {
  return join(cache, stamp, 'main.cjs');
}

/**
 * Puts the program together and keeps it, whole or not at all; several processes may do so at once. Old programs are removed.
 * Errors of the disk and of the source are thrown.
 *
 * @param {string} stamp
 * @returns {Promise<void>}
 */
export async function makeBundle(stamp) {
  const temporary = join(cache, `${stamp}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`);
  await mkdir(temporary, { recursive: true });
  try {
    for (const { path, contents } of await buildProgram(join(temporary, 'main.cjs'))) {
      // Flushed before it gets its name: after a power cut an empty program would do nothing, and say nothing.
      await writeFile(path, contents, { flag: 'wx', flush: true });
    }
    await rename(temporary, join(cache, stamp));
  } catch (error) {
    // Another process was faster.
    if (!existsSync(bundlePath(stamp))) throw error;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  await removeOld(stamp);
}

/** @type {import('esbuild').BuildOptions & { write: false }} */
const common = {
  absWorkingDir: root,
  write: false,
  bundle: true,
  platform: 'node',
  target: 'node20',
  sourcemap: 'linked',
  logLevel: 'silent',
};

/**
 * Puts the program of the checkout together in one file, in the older module format: what V8 makes of it can be kept.
 *
 * @param {string} outfile
 * @returns {Promise<readonly { path: string, contents: Uint8Array }[]>}
 */
async function buildProgram(outfile) {
  const { build: bundle } = await import('esbuild');
  const { outputFiles } = await bundle({
    ...common,
    entryPoints: [join('src', 'cli', 'main.ts')],
    outfile,
    format: 'cjs',
    minifyWhitespace: true,
    define: { PROGRAM_FINGERPRINT: JSON.stringify(programFingerprint()), 'import.meta.url': 'yugongPlace' },
    banner: { js: "const yugongPlace = require('node:url').pathToFileURL(__filename).href;" },
    plugins: [{ name: 'places', setup: (plugin) => keepPlaces(plugin, sourcePlace) }],
  });
  return outputFiles;
}

/**
 * What a module of the program takes for its own place, as an expression: where its source stands.
 *
 * @param {string} path of the source
 * @returns {string}
 */
function sourcePlace(path) {
  return JSON.stringify(pathToFileURL(path).href);
}

/**
 * Puts together what a package carries: entries that share their modules in a few files.
 *
 * @param {string} outdir
 * @param {readonly string[]} entryPoints relative to the folder of the program
 * @param {(path: string) => string} placeOf the expression that a module gets for `import.meta.url`
 * @returns {Promise<readonly { path: string, contents: Uint8Array }[]>}
 */
export async function build(outdir, entryPoints, placeOf) {
  const { build: bundle } = await import('esbuild');
  const { outputFiles } = await bundle({
    ...common,
    entryPoints: [...entryPoints],
    outdir,
    splitting: true,
    format: 'esm',
    entryNames: '[name]',
    // Packages in the older module format ask for Node's own modules by `require`.
    banner: {
      js: "import { createRequire as yugongRequire } from 'node:module'; const require = yugongRequire(import.meta.url);",
    },
    plugins: [{ name: 'places', setup: (plugin) => keepPlaces(plugin, placeOf) }],
  });
  return outputFiles;
}

/**
 * Modules of the program find their data beside their source, and packages are taken whole or left where they are.
 *
 * @param {import('esbuild').PluginBuild} plugin
 * @param {(path: string) => string} placeOf
 */
function keepPlaces(plugin, placeOf) {
  plugin.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
    const name = path
      .split('/')
      .slice(0, path.startsWith('@') ? 2 : 1)
      .join('/');
    if (kind === 'entry-point' || bundled.has(name)) return undefined;
    return { path, external: true };
  });
  plugin.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
    if (!path.startsWith(join(root, 'src'))) return undefined;
    const text = await readFile(path, 'utf8');
    return { contents: text.replaceAll('import.meta.url', placeOf(path)), loader: 'ts' };
  });
}

/**
 * Removes programs of a week ago and older, and all but the newest few: each has 20 MB.
 *
 * @param {string} stamp
 */
async function removeOld(stamp) {
  const limit = Date.now() - DAYS_KEPT * 86_400_000;
  const others = readdirSync(cache)
    .filter((name) => name !== stamp)
    // Another process may be removing it as well.
    .map((name) => ({ name, made: statSync(join(cache, name), { throwIfNoEntry: false })?.mtimeMs ?? limit }))
    .sort((a, b) => b.made - a.made);
  for (const [index, { name, made }] of others.entries()) {
    // One that is just being put together is newer than any other.
    if (made < limit || index >= PROGRAMS_KEPT) await rm(join(cache, name), { recursive: true, force: true });
  }
}
