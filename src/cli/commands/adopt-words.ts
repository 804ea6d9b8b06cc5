import { resolve } from 'node:path';
import { Option } from 'commander';
import { addCommand, type CommandHost, examples } from '../command-host.ts';
import { TEMPLATES_FOLDER } from '../project-folders.ts';

export function registerAdoptWords(host: CommandHost): void {
  addCommand(host, 'adopt-words', '把别人在 Word 文档里改过的文字收回单位文件')
    .argument('<文档>', '改过的 .docx，由本程序生成')
    .argument('<单位文件>', '生成它的单位文件（.yaml）')
    .option('--reject-changes', '文档中的修订当作没有做（不写则当作已经接受）')
    .option('--dry-run', '只说明会怎样，不写文件')
    .option('--json', '只输出一份 JSON，供脚本使用')
    .addOption(new Option('--templates <文件夹>', '模板所在的文件夹').default(TEMPLATES_FOLDER, 'templates'))
    .addHelpText(
      'after',
      `\n职能、原因、用途、资金分配等人写的文字写回单位文件，注释不动；改了的数字和样式写的话不采用，逐处说明。\n退出码：0 全部采用，1 有不采用的，2 命令写错。${examples(
        [
          'npm run adopt-words 办公室改过的.docx data/kuerle.yaml -- --dry-run',
          'npm run adopt-words 办公室改过的.docx data/kuerle.yaml',
        ],
      )}`,
    )
    .action((document: string, file: string, options) =>
      host.perform(async () => {
        const { adoptWordsCommand } = await import('../adopt-words-command.ts');
        return adoptWordsCommand(
          [document, file],
          {
            changes: options.rejectChanges ? 'reject' : 'accept',
            dryRun: options.dryRun === true,
            json: options.json === true,
            templates: resolve(options.templates),
          },
          host.console,
        );
      }),
    );
}
