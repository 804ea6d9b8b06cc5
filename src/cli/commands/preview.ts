import { resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { addCommand, type CommandHost, examples } from '../command-host.ts';
import { TEMPLATES_FOLDER } from '../project-folders.ts';

const DEFAULT_PORT = 4600;

export function registerPreview(host: CommandHost): void {
  addCommand(host, 'preview', '在浏览器中边改边看：改动数据或模板，页面随之更新')
    .argument('<单位文件...>', '单位文件或文件夹；先按所给路径找，再到 data/ 下找')
    .addOption(new Option('--port <端口>', '端口').argParser(parsePort).default(DEFAULT_PORT))
    .addOption(new Option('--templates <文件夹>', '模板所在的文件夹').default(TEMPLATES_FOLDER, 'templates'))
    .addHelpText(
      'after',
      examples([
        'npm run preview data/kuerle.yaml',
        'npm run preview data/units',
        'npm run preview kuerle.yaml -- --port 8080',
      ]),
    )
    .action((units: string[], { port, templates }) =>
      host.perform(async () => {
        const { previewCommand } = await import('../preview-command.ts');
        return previewCommand(units, { port, templates: resolve(templates) }, host.console);
      }),
    );
}

function parsePort(value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number.parseInt(value, 10) : Number.NaN;
  if (!(port <= 65_535)) throw new InvalidArgumentError('端口应是 0 到 65535 的整数');
  return port;
}
