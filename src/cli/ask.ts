import { createInterface } from 'node:readline/promises';

/** Asks for what a command line does not say. */
export interface Questioner {
  /** Whether somebody is there to answer. */
  readonly isThere: boolean;
  /** The answer without blanks around it, the usual one where nothing is typed. */
  ask(question: string, usual?: string): Promise<string>;
}

/** Asks on the terminal; nobody is there where input comes from a file or a pipe. */
export function terminalQuestioner(): Questioner {
  return {
    isThere: process.stdin.isTTY === true && process.stdout.isTTY === true,
    async ask(question, usual = '') {
      const lines = createInterface({ input: process.stdin, output: process.stdout });
      try {
        const answer = await lines.question(`${question}${usual === '' ? '' : `（${usual}）`}：`);
        return answer.trim() === '' ? usual : answer.trim();
      } finally {
        lines.close();
      }
    },
  };
}
