import { dirname, join, posix, resolve } from 'node:path';
import { sha256OfFile } from '../files/file-hash.ts';
import { DEFAULTS_FILE } from '../kinds/defaults-file.ts';
import { findingFromJson } from '../model/finding-json.ts';
import { isPattern } from '../source/list-files.ts';
import type { Fingerprints } from '../work/fingerprint.ts';
import { sha256OfInput } from '../work/read-log.ts';
import type { InputRecord, UnitRecord } from '../work/unit-record.ts';
import { belongsTo, formatOf, type OutputFormat } from '../write/formats.ts';
import type { RenderJob, UnitResult } from './render-units.ts';

/** What a run asks for, as far as it decides whether earlier outputs will do. */
export interface Wanted {
  readonly folder: string;
  readonly formats: readonly OutputFormat[];
  /** Identity of the printer; null when nothing printed is wanted. */
  readonly printer: string | null;
  readonly fingerprints: Fingerprints;
}

/**
 * The result of an earlier run, when it is what this run would give: same data, pack, lists, program and options,
 * and every file wanted still there with the bytes that were written. Else null.
 */
export async function unchanged(
  job: RenderJob,
  record: UnitRecord | undefined,
  wanted: Wanted,
): Promise<UnitResult | null> {
  if (record?.status !== 'ok' || record.template === null) return null;
  const inputs = await presentInputs(job, record.inputs);
  if (inputs === null) return null;
  if ((await wanted.fingerprints.of(record.template, inputs)) !== record.fingerprint) return null;
  const outputs: string[] = [];
  for (const format of wanted.formats.map(formatOf)) {
    const written = record.outputs.filter(
      ({ file }) => file.startsWith(job.name) && belongsTo(file.slice(job.name.length), format),
    );
    if (written.length === 0) return null;
    for (const output of written) {
      if (format.needsBrowser && output.printer !== wanted.printer) return null;
      const path = join(wanted.folder, output.file);
      if ((await sha256OfFile(path)) !== output.sha256) return null;
      outputs.push(path);
    }
  }
  return {
    name: job.name,
    label: job.label,
    status: 'unchanged',
    outputs,
    findings: record.findings.map(findingFromJson),
    sources: new Map(),
    milliseconds: 0,
    record,
  };
}

/** The input files as they are now; null when one is gone or it is another unit file. */
async function presentInputs(
  job: RenderJob,
  recorded: readonly InputRecord[],
): Promise<readonly InputRecord[] | null> {
  const inputs: InputRecord[] = [];
  for (const { file } of recorded) {
    const sha256 = await sha256OfInput(resolve(dirname(job.path), file));
    if (sha256 === null) return null;
    inputs.push({ file, sha256 });
  }
  return inputs.length > 0 && !(await hasNewDefaults(job, inputs)) ? inputs : null;
}

/** Whether a folder that files were read from has a defaults file now that was not there then. */
async function hasNewDefaults(job: RenderJob, inputs: readonly InputRecord[]): Promise<boolean> {
  const folders = new Set(
    inputs.filter(({ file }) => !isPattern(file)).map(({ file }) => posix.dirname(file)),
  );
  for (const folder of folders) {
    const file = posix.join(folder, DEFAULTS_FILE);
    if (inputs.some((input) => input.file === file)) continue;
    if ((await sha256OfInput(resolve(dirname(job.path), file))) !== null) return true;
  }
  return false;
}
