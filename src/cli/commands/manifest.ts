import { resolve } from 'node:path';
import { addCommand, type CommandHost, examples } from '../command-host.ts';

export function registerManifest(host: CommandHost): void {
  addCommand(host, 'manifest', '合并多台机器（--shard）留下的清单')
    .argument('<动作>', '只有一个：merge')
    .argument('<清单...>', 'render 留下的 manifest*.json')
    .option('--out <文件>', '写到文件；不写则打印')
    .addHelpText(
      'after',
      examples([
        'npm run manifest merge output/manifest-*.json',
        'npm run manifest merge a.json b.json -- --out output/manifest.json',
      ]),
    )
    .action((action: string, files: string[], { out }: { out?: string }) =>
      host.perform(async () => {
        const { manifestCommand } = await import('../manifest-command.ts');
        return manifestCommand(action, files, out === undefined ? null : resolve(out), host.console);
      }),
    );
}
