import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { OUTPUT_FORMATS, type OutputFormat } from '../batch/render-units.ts';
import { chineseHelp, explainUsageError } from './chinese-help.ts';
import { type Console, processConsole } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { OUTPUT_FOLDER, TEMPLATES_FOLDER } from './project-folders.ts';

interface CommonOptions {
  readonly debug?: boolean;
}

/** The command line; `run` gives the exit code and never throws. Commands are loaded when they are called. */
export function buildProgram(console: Console = processConsole()): { run(args: readonly string[]): Promise<ExitCode> } {
  let exitCode: ExitCode = EXIT.ok;
  let debug = false;
  const perform = async (options: CommonOptions, action: () => Promise<ExitCode>): Promise<void> => {
    debug = options.debug === true;
    exitCode = await action();
  };
  const program = chineseHelp(new Command('yugong'))
    .description('预公：由一份单位预算数据生成单位预算公开报告')
    .exitOverride()
    .configureOutput({ writeOut: (text) => console.out(text.trimEnd()), writeErr: () => {} });

  command(program, 'render', '生成报告（PDF、HTML、纯文本）')
    .argument('<单位文件...>', '单位文件、文件夹或通配符；先按所给路径找，再到 data/ 下找')
    .addOption(new Option('--format <格式>', '输出格式，用逗号分隔').argParser(parseFormats).default([...OUTPUT_FORMATS], 'pdf,html,txt'))
    .addOption(new Option('--out <文件夹>', '输出文件夹').default(OUTPUT_FOLDER, 'output'))
    .addOption(new Option('--fonts <字体>', 'auto 优先用已安装的公文字体，bundled 只用自带字体（各台机器结果一致）').choices(['auto', 'bundled']).default('auto'))
    .addOption(new Option('--templates <文件夹>', '模板所在的文件夹').default(TEMPLATES_FOLDER, 'templates'))
    .addOption(new Option('--timeout <秒>', '打开、打印每份文档的时限').argParser(parseSeconds).default(60_000, '60'))
    .option('--json', '只输出一份 JSON，供脚本使用')
    .addHelpText('after', examples(['npm run render data/kuerle.yaml', 'npm run render data/demo', 'npm run render "data/*.yaml" -- --format pdf,txt', 'npm run render kuerle.yaml -- --out /tmp/公开 --fonts bundled']))
    .action((units: string[], options) =>
      perform(options, async () => {
        const { renderCommand } = await import('./render-command.ts');
        const { format, out, fonts, templates, timeout, json } = options;
        return renderCommand(
          units,
          { formats: format, out: resolve(out), fonts, templates: resolve(templates), timeoutMs: timeout, json: json === true },
          console,
        );
      }),
    );

  command(program, 'check', '检查单位文件，不生成报告')
    .argument('<单位文件...>', '单位文件、文件夹或通配符')
    .addOption(new Option('--templates <文件夹>', '模板所在的文件夹').default(TEMPLATES_FOLDER, 'templates'))
    .option('--json', '只输出一份 JSON，供脚本使用')
    .addHelpText('after', examples(['npm run check data/kuerle.yaml', 'npm run check data']))
    .action((units: string[], options) =>
      perform(options, async () => {
        const { checkCommand } = await import('./check-command.ts');
        return checkCommand(units, { templates: resolve(options.templates), json: options.json === true }, console);
      }),
    );

  command(program, 'doctor', '检查运行环境：Node、浏览器、字体、写入权限')
    .option('--json', '只输出一份 JSON，供脚本使用')
    .addHelpText('after', examples(['npm run doctor']))
    .action((options) =>
      perform(options, async () => {
        const { doctorCommand } = await import('./doctor-command.ts');
        return doctorCommand({ json: options.json === true }, console);
      }),
    );

  command(program, 'schema', '写出单位文件的 JSON Schema（供编辑器提示和检查）')
    .addHelpText('after', examples(['npm run schema']))
    .action((options) =>
      perform(options, async () => {
        const { schemaCommand } = await import('./schema-command.ts');
        return schemaCommand(console);
      }),
    );

  return {
    async run(args) {
      debug = args.includes('--debug');
      try {
        await program.parseAsync(args.length === 0 ? ['--help'] : [...args], { from: 'user' });
        return exitCode;
      } catch (error) {
        if (error instanceof CommanderError) {
          if (error.exitCode === 0) return EXIT.ok;
          console.err(explainUsageError(error, program.commands.map((known) => known.name())));
          return EXIT.usage;
        }
        console.err('程序内部出错，没有完成。这不是数据的问题，请把命令和数据文件发给维护人员。');
        console.err(debug ? String((error as Error).stack ?? error) : '加上 --debug 重新运行可以看到技术细节。');
        return EXIT.environment;
      }
    },
  };
}

function command(program: Command, name: string, description: string): Command {
  return chineseHelp(program.command(name)).description(description).option('--debug', '出错时显示技术细节');
}

function examples(lines: readonly string[]): string {
  return `\n例子：\n${lines.map((line) => `  ${line}`).join('\n')}\n\n用 npm run 时，文件名可以直接写；以 -- 开头的选项写在单独的 -- 之后。`;
}

function parseFormats(value: string): OutputFormat[] {
  const formats = [...new Set(value.split(/[,，]/).map((format) => format.trim().toLowerCase()))];
  const unknown = formats.filter((format) => !(OUTPUT_FORMATS as readonly string[]).includes(format));
  if (unknown.length > 0) throw new InvalidArgumentError(`没有“${unknown.join('、')}”格式，可以用 ${OUTPUT_FORMATS.join('、')}`);
  return formats as OutputFormat[];
}

function parseSeconds(value: string): number {
  if (!/^\d{1,4}$/.test(value) || value === '0') throw new InvalidArgumentError('时限应是 1 到 9999 的整数秒');
  return Number.parseInt(value, 10) * 1000;
}
