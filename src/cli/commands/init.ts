import { resolve } from 'node:path';
import { Option } from 'commander';
import { addCommand, type CommandHost, examples } from '../command-host.ts';
import { TEMPLATES_FOLDER } from '../project-folders.ts';

export function registerInit(host: CommandHost): void {
  addCommand(host, 'init', '新建一个单位文件，列出样式要填的全部栏目，每一栏都有说明')
    .argument('[文件]', '要写的 .yaml 文件；不写则是 data/年度/单位名称.yaml')
    .option('--name <单位名称>', '单位（或部门）全称')
    .option('--template <模板>', '模板，例如 xinjiang-2025')
    .option('--year <年度>', '年度，四位数字；不写则取模板名称中的年份')
    .option('--date <日期>', '公开日期，例如 2025-02-21；可以以后再填')
    .addOption(new Option('--amounts <单位>', '金额单位').choices(['元', '万元']).default('万元'))
    .addOption(new Option('--level <层级>', '谁的文件').choices(['单位', '部门']).default('单位'))
    .addOption(new Option('--templates <文件夹>', '模板所在的文件夹').default(TEMPLATES_FOLDER, 'templates'))
    .addHelpText(
      'after',
      examples([
        'npm run init',
        'npm run init -- --name 示例市虚构区文化站 --template xinjiang-2025',
        'npm run init data/2025/文化站.yaml -- --name 示例市虚构区文化站 --template xinjiang-2025 --date 2025-02-21',
      ]),
    )
    .action((file: string | undefined, { name, template, year, date, amounts, level, templates }) =>
      host.perform(async () => {
        const { initCommand } = await import('../init-command.ts');
        const options = {
          file: file ?? null,
          name: name ?? null,
          template: template ?? null,
          year: year ?? null,
          date: date ?? null,
          amounts,
          level,
          templates: resolve(templates),
        };
        return initCommand(options, host.console);
      }),
    );
}
