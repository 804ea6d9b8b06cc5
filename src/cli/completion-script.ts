import type { Command } from 'commander';

/** Shells that a script is written for; zsh takes that of bash. */
export const SHELLS = ['bash', 'zsh'] as const;
export type Shell = (typeof SHELLS)[number];

/**
 * The script that completes commands, their options and the values that an option may have; everything else is a file.
 * Made from the commands themselves.
 *
 * Example: `yugong ren⇥` → `render`; `yugong render --f⇥` → `--format --fonts --force`
 */
export function completionScript(program: Command, shell: Shell): string {
  const commands = program.commands.filter((command) => !isHidden(command));
  const cases = commands.flatMap((command) => {
    const subs = command.commands.map((sub) => sub.name());
    const options = [command, ...command.commands].flatMap(({ options: own }) =>
      own.flatMap(({ long }) => (long === undefined ? [] : [long])),
    );
    const words = [...new Set([...subs, ...options, '--help'])].join(' ');
    return [`    ${command.name()}) words="${words}" ;;`];
  });
  const values = new Map<string, string>();
  for (const command of commands.flatMap((each) => [each, ...each.commands])) {
    for (const { long, argChoices } of command.options)
      if (long !== undefined && argChoices !== undefined) values.set(long, argChoices.join(' '));
  }
  const lines = [
    ...(shell === 'zsh' ? ['autoload -U +X bashcompinit && bashcompinit'] : []),
    '_yugong() {',
    `  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words="" current_only=0`,
    '  case "$before" in',
    ...[...values].map(([option, choices]) => `    ${option}) words="${choices}"; current_only=1 ;;`),
    '  esac',
    '  if [ "$current_only" = 0 ] && [ "$COMP_CWORD" = 1 ]; then',
    `    words="${commands.map((command) => command.name()).join(' ')}"`,
    `  elif [ "$current_only" = 0 ]; then case "\${COMP_WORDS[1]}" in`,
    ...cases,
    '  esac; fi',
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '}',
    'complete -o default -F _yugong yugong',
  ];
  return lines.join('\n');
}

/** What only the program calls is not offered. */
function isHidden(command: Command): boolean {
  return (command as unknown as { readonly _hidden?: boolean })._hidden === true;
}
