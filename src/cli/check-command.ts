import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { writeOutputFiles } from '../files/output-files.ts';
import { isWorkbookFile } from '../form/workbook-file.ts';
import type { Finding, Outcome } from '../model/finding.ts';
import { findingFromJson } from '../model/finding-json.ts';
import type { QueueUse } from '../queue/open-queued-work.ts';
import { PackStore } from '../report/packs.ts';
import { defaultConcurrency, thisMachine } from '../work/concurrency.ts';
import { planDepartments, SoundUnits } from '../work/departments.ts';
import { openWorkforce } from '../work/open-workforce.ts';
import type { UnitAnswer } from '../work/unit-message.ts';
import type { Workforce, WorkforceSettings } from '../work/workforce.ts';
import type { Annotations } from './annotate-workbooks.ts';
import { type CheckedUnit, countRules, countSeverities, formatCheckSummary } from './check-summary.ts';
import { type Console, silentConsole } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { formatSummary } from './format-finding.ts';
import { findingJson, jsonText } from './json.ts';
import { packFolders } from './open-packs.ts';
import { labelOf } from './project-folders.ts';
import { queueUse } from './queue-use.ts';
import type { RegisterReport, reportRegister } from './register-report.ts';
import { sarifLog } from './sarif.ts';
import { findUnitInputs, type UnitInput } from './unit-inputs.ts';

export interface CheckOptions {
  /** Folder with the template packs, absolute. */
  readonly templates: string;
  readonly json: boolean;
  /** File for a SARIF log, absolute; null for none. */
  readonly sarif: string | null;
  /** More warnings than these, over all units, fail the check; null for any number. */
  readonly maxWarnings: number | null;
  /** Only the summary, not the single findings. */
  readonly summary: boolean;
  /** Take personal data for masked, as `render --redact` does. */
  readonly redact: boolean;
  /** Write an empty line for each missing reason into the unit files before they are checked. */
  readonly fillReasons?: boolean;
  /** Folder for copies of the workbooks with what was found as notes on their cells, absolute; null for none. */
  readonly annotate?: string | null;
  /** The office's list of who owes which document, absolute; null for none. */
  readonly register?: string | null;
  /** Folder with the approved texts, absolute: the budget of a final is held against the one that was approved. */
  readonly approved?: string;
  /** Other machines do the work, by the queue at this address (`true`: that of the environment). */
  readonly queue?: string | true | null;
}

/** `check`: everything that `render` would find, without writing a report. Gives the exit code. */
export async function checkCommand(
  args: readonly string[],
  options: CheckOptions,
  terminal: Console,
): Promise<ExitCode> {
  const console = options.json ? silentConsole(terminal) : terminal;
  const { inputs, problems } = await findUnitInputs(args, options.redact);
  if (problems.length > 0) {
    for (const problem of problems) terminal.err(problem);
    return EXIT.usage;
  }
  const annotations = options.annotate ? await annotationsIn(options.annotate, console) : null;
  const clash = annotations?.clash(inputs) ?? null;
  if (clash !== null) {
    terminal.err(clash);
    return EXIT.usage;
  }
  if (options.fillReasons === true) {
    const { writeEmptyReasons } = await import('./fill-reasons.ts');
    await writeEmptyReasons(inputs, options.templates, console);
  }
  const queue = await queueUse(options.queue ?? null, terminal);
  if (queue === 'refused') return EXIT.usage;
  const { value: workforce, findings: broken } = await openChecks(options, queue);
  if (!workforce) {
    console.findings(broken, new Map());
    return EXIT.environment;
  }
  const units: CheckedUnit[] = [];
  let isWritten = true;
  for await (const { input, answer } of checkedInOrder(inputs, options, workforce)) {
    const { label } = input;
    const findings = answer.record.findings.map(findingFromJson);
    units.push({ file: label, findings });
    if (!options.summary) {
      console.findings(findings, new Map(answer.sources));
      console.out(`${label}：${formatSummary(findings)}`);
      if (!options.fillReasons) tellOfReasons(label, findings, console);
    }
    if (annotations) isWritten = (await annotations.write(input, findings)) && isWritten;
  }
  if (units.length > 1 || options.summary) console.out(`\n${formatCheckSummary(units)}`);
  const register = options.register ? await registerOf(options.register, inputs, console) : null;
  if (options.json) terminal.out(checkJson(units, register));
  const all = register ? [...units, register] : units;
  if (options.sarif !== null && !(await writeSarif(options.sarif, all, console))) return EXIT.findings;
  return isWritten ? verdict(all, options.maxWarnings, console) : EXIT.findings;
}

