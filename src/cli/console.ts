import type { Finding } from '../model/finding.ts';
import { formatFindings } from './format-finding.ts';

/** Where a command prints: results on standard output, findings and progress on standard error. */
export interface Console {
  out(text: string): void;
  err(text: string): void;
  /** Findings as people read them, with the lines they speak of. */
  findings(findings: readonly Finding[], sources: ReadonlyMap<string, string>): void;
}

/** The console of the process; colours only on a terminal (NO_COLOR is respected). */
export function processConsole(): Console {
  const color = process.stderr.isTTY === true && !process.env.NO_COLOR;
  const err = (text: string): void => {
    process.stderr.write(`${text}\n`);
  };
  return {
    out: (text) => {
      process.stdout.write(`${text}\n`);
    },
    err,
    findings: (findings, sources) => {
      if (findings.length > 0) err(formatFindings(findings, sources, { color }));
    },
  };
}

/** For `--json`: nothing but the one JSON document is printed. */
export function silentConsole(console: Console): Console {
  return { ...console, out: () => {}, err: () => {}, findings: () => {} };
}
