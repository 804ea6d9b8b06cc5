import { PackStore } from '../batch/packs.ts';
import { produceReport } from '../batch/produce-report.ts';
import { hasErrors } from '../model/finding.ts';
import { type Console, silentConsole } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { formatSummary } from './format-finding.ts';
import { findingJson } from './json.ts';
import { CLASSIFICATION_FOLDER, labelOf } from './project-folders.ts';
import { findUnitInputs } from './unit-inputs.ts';

export interface CheckOptions {
  /** Folder with the template packs, absolute. */
  readonly templates: string;
  readonly json: boolean;
}

/** `check`: everything that `render` would find, without writing anything. Gives the exit code. */
export async function checkCommand(
  args: readonly string[],
  options: CheckOptions,
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
  let failed = false;
  const units = [];
  for (const input of inputs) {
    const { findings, sources } = await produceReport(input.path, input.label, packs);
    console.findings(findings, sources);
    console.out(`${input.label}：${formatSummary(findings)}`);
    failed ||= hasErrors(findings);
    units.push({ file: input.label, ok: !hasErrors(findings), findings: findings.map(findingJson) });
  }
  if (options.json) terminal.out(JSON.stringify({ units }, null, 2));
  return failed ? EXIT.findings : EXIT.ok;
}
