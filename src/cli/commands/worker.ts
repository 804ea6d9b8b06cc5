import { resolve } from 'node:path';
import { Option } from 'commander';
import { READER_COMMAND } from '../../foreign/reading-message.ts';
import { WORKER_COMMAND } from '../../work/worker-command.ts';
import { addCommand, type CommandHost, examples } from '../command-host.ts';
import { parseJobs } from '../parse-jobs.ts';
import { TEMPLATES_FOLDER } from '../project-folders.ts';

export function registerWorker(host: CommandHost): void {
  addCommand(host, 'worker', '作为工作机，从队列接别的机器派来的单位')
    .addOption(
      new Option(
        '--queue [地址]',
        '队列的地址（redis:// 或 postgres://），或写着地址的文件；不写时取环境变量 YUGONG_QUEUE',
      ),
    )
    .addOption(new Option('--jobs <个数>', '同时打印几个单位，默认按处理器和内存').argParser(parseJobs))
    .addOption(
      new Option(
        '--out <文件夹>',
        '派任务的机器的输出文件夹在本机的位置，默认同一路径；看不到时结果经队列交回',
      ),
    )
    .addOption(new Option('--templates <文件夹>', '模板所在的文件夹').default(TEMPLATES_FOLDER, 'templates'))
    .addHelpText(
      'after',
      examples([
        'YUGONG_QUEUE=redis://:密码@主机:6379 npm run worker',
        'npm run worker -- --queue redis://主机:6379 --jobs 8',
        'npm run worker -- --queue /etc/yugong/queue --out /mnt/公开',
      ]),
    )
    .action(({ queue, jobs, out, templates }) =>
      host.perform(async () => {
        const { serveQueueCommand } = await import('../serve-queue-command.ts');
        const options = {
          queue: queue ?? true,
          jobs: jobs ?? null,
          out: out ?? null,
          templates: resolve(templates),
        };
        return serveQueueCommand(options, host.console);
      }),
    );
}

/** What the program calls for itself; no help names it. */
export function registerUnitWorker({ program, perform }: CommandHost): void {
  program.command(WORKER_COMMAND, { hidden: true }).action(() =>
    perform(async () => {
      const { workerCommand } = await import('../worker-command.ts');
      return workerCommand();
    }),
  );
}

export function registerDocumentReader({ program, perform }: CommandHost): void {
  program.command(READER_COMMAND, { hidden: true }).action(() =>
    perform(async () => {
      const { documentReaderCommand } = await import('../document-reader-command.ts');
      return documentReaderCommand();
    }),
  );
}
