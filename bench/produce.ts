import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPacks } from '../src/cli/open-packs.ts';
import { TEMPLATES_FOLDER } from '../src/cli/project-folders.ts';
import { CharacterSet } from '../src/fonts/character-set.ts';
import { commonCharacters } from '../src/fonts/common-characters.ts';
import { characterSource, coverageOf } from '../src/fonts/coverage.ts';
import { produceReport } from '../src/report/produce-report.ts';
import { median, milliseconds, printTable } from './measure.ts';
import { writeUnits } from './units.ts';

const UNITS = 150;
/** The first units pay for what is compiled once. */
const WARM_UP = 50;
const SEED = 7;

/**
 * Processor time of one unit of a long batch, without the browser, by step: medians over invented units after the
 * first 50. `npm run bench -- produce [units]`. Processor time, because other work on the machine slows it less.
 */
export async function run(args: readonly string[]): Promise<void> {
  const units = Number(args[0] ?? UNITS);
  if (!(units > WARM_UP))
    throw new Error(`at least ${WARM_UP + 1} units, the first ${WARM_UP} are not counted`);
  const folder = await mkdtemp(join(tmpdir(), 'yugong-bench-'));
  const steps = { produce: [] as number[], output: [] as number[], coverage: [] as number[] };
  try {
    const jobs = await writeUnits(SEED, folder, units);
    const packs = openPacks(TEMPLATES_FOLDER);
    const common = CharacterSet.of([...commonCharacters()].map((character) => character.codePointAt(0)!));
    for (const { path, label } of jobs) {
      const start = processorTime();
      const { report } = await produceReport(path, label, packs);
      const produced = processorTime();
      const { html, text } = report!;
      // A string is joined from its parts only when it is read, as for a file or the browser.
      Buffer.byteLength(html);
      Buffer.byteLength(text);
      const written = processorTime();
      coverageOf(characterSource(html), common, []);
      steps.produce.push(produced - start);
      steps.output.push(written - produced);
      steps.coverage.push(processorTime() - written);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const typical = (times: readonly number[]): string => milliseconds(median(times.slice(WARM_UP)));
  const whole = steps.produce.map((time, index) => time + steps.output[index]! + steps.coverage[index]!);
  printTable([
    ['processor time of a unit', 'median'],
    ['load, derive, render, check', typical(steps.produce)],
    ['finished HTML and text', typical(steps.output)],
    ['characters for the fonts', typical(steps.coverage)],
    ['all of it', typical(whole)],
  ]);
}

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
