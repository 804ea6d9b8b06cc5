import { join, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CalendarDate } from '../../kinds/field.ts';
import { dateIn } from '../../model/date-text.ts';
import { addCommand, type CommandHost, examples } from '../command-host.ts';
import { EXIT } from '../exit-code.ts';
import { parseJobs } from '../parse-jobs.ts';
import { parseSeconds } from '../parse-seconds.ts';
import { APPROVED_FOLDER, OUTPUT_FOLDER, TEMPLATES_FOLDER } from '../project-folders.ts';

const TITLE = '预决算公开专栏';

export function registerPublish(host: CommandHost): void {
  addCommand(host, 'publish', '写出公开专栏：可直接放上网站的一组网页，各单位的 PDF、网页、Word 和数据')
    .argument('<单位文件...>', '单位文件、文件夹或通配符；先按所给路径找，再到 data/ 下找')
    .addOption(new Option('--out <文件夹>', '网站所在的文件夹，必须写'))
    .addOption(new Option('--title <名称>', '网站的名称').default(TITLE))
    .addOption(
      new Option(
        '--base-url <网址>',
        '网站放在哪里，例如 https://www.example.gov.cn/yjs/；写了才有 sitemap.xml',
      ).argParser(parseAddress),
    )
    .option('--approved-only', '只公开与批准稿一致的（npm run approve）')
    .addOption(
      new Option('--approved <文件夹>', '批准稿所在的文件夹').default(APPROVED_FOLDER, 'data/approved'),
    )
    .option('--register <清单.csv>', '应公开单位清单：网站列出谁缺哪份、哪天到期；写法见 docs/check.md')
    .addOption(
      new Option(
        '--approved-on <日期>',
        '批复日期，用于单位文件（approved）和清单都没有写的；二十日后到期',
      ).argParser(parseDay),
    )
    .addOption(
      new Option('--work <文件夹>', '输出文件夹，报告先生成在其中的 publish/，不公开').default(
        OUTPUT_FOLDER,
        'output',
      ),
    )
    .addOption(
      new Option('--fonts <字体>', 'auto 优先用已安装的公文字体，bundled 只用自带字体（各台机器结果一致）')
        .choices(['auto', 'bundled'])
        .default('auto'),
    )
    .addOption(new Option('--templates <文件夹>', '模板所在的文件夹').default(TEMPLATES_FOLDER, 'templates'))
    .addOption(
      new Option('--timeout <秒>', '打开、打印每份文档的时限').argParser(parseSeconds).default(60_000, '60'),
    )
    .addOption(new Option('--attach <内容>', '把公开表的数据放进 PDF 作附件：data').choices(['data']))
    .option('--redact', '遮盖输出中的手机号、身份证号、银行账号和电子邮箱')
    .addOption(new Option('--jobs <个数>', '同时打印几个单位，默认按处理器和内存').argParser(parseJobs))
    .option('--json', '只输出一份 JSON，供脚本使用')
    .addHelpText(
      'after',
      examples([
        'npm run publish data/2025 -- --out public',
        'npm run publish data/2025 -- --out public --approved-only --register 清单.csv',
        'npm run publish data -- --out public --base-url https://www.example.gov.cn/yjs/',
      ]),
    )
    .action((units: string[], options, command: Command) =>
      host.perform(async () => {
        if (options.out === undefined)
          command.error('没有写网站所在的文件夹，例如 --out public。', {
            exitCode: EXIT.usage,
            code: 'yugong.options',
          });
        const { publishCommand } = await import('../publish-command.ts');
        const { title, fonts, timeout, register, jobs } = options;
        return publishCommand(
          units,
          {
            out: resolve(options.out),
            work: join(resolve(options.work), 'publish'),
            title,
            baseUrl: options.baseUrl ?? null,
            approvedOnly: options.approvedOnly === true,
            approved: resolve(options.approved),
            approvedOn: options.approvedOn ?? null,
            register: register === undefined ? null : resolve(register),
            fonts,
            templates: resolve(options.templates),
            timeoutMs: timeout,
            redact: options.redact === true,
            names: host.project()?.names ?? null,
            attachesData: options.attach === 'data',
            jobs: jobs ?? null,
            json: options.json === true,
          },
          host.console,
        );
      }),
    );
}

/** The address of a folder of the web, with a slash at its end. */
function parseAddress(value: string): string {
  const text = value.endsWith('/') ? value : `${value}/`;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url !== null && url.search === '' && url.hash === '' && url.username === '';
  if (!isPlain || !/^https?:$/.test(url.protocol))
    throw new InvalidArgumentError('写网站的网址，例如 https://www.example.gov.cn/yjs/');
  return url.href;
}

function parseDay(value: string): CalendarDate {
  const day = dateIn(value);
  if (day === null) throw new InvalidArgumentError('写年-月-日，例如 2025-02-12');
  return day;
}
