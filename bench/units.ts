import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RenderJob } from '../src/batch/render-units.ts';
import { VOCABULARY_FILE } from '../src/cli/project-folders.ts';
import { sampleUnit } from '../src/samples/sample-unit.ts';
import { parseVocabulary } from '../src/samples/vocabulary.ts';

/** Writes invented units below a folder, the same for the same seed; gives their unit files. */
export async function writeUnits(seed: number, folder: string, count: number): Promise<RenderJob[]> {
  const words = parseVocabulary(await readFile(VOCABULARY_FILE, 'utf8'));
  const jobs: RenderJob[] = [];
  for (let number = 1; number <= count; number++) {
    const files = sampleUnit(seed, number, words);
    for (const { path, text } of files) {
      const target = join(folder, 'units', path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, text);
    }
    const file = files[0]!.path;
    jobs.push({ path: join(folder, 'units', file), label: file, name: file.replace('.yaml', ''), base: '' });
  }
  return jobs;
}
