import type { Command, CommanderError } from 'commander';
import { nearest } from '../model/nearest.ts';
import { isSaidByProject } from './project-options.ts';

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

/** Gives a command Chinese help texts; English words of the library are translated by a table. */
export function chineseHelp(command: Command): Command {
  return command
    .helpOption('--help', '显示说明')
    .helpCommand(false)
    .configureHelp({
      styleTitle: (title) => TITLES[title] ?? title,
      subcommandTerm: (sub) =>
        `${sub.name()} ${sub.registeredArguments.map((argument) => `<${argument.name()}${argument.variadic ? '...' : ''}>`).join(' ')}`.trim(),
      styleUsage: (usage) => usage.replace('[options]', '[选项]').replace('[command]', '<命令>'),
      optionDescription: (option) => {
        const fallback = option.defaultValueDescription ?? option.defaultValue;
        const choices = option.argChoices ? `（可选：${option.argChoices.join('、')}）` : '';
        const project = isSaidByProject(option) ? '，可写在 yugong.yaml 中' : '';
        const usual = fallback === undefined ? '' : `默认 ${String(fallback)}`;
        const beside = usual === '' ? project.slice(1) : usual + project;
        return `${option.description}${choices}${beside === '' ? '' : `（${beside}）`}`;
      },
    });
}

/** What is wrong with a command line, in Chinese, with the next step. */
export function explainUsageError(error: CommanderError, commands: readonly string[]): string {
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  const help = '加 --help 查看用法。';
  switch (error.code) {
    case 'commander.unknownCommand': {
      const close = nearest(quoted, commands);
      return `没有“${quoted}”命令。${close ? `是不是 ${close}？` : `可以用：${commands.join('、')}。`}`;
    }
    case 'commander.unknownOption':
      return `不认识的选项 ${quoted}。${help}`;
    case 'commander.missingArgument':
      return `没有写单位文件。例如：npm run render data/kuerle.yaml。${help}`;
    case 'commander.optionMissingArgument':
      return `选项 ${quoted} 后面缺少内容。${help}`;
    case 'commander.excessArguments':
      return `多写了参数。${help}`;
    case 'commander.invalidArgument': {
      const reason = /is invalid\. (.*)$/s.exec(error.message)?.[1] ?? '';
      const allowed = /Allowed choices are (.*)\./.exec(reason)?.[1];
      const option = /option '(\S+)/.exec(error.message)?.[1] ?? '';
      return `选项 ${option} 的内容不对：${allowed ? `可以用 ${allowed.replaceAll(', ', '、')}` : reason}。`;
    }
    case 'commander.conflictingOption': {
      const [one, other] = [...error.message.matchAll(/'(--[a-z-]+)/g)].map(([, name]) => name);
      return `${one} 和 ${other} 不能一起用。${help}`;
    }
    // Said by a command itself, in Chinese.
    case 'yugong.options':
      return error.message;
    default:
      return `命令写得不对。${help}`;
  }
}
