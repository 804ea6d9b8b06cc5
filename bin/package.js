// @ts-check
import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from './bundle.js';

/*
 * Builds what an installed package runs: `dist/main.js` (the command line), `dist/index.js` (the face for other
 * programs) and its types. Called when the package is packed; a checkout runs its source and needs none of it.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const entryPoints = [join('src', 'cli', 'main.ts'), join('src', 'index.ts')];

/**
 * The place of a module in the package, told from any file in `dist/`.
 *
 * @param {string} path
 */
const packagePlace = (path) =>
  `new URL(${JSON.stringify(`../${relative(root, path).replaceAll('\\', '/')}`)}, import.meta.url).href`;

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
for (const { path, contents } of await build(dist, entryPoints, packagePlace)) {
  if (!path.endsWith('.map')) await writeFile(path, contents);
}
await promisify(execFile)(
  process.execPath,
  [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '--project', join(root, 'tsconfig.package.json')],
  { cwd: root },
);
