import { resolve } from 'node:path';
import { Option } from 'commander';
import { addCommand, type CommandHost, examples } from '../command-host.ts';
import { TEMPLATES_FOLDER } from '../project-folders.ts';

export function registerExplain(host: CommandHost): void {
  addCommand(host, 'explain', '说明报告中的一个数从哪里来')
    .argument('<单位文件>', '一个单位文件')
    .argument(
      '<数...>',
      '印出的数（508.18、8.99%），或表格中的一格（table-6:301:人员经费，即 表:行:栏，栏取最下一层的名称）；只写 表6，列出它的行和栏怎样称呼',
    )
    .option('--json', '只输出一份 JSON，供脚本使用')
    .addOption(new Option('--templates <文件夹>', '模板所在的文件夹').default(TEMPLATES_FOLDER, 'templates'))
    .addHelpText(
      'after',
      examples([
        'npm run explain data/kuerle.yaml 508.18',
        'npm run explain data/kuerle.yaml 8.99%',
        'npm run explain data/kuerle.yaml table-6:301:人员经费',
        'npm run explain data/kuerle.yaml 表6',
      ]),
    )
    .action((file: string, words: string[], { json, templates }) =>
      host.perform(async () => {
        const { explainCommand } = await import('../explain-command.ts');
        return explainCommand(
          file,
          words.join(' '),
          { json: json === true, templates: resolve(templates) },
          host.console,
        );
      }),
    );
}
