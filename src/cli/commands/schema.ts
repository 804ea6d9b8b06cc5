import { addCommand, type CommandHost, examples } from '../command-host.ts';

export function registerSchema(host: CommandHost): void {
  addCommand(host, 'schema', '写出单位文件的 JSON Schema（供编辑器提示和检查）')
    .addHelpText('after', examples(['npm run schema']))
    .action(() =>
      host.perform(async () => {
        const { schemaCommand } = await import('../schema-command.ts');
        return schemaCommand(host.console);
      }),
    );
}
