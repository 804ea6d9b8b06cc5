import { Argument } from 'commander';
import { addCommand, type CommandHost } from '../command-host.ts';
import { completionScript, SHELLS, type Shell } from '../completion-script.ts';
import { EXIT } from '../exit-code.ts';

export function registerCompletion(host: CommandHost): void {
  addCommand(host, 'completion', '写出命令行补全的脚本：命令、选项和选项的取值')
    .addArgument(new Argument('<壳>', '用哪种命令行').choices(SHELLS))
    .addHelpText(
      'after',
      '\n例子（yugong 已安装为命令时，写进 ~/.bashrc 或 ~/.zshrc）：\n  source <(yugong completion bash)\n  source <(yugong completion zsh)',
    )
    .action((shell: Shell) =>
      host.perform(async () => {
        host.console.out(completionScript(host.program, shell));
        return EXIT.ok;
      }),
    );
}
