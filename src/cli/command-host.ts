import type { Command } from 'commander';
import { chineseHelp } from './chinese-help.ts';
import type { Console } from './console.ts';
import type { ExitCode } from './exit-code.ts';
import type { Project } from './project.ts';

/** What a command registers itself with. */
export interface CommandHost {
  readonly program: Command;
  readonly console: Console;
  /** What the project file says, for the command that runs; null without one. */
  project(): Project | null;
  /** Runs the action of a command; its result becomes the exit code of the process. */
  perform(action: () => Promise<ExitCode>): Promise<void>;
}

/** A new command with Chinese help and the options every command has. */
export function addCommand(host: CommandHost, name: string, description: string): Command {
  return chineseHelp(host.program.command(name))
    .description(description)
    .option('--debug', '出错时显示技术细节');
}

/** The examples at the end of a command's help. */
export function examples(lines: readonly string[]): string {
  const shown = lines.map((line) => `  ${line}`).join('\n');
  return `\n例子：\n${shown}\n\n用 npm run 时，文件名可以直接写；以 -- 开头的选项写在单独的 -- 之后。`;
}
