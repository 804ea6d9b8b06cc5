import { resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { addCommand, type CommandHost, examples } from '../command-host.ts';
import { TEMPLATES_FOLDER } from '../project-folders.ts';
import { readingLimits, readSecondsOption } from '../read-seconds.ts';

export function registerDiff(host: CommandHost): void {
  addCommand(host, 'diff', '比较两份报告或两个文件夹：逐句、逐词、逐个数')
    .argument(
      '<原>',
      '单位文件、.txt、.html、.pdf、.docx，或 git 版本（HEAD~1:data/kuerle.yaml，样式用现在的模板），或整个文件夹',
    )
    .argument('<现>', '同上')
    .addOption(new Option('--prose', '只比较文字').conflicts('tables'))
    .addOption(new Option('--tables', '只比较表格').conflicts('prose'))
    .addOption(new Option('--only-changed', '只显示有差别的，不带前后文').conflicts('context'))
    .addOption(
      new Option('--context <句数>', '每处差别前后各显示几句没有变化的')
        .argParser(parseCount)
        .default(1, '1'),
    )
    .addOption(
      new Option('--html <文件>', '写成网页，可以左右对照；比较文件夹时写文件夹名').conflicts('json'),
    )
    .option('--last-year', '原是上年的报告：年度顺延（2024年写成2025年）不算差别')
    .option('--docx <文件>', '写成 Word 文档：现报告，每处差别都是修订，接受全部得现报告，拒绝全部得原报告')
    .option('--reject-changes', 'Word 文档中的修订当作没有做（不写则当作已经接受）')
    .option('--json', '只输出一份 JSON，供脚本使用')
    .option('--plain', '不用颜色，用 [-删去-]{+增加+} 标出差别')
    .addOption(new Option('--templates <文件夹>', '模板所在的文件夹').default(TEMPLATES_FOLDER, 'templates'))
    .addOption(readSecondsOption())
    .addHelpText(
      'after',
      `\n退出码：0 没有差别，1 有差别，2 命令写错或文件不能比较。${examples([
        'npm run diff HEAD~1:data/kuerle.yaml data/kuerle.yaml',
        'npm run diff output/kuerle.txt data/kuerle.yaml -- --prose --only-changed',
        'npm run diff data/demo/2024.yaml data/demo/2025.yaml -- --prose --last-year',
        'npm run diff HEAD~1:data/kuerle.yaml data/kuerle.yaml -- --docx output/修订.docx',
        'npm run diff data/kuerle.yaml 办公室改过的.docx',
        'npm run diff 已公开.pdf data/kuerle.yaml -- --html output/比较.html',
        'npm run diff output/上一稿 data/2025 -- --html output/比较',
      ])}`,
    )
    .action((before: string, after: string, options) =>
      host.perform(async () => {
        const { diffCommand } = await import('../diff-command.ts');
        return diffCommand(
          [before, after],
          {
            scope: options.prose ? 'prose' : options.tables ? 'tables' : 'all',
            lastYear: options.lastYear === true,
            context: options.onlyChanged ? 0 : options.context,
            html: options.html ?? null,
            docx: options.docx ?? null,
            json: options.json === true,
            rejectChanges: options.rejectChanges === true,
            limits: readingLimits(options.readSeconds),
            color: options.plain !== true && process.stdout.isTTY === true && !process.env.NO_COLOR,
            templates: resolve(options.templates),
          },
          host.console,
        );
      }),
    );
}

function parseCount(value: string): number {
  if (!/^\d{1,3}$/.test(value)) throw new InvalidArgumentError('句数应是 0 到 999 的整数');
  return Number.parseInt(value, 10);
}
