import { writeOutputFiles } from '../files/output-files.ts';
import type { Finding } from '../model/finding.ts';
import { findingFromJson, findingJson } from '../model/finding-json.ts';
import type { SoundUnits } from '../work/departments.ts';
import type { UnitAnswer, UnitMessage } from '../work/unit-message.ts';
import type { UnitRecord } from '../work/unit-record.ts';
import type { Workforce } from '../work/workforce.ts';
import { changedInBetween } from './same-state.ts';

/** One unit to render. */
export interface RenderJob {
  readonly path: string;
  readonly label: string;
  /** Name of the outputs without extension, relative to the output folder: `demo/2025`. */
  readonly name: string;
  /** Path of the outputs without extension. */
  readonly base: string;
}

export interface RenderTools {
  readonly workforce: Workforce;
  /** What every unit is asked for. */
  readonly wanted: Pick<UnitMessage, 'formats' | 'redact' | 'force' | 'attachesData'>;
  /** What is known to be wrong with a unit before it is loaded, by path. */
  readonly told?: ReadonlyMap<string, readonly Finding[]>;
  /** Units found without an error, for the departments that they are members of. */
  readonly sound?: SoundUnits;
  /** Settles when the browser has started; until then only the first units are begun, as many as {@link Workforce.early}. */
  readonly started: Promise<unknown> | null;
  /** Told which units are waited for whenever no unit was done for so long; what they wait for has an end. */
  readonly watch: { readonly ms: number; waiting(labels: readonly string[]): void };
}

export type UnitStatus = UnitRecord['status'] | 'unchanged' | 'interrupted';

/** What became of one unit. */
export interface UnitResult {
  readonly name: string;
  readonly label: string;
  readonly status: UnitStatus;
  /** Paths of the outputs; null when there are none or they are those of an earlier run. */
  readonly outputs: readonly string[] | null;
  readonly findings: readonly Finding[];
  readonly sources: ReadonlyMap<string, string>;
  readonly milliseconds: number;
  /** For the manifest; null for a unit that was interrupted. */
  readonly record: UnitRecord | null;
}

/**
 * Deals units out, several at once, writes what comes back and tells of each as it is done; `done` is awaited. An error
 * in one unit never stops the others. After `signal` no unit is begun; those in hand are finished if they are past
 * printing, else `interrupted`, without a trace.
 */
export async function renderUnits(
  jobs: readonly RenderJob[],
  { workforce, wanted, told, sound, started, watch }: RenderTools,
  done: (result: UnitResult) => Promise<void> | void,
  signal?: AbortSignal,
): Promise<void> {
  const waiting = [...jobs];
  const inHand = new Set<string>();
  const look = setInterval(() => watch.waiting([...inHand]), watch.ms);
  const place = async (index: number): Promise<void> => {
    if (index >= workforce.early) await started;
    for (let job = waiting.shift(); job && !signal?.aborted; job = waiting.shift()) {
      const { path, label, name } = job;
      inHand.add(label);
      const known = told?.get(path)?.map(findingJson);
      const members = sound?.of(job) ?? [];
      const message = {
        path,
        label,
        name,
        ...wanted,
        ...(known && { told: known }),
        ...(members.length > 0 && { sound: members }),
      };
      const given = await workforce.work(message, signal);
      const answer = given.interrupted
        ? given
        : ofOneState(given, changedInBetween(job, given.record, members));
      if (!answer.interrupted) sound?.add(job, answer.record);
      await done(answer.interrupted ? resultOf(job, answer, null) : await written(job, answer));
      inHand.delete(label);
      look.refresh();
    }
  };
  try {
    await Promise.all(Array.from({ length: workforce.places }, (_, index) => place(index)));
  } finally {
    clearInterval(look);
  }
}

/** The answer for a department, which is no report where a member was changed while the run went on. */
function ofOneState(answer: UnitAnswer, changed: readonly Finding[]): UnitAnswer {
  if (changed.length === 0) return answer;
  const { record } = answer;
  const findings = [...record.findings, ...changed.map(findingJson)];
  return { ...answer, files: null, record: { ...record, status: 'failed', outputs: [], findings } };
}

/** The result of a unit after its files were written: all of them or none. */
async function written(job: RenderJob, answer: UnitAnswer): Promise<UnitResult> {
  const files = answer.files?.map(({ name, content }) => ({ path: job.base + name, content })) ?? null;
  if (files === null) return resultOf(job, answer, answer.record);
  const start = performance.now();
  const { value: paths, findings } = await writeOutputFiles(files);
  const seconds = { ...answer.record.seconds, write: Math.round(performance.now() - start) / 1000 };
  const record: UnitRecord =
    paths === null
      ? { ...answer.record, status: 'failed', outputs: [], seconds }
      : { ...answer.record, seconds };
  return resultOf(
    job,
    answer,
    { ...record, findings: [...record.findings, ...findings.map(findingJson)] },
    paths,
  );
}

function resultOf(
  { name, label }: RenderJob,
  { sources, record: { seconds, findings } }: UnitAnswer,
  record: UnitRecord | null,
  outputs: readonly string[] | null = null,
): UnitResult {
  const { produce, print, write } = record?.seconds ?? seconds;
  return {
    name,
    label,
    status: record?.status ?? 'interrupted',
    outputs,
    findings: (record?.findings ?? findings).map(findingFromJson),
    sources: new Map(sources),
    milliseconds: (produce + print + write) * 1000,
    record,
  };
}
