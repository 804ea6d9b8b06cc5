import type { Finding } from '../model/finding.ts';
import { characterWidth, harmless, harmlessLines } from './display-width.ts';
import { formatFindings } from './format-finding.ts';

/** Where a command prints: results on standard output, findings and progress on standard error. */
export interface Console {
  /** `painted`: the text has colours and was made harmless before it got them. */
  out(text: string, painted?: 'painted'): void;
  err(text: string): void;
  /** Findings as people read them, with the lines they speak of. */
  findings(findings: readonly Finding[], sources: ReadonlyMap<string, string>): void;
  /** On a terminal: one line below all others that is always replaced by the next; null takes it away. */
  status?(text: string | null): void;
}

/** The console of the process; colours and a status line only on a terminal (NO_COLOR is respected). */
export function processConsole(): Console {
  const isTerminal = process.stderr.isTTY === true;
  const color = isTerminal && !process.env.NO_COLOR;
  let status: string | null = null;
  // Lines scroll up above the status line.
  const above = (stream: NodeJS.WriteStream, text: string): void => {
    if (status !== null) process.stderr.write(ERASE_LINE);
    stream.write(`${text}\n`);
    if (status !== null) process.stderr.write(status);
  };
  return {
    out: (text, painted) => above(process.stdout, painted ? text : harmlessLines(text)),
    err: (text) => above(process.stderr, harmlessLines(text)),
    findings: (findings, sources) => {
      if (findings.length > 0) above(process.stderr, formatFindings(findings, sources, { color }));
    },
    ...(isTerminal
      ? {
          status: (text: string | null) => {
            status = text === null ? null : shortened(text, (process.stderr.columns ?? 80) - 1);
            process.stderr.write(ERASE_LINE + (status ?? ''));
          },
        }
      : {}),
  };
}

const ERASE_LINE = '\r\u001b[2K';

/** A line that wrapped could not be erased. */
function shortened(text: string, columns: number): string {
  let width = 0;
  let shown = '';
  for (const character of harmless(text)) {
    width += characterWidth(character);
    if (width > columns) break;
    shown += character;
  }
  return shown;
}

/** For `--json`: nothing but the one JSON document is printed. */
export function silentConsole(console: Console): Console {
  return { ...console, out: () => {}, err: () => {}, findings: () => {}, status: () => {} };
}
