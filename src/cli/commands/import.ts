import { resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { AMOUNT_UNITS } from '../../model/money.ts';
import { addCommand, type CommandHost, examples } from '../command-host.ts';
import { DATA_FOLDER } from '../project-folders.ts';

export function registerImport(host: CommandHost): void {
  addCommand(host, 'import', '把填好的工作簿、预算系统的明细表或决算软件的报表（.xlsx）读成单位文件')
    .argument('<工作簿...>', '工作簿、文件夹或通配符')
    .addOption(
      new Option('--out <文件夹>', '单位文件所在的文件夹；已有的文件只改有变化的地方').default(
        DATA_FOLDER,
        'data',
      ),
    )
    .addOption(
      new Option('--template <模板>', '导出表中没有单位文件的单位用哪个模板').default('xinjiang-2025'),
    )
    .addOption(
      new Option('--final-template <模板>', '决算软件的工作簿中没有决算文件的单位用哪个模板').default(
        'national-final-2025',
      ),
    )
    .addOption(new Option('--year <年度>', '导出表的预算年度').argParser(parseYear).default('2025'))
    .addOption(new Option('--unit <单位>', '导出表没有写明时，金额的单位').choices([...AMOUNT_UNITS]))
    .option('--json', '只输出一份 JSON，供脚本使用')
    .addHelpText(
      'after',
      examples([
        'npm run import 填报/政务服务中心.xlsx',
        'npm run import 填报 -- --out data/2025',
        'npm run import 导出/预算明细.xlsx -- --out data/2025 --year 2025 --unit 元',
        'npm run import 导出/部门决算.xlsx -- --out data/2025决算 --year 2025',
      ]),
    )
    .action((files: string[], { out, template, finalTemplate, year, unit, json }) =>
      host.perform(async () => {
        const { importCommand } = await import('../import-command.ts');
        const options = {
          out: resolve(out),
          template,
          finalTemplate,
          year,
          unit: unit ?? null,
          json: json === true,
        };
        return importCommand(files, options, host.console);
      }),
    );
}

function parseYear(value: string): string {
  if (!/^20\d\d$/.test(value)) throw new InvalidArgumentError('年度应是四位数字，例如 2025');
  return value;
}
