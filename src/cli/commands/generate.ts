import { resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { addCommand, type CommandHost, examples } from '../command-host.ts';
import { SAMPLE_UNITS_FOLDER } from '../project-folders.ts';

export function registerGenerate(host: CommandHost): void {
  addCommand(host, 'generate', '生成任意多个虚构的样例单位，用来试用和测速')
    .addOption(
      new Option('--units <个数>', '单位个数').argParser(wholeNumber('个数', 1, 100_000)).default(20, '20'),
    )
    .addOption(
      new Option('--seed <数字>', '种子：种子相同，内容相同')
        .argParser(wholeNumber('种子', 0, 2_147_483_647))
        .default(1, '1'),
    )
    .addOption(
      new Option('--departments <个数>', '把这些单位分给几个部门，并写出部门文件；有的成员之间有内部往来')
        .argParser(wholeNumber('部门个数', 0, 10_000))
        .default(0, '不写部门文件'),
    )
    .addOption(
      new Option('--document <文种>', '写 决算 则另写每个单位、部门上年和本年的决算')
        .choices(['预算', '决算'])
        .default('预算'),
    )
    .addOption(new Option('--out <文件夹>', '写到哪个文件夹').default(SAMPLE_UNITS_FOLDER, 'data/units'))
    .addHelpText(
      'after',
      examples([
        'npm run generate',
        'npm run generate -- --units 1000 --seed 7',
        'npm run generate -- --units 100 --departments 6',
        'npm run generate -- --units 50 --departments 5 --document 决算',
        'npm run generate -- --units 50 --out /tmp/units',
      ]),
    )
    .action(
      (given: { units: number; departments: number; seed: number; document: '预算' | '决算'; out: string }) =>
        host.perform(async () => {
          const { units, departments, seed, document, out } = given;
          const { generateCommand } = await import('../generate-command.ts');
          return generateCommand({ units, departments, seed, document, out: resolve(out) }, host.console);
        }),
    );
}

function wholeNumber(what: string, least: number, most: number): (value: string) => number {
  return (value) => {
    const number = /^\d{1,10}$/.test(value) ? Number.parseInt(value, 10) : -1;
    if (number < least || number > most)
      throw new InvalidArgumentError(`${what}应是 ${least} 到 ${most} 的整数`);
    return number;
  };
}
