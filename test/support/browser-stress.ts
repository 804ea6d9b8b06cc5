import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { orphans } from '../../src/print/orphans.ts';
import { Random } from '../../src/samples/random.ts';
import { browserProfiles, defectsOf, processesBelow, readManifestOf, startRender } from './batch.ts';

/** What befell the browser of one run, and what was wrong in the end. */
export interface StressOutcome {
  readonly seed: number;
  readonly blows: readonly string[];
  readonly code: number | null;
  /** Units that were printed and that were given up, with the codes of why. */
  readonly printed: number;
  readonly givenUp: readonly string[];
  readonly seconds: number;
  readonly defects: readonly string[];
}

export interface StressOptions {
  /** Folder with the units. */
  readonly units: string;
  /** An empty folder for the run. */
  readonly folder: string;
  readonly timeoutSeconds: number;
  /** Units printed at once; with four, and units enough, workers do the work and are struck too. */
  readonly jobs: number;
  readonly blows: number;
  /** A run that has not ended by then is a defect. */
  readonly mostSeconds: number;
}

const KINDS = ['browser', 'renderer', 'helper', 'worker'] as const;
const BLOWS = ['SIGKILL', 'SIGSTOP', 'slow'] as const;
/** Why a unit may be given up when its browser, or its worker, is struck again and again. */
const EXCUSES = /^(?:P0[456]|O05)$/;

/**
 * Renders a folder while processes of the browser are killed, stopped and slowed down at random moments. Whatever
 * happens, the command must end, say what it gave up, and leave nothing behind.
 */
export async function stressRun(seed: number, options: StressOptions): Promise<StressOutcome> {
  const random = new Random(seed);
  const out = join(options.folder, 'out');
  const profiles = join(options.folder, 'tmp');
  mkdirSync(profiles, { recursive: true });
  const before = new Set(await orphans());
  const run = startRender(
    [
      options.units,
      '--out',
      out,
      '--fonts',
      'bundled',
      '--timeout',
      String(options.timeoutSeconds),
      '--jobs',
      String(options.jobs),
    ],
    ['env', `TMPDIR=${profiles}`],
  );
  const start = performance.now();
  const told: string[] = [];
  let over = false;
  const late = setTimeoutOf(options.mostSeconds, () => {
    for (const { pid } of processesOf(profiles)) endProcess(pid, 'SIGKILL');
  });
  const result = run.result.finally(() => {
    over = true;
  });
  for (let blow = 0; blow < options.blows && !over; blow++) {
    await pause(random.int(0, 900));
    let there = victimsOf(run.child.pid!);
    for (; there.length === 0 && !over; there = victimsOf(run.child.pid!)) await pause(50);
    if (there.length === 0) break;
    const kind = random.pick(KINDS.filter((each) => there.some((victim) => victim.kind === each)));
    const manner = random.pick(BLOWS);
    const victim = random.pick(there.filter((each) => each.kind === kind));
    told.push(`${manner} ${kind}`);
    endProcess(victim.pid, manner === 'SIGKILL' ? 'SIGKILL' : 'SIGSTOP');
    if (manner === 'slow') {
      setTimeout(() => endProcess(victim.pid, 'SIGCONT'), random.int(200, 1700)).unref();
    }
  }
  const { code, stderr } = await result;
  late();
  const seconds = Math.round((performance.now() - start) / 100) / 10;
  const defects = await defectsAfter(out, profiles, code);
  // Helpers write over their environment, and are known by their browser.
  for (const pid of await orphans()) if (!before.has(pid)) defects.push(`helper left: ${pid}`);
  if (seconds > options.mostSeconds) defects.push('did not end');
  if (/内部出错|\bat .*\.ts:\d+/.test(stderr)) defects.push(`internal error: ${stderr.slice(0, 300)}`);
  const units = code === 3 ? [] : readManifestOf(out).units;
  const givenUp = units
    .filter(({ status }) => status === 'failed')
    .flatMap(({ findings }) =>
      findings.filter(({ severity }) => severity === 'error').map((why) => why.code),
    );
  for (const why of givenUp) if (!EXCUSES.test(why)) defects.push(`given up for ${why}`);
  rmSync(options.folder, { recursive: true, force: true });
  const printed = units.filter(({ status }) => status === 'ok').length;
  return { seed, blows: told, code, printed, givenUp, seconds, defects };
}

async function defectsAfter(out: string, profiles: string, code: number | null): Promise<string[]> {
  const defects: string[] = [];
  if (code !== 0 && code !== 1 && code !== 3) defects.push(`exit code ${code}`);
  // A process that was killed is gone a moment later.
  for (let wait = 0; wait < 20 && processesOf(profiles).length > 0; wait++) await pause(50);
  for (const { line } of processesOf(profiles)) defects.push(`process left: ${line.slice(0, 120)}`);
  for (const profile of browserProfiles(profiles)) defects.push(`profile left: ${profile}`);
  const left = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(^|\/)\./.test(file),
  );
  for (const file of left) if (code !== 3 || !file.includes('journal')) defects.push(`file left: ${file}`);
  return code === 3 ? defects : [...defects, ...defectsOf(out)];
}

/** Every process of a run, wherever it hangs in the tree: they all have its folder for temporary files. */
function processesOf(temporaryFolder: string): { readonly pid: number; readonly line: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const environment = readFileSync(`/proc/${name}/environ`, 'utf8').split('\0');
        if (!environment.includes(`TMPDIR=${temporaryFolder}`)) return [];
        const line = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return [{ pid: Number.parseInt(name, 10), line }];
      } catch {
        return [];
      }
    });
}

/** What can be struck of a run. */
function victimsOf(pid: number) {
  return processesBelow(pid).flatMap((each) => {
    const kind = kindOf(each.line);
    return kind === null ? [] : [{ ...each, kind }];
  });
}

function kindOf(line: string): (typeof KINDS)[number] | null {
  if (line.includes('--type=renderer')) return 'renderer';
  if (line.includes('--type=')) return 'helper';
  if (line.includes('yugong.js unit-worker')) return 'worker';
  return line.includes('--remote-debugging-pipe') ? 'browser' : null;
}

function endProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}

function setTimeoutOf(seconds: number, strike: () => void): () => void {
  const timer = setTimeout(strike, seconds * 1000);
  return () => clearTimeout(timer);
}
