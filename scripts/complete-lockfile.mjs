/*
 * Lists in package-lock.json the optional packages for other systems that npm left out.
 *
 * npm leaves them out when the lock file is written where they cannot be fetched (a registry mirror that only
 * carries the packages of one system, or an existing node_modules folder), and `npm ci` then refuses the lock
 * file on every machine. The packages are named after the system they are for, and their versions are exact, so
 * the missing entries follow from the names. Run after every `npm install`: `node scripts/complete-lockfile.mjs`.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const FILE = new URL('../package-lock.json', import.meta.url);
const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32', 'aix'];
const PROCESSORS = { arm64: 'arm64', x64: 'x64', ia32: 'ia32', arm: 'arm', ppc64: 'ppc64', riscv64: 'riscv64', s390x: 's390x', loong64: 'loong64' };

const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

const lock = JSON.parse(readFileSync(FILE, 'utf8'));
const added = [];
for (const [path, parent] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const found = resolve(path, name);
    // A range is met by what npm chose; only exact versions can be wrong here.
    if (found && (found.version === version || !EXACT.test(version))) continue;
    const place = found ? `${path}/node_modules/${name}` : `node_modules/${name}`;
    lock.packages[place] = entryOf(name, version, parent);
    added.push(`${place}@${version}`);
  }
}
if (added.length > 0) {
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
  lock.packages = Object.fromEntries(sorted);
  writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
}
console.log(added.length === 0 ? 'The lock file is complete.' : `Added ${added.length}:\n${added.join('\n')}`);

/** The entry that a package at that place of the tree finds under a name: in its own folder, then further out. */
function resolve(path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const found = lock.packages[folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`];
    if (found || folder === '') return found ?? null;
  }
}

function entryOf(name, version, parent) {
  if (!EXACT.test(version)) throw new Error(`${name}: ${version} is not an exact version`);
  const words = name.split(/[-/]/);
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = words.map((word) => PROCESSORS[word]).find(Boolean);
  if (!os || !cpu) throw new Error(`${name}: the name does not tell the system it is for`);
  const musl = words.some((word) => word.startsWith('musl'));
  return {
    version,
    cpu: [cpu],
    ...(parent.dev ? { dev: true } : {}),
    ...(os === 'linux' ? { libc: [musl ? 'musl' : 'glibc'] } : {}),
    optional: true,
    os: [os],
  };
}