/** Several missing reasons: the command that lists them in the file is the next step. */
function tellOfReasons(label: string, findings: readonly Finding[], console: Console): void {
  const missing = findings.filter(({ code, severity }) => code === 'E05' && severity === 'error').length;
  if (missing < 2 || isWorkbookFile(label)) return;
  console.out(
    `没有写的增减原因 ${missing} 处：npm run check ${label} -- --fill-reasons 逐条列进文件，旁边注明两年的数。`,
  );
}

/** Only who wants copies loads what writes them. */
async function annotationsIn(folder: string, console: Console): Promise<Annotations> {
  const { Annotations } = await import('./annotate-workbooks.ts');
  return new Annotations(folder, console);
}

/** Those who do the checks. Errors: Q01. */
async function openChecks(
  { templates, redact }: Pick<CheckOptions, 'templates' | 'redact'>,
  queue: QueueUse | null,
): Promise<Outcome<Workforce>> {
  const settings: WorkforceSettings = {
    folders: packFolders(templates),
    formats: [],
    // Nothing is printed.
    fonts: 'bundled',
    // For a worker that is caught in a unit.
    timeoutMs: 300_000,
    concurrency: defaultConcurrency(thisMachine()),
    program: null,
    redact,
  };
  if (queue === null) return openWorkforce(settings);
  const { openQueuedWork } = await import('../queue/open-queued-work.ts');
  return openQueuedWork(settings, new PackStore(settings.folders), queue, null);
}

/** The answers in the order of the units, departments after them, however many are checked at once. */
async function* checkedInOrder(
  inputs: readonly UnitInput[],
  { redact, approved }: Pick<CheckOptions, 'redact' | 'approved'>,
  workforce: Workforce,
): AsyncGenerator<{ readonly input: UnitInput; readonly answer: UnitAnswer }> {
  try {
    const folder = approved !== undefined && existsSync(approved) ? approved : null;
    await workforce.start(inputs.length);
    const plan = await planDepartments(inputs);
    const sound = new SoundUnits(plan);
    for (const stage of plan.stages) {
      const waiting: { readonly input: UnitInput; readonly answer: Promise<UnitAnswer> }[] = [];
      let next = 0;
      while (next < stage.length || waiting.length > 0) {
        while (waiting.length < workforce.places && next < stage.length) {
          const input = stage[next++]!;
          const { path, label, name } = input;
          const known = plan.told.get(path)?.map(findingJson);
          const members = sound.of(input);
          const message = {
            path,
            label,
            name,
            formats: [],
            redact,
            force: false,
            ...(known && { told: known }),
            ...(members.length > 0 && { sound: members }),
            ...(folder !== null && { approved: { folder, root: rootOf(input), label: labelOf(folder) } }),
          };
          waiting.push({ input, answer: workforce.work(message) });
        }
        const { input, answer } = waiting.shift()!;
        const given = await answer;
        sound.add(input, given.record);
        yield { input, answer: given };
      }
    }
  } finally {
    await workforce.close();
  }
}

/** The folder below which unit files name their outputs and approved texts. */
function rootOf({ path, name }: UnitInput): string {
  return resolve(path, ...name.split('/').map(() => '..'));
}

/** Only who has a register loads what reads it. */
async function registerOf(...given: Parameters<typeof reportRegister>): Promise<RegisterReport> {
  const { reportRegister } = await import('./register-report.ts');
  return reportRegister(...given);
}

function verdict(units: readonly CheckedUnit[], maxWarnings: number | null, console: Console): ExitCode {
  const { error, warning } = countSeverities(units.flatMap(({ findings }) => findings));
  if (error > 0) return EXIT.findings;
  if (maxWarnings === null || warning <= maxWarnings) return EXIT.ok;
  console.err(`警告 ${warning} 个，超过 --max-warnings ${maxWarnings}。`);
  return EXIT.findings;
}

async function writeSarif(path: string, units: readonly CheckedUnit[], console: Console): Promise<boolean> {
  const written = await writeOutputFiles([{ path, content: sarifLog(units) }]);
  console.findings(written.findings, new Map());
  if (written.value) console.out(`已写出 ${labelOf(path)}`);
  return written.value !== null;
}

/** The document of `check --json`; docs/check.md describes it. */
function checkJson(units: readonly CheckedUnit[], register: RegisterReport | null): string {
  const shown = units.map(({ file, findings }) => {
    const counts = countSeverities(findings);
    return { file, ok: counts.error === 0, counts, findings: findings.map(findingJson) };
  });
  const all = register ? [...units, register] : units;
  const counts = countSeverities(all.flatMap(({ findings }) => findings));
  return jsonText({
    ok: counts.error === 0,
    counts,
    units: shown,
    rules: countRules(units),
    ...(register && { register: { ...register, findings: register.findings.map(findingJson) } }),
  });
}
