/** The command of the program that works for another process of this machine; the help does not name it. */
export const WORKER_COMMAND = 'unit-worker';
