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

/** The first example in the help of a command; null where it has none. */
function exampleOf(command: Command): string | null {
  let help = '';
  command
    .configureOutput({
      writeOut: (text) => {
        help += text;
      },
    })
    .outputHelp();
  return /^ +(npm run .+|npx .+)$/m.exec(help)?.[1] ?? null;
}

/**
 * What is wrong with a command line, in Chinese, with the next step; `command` is the one that was meant, where there is
 * one.
 */
export function explainUsageError(
  error: CommanderError,
  commands: readonly string[],
  command: Command | null = null,
): string {
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  const help = '加 --help 查看用法。';
  switch (error.code) {
    case 'commander.unknownCommand': {
      const close = nearest(quoted, commands);
      return `没有“${quoted}”命令。${close ? `是不是 ${close}？` : `可以用：${commands.join('、')}。`}`;
    }
    case 'commander.unknownOption': {
      const close = /Did you mean (?:one of )?(--[\w-]+)/.exec(error.message)?.[1];
      return `不认识的选项 ${quoted}。${close ? `是不是 ${close}？` : help}`;
    }
    case 'commander.missingArgument': {
      const example = command && exampleOf(command);
      return `没有写“${quoted}”。${example === null ? '' : `例如：${example} 。`}${help}`;
    }
    case 'commander.optionMissingArgument':
      return `选项 ${quoted} 后面缺少内容。${help}`;
    case 'commander.excessArguments':
      return `多写了参数。${help}`;
    case 'commander.invalidArgument': {
      const [, argument, reason = ''] =
        /is invalid(?: for argument '([^']*)')?\. (.*)$/s.exec(error.message) ?? [];
      const allowed = /Allowed choices are (.*)\./.exec(reason)?.[1];
      const option = /option '(\S+)/.exec(error.message)?.[1] ?? '';
      return `${argument ?? `选项 ${option} `}的内容不对：${allowed ? `可以用 ${allowed.replaceAll(', ', '、')}` : reason}。`;
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
