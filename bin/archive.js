// @ts-check
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { globSync } from 'tinyglobby';
import { bundled } from './bundle.js';
import { openOutputFolder } from './output-folder.js';

/*
 * Makes one archive for Linux x64 with everything that the program needs: itself, Node, the browser, the fonts and the
 * packages, for machines that see no registry. Unpacked anywhere it runs as `./yugong render …`.
 */
const run = promisify(execFile);
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const MOST_BYTES = 200e6;

/** What is only needed to run from the source. */
const FOR_SOURCE = new Set(['esbuild', 'tsx']);
/** Of packages of more than code: what the program reads of them. The others are taken whole. */
const ONLY = new Map([
  ['@expo-google-fonts/noto-serif-sc', ['400Regular/*.ttf', '700Bold/*.ttf']],
  ['@expo-google-fonts/noto-sans-sc', ['500Medium/*.ttf']],
  ['lxgw-wenkai-webfont', ['files/lxgwwenkai-regular-*.woff2']],
  [
    'pdfjs-dist',
    [
      'legacy/build/pdf.mjs',
      'legacy/build/pdf.worker.mjs',
      'legacy/build/pdf.sandbox.mjs',
      'cmaps/*',
      'standard_fonts/*',
      'wasm/*',
      'iccs/*',
    ],
  ],
]);
const LICENCES = ['{LICENSE,LICENCE,COPYING,NOTICE,OFL}*', '{license,licence,copying,notice}*'];
const ALWAYS = ['package.json', ...LICENCES];
const NEVER = /\.(?:d\.[cm]?ts|[cm]?ts|map|md|markdown|flow)$|(?:^|\/)(?:\.|tests?\/|__tests__\/)/i;

const USAGE = `用法：npm run bundle [-- --out 文件夹] [--level 1–9]

打一个不用联网、不用安装的完整包；--out 默认 output，--level 是压缩的程度，默认 9。`;
const { values } = readArguments();
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        out: { type: 'string', default: join(root, 'output') },
        /** Of packing, 1 to 9. */
        level: { type: 'string', default: '9' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch {
    console.error(`命令写得不对。\n${USAGE}`);
    process.exit(2);
  }
}

if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.error('只能在 Linux x64 上打包：包里的 Node 和浏览器就是本机的。');
  process.exit(3);
}
const unusable = openOutputFolder(values.out);
if (unusable !== null) {
  console.error(unusable);
  process.exit(1);
}
const { version, files: published } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const name = `yugong-${version}-linux-x64`;
const work = await mkdtemp(join(tmpdir(), 'yugong-bundle-'));
try {
  const top = join(work, name);
  const program = join(top, 'program');
  await mkdir(program, { recursive: true });
  await run(process.execPath, [join(root, 'bin', 'package.js')], { cwd: root });
  const withheld = published.filter((/** @type {string} */ entry) => entry.startsWith('!'));
  for (const entry of ['package.json', ...published]) {
    if (!withheld.includes(entry)) await copyPublished(entry, withheld, program);
  }
  const { whole, bundledOnly } = packagesNeeded();
  for (const folder of whole) await copyPackage(folder, program);
  // The code of these is in the program; their licences stand where people look for them.
  for (const folder of bundledOnly)
    await copyFiles(globSync(LICENCES, { cwd: folder, absolute: true }), program);
  await copyFile(process.execPath, join(top, 'node'));
  await chmod(join(top, 'node'), 0o755);
  await writeFile(join(top, 'yugong'), launcher(), { mode: 0o755 });
  await writeFile(join(top, '使用说明.txt'), instructions());
  await writeFile(join(top, 'SHA256SUMS'), await checksums(top));
  const archive = join(values.out, `${name}.tar.gz`);
  await pack(work, archive);
  const { size } = await stat(archive);
  const hash = await sha256Of(archive);
  await writeFile(`${archive}.sha256`, `${hash}  ${name}.tar.gz\n`);
  console.log(`已写出 ${relative(process.cwd(), archive)}：${(size / 1e6).toFixed(1)} MB`);
  console.log(`SHA-256：${hash}`);
  if (size > MOST_BYTES) {
    console.error(`超过 ${MOST_BYTES / 1e6} MB。`);
    process.exitCode = 1;
  }
} finally {
  await rm(work, { recursive: true, force: true });
}

/**
 * A file, folder or pattern of `files` in package.json, as npm packs it, without what is withheld there (`!docs/…`).
 *
 * @param {string} entry
 * @param {readonly string[]} withheld
 * @param {string} target
 */
async function copyPublished(entry, withheld, target) {
  const files = entry.includes('*')
    ? globSync(entry, { cwd: root, absolute: true })
    : filesBelow(join(root, entry));
  await copyFiles(
    files.filter((file) => !file.endsWith('.map') && !withheld.includes(`!${relative(root, file)}`)),
    target,
  );
}

/**
 * The folders of all packages that the built program loads, and of those that these load; apart from them those whose
 * code is in the program.
 *
 * @returns {{ readonly whole: readonly string[], readonly bundledOnly: readonly string[] }}
 */
