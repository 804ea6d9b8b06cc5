import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { done } from '../model/error-finding.ts';
import type { Outcome } from '../model/finding.ts';
import { type ProgramVersion, programVersion } from '../work/fingerprint.ts';
import { openProcesses } from '../work/open-workforce.ts';
import type { Workforce } from '../work/workforce.ts';
import { openEngine } from './engine.ts';
import { Hall, type RunNotice } from './hall.ts';
import { KeptWorkforces, type Needs } from './kept-workforces.ts';
import { QUEUE_PATIENCE_MS } from './patience.ts';
import { differences, programMarks } from './program-marks.ts';
import { RunOfOthers, type ServeOptions } from './run-of-others.ts';
import { makeScratch, removeScratch } from './scratch-folder.ts';
import { refusalText } from './worker-crowd.ts';

/** Runs that begin and end are seen so soon. */
const LOOK_MS = 1_000;
/** A run whose notice is gone for so long has ended. */
const GRACE_MS = 1.2 * QUEUE_PATIENCE_MS;

/**
 * Works on the units of whatever runs are told of at the engine, until `signal`; what is in hand then is finished. Runs
 * whose program, packs or lists are not those of this machine are left alone, and said why.
 *
 * Errors: Q01 the engine cannot be reached.
 */
export async function serveQueue(options: ServeOptions, signal: AbortSignal): Promise<Outcome<true>> {
  const { address, folders, concurrency, tell } = options;
  const program = await programVersion();
  const marks = await programMarks(program, folders);
  const { value: engine, findings } = await openEngine(address);
  if (!engine) return { value: null, findings };
  const who = `${hostname()}#${process.pid}`;
  const scratch = await makeScratch();
  const hall = new Hall(engine);
  const workforces = new KeptWorkforces((needs) => openStarted(needs, options, program));
  const runs = new Map<string, RunOfOthers>();
  const refused = new Set<string>();
  const missing = new Map<string, number>();
  tell(`工作机 ${who} 已就绪：队列 ${engine.shown}，同时处理 ${concurrency} 个单位。`);
  const begin = (notice: RunNotice): void => {
    const differs = differences(marks, notice.marks);
    if (differs.length > 0) {
      if (!refused.has(notice.run)) tell(refusalText(notice, differs));
      refused.add(notice.run);
      return;
    }
    runs.set(notice.run, new RunOfOthers(notice, { ...options, engine, workforces, marks, who, scratch }));
  };
  try {
    await hall.post(`worker-${who}`, { kind: 'worker', who, marks, places: concurrency });
    for (let notices = await hall.look(signal); notices; notices = await hall.look(signal)) {
      const there = notices.flatMap((notice) => (notice.kind === 'run' ? [notice] : []));
      for (const notice of there) {
        missing.delete(notice.run);
        if (!runs.has(notice.run)) begin(notice);
      }
      for (const [run, work] of runs) {
        if (there.some((notice) => notice.run === run)) continue;
        // An engine that lost its data hears of the run again.
        const since = missing.get(run) ?? performance.now();
        missing.set(run, since);
        if (performance.now() - since < GRACE_MS) continue;
        runs.delete(run);
        void work.close();
      }
      await pause(LOOK_MS, null, { signal }).catch(() => {});
    }
    await hall.takeDown(`worker-${who}`);
    await Promise.all([...runs.values()].map((work) => work.close()));
    return done(true);
  } finally {
    await workforces.close();
    await hall.close();
    await engine.close();
    await removeScratch(scratch);
  }
}

async function openStarted(
  { browser, fonts, timeoutMs, redact, attachesData = false }: Needs,
  { folders, concurrency }: ServeOptions,
  program: ProgramVersion,
): Promise<Outcome<Workforce>> {
  const formats = browser ? (['pdf'] as const) : [];
  const settings = { folders, formats, fonts, timeoutMs, concurrency, program, redact, attachesData };
  const { value: workforce, findings } = await openProcesses(settings);
  if (!workforce) return { value: null, findings };
  const started = await workforce.start(concurrency);
  if (started === null || started.value !== null) return done(workforce);
  await workforce.close();
  return { value: null, findings: started.findings };
}
