import type { Console } from '../../src/cli/console.ts';

/** A console that keeps what it is told. */
export interface Recorder extends Console {
  stdout(): string;
  stderr(): string;
}

/** A console for commands that a test calls in its own process. */
export function recorder(): Recorder {
  const lines: string[] = [];
  const errors: string[] = [];
  return {
    out: (text) => void lines.push(text),
    err: (text) => void errors.push(text),
    findings(findings) {
      for (const { code, message, hint } of findings) errors.push(`${code} ${message} ${hint}`);
    },
    stdout: () => lines.join('\n'),
    stderr: () => errors.join('\n'),
  };
}
