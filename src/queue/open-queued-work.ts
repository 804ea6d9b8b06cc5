import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { writeOutputFiles } from '../files/output-files.ts';
import { done } from '../model/error-finding.ts';
import type { Outcome } from '../model/finding.ts';
import type { PackStore } from '../report/packs.ts';
import { programVersion } from '../work/fingerprint.ts';
import { openOwnWork } from '../work/own-work.ts';
import type { Workforce, WorkforceSettings } from '../work/workforce.ts';
import { openEngine } from './engine.ts';
import { Hall } from './hall.ts';
import { programMarks } from './program-marks.ts';
import type { QueueAddress } from './queue-address.ts';
import { QueuedWork } from './queued-work.ts';
import { openShared, ownShared } from './shared-folder.ts';

/** Where the work goes, and who is told of what is worth telling. */
export interface QueueUse {
  readonly address: QueueAddress;
  tell(line: string): void;
}

/** Names a run in its output folder, so that one that was killed goes on with what its workers have done. */
const RUN_FILE = '.yugong-run';

/**
 * Opens the work of a run through a queue; `out` is its output folder, absolute, or null where nothing is written.
 *
 * Errors: Q01 the engine cannot be reached; P01, P02, P03 where a format needs the browser, which is asked for its version
 * here: what prints must be the same on both sides.
 */
export async function openQueuedWork(
  settings: WorkforceSettings,
  packs: PackStore,
  { address, tell }: QueueUse,
  out: string | null,
): Promise<Outcome<Workforce>> {
  const { value: own, findings } = await openOwnWork(settings, packs);
  if (!own) return { value: null, findings };
  const { printer } = own;
  await own.close();
  const { value: engine, findings: problems } = await openEngine(address);
  if (!engine) return { value: null, findings: problems };
  const marks = await programMarks(settings.program ?? (await programVersion()), settings.folders);
  const run = out === null ? newRun() : await runOf(out);
  const place = out === null ? null : await openShared(out, run);
  const { fonts, timeoutMs, redact, attachesData = false } = settings;
  const hall = new Hall(engine);
  await hall.removeForgotten();
  const work = new QueuedWork(
    { engine, hall, packs, printer, tell, shared: place && ownShared(place) },
    {
      kind: 'run',
      run,
      who: `${hostname()}#${process.pid}`,
      marks,
      needs: {
        browser: printer !== null,
        fonts,
        printer: printer?.identity ?? null,
        timeoutMs,
        redact,
        attachesData,
      },
      shared: place && { folder: place.folder, token: run },
    },
  );
  if (place === null || out === null) return done(work);
  const close = work.close.bind(work);
  return done(
    Object.assign(work, {
      async close() {
        await close();
        await place.close();
        await rm(join(out, RUN_FILE), { force: true }).catch(() => {});
      },
    }),
  );
}

/** The run that was not ended in an output folder, else a new one. */
async function runOf(out: string): Promise<string> {
  const path = join(out, RUN_FILE);
  const known = await readFile(path, 'utf8').catch(() => '');
  if (/^[0-9a-f]{16}$/.test(known)) return known;
  const run = newRun();
  await writeOutputFiles([{ path, content: run }]);
  return run;
}

function newRun(): string {
  return randomBytes(8).toString('hex');
}
