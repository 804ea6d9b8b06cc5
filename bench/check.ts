import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PackStore } from '../src/report/packs.ts';
import { produceReport } from '../src/report/produce-report.ts';
import { sampleUnit } from '../src/samples/sample-unit.ts';
import { parseVocabulary } from '../src/samples/vocabulary.ts';

const ROOT = join(import.meta.dirname, '..');
const SEED = 7;
const DEFAULT_UNITS = 1000;

/**
 * How many invented units are checked in a second, files read from disk as `npm run check` does:
 * `npm run bench -- check [units]`. Wall clock and processor time, because other work on the machine
 * slows only the first.
 */
export async function run(args: readonly string[]): Promise<void> {
  const units = Number(args[0] ?? DEFAULT_UNITS);
  const folder = await mkdtemp(join(tmpdir(), 'yugong-bench-'));
  try {
    const files = await writeUnits(folder, units);
    const packs = new PackStore({
      templates: join(ROOT, 'templates'),
      templatesLabel: 'templates',
      classification: join(ROOT, 'data', 'classification'),
    });
    const wall = performance.now();
    const before = process.cpuUsage();
    let findings = 0;
    for (const file of files)
      findings += (await produceReport(join(folder, file), file, packs)).findings.length;
    const seconds = (performance.now() - wall) / 1000;
    const { user, system } = process.cpuUsage(before);
    const processor = (user + system) / 1e6;
    console.log(`check: ${units} units, ${findings} findings`);
    console.log(`  wall clock  ${seconds.toFixed(1)} s  ${(units / seconds).toFixed(0)} units/s`);
    console.log(`  processor   ${processor.toFixed(1)} s  ${(units / processor).toFixed(0)} units/s`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeUnits(folder: string, count: number): Promise<string[]> {
  const vocabulary = parseVocabulary(
    readFileSync(join(ROOT, 'data', 'generator', 'vocabulary.json'), 'utf8'),
  );
  const files: string[] = [];
  for (let number = 1; number <= count; number += 1) {
    const made = sampleUnit(SEED, number, vocabulary);
    for (const { path, text } of made) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    files.push(made[0]!.path);
  }
  return files;
}
