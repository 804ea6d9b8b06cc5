import { resolve } from 'node:path';
import { Option } from 'commander';
import { LEVELS } from '../../model/level.ts';
import { addCommand, type CommandHost, examples } from '../command-host.ts';
import { TEMPLATES_FOLDER } from '../project-folders.ts';

export function registerWorkbook(host: CommandHost): void {
  addCommand(host, 'workbook', '写出发给单位填报的工作簿（.xlsx），空白的，或按单位文件预先填好')
    .argument('<输出>', '工作簿的文件名；--from 有几个单位文件时写文件夹')
    .option('--template <模板>', '模板，例如 xinjiang-2025；不写则取单位文件中的模板')
    .option('--from <单位文件>', '用来预先填写的单位文件、文件夹或通配符，不必填全')
    .addOption(
      new Option('--level <层级>', '空白的给单位还是给部门填报').choices([...LEVELS]).default('单位'),
    )
    .addOption(new Option('--templates <文件夹>', '模板所在的文件夹').default(TEMPLATES_FOLDER, 'templates'))
    .option('--force', '换掉已有的同名工作簿（可能已经填过）')
    .addHelpText(
      'after',
      examples([
        'npm run workbook -- --template xinjiang-2025 空白填报表.xlsx',
        'npm run workbook -- --template xinjiang-2025 --level 部门 部门填报表.xlsx',
        'npm run workbook -- --from data/kuerle.yaml 政务服务中心.xlsx',
        'npm run workbook -- --from data/2025 填报',
      ]),
    )
    .action((target: string, { template, from, templates, level, force }) =>
      host.perform(async () => {
        const { workbookCommand } = await import('../workbook-command.ts');
        const options = {
          template: template ?? null,
          from: from ?? null,
          templates: resolve(templates),
          level,
          force: force === true,
        };
        return workbookCommand(target, options, host.console);
      }),
    );
}
