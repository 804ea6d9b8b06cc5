import { optimizeLater } from '../bin/late-optimization.js';

/*
 * `npm run bench` runs the benchmark of the sample, `npm run bench -- NAME…` those named.
 * A benchmark is a module beside this file that exports `run(args)` and prints its own table.
 */
interface Benchmark {
  run(args: readonly string[]): Promise<void>;
}

const BENCHMARKS: Readonly<Record<string, () => Promise<Benchmark>>> = {
  audit: () => import('./audit.ts'),
  batch: () => import('./batch.ts'),
  check: () => import('./check.ts'),
  deal: () => import('./deal.ts'),
  departments: () => import('./departments.ts'),
  diff: () => import('./diff.ts'),
  finals: () => import('./finals.ts'),
  import: () => import('./import.ts'),
  pdf: () => import('./pdf.ts'),
  queue: () => import('./queue.ts'),
  produce: () => import('./produce.ts'),
  sample: () => import('./sample.ts'),
  site: () => import('./site.ts'),
  word: () => import('./word.ts'),
};

// As the program itself runs.
optimizeLater();

const [name = 'sample', ...args] = process.argv.slice(2);
const load = BENCHMARKS[name];
if (load) {
  await (await load()).run(args);
} else {
  console.error(`No benchmark “${name}”. There are: ${Object.keys(BENCHMARKS).join(', ')}.`);
  process.exitCode = 2;
}
