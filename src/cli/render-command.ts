import type { RenderJob, UnitResult } from '../batch/render-units.ts';
import { type BatchOptions, runBatch } from '../batch/run-batch.ts';
import type { Shard } from '../batch/shard.ts';
import type { FontChoice } from '../fonts/font-catalog.ts';
import { type Finding, hasErrors } from '../model/finding.ts';
import { defaultConcurrency, thisMachine } from '../work/concurrency.ts';
import type { OutputFormat } from '../write/formats.ts';
import { BatchReport } from './batch-report.ts';
import { type Console, silentConsole } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { findingJson, jsonText } from './json.ts';
import { namedInputs } from './named-inputs.ts';
import { openPacks } from './open-packs.ts';
import { labelOf } from './project-folders.ts';
import { queueUse } from './queue-use.ts';
import type { RegisterReport } from './register-report.ts';
import { untilSignal } from './signals.ts';
import { findUnitInputs, outputBase, type UnitInput } from './unit-inputs.ts';
import type { WatchedRun } from './watch-render.ts';

export interface RenderOptions {
  readonly formats: readonly OutputFormat[];
  /** The output folder, absolute. */
  readonly out: string;
  readonly fonts: FontChoice;
  /** Folder with the template packs, absolute. */
  readonly templates: string;
  readonly timeoutMs: number;
  readonly json: boolean;
  /** Render units that have not changed as well, and units with errors too, marked as drafts. */
  readonly force: boolean;
  /** Mask personal data. */
  readonly redact: boolean;
  /** PDFs carry the tables as data. */
  readonly attachesData?: boolean;
  /** Units printed at once; null leaves it to the machine. */
  readonly jobs: number | null;
  readonly shard: Shard | null;
  /** The office's list of who owes which document, absolute; null for none. */
  readonly register?: string | null;
  /** How the outputs are called: `{单位}{年度}年单位预算公开`; null where they bear the names of the unit files. */
  readonly names?: string | null;
  /** Go on rendering what changes, until Ctrl+C. */
  readonly watch?: boolean;
  /** Other machines do the work, by the queue at this address (`true`: that of the environment). */
  readonly queue?: string | true | null;
}

/** `render`: reports of all units that the arguments mean. Gives the exit code. */
export async function renderCommand(
  args: readonly string[],
  options: RenderOptions,
  terminal: Console,
): Promise<ExitCode> {
  const console = options.json ? silentConsole(terminal) : terminal;
  if (options.watch) return watch(args, options, console);
  const { inputs, problems } = await findUnitInputs(args, options.redact);
  if (problems.length > 0) {
    for (const problem of problems) terminal.err(problem);
    return EXIT.usage;
  }
  const { named, clashes } = await namedInputs(inputs, options);
  if (clashes.length > 0) {
    console.findings(clashes, new Map());
    if (options.json) terminal.out(resultJson([], clashes, false, null));
    return EXIT.findings;
  }
  const queue = await queueUse(options.queue ?? null, terminal);
  if (queue === 'refused') return EXIT.usage;
  const packs = openPacks(options.templates);
  const jobs = jobsOf(named, options);
  const report = new BatchReport(console, () => performance.now());
  const { value: outcome, exitCode } = await untilSignal((signal) =>
    runBatch(jobs, { ...batchOptions(options), queue }, packs, report, signal),
  );
  const findings = outcome.failure?.findings ?? outcome.findings;
  if (outcome.failure === null) report.summary(outcome.manifest);
  console.findings(findings, new Map());
  const register = options.register
    ? await (await import('./register-report.ts')).reportRegister(options.register, inputs, console)
    : null;
  if (options.json) terminal.out(resultJson(report.results, findings, exitCode !== null, register));
  if (exitCode !== null) return exitCode;
  if (outcome.failure) return outcome.failure.kind === 'environment' ? EXIT.environment : EXIT.findings;
  const bad = report.results.some(({ status }) => status === 'failed');
  const isOwed = register !== null && hasErrors(register.findings);
  return bad || isOwed || findings.length > 0 ? EXIT.findings : EXIT.ok;
}

function jobsOf(inputs: readonly UnitInput[], { out }: Pick<RenderOptions, 'out'>): RenderJob[] {
  return inputs.map((input) => ({ ...input, base: outputBase(out, input.name) }));
}

/** Renders again and again; only who watches loads what watches. */
async function watch(args: readonly string[], options: RenderOptions, console: Console): Promise<ExitCode> {
  const { watchRender } = await import('./watch-render.ts');
  const inputs = async (): Promise<readonly UnitInput[] | null> => {
    const found = await findUnitInputs(args, options.redact);
    for (const problem of found.problems) console.err(problem);
    if (found.problems.length > 0) return null;
    const { named, clashes } = await namedInputs(found.inputs, options);
    console.findings(clashes, new Map());
    return clashes.length > 0 ? null : named;
  };
  const run: WatchedRun['run'] = (units, listener, work, signal) =>
    runBatch(
      jobsOf(units, options),
      batchOptions(options),
      openPacks(options.templates),
      listener,
      signal,
      undefined,
      work.open,
    );
  return watchRender({ inputs, run }, options, console);
}

function batchOptions(options: RenderOptions): BatchOptions {
  const { formats, out, fonts, timeoutMs, force, redact, jobs, shard, attachesData = false } = options;
  const concurrency = jobs ?? defaultConcurrency(thisMachine());
  return { formats, out, fonts, timeoutMs, concurrency, shard, attachesData, production: { force, redact } };
}

function resultJson(
  results: readonly UnitResult[],
  findings: readonly Finding[],
  interrupted: boolean,
  register: RegisterReport | null,
): string {
  const units = results.map((result) => ({
    file: result.label,
    ok: result.outputs !== null,
    status: result.status,
    draft: result.outputs !== null && hasErrors(result.findings),
    outputs: result.outputs?.map(labelOf) ?? [],
    seconds: result.milliseconds / 1000,
    findings: result.findings.map(findingJson),
  }));
  return jsonText({
    units,
    interrupted,
    findings: findings.map(findingJson),
    ...(register && { register: { ...register, findings: register.findings.map(findingJson) } }),
  });
}
