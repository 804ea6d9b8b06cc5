import { resolve } from 'node:path';
import { Option } from 'commander';
import { addCommand, type CommandHost, examples } from '../command-host.ts';
import { TEMPLATES_FOLDER } from '../project-folders.ts';

export function registerNewYear(host: CommandHost): void {
  addCommand(host, 'new-year', '由上年的单位文件建立下一年度的，金额空着待填，上年数取自上年文件')
    .argument('<上年>', '上年的单位文件、文件夹或通配符')
    .requiredOption('--to <年度>', '新的年度，四位数字')
    .option('--out <文件夹>', '新文件所在的文件夹；不写则把上年文件夹名称中的年份换成新的年度')
    .option('--template <模板>', '新年度的模板；不写则把上年模板名称中的年份换成新的年度')
    .addOption(new Option('--templates <文件夹>', '模板所在的文件夹').default(TEMPLATES_FOLDER, 'templates'))
    .addHelpText(
      'after',
      examples([
        'npm run new-year data/2025 -- --to 2026',
        'npm run new-year data/kuerle.yaml -- --to 2026 --out data/2026',
      ]),
    )
    .action((source: string, { to, out, template, templates }) =>
      host.perform(async () => {
        const { newYearCommand } = await import('../new-year-command.ts');
        const options = {
          to,
          out: out === undefined ? null : resolve(out),
          template: template ?? null,
          templates: resolve(templates),
        };
        return newYearCommand(source, options, host.console);
      }),
    );
}
