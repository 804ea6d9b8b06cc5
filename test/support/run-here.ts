import { formatFindings } from '../../src/cli/format-finding.ts';
import { runProgram } from '../../src/cli/program.ts';
import type { CommandResult } from './command.ts';

/** Runs the command line in this process, which costs a fraction of one of its own; for what needs no signal. */
export async function runHere(args: readonly string[]): Promise<CommandResult> {
  const said = { stdout: '', stderr: '' };
  const code = await runProgram(args, {
    out: (text) => {
      said.stdout += `${text}\n`;
    },
    err: (text) => {
      said.stderr += `${text}\n`;
    },
    findings: (findings, sources) => {
      if (findings.length > 0) said.stderr += `${formatFindings(findings, sources, { color: false })}\n`;
    },
  });
  return { code, ...said };
}
