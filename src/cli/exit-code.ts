/** Exit codes of all commands; scripts may rely on them. */
export const EXIT = {
  /** All good; there may be warnings and notes. */
  ok: 0,
  /** Errors in data or templates, or an output that could not be written. */
  findings: 1,
  /** A wrong command line. */
  usage: 2,
  /** A broken environment (no browser, no cache folder), or a fault of the program itself. */
  environment: 3,
  /** Ended early, in good order: the terminal was closed (SIGHUP), Ctrl+C (SIGINT), SIGTERM. */
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
