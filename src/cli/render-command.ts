import { PackStore } from '../batch/packs.ts';
import { type OutputFormat, renderUnits, type UnitResult } from '../batch/render-units.ts';
import { type Finding, hasErrors, isBlocking, isDisclosureFinding } from '../model/finding.ts';
import type { FontChoice } from '../print/font-catalog.ts';
import { openPrinter } from '../print/printer.ts';
import { type Console, silentConsole } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { formatSummary } from './format-finding.ts';
import { findingJson } from './json.ts';
import { CLASSIFICATION_FOLDER, labelOf } from './project-folders.ts';
import { findUnitInputs, outputBase } from './unit-inputs.ts';

export interface RenderOptions {
  readonly formats: readonly OutputFormat[];
  /** The output folder, absolute. */
  readonly out: string;
  readonly fonts: FontChoice;
  /** Folder with the template packs, absolute. */
  readonly templates: string;
  readonly timeoutMs: number;
  readonly json: boolean;
  /** Render units with errors too, marked as drafts. */
  readonly force: boolean;
  /** Mask personal data. */
  readonly redact: boolean;
}

/** `render`: reports of all units that the arguments mean. Gives the exit code. */
export async function renderCommand(
  args: readonly string[],
  options: RenderOptions,
  terminal: Console,
): Promise<ExitCode> {
  const console = options.json ? silentConsole(terminal) : terminal;
  const { inputs, problems } = await findUnitInputs(args);
  if (problems.length > 0) {
    for (const problem of problems) terminal.err(problem);
    return EXIT.usage;
  }
  const packs = new PackStore({
    templates: options.templates,
    templatesLabel: labelOf(options.templates),
    classification: CLASSIFICATION_FOLDER,
  });
  const opened = options.formats.includes('pdf') ? await openPrinter(options) : null;
  if (opened && !opened.value) {
    console.findings(opened.findings, new Map());
    if (options.json) terminal.out(resultJson([], opened.findings));
    return EXIT.environment;
  }
  const results: UnitResult[] = [];
  try {
    const { formats, force, redact } = options;
    const tools = { packs, printer: opened?.value ?? null, formats, production: { force, redact } };
    const jobs = inputs.map((input) => ({ ...input, base: outputBase(options.out, input.name) }));
    await renderUnits(jobs, tools, (result) => {
      results.push(result);
      report(result, results.length, inputs.length, console);
    });
  } finally {
    await opened?.value?.close();
  }
  if (options.json) terminal.out(resultJson(results, []));
  const failed = results.filter((result) => result.outputs === null);
  if (inputs.length > 1) {
    console.err(
      `共 ${results.length} 个单位：成功 ${results.length - failed.length} 个，失败 ${failed.length} 个。`,
    );
  }
  return failed.length > 0 ? EXIT.findings : EXIT.ok;
}

/** What a passing check found beside errors is told in full by `check`; a batch would drown in it. */
function isShown(finding: Finding): boolean {
  return !isDisclosureFinding(finding);
}

function report(result: UnitResult, done: number, total: number, console: Console): void {
  const counter = total > 1 ? `[${done}/${total}] ` : '';
  const seconds = (result.milliseconds / 1000).toFixed(1);
  const passed = result.outputs !== null && !hasErrors(result.findings);
  console.findings(passed ? result.findings.filter(isShown) : result.findings, result.sources);
  if (result.outputs) {
    const draft = passed ? '' : `（草稿，${formatSummary(result.findings)}）`;
    console.out(
      `${counter}${result.label} ✓${draft} ${seconds} 秒：${result.outputs.map(labelOf).join('、')}`,
    );
    const left = result.findings.filter((finding) => !isShown(finding));
    if (passed && left.length > 0)
      console.err(`   检查${formatSummary(left)}，详见 npm run check ${result.label}`);
  } else {
    console.err(
      `${counter}${result.label} ✗ ${formatSummary(result.findings)}，没有写出文件，原有文件没有改动。${draftHint(result)}`,
    );
  }
}

function resultJson(results: readonly UnitResult[], findings: readonly Finding[]): string {
  const units = results.map((result) => ({
    file: result.label,
    ok: result.outputs !== null,
    draft: result.outputs !== null && hasErrors(result.findings),
    outputs: result.outputs?.map(labelOf) ?? [],
    seconds: result.milliseconds / 1000,
    findings: result.findings.map(findingJson),
  }));
  return JSON.stringify({ units, findings: findings.map(findingJson) }, null, 2);
}

/** The way to a draft, where only disclosure rules are broken. */
function draftHint({ findings }: UnitResult): string {
  return findings.some(isBlocking) ? '' : '要先看看样子，可加 --force 生成带“草稿”水印的报告。';
}
