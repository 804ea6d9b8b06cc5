import { resolve } from 'node:path';
import { Option } from 'commander';
import { addCommand, type CommandHost, examples } from '../command-host.ts';
import { TEMPLATES_FOLDER } from '../project-folders.ts';

export function registerCheck(host: CommandHost): void {
  addCommand(host, 'check', '检查单位文件，不生成报告')
    .argument('<单位文件...>', '单位文件、文件夹或通配符')
    .addOption(new Option('--templates <文件夹>', '模板所在的文件夹').default(TEMPLATES_FOLDER, 'templates'))
    .option('--json', '只输出一份 JSON，供脚本使用')
    .addHelpText('after', examples(['npm run check data/kuerle.yaml', 'npm run check data']))
    .action((units: string[], { templates, json }) =>
      host.perform(async () => {
        const { checkCommand } = await import('../check-command.ts');
        return checkCommand(units, { templates: resolve(templates), json: json === true }, host.console);
      }),
    );
}
