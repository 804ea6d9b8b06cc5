import { Command, CommanderError } from 'commander';
import { programVersionNumber } from '../files/program-folder.ts';
import { READER_COMMAND } from '../foreign/reading-message.ts';
import { hasErrors } from '../model/finding.ts';
import { WORKER_COMMAND } from '../work/worker-command.ts';
import { chineseHelp, explainUsageError } from './chinese-help.ts';
import type { CommandHost } from './command-host.ts';
import { registerAdopt } from './commands/adopt.ts';
import { registerAdoptWords } from './commands/adopt-words.ts';
import { registerAudit } from './commands/audit.ts';
import { registerCheck } from './commands/check.ts';
import { registerCompletion } from './commands/completion.ts';
import { registerDiff } from './commands/diff.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerExplain } from './commands/explain.ts';
import { registerGenerate } from './commands/generate.ts';
import { registerImport } from './commands/import.ts';
import { registerInit } from './commands/init.ts';
import { registerManifest } from './commands/manifest.ts';
import { registerNewYear } from './commands/new-year.ts';
import { registerPack } from './commands/pack.ts';
import { registerPreview } from './commands/preview.ts';
import { registerPublish } from './commands/publish.ts';
import { registerRender } from './commands/render.ts';
import { registerApprove, registerReview } from './commands/review.ts';
import { registerRules } from './commands/rules.ts';
import { registerSchema } from './commands/schema.ts';
import { registerWorkbook } from './commands/workbook.ts';
import { registerDocumentReader, registerUnitWorker, registerWorker } from './commands/worker.ts';
import { type Console, processConsole } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { LostOptions, lostOptions } from './lost-options.ts';
import type { Project } from './project.ts';
import { projectFileFrom, useProjectFolders } from './project-folders.ts';

/** The commands in the order of the help; each loads its work only when it is called. */
const COMMANDS: readonly ((host: CommandHost) => void)[] = [
  registerInit,
  registerNewYear,
  registerRender,
  registerCheck,
  registerAudit,
  registerAdopt,
  registerPreview,
  registerPack,
  registerDiff,
  registerExplain,
  registerWorkbook,
  registerImport,
  registerReview,
  registerApprove,
  registerPublish,
  registerAdoptWords,
  registerDoctor,
  registerRules,
  registerSchema,
  registerGenerate,
  registerManifest,
  registerWorker,
  registerCompletion,
  registerUnitWorker,
  registerDocumentReader,
];

/** Commands that work on nothing of a project. */
const OF_NO_PROJECT: readonly string[] = [WORKER_COMMAND, 'completion', 'rules', 'schema'];

/** A project file that cannot be taken; its findings are told. */
class BadProject extends Error {}

/** Runs one command line; gives the exit code and never throws. */
export async function runProgram(
  args: readonly string[],
  console: Console = processConsole(),
): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.ok;
  const program = chineseHelp(new Command('yugong'))
    .description('预公：由一份单位预算数据生成单位预算公开报告')
    .version(programVersionNumber(), '-v, --version', '显示程序的版本')
    .exitOverride()
    .configureOutput({ writeOut: (text) => console.out(text.trimEnd()), writeErr: () => {} });
  const perform: CommandHost['perform'] = async (action) => {
    exitCode = await action();
  };
  let project: Project | null = null;
  for (const register of COMMANDS) register({ program, console, perform, project: () => project });
  program.hook('preAction', async (_, command) => {
    const lost = lostOptions(command, process.env);
    for (const text of lost.warnings) console.err(text);
    if (lost.refusal !== null) throw new LostOptions(lost.refusal);
    project = null;
    useProjectFolders(null);
    if (OF_NO_PROJECT.includes(command.name())) return;
    const file = projectFileFrom(process.cwd());
    if (file === null) return;
    const { readProject } = await import('./project.ts');
    const found = readProject(file);
    const sources = new Map(found.sources.map(({ file, text }) => [file, text]));
    console.findings(found.findings, sources);
    if (hasErrors(found.findings)) throw new BadProject();
    project = found.project;
    if (project === null) return;
    useProjectFolders(project.folders);
    const { applyProject } = await import('./project-options.ts');
    applyProject(command, project);
  });
  try {
    await program.parseAsync(args.length === 0 ? ['--help'] : [...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof LostOptions) {
      console.err(error.message);
      return EXIT.usage;
    }
    if (error instanceof BadProject) return EXIT.findings;
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.ok;
      const names = program.commands
        .map((command) => command.name())
        .filter((name) => name !== WORKER_COMMAND && name !== READER_COMMAND);
      // What npm kept for itself is most often why the rest does not fit.
      const outer = program.commands.find((each) => each.name() === args[0]) ?? null;
      const command = outer?.commands.find((each) => each.name() === args[1]) ?? outer;
      const refusal = command && lostOptions(command, process.env).refusal;
      console.err(refusal ?? explainUsageError(error, names, command));
      return EXIT.usage;
    }
    console.err('程序内部出错，没有完成。这不是数据的问题，请把命令和数据文件发给维护人员。');
    console.err(
      args.includes('--debug')
        ? String((error as Error).stack ?? error)
        : '加上 --debug 重新运行可以看到技术细节。',
    );
    return EXIT.environment;
  }
}
