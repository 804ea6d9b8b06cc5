// @ts-check
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build, bundlePath, sourceStamp } from './bundle.js';

/*
 * Builds what an installed package runs: `dist/main.js` (the command line), `dist/index.js` (the face for other
 * programs) and its types. Called when the package is packed; a checkout runs its source and needs none of it.
 *
 * It is built once for every state of what it is made of, and kept beside the programs of the checkout. `dist` is brought
 * to it file by file, each whole or not at all: who packs meanwhile finds the same bytes.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const entryPoints = [join('src', 'cli', 'main.ts'), join('src', 'index.ts')];
const own = `${process.pid}.${randomBytes(4).toString('hex')}.tmp`;

const kept = dirname(bundlePath(`package-${packageStamp()}`));
if (!existsSync(kept)) await keepPackage();
await bringDist();

/** A hash of all that the package is made of. */
function packageStamp() {
  const hash = createHash('sha256').update(sourceStamp());
  for (const file of [join('bin', 'package.js'), 'tsconfig.json', 'tsconfig.package.json']) {
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex').slice(0, 24);
}

/**
 * The place of a module in the package, told from any file in `dist/`.
 *
 * @param {string} path
 */
function packagePlace(path) {
  return `new URL(${JSON.stringify(`../${relative(root, path).replaceAll('\\', '/')}`)}, import.meta.url).href`;
}

async function keepPackage() {
  const temporary = `${kept}.${own}`;
  await mkdir(temporary, { recursive: true });
  const types = promisify(execFile)(
    process.execPath,
    [
      join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
      ...['--project', join(root, 'tsconfig.package.json'), '--outDir', join(temporary, 'types')],
    ],
    { cwd: root },
  );
  try {
    const [outputs] = await Promise.all([build(dist, entryPoints, packagePlace), types]);
    for (const { path, contents } of outputs) {
      if (path.endsWith('.map')) continue;
      await writeFile(join(temporary, relative(dist, path)), contents, { flush: true });
    }
    await rename(temporary, kept);
  } catch (error) {
    // Another process was faster.
    if (!existsSync(kept)) throw error;
  } finally {
    await types.catch(() => {});
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Files that are as they should be are left alone. */
async function bringDist() {
  const temporary = join(root, `dist.${own}`);
  const wanted = filesBelow(kept);
  try {
    for (const name of wanted) {
      const bytes = await readFile(join(kept, name));
      const there = await readFile(join(dist, name)).catch(() => null);
      if (there?.equals(bytes)) continue;
      for (const folder of [temporary, dist]) await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(temporary, name), bytes);
      await rename(join(temporary, name), join(dist, name));
    }
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  for (const name of filesBelow(dist)) {
    if (!wanted.includes(name)) await rm(join(dist, name), { force: true });
  }
}

/** @param {string} folder */
function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
