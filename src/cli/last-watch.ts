/** How long the streams and children of a command that is done may take to go away. */
const PATIENCE_MS = 10_000;

/**
 * Sees to it that the process ends: a command that is done waits for nobody but the reader of its output. What still
 * holds the process after ten seconds is named, and the process ended. Costs nothing where it ends by itself.
 */
export function watchTheEnd(patienceMs: number = PATIENCE_MS): void {
  const look = (): void => {
    // Somebody may read slowly; who reads nothing more closes the pipe.
    if (process.stdout.writableLength + process.stderr.writableLength > 0) {
      setTimeout(look, patienceMs).unref();
      return;
    }
    const held = [...new Set(process.getActiveResourcesInfo())].join('、');
    process.stderr.write(`工作已经完成，程序却没有结束，仍占用：${held}。现在强行结束。\n`);
    process.exit();
  };
  setTimeout(look, patienceMs).unref();
}
