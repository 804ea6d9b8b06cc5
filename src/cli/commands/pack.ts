import { resolve } from 'node:path';
import { Option } from 'commander';
import { chineseHelp } from '../chinese-help.ts';
import { addCommand, type CommandHost, examples } from '../command-host.ts';
import { TEMPLATES_FOLDER } from '../project-folders.ts';

const templatesOption = () =>
  new Option('--templates <文件夹>', '模板所在的文件夹').default(TEMPLATES_FOLDER, 'templates');

export function registerPack(host: CommandHost): void {
  const pack = addCommand(host, 'pack', '模板：新建、检查、测试').addHelpText(
    'after',
    examples([
      'npm run pack new xinjiang-2026 --from xinjiang-2025',
      'npm run pack check xinjiang-2026',
      'npm run pack test xinjiang-2026',
      'npm run pack test xinjiang-2026 -- --update',
    ]),
  );
  const action = (name: string, description: string) =>
    chineseHelp(pack.command(name))
      .description(description)
      .argument('<名称>', 'templates/ 下的文件夹名')
      .addOption(templatesOption());

  action('new', '新建一个继承别的模板的模板')
    .argument('[被继承的模板]', '也可写作 --from')
    .option('--from <模板>', '被继承的模板')
    .action((name: string, base: string | undefined, { from, templates }) =>
      host.perform(async () => {
        const { packNewCommand } = await import('../pack-command.ts');
        return packNewCommand(
          name,
          { from: from ?? base ?? null, templates: resolve(templates) },
          host.console,
        );
      }),
    );
  action('check', '检查模板：写法、引用、没有用到和没有印出的内容')
    .option('--json', '只输出一份 JSON，供脚本使用')
    .action((name: string, { templates, json }) =>
      host.perform(async () => {
        const { packCheckCommand } = await import('../pack-command.ts');
        return packCheckCommand(name, { templates: resolve(templates), json: json === true }, host.console);
      }),
    );
  chineseHelp(pack.command('docs'))
    .description('更新 docs/templates.md 中由程序生成的部分')
    .action(() =>
      host.perform(async () => {
        const { packDocsCommand } = await import('../pack-command.ts');
        return packDocsCommand(host.console);
      }),
    );
  action('test', '用模板 test/ 下的单位文件和应有的文本测试模板')
    .option('--update', '用现在的文本更新应有的文本')
    .action((name: string, { templates, update }) =>
      host.perform(async () => {
        const { packTestCommand } = await import('../pack-command.ts');
        return packTestCommand(
          name,
          { templates: resolve(templates), update: update === true },
          host.console,
        );
      }),
    );
}
