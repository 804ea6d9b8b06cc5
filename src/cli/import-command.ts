import { finishImport, type ImportResult, readInput } from '../import/import-workbooks.ts';
import { diedOf } from '../work/crew.ts';
import { perform } from '../work/perform.ts';
import { type Console, silentConsole } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { formatSummary } from './format-finding.ts';
import { IMPORT_TASK, type ImportSettings, openImportTools } from './import-task.ts';
import { findingJson, jsonText } from './json.ts';
import { labelOf } from './project-folders.ts';
import { findWorkbooks } from './workbook-inputs.ts';

export interface ImportOptions extends ImportSettings {
  readonly json: boolean;
}

const STATE_WORDS = { new: '新建', changed: '更新', same: '没有变化' } as const;

/** `import`: workbooks into unit files. Gives the exit code. */
export async function importCommand(
  args: readonly string[],
  options: ImportOptions,
  terminal: Console,
): Promise<ExitCode> {
  const console = options.json ? silentConsole(terminal) : terminal;
  const { inputs, problems } = await findWorkbooks(args);
  if (problems.length > 0) {
    for (const problem of problems) terminal.err(problem);
    return EXIT.usage;
  }
  const { out, template, finalTemplate, year, unit } = options;
  const settings = { out, template, year, unit, ...(finalTemplate !== undefined && { finalTemplate }) };
  const { value: tools, findings } = await openImportTools(settings);
  if (!tools) {
    console.findings(findings, new Map());
    return EXIT.environment;
  }
  const results: ImportResult[] = [];
  let next = 0;
  for await (const read of perform(IMPORT_TASK, settings, inputs, { own: (job) => readInput(job, tools) })) {
    const input = inputs[next++]!;
    const result = read
      ? await finishImport(input, read, tools)
      : { label: input.label, findings: [diedOf()], written: null };
    results.push(result);
    report(result, console);
  }
  const failed = results.filter(({ written }) => written === null).length;
  if (options.json) terminal.out(jsonText({ files: results.map(resultJson) }));
  if (inputs.length > 1) {
    console.err(`共 ${results.length} 个文件：读入 ${results.length - failed} 个，没有读入 ${failed} 个。`);
  }
  return failed > 0 ? EXIT.findings : EXIT.ok;
}

function report({ label, findings, written }: ImportResult, console: Console): void {
  console.findings(findings, new Map());
  if (!written) {
    console.err(`${label} ✗ ${formatSummary(findings)}，没有读入，原有文件没有改动。`);
    return;
  }
  for (const { path, state } of written) console.out(`${label} ✓ ${STATE_WORDS[state]} ${labelOf(path)}`);
}

function resultJson({ label, findings, written }: ImportResult) {
  return {
    file: label,
    ok: written !== null,
    written: (written ?? []).map(({ path, state }) => ({ path: labelOf(path), state })),
    findings: findings.map(findingJson),
  };
}
