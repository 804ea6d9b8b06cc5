import { resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import type { Day } from '../../audit/audit-rule.ts';
import { addCommand, type CommandHost, examples } from '../command-host.ts';
import { readingLimits, readSecondsOption } from '../read-seconds.ts';

export function registerAudit(host: CommandHost): void {
  addCommand(host, 'audit', '核对别人编制的报告：表内、表间、表文、增减、用语')
    .argument('<报告...>', '已公开的报告（.pdf、.docx、.xlsx、.html、.txt）、文件夹或通配符')
    .option('--last-year <报告>', '同一单位上年的报告，用来核对增减')
    .option('--pack <样式>', '报告应合的样式，如 xinjiang-2025：核对应有的表、栏和各节')
    .addOption(
      new Option('--approved <日期>', '批复日期，如 2025-02-10，用来核对公开时限').argParser(parseDay),
    )
    .option('--summary', '只列汇总：各项规则的次数、问题最多的报告')
    .addOption(
      new Option('--max-warnings <个数>', '警告超过这个数也算不通过（退出码 1）').argParser(parseCount),
    )
    .option('--sarif <文件>', '另写一份 SARIF 2.1.0 结果，供编辑器和 CI 显示')
    .option('--json', '只输出一份 JSON，供脚本使用；格式见 docs/audit.md')
    .addOption(readSecondsOption())
    .addHelpText(
      'after',
      `\n退出码：0 没有错误，1 有错误，2 命令写错。能核对的规则和各需要什么见 docs/audit.md。${examples([
        'npm run audit 已公开.pdf',
        'npm run audit published -- --summary',
        'npm run audit 2025.pdf -- --last-year 2024.pdf --approved 2025-02-10',
      ])}`,
    )
    .action(
      (reports: string[], { lastYear, pack, approved, json, sarif, maxWarnings, summary, readSeconds }) =>
        host.perform(async () => {
          const { auditCommand } = await import('../audit-command.ts');
          const options = {
            lastYear: lastYear === undefined ? null : resolve(lastYear),
            pack: pack ?? null,
            approved: approved ?? null,
            json: json === true,
            sarif: sarif === undefined ? null : resolve(sarif),
            maxWarnings: maxWarnings ?? null,
            summary: summary === true,
            limits: readingLimits(readSeconds),
          };
          return auditCommand(reports, options, host.console);
        }),
    );
}

function parseCount(value: string): number {
  if (!/^\d{1,6}$/.test(value)) throw new InvalidArgumentError('应是不小于 0 的整数');
  return Number.parseInt(value, 10);
}

function parseDay(value: string): Day {
  const [, year, month, day] = /^(20\d\d)-(\d{1,2})-(\d{1,2})$/.exec(value) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (year === undefined || date.getUTCDate() !== Number(day))
    throw new InvalidArgumentError('应写作 2025-02-10');
  return { year: Number(year), month: Number(month), day: Number(day) };
}
