import { addCommand, type CommandHost, examples } from '../command-host.ts';

export function registerRules(host: CommandHost): void {
  addCommand(host, 'rules', '解释检查规则')
    .argument('[代码...]', '规则代码，例如 D20；不写则列出全部')
    .option('--write', '写出 docs/rules.md')
    .addHelpText('after', examples(['npm run rules', 'npm run rules D20', 'npm run docs:rules']))
    .action((codes: string[], { write }) =>
      host.perform(async () => {
        const { rulesCommand } = await import('../rules-command.ts');
        return rulesCommand(codes, write === true, host.console);
      }),
    );
}
