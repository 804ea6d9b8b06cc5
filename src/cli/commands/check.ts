import { resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { addCommand, type CommandHost, examples } from '../command-host.ts';
import { APPROVED_FOLDER, TEMPLATES_FOLDER } from '../project-folders.ts';
import { QUEUE_HELP } from '../queue-help.ts';

export function registerCheck(host: CommandHost): void {
  addCommand(host, 'check', '检查单位文件，不生成报告')
    .argument('<单位文件...>', '单位文件、文件夹或通配符')
    .addOption(new Option('--templates <文件夹>', '模板所在的文件夹').default(TEMPLATES_FOLDER, 'templates'))
    .option('--summary', '只列汇总：各项规则的次数、问题最多的单位')
    .addOption(
      new Option('--max-warnings <个数>', '警告超过这个数也算不通过（退出码 1）').argParser(parseCount),
    )
    .option('--fill-reasons', '先把还没有写的增减原因逐条列进单位文件（空着，旁边注明两年的数），再检查')
    .option('--annotate <文件夹>', '另写一份工作簿的副本，问题写成单元格的批注，可以退给填报单位')
    .option('--register <清单.csv>', '与应公开单位清单核对：缺的、重的、清单上没有的；写法见 docs/check.md')
    .addOption(
      new Option('--approved <文件夹>', '批准稿所在的文件夹：决算的年初预算与批准公开的预算核对').default(
        APPROVED_FOLDER,
        'data/approved',
      ),
    )
    .option('--redact', '个人信息按输出时遮盖处理，只作提示')
    .option('--sarif <文件>', '另写一份 SARIF 2.1.0 结果，供编辑器和 CI 显示')
    .option('--queue [地址]', QUEUE_HELP)
    .option('--json', '只输出一份 JSON，供脚本使用；格式见 docs/check.md')
    .addHelpText(
      'after',
      examples([
        'npm run check data/kuerle.yaml',
        'npm run check data -- --summary',
        'npm run check data/2026/我的单位.yaml -- --fill-reasons',
        'npm run check 收件 -- --annotate 退回',
        'npm run check data/2026 -- --register data/应公开清单.csv',
        'npm run check data -- --max-warnings 0 --sarif output/check.sarif',
      ]),
    )
    .action(
      (
        units: string[],
        {
          templates,
          json,
          sarif,
          maxWarnings,
          summary,
          redact,
          fillReasons,
          annotate,
          register,
          queue,
          approved,
        },
      ) =>
        host.perform(async () => {
          const { checkCommand } = await import('../check-command.ts');
          const options = {
            templates: resolve(templates),
            json: json === true,
            sarif: sarif === undefined ? null : resolve(sarif),
            maxWarnings: maxWarnings ?? null,
            summary: summary === true,
            redact: redact === true,
            fillReasons: fillReasons === true,
            annotate: annotate === undefined ? null : resolve(annotate),
            register: register === undefined ? null : resolve(register),
            approved: resolve(approved),
            queue: queue ?? null,
          };
          return checkCommand(units, options, host.console);
        }),
    );
}

function parseCount(value: string): number {
  if (!/^\d{1,6}$/.test(value)) throw new InvalidArgumentError('应是不小于 0 的整数');
  return Number.parseInt(value, 10);
}
