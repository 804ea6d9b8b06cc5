import { join, relative, sep } from 'node:path';
import type { BatchListener } from '../batch/run-batch.ts';
import type { FontChoice } from '../fonts/font-catalog.ts';
import type { CalendarDate } from '../kinds/field.ts';
import { hasErrors } from '../model/finding.ts';
import type { HeldBack } from '../publish/collect-documents.ts';
import {
  type PublishOptions as Publication,
  type PublishOutcome,
  publishSite,
} from '../publish/publish-site.ts';
import { ApprovedTexts } from '../review/approved-texts.ts';
import { defaultConcurrency, thisMachine } from '../work/concurrency.ts';
import { BatchReport } from './batch-report.ts';
import { type Console, silentConsole } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { findingJson, jsonText } from './json.ts';
import { namedInputs } from './named-inputs.ts';
import { openPacks } from './open-packs.ts';
import { labelOf } from './project-folders.ts';
import type { RegisterReport } from './register-report.ts';
import { untilSignal } from './signals.ts';
import { findUnitInputs, outputBase } from './unit-inputs.ts';

export interface PublishOptions {
  /** The folder of the site, absolute. */
  readonly out: string;
  /** Where the reports are made, absolute. */
  readonly work: string;
  readonly title: string;
  /** Ends with a slash; null where nobody said. */
  readonly baseUrl: string | null;
  readonly approvedOnly: boolean;
  /** Folder with the approved texts, absolute. */
  readonly approved: string;
  readonly approvedOn: CalendarDate | null;
  /** The office's list of who owes which document, absolute; null for none. */
  readonly register: string | null;
  readonly fonts: FontChoice;
  readonly templates: string;
  readonly timeoutMs: number;
  readonly redact: boolean;
  /** How the files of reports are called; null where they bear the names of the unit files. */
  readonly names: string | null;
  readonly attachesData: boolean;
  readonly jobs: number | null;
  readonly json: boolean;
}

/** `publish`: the publication site of all units that the arguments mean. Gives the exit code. */
export async function publishCommand(
  args: readonly string[],
  options: PublishOptions,
  terminal: Console,
): Promise<ExitCode> {
  const console = options.json ? silentConsole(terminal) : terminal;
  const { inputs, problems: found } = await findUnitInputs(args, options.redact);
  const problems = [...found];
  if (isBelow(options.work, options.out))
    problems.push('--work 的文件夹不能在 --out 之内：那里的内容不公开。');
  const exposed = inputs.find(({ path }) => isBelow(path, options.out));
  if (exposed)
    problems.push(
      `--out 的文件夹里有单位文件（${exposed.label}），会同网站一起公开；请换一个文件夹，例如 --out public。`,
    );
  if (problems.length > 0) {
    for (const problem of problems) terminal.err(problem);
    return EXIT.usage;
  }
  const { named, clashes } = await namedInputs(inputs, options);
  if (clashes.length > 0) {
    terminal.findings(clashes, new Map());
    return EXIT.findings;
  }
  // Throws for a name that would leave the folder.
  for (const { name } of named) outputBase(join(options.out, 'reports'), name);
  const jobs = named.map((job, index) => ({ ...job, signedAs: inputs[index]!.name }));
  const report = new BatchReport(console, () => performance.now());
  const { value: outcome, exitCode } = await untilSignal((signal) =>
    publishSite(jobs, publication(options), openPacks(options.templates), pagesOnly(report), signal),
  );
  const findings = [...(outcome.failure?.findings ?? outcome.findings), ...(outcome.changes?.findings ?? [])];
  if (report.results.length > 0) report.summary(null);
  console.findings(findings, new Map());
  const register = options.register
    ? await (await import('./register-report.ts')).reportRegister(options.register, inputs, console)
    : null;
  tell(outcome, options, console);
  if (options.json) terminal.out(resultJson(outcome, options, register, findings));
  if (exitCode !== null) return exitCode;
  if (outcome.failure) return outcome.failure.kind === 'environment' ? EXIT.environment : EXIT.findings;
  const isFaulty = report.results.some(({ status }) => status === 'failed');
  const isOwed = register !== null && hasErrors(register.findings);
  return isFaulty || isOwed || findings.length > 0 || outcome.site === null ? EXIT.findings : EXIT.ok;
}