function packagesNeeded() {
  /** @type {Set<string>} */
  const found = new Set();
  /** @type {Set<string>} */
  const inside = new Set();
  // What was put together with the program still loads its other packages; whoever was not needs them as they were.
  const open = [{ folder: root, isProgram: true }];
  const seen = new Set();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { folder, isProgram } = next;
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    );
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) {
      if (folder === root && FOR_SOURCE.has(needed)) continue;
      const place = packageFrom(folder, needed);
      // Optional ones are there for one system each.
      if (place === null) continue;
      const isBundled = isProgram && bundled.has(needed);
      (isBundled ? inside : found).add(place);
      if (seen.has(`${place} ${isBundled}`)) continue;
      seen.add(`${place} ${isBundled}`);
      open.push({ folder: place, isProgram: isBundled });
    }
  }
  return { whole: [...found].sort(), bundledOnly: [...inside].filter((place) => !found.has(place)).sort() };
}

/**
 * @param {string} folder
 * @param {string} needed
 * @returns {string | null}
 */
function packageFrom(folder, needed) {
  for (let at = folder; at.startsWith(root); at = dirname(at)) {
    const place = join(at, 'node_modules', needed);
    if (existsSync(join(place, 'package.json'))) return place;
  }
  return null;
}

/**
 * @param {string} folder
 * @param {string} target
 */
async function copyPackage(folder, target) {
  const only = ONLY.get(relative(join(root, 'node_modules'), folder));
  const files = only
    ? globSync([...ALWAYS, ...only], { cwd: folder, absolute: true })
    : filesBelow(folder, 'node_modules').filter((file) => !NEVER.test(relative(folder, file)));
  await copyFiles(files, target);
}

/**
 * Copies files of the checkout to the same place below another folder.
 *
 * @param {readonly string[]} files
 * @param {string} target
 */
async function copyFiles(files, target) {
  for (const file of files) await copy(file, join(target, relative(root, file)));
}

/**
 * @param {string} place a file, or a folder
 * @param {string} [except] folders of that name are left out
 * @returns {string[]}
 */
function filesBelow(place, except) {
  if (statSync(place).isFile()) return [place];
  return readdirSync(place, { withFileTypes: true }).flatMap((entry) => {
    const path = join(place, entry.name);
    if (entry.isDirectory()) return entry.name === except ? [] : filesBelow(path, except);
    return entry.isFile() ? [path] : [];
  });
}

/**
 * @param {string} from
 * @param {string} to
 */
async function copy(from, to) {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
}

/** Needs nothing but a shell, and may be called by another name or from elsewhere. */
function launcher() {
  return `#!/bin/sh
case "$0" in */*) here=\${0%/*} ;; *) here=. ;; esac
here=$(CDPATH= cd -- "$here" && pwd -P) || exit 3
case "$1" in
  render) set -- --max-semi-space-size=64 --single-threaded-gc --initial-old-space-size=128 "$here/program/bin/yugong.js" "$@" ;;
  worker) set -- --max-semi-space-size=64 --single-threaded-gc --initial-old-space-size=128 "$here/program/bin/yugong.js" "$@" ;;
  *) set -- "$here/program/bin/yugong.js" "$@" ;;
esac
exec "$here/node" "$@"
`;
}

function instructions() {
  return `预公 ${version}，Linux x64，不用联网，不用安装。

1. 核对：sha256sum -c ${name}.tar.gz.sha256
2. 解开：tar -xzf ${name}.tar.gz；解开以后可以再核对：cd ${name} && sha256sum -c --quiet SHA256SUMS
3. 试用：./yugong render program/data/kuerle.yaml，结果在 output/ 下；./yugong --help 列出全部命令。

需要：64 位 Linux（glibc 2.28 以上，有 libstdc++ 6）、600 MB 磁盘。首次打印时浏览器和字体解到 ~/.cache/yugong，
或环境变量 YUGONG_CACHE 指定的文件夹。数据放在运行时所在文件夹的 data/ 下，也可以直接写路径。
程序采用 MIT 许可证，其余部分的许可证见 program/NOTICE.md 和各组件文件夹。
`;
}

/** @param {string} top */
async function checksums(top) {
  const lines = [];
  for (const file of filesBelow(top).sort()) {
    lines.push(
      `${createHash('sha256')
        .update(await readFile(file))
        .digest('hex')}  ${relative(top, file)}\n`,
    );
  }
  return lines.join('');
}

/**
 * The same files give the same archive.
 *
 * @param {string} folder
 * @param {string} archive
 */
async function pack(folder, archive) {
  const temporary = `${archive}.tmp`;
  const { createGzip } = await import('node:zlib');
  const { createWriteStream } = await import('node:fs');
  const { spawn } = await import('node:child_process');
  const tar = spawn(
    'tar',
    [
      '--sort=name',
      '--mtime=2020-01-01 00:00Z',
      '--owner=0',
      '--group=0',
      '--numeric-owner',
      '-cf',
      '-',
      name,
    ],
    { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise((resolve) => tar.once('close', resolve));
  const gzip = createGzip({ level: Number.parseInt(values.level, 10) });
  await pipeline(tar.stdout, gzip, createWriteStream(temporary));
  if ((await ended) !== 0) throw new Error('tar failed');
  await rename(temporary, archive);
}

/** @param {string} path */
async function sha256Of(path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
