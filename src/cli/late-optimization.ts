import { setFlagsFromString } from 'node:v8';

/**
 * Lets Node 20 compile only what has run very often: most code of this program runs a few dozen times for a report,
 * and making it fast takes longer than running it. Measured: a single report takes 2.6 s of processor time instead of
 * 3.4 s, a unit of a batch 20 ms less. Later versions weigh this better themselves and do not know the setting.
 */
export function optimizeLater(): void {
  if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=1000000');
}