/** Tells of each unit by its PDF alone: a line with all its files would be a page. */
function pagesOnly(report: BatchReport): BatchListener {
  return {
    begun: (total) => report.begun(total),
    done: (result) =>
      report.done({ ...result, outputs: result.outputs?.filter((file) => file.endsWith('.pdf')) ?? null }),
    waiting: (labels) => report.waiting(labels),
  };
}

function publication(options: PublishOptions): Publication {
  const { out, work, title, baseUrl, register, approvedOn, fonts, timeoutMs, redact, attachesData } = options;
  const concurrency = options.jobs ?? defaultConcurrency(thisMachine());
  return {
    ...{ out, work, title, baseUrl, register, approvedOn },
    approved: options.approvedOnly ? new ApprovedTexts(options.approved) : null,
    batch: { fonts, timeoutMs, concurrency, attachesData, production: { force: false, redact } },
  };
}

function tell({ site, changes, heldBack }: PublishOutcome, options: PublishOptions, console: Console): void {
  if (site === null || changes === null) {
    console.err('网站没有改动。');
    return;
  }
  tellHeldBack(heldBack, 'unapproved', '没有批准、不公开', console);
  tellHeldBack(heldBack, 'failed', '有错误、没有公开新一版', console);
  if (changes.findings.length > 0) return;
  if (changes.left.length > 0)
    console.err(`不再需要、但已被别人改过而没有删去的文件：${changes.left.join('、')}`);
  if (site.baseUrl === null) console.err('没有写 --base-url：不写 sitemap.xml，Atom 订阅中的链接是相对的。');
  const { written, removed, unchanged } = changes;
  console.out(
    `公开 ${site.documents.length} 份；写出 ${written.length} 个文件，删去 ${removed.length} 个，${unchanged} 个没有变化。`,
  );
  const owed = site.register.filter(({ published }) => published === null).length;
  if (owed > 0)
    console.out(`未公开 ${owed} 份，见应公开清单：${labelOf(join(options.out, 'register.html'))}`);
  console.out(`网站：${labelOf(join(options.out, 'index.html'))}（用浏览器打开）`);
}

function tellHeldBack(
  heldBack: readonly HeldBack[],
  reason: HeldBack['reason'],
  words: string,
  console: Console,
): void {
  const own = heldBack.filter((one) => one.reason === reason);
  if (own.length === 0) return;
  console.err(`${words}的 ${own.length} 个：`);
  for (const { label, isKept } of own) console.err(`  ${label}${isKept ? '（网站上仍是上次公开的）' : ''}`);
}

function resultJson(
  { site, changes, heldBack }: PublishOutcome,
  { out }: PublishOptions,
  register: RegisterReport | null,
  findings: readonly Parameters<typeof findingJson>[0][],
): string {
  return jsonText({
    site: site && labelOf(join(out, 'index.html')),
    published: site?.documents.length ?? 0,
    written: changes?.written ?? [],
    removed: changes?.removed ?? [],
    left: changes?.left ?? [],
    unchanged: changes?.unchanged ?? 0,
    heldBack,
    owed: site?.register.map(({ published, ...row }) => ({ ...row, date: published?.date ?? null })) ?? [],
    findings: findings.map(findingJson),
    ...(register && { register: { ...register, findings: register.findings.map(findingJson) } }),
  });
}

function isBelow(path: string, folder: string): boolean {
  const steps = relative(folder, path);
  return steps === '' || (steps !== '..' && !steps.startsWith(`..${sep}`));
}
