import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Shard } from '../../batch/shard.ts';
import { DEFAULT_FORMATS, FORMATS, formatOf, isFormat, type OutputFormat } from '../../write/formats.ts';
import { addCommand, type CommandHost, examples } from '../command-host.ts';
import { EXIT } from '../exit-code.ts';
import { parseJobs } from '../parse-jobs.ts';
import { parseSeconds } from '../parse-seconds.ts';
import { OUTPUT_FOLDER, TEMPLATES_FOLDER } from '../project-folders.ts';
import { QUEUE_HELP } from '../queue-help.ts';

export function registerRender(host: CommandHost): void {
  addCommand(host, 'render', `生成报告（${titlesOf(DEFAULT_FORMATS)}）`)
    .argument('<单位文件...>', '单位文件、文件夹或通配符；先按所给路径找，再到 data/ 下找')
    .addOption(
      new Option(
        '--format <格式>',
        `输出格式，用逗号分隔：${namesOf('report')}，以及公开表的 ${namesOf('tables')}`,
      )
        .argParser(parseFormats)
        .default([...DEFAULT_FORMATS], DEFAULT_FORMATS.join(',')),
    )
    .addOption(new Option('--out <文件夹>', '输出文件夹').default(OUTPUT_FOLDER, 'output'))
    .addOption(
      new Option('--fonts <字体>', 'auto 优先用已安装的公文字体，bundled 只用自带字体（各台机器结果一致）')
        .choices(['auto', 'bundled'])
        .default('auto'),
    )
    .addOption(new Option('--templates <文件夹>', '模板所在的文件夹').default(TEMPLATES_FOLDER, 'templates'))
    .addOption(
      new Option('--timeout <秒>', '打开、打印每份文档的时限').argParser(parseSeconds).default(60_000, '60'),
    )
    .option('--force', '没有变化的也重新生成；有错误也生成，每页印“草稿”水印，不得公开')
    .addOption(
      new Option(
        '--attach <内容>',
        '把公开表的数据放进 PDF 作附件：data 为 Excel 和 CSV，文件是 PDF/A-3a',
      ).choices(['data']),
    )
    .option('--redact', '遮盖输出中的手机号、身份证号、银行账号和电子邮箱')
    .addOption(new Option('--jobs <个数>', '同时打印几个单位，默认按处理器和内存').argParser(parseJobs))
    .addOption(
      new Option('--shard <第几份/份数>', '只做其中一份，供多台机器分工，例如 2/8').argParser(parseShard),
    )
    .option('--register <清单.csv>', '与应公开单位清单核对：缺的、重的、清单上没有的；写法见 docs/check.md')
    .addOption(
      new Option('--watch', '一直运行：文件改动后重新生成有变化的单位和它的部门，按 Ctrl+C 结束').conflicts([
        'queue',
        'shard',
        'json',
        'register',
        'force',
      ]),
    )
    .addOption(new Option('--queue [地址]', QUEUE_HELP).conflicts(['shard', 'jobs']))
    .option('--json', '只输出一份 JSON，供脚本使用')
    .addHelpText(
      'after',
      examples([
        'npm run render data/kuerle.yaml',
        'npm run render data/demo',
        'npm run render data/units -- --jobs 4',
        'npm run render data/units -- --shard 2/8',
        'npm run render data/2025 -- --watch',
        'npm run render data/units -- --queue redis://主机:6379',
        'npm run render "data/*.yaml" -- --format pdf,txt',
        'npm run render kuerle.yaml -- --attach data',
        'npm run render kuerle.yaml -- --out /tmp/公开 --fonts bundled',
      ]),
    )
    .action(
      (
        units: string[],
        {
          format,
          out,
          fonts,
          templates,
          timeout,
          force,
          redact,
          jobs,
          shard,
          json,
          register,
          queue,
          attach,
          watch,
        },
        command: Command,
      ) =>
        host.perform(async () => {
          if (attach !== undefined && !format.includes('pdf'))
            command.error('--attach 把数据放进 PDF，--format 中要有 pdf。', {
              exitCode: EXIT.usage,
              code: 'yugong.options',
            });
          const { renderCommand } = await import('../render-command.ts');
          const options = {
            formats: format,
            out: resolve(out),
            fonts,
            templates: resolve(templates),
            timeoutMs: timeout,
            json: json === true,
            force: force === true,
            redact: redact === true,
            attachesData: attach === 'data',
            jobs: jobs ?? null,
            shard: shard ?? null,
            register: register === undefined ? null : resolve(register),
            queue: queue ?? null,
            watch: watch === true,
            names: host.project()?.names ?? null,
          };
          return renderCommand(units, options, host.console);
        }),
    );
}

function namesOf(holds: 'report' | 'tables'): string {
  return FORMATS.filter((format) => format.holds === holds)
    .map(({ name }) => name)
    .join('、');
}

function titlesOf(names: readonly OutputFormat[]): string {
  return names.map((name) => formatOf(name).title).join('、');
}

function parseFormats(value: string): OutputFormat[] {
  const formats = [...new Set(value.split(/[,，]/).map((format) => format.trim().toLowerCase()))];
  const unknown = formats.filter((format) => !isFormat(format));
  if (unknown.length > 0) {
    const known = FORMATS.map(({ name }) => name).join('、');
    throw new InvalidArgumentError(`没有“${unknown.join('、')}”格式，可以用 ${known}`);
  }
  return formats.filter(isFormat);
}

function parseShard(value: string): Shard {
  const [index = 0, count = 0] = (/^(\d{1,5})\/(\d{1,5})$/.exec(value)?.slice(1) ?? []).map((part) =>
    Number.parseInt(part, 10),
  );
  if (index < 1 || index > count) throw new InvalidArgumentError('写成“第几份/份数”，例如 2/8');
  return { index, count };
}
