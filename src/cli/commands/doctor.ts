import { addCommand, type CommandHost, examples } from '../command-host.ts';

export function registerDoctor(host: CommandHost): void {
  addCommand(host, 'doctor', '检查运行环境：Node、浏览器、字体、写入权限')
    .option('--json', '只输出一份 JSON，供脚本使用')
    .addHelpText('after', examples(['npm run doctor']))
    .action(({ json }) =>
      host.perform(async () => {
        const { doctorCommand } = await import('../doctor-command.ts');
        return doctorCommand({ json: json === true }, host.console);
      }),
    );
}
