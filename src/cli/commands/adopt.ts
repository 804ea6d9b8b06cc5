import { resolve } from 'node:path';
import { Option } from 'commander';
import { addCommand, type CommandHost, examples } from '../command-host.ts';
import { readingLimits, readSecondsOption } from '../read-seconds.ts';

export function registerAdopt(host: CommandHost): void {
  addCommand(host, 'adopt', '从上年公开的报告带入上年数')
    .argument('<上年报告>', '.pdf、.docx、.xlsx、.html 或 .txt')
    .addOption(new Option('--unit <单位文件>', '把上年数写进这个单位文件的 prior').conflicts('out'))
    .option('--out <文件>', '没有单位文件时，写出一个新的')
    .option('--template <样式>', '新文件用的样式')
    .option('--own-year', '新文件写报告自己的年度（预算写进 budget），供下一年的文件在 prior.from 中引用')
    .option('--replace', '文件里已有的上年数、已有的文件也换掉')
    .addOption(readSecondsOption())
    .addHelpText(
      'after',
      `\n退出码：0 带入，1 有错误或写不出，2 命令写错。带入的每个数后面注明来自哪一页、哪张表。${examples([
        'npm run adopt 2024.pdf -- --unit data/unit.yaml',
        'npm run adopt 2024.pdf -- --out data/unit.yaml --template xinjiang-2025',
      ])}`,
    )
    .action((report: string, { unit, out, template, ownYear, replace, readSeconds }) =>
      host.perform(async () => {
        const { adoptCommand } = await import('../adopt-command.ts');
        const options = {
          unit: unit === undefined ? null : resolve(unit),
          out: out === undefined ? null : resolve(out),
          template: template ?? null,
          ownYear: ownYear === true && unit === undefined,
          replace: replace === true,
          limits: readingLimits(readSeconds),
        };
        return adoptCommand(report, options, host.console);
      }),
    );
}
