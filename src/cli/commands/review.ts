import { resolve } from 'node:path';
import { Option } from 'commander';
import type { ReturnedWords } from '../../review/returned-words.ts';
import { addCommand, type CommandHost, examples } from '../command-host.ts';
import { APPROVED_FOLDER, dataFolder, OUTPUT_FOLDER, TEMPLATES_FOLDER } from '../project-folders.ts';

const approvedOption = () =>
  new Option('--approved <文件夹>', '批准稿所在的文件夹').default(APPROVED_FOLDER, 'data/approved');
const templatesOption = () =>
  new Option('--templates <文件夹>', '模板所在的文件夹').default(TEMPLATES_FOLDER, 'templates');

const returnedOption = (use: string) =>
  new Option('--returned <文件或文件夹>', `收回的 Word 文档（文件夹里的与单位文件同名）：${use}`);
const rejectOption = () =>
  new Option('--reject-changes', '收回的 Word 文档中的修订当作没有做（不写则当作已经接受）');

function returnedOf(options: {
  readonly returned?: string;
  readonly rejectChanges?: true;
}): ReturnedWords | null {
  const changes = options.rejectChanges === true ? 'reject' : 'accept';
  return options.returned === undefined ? null : { path: resolve(options.returned), changes };
}

export function registerReview(host: CommandHost): void {
  addCommand(host, 'review', '写出审阅页面：各单位与批准稿、与上年的差别，检查结果，数字来源')
    .argument('[单位文件...]', '单位文件、文件夹或通配符；不写就是 data/ 下的全部')
    .addOption(
      new Option('--out <文件夹>', '输出文件夹，页面写在其中的 review/').default(OUTPUT_FOLDER, 'output'),
    )
    .addOption(approvedOption())
    .addOption(templatesOption())
    .addOption(returnedOption('页面与它比较，代替批准稿；没有收回的单位仍与批准稿比较').conflicts('gate'))
    .addOption(rejectOption())
    .option('--docx', '有改动的单位另写带修订的 Word 文档，从单位页下载')
    .option('--gate', '有没批准的文字时退出码为 1，供自动检查使用')
    .option('--json', '只输出一份 JSON，供脚本使用')
    .addHelpText(
      'after',
      examples([
        'npm run review',
        'npm run review data/demo',
        'npm run review -- --gate',
        'npm run review data/units -- --returned 收回',
      ]),
    )
    .action((units: string[], options) =>
      host.perform(async () => {
        const { reviewCommand } = await import('../review-command.ts');
        return reviewCommand(
          units.length > 0 ? units : [dataFolder()],
          {
            out: resolve(options.out),
            approved: resolve(options.approved),
            templates: resolve(options.templates),
            returned: returnedOf(options),
            docx: options.docx === true,
            gate: options.gate === true,
            json: options.json === true,
          },
          host.console,
        );
      }),
    );
}

export function registerApprove(host: CommandHost): void {
  addCommand(host, 'approve', '记下审阅通过的文字（data/approved/，应提交到版本库）')
    .argument('[单位文件...]', '单位文件、文件夹或通配符；有 --list 时可以不写')
    .addOption(approvedOption())
    .addOption(templatesOption())
    .option('--list <清单>', '审阅页面导出的清单：只记下其中勾选的单位；文字已不是当时所见的，不记')
    .addOption(returnedOption('记下的是它的文字，代替现在的报告').conflicts(['list', 'check']))
    .addOption(rejectOption())
    .option('--name <名称>', '批准稿的名称，不写时按单位文件的位置；审阅页面会写明')
    .option('--check', '不记下，只检查各单位的文字是否都已批准；有没批准的，退出码为 1')
    .addHelpText(
      'after',
      examples([
        'npm run approve data/kuerle.yaml',
        'npm run approve data',
        'npm run approve -- --list 审阅清单.txt',
        'npm run approve data/kuerle.yaml -- --returned 签回的.docx',
        'npm run approve data -- --check',
      ]),
    )
    .action((units: string[], options) =>
      host.perform(async () => {
        const { approveCommand } = await import('../approve-command.ts');
        return approveCommand(
          units,
          {
            check: options.check === true,
            list: options.list === undefined ? null : resolve(options.list),
            returned: returnedOf(options),
            name: options.name ?? null,
            approved: resolve(options.approved),
            templates: resolve(options.templates),
          },
          host.console,
        );
      }),
    );
}
