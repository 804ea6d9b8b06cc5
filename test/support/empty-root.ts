import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Programs of this machine that the root is entered with; none of them is in it. */
const ENTER = ['unshare', '--user', '--map-root-user', '--net', '--mount', '--pid', '--fork'];
const DEVICES = ['null', 'zero', 'random', 'urandom'];

/** Why no root of one's own can be entered here; null where it can. */
export function whyNoRoot(): string | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'the bundle is for Linux x64';
  const tried = spawnSync(ENTER[0]!, [...ENTER.slice(1), 'mount', '-t', 'proc', 'proc', '/proc']);
  return tried.status === 0 ? null : 'no user namespace may be made here';
}

/**
 * Makes a root with nothing in it but the C library, that of C++ and a shell, as the barest Linux has them: no Node, no
 * font, no certificate, no user.
 */
export function makeEmptyRoot(root: string): void {
  for (const folder of ['bin', 'dev', 'proc', 'tmp', 'home'])
    mkdirSync(join(root, folder), { recursive: true });
  for (const device of DEVICES) writeFileSync(join(root, 'dev', device), '');
  mkdirSync(join(root, 'dev', 'shm'));
  const shell = realpathSync('/bin/sh');
  take(shell, join(root, 'bin', 'sh'));
  const libraries = [process.execPath, shell].flatMap(librariesOf);
  for (const library of new Set(libraries)) take(library, join(root, library));
  // The rest of the C library, of which each program names what it needs.
  const folder = dirname(libraries.find((library) => library.endsWith('/libc.so.6'))!);
  for (const name of ['librt.so.1', 'libresolv.so.2', 'libutil.so.1', 'libnss_files.so.2']) {
    take(join(folder, name), join(root, folder, name));
  }
}

/** Runs a command in a root, without a network and without any process of this machine in sight. */
export function runInRoot(
  root: string,
  command: string,
): Promise<{ readonly code: number | null; readonly text: string }> {
  const mounts = [
    'set -e',
    ...DEVICES.map((device) => `mount --bind /dev/${device} "$1/dev/${device}"`),
    'mount -t tmpfs tmpfs "$1/dev/shm"',
    'mount -t proc proc "$1/proc"',
    'exec chroot "$1" /bin/sh -c "$2"',
  ];
  const child = spawn(
    ENTER[0]!,
    [...ENTER.slice(1), '/bin/sh', '-c', mounts.join('\n'), 'sh', root, command],
    { env: { PATH: process.env.PATH, HOME: '/home', LANG: 'C' } },
  );
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ code, text }));
  });
}

function take(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { dereference: true });
}

function librariesOf(program: string): string[] {
  const { stdout } = spawnSync('ldd', [program], { encoding: 'utf8' });
  return [...stdout.matchAll(/(\/\S+) \(0x/g)].map(([, path]) => path!);
}
