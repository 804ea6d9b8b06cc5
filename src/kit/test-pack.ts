import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { glob } from 'tinyglobby';
import { writeOutputFiles } from '../files/output-files.ts';
import type { Finding } from '../model/finding.ts';
import { type PackFolders, PackStore } from '../report/packs.ts';
import { produceReport } from '../report/produce-report.ts';

/** A line that differs from what a test expects. */
export interface DifferentLine {
  readonly line: number;
  readonly expected: string;
  readonly actual: string;
}

/** One unit file under `test/` of a pack. */
export interface PackTestResult {
  /** Name of the unit file without its ending. */
  readonly name: string;
  readonly outcome: 'passed' | 'different' | 'failed' | 'unexpected' | 'written';
  readonly differences: readonly DifferentLine[];
  readonly findings: readonly Finding[];
  readonly sources: ReadonlyMap<string, string>;
}

const MOST_DIFFERENCES = 5;

/**
 * Renders every unit file under `test/` of a pack and compares the text with the file of the same name ending
 * in `.txt`, line by line. `update` writes that file instead. A unit whose report cannot be made has failed;
 * one without an expected text is `unexpected`.
 */
export async function testPack(
  folders: PackFolders,
  name: string,
  update: boolean,
): Promise<PackTestResult[]> {
  const folder = join(folders.templates, name, 'test');
  const files = (await glob('*.{yaml,yml}', { cwd: folder })).sort();
  const packs = new PackStore(folders);
  const results: PackTestResult[] = [];
  for (const file of files) {
    const label = `${folders.templatesLabel}/${name}/test/${file}`;
    const { report, findings, sources } = await produceReport(join(folder, file), label, packs);
    const base = file.replace(/\.ya?ml$/, '');
    const result = { name: base, differences: [], findings, sources };
    if (!report) {
      results.push({ ...result, outcome: 'failed' });
      continue;
    }
    const expectedFile = join(folder, `${base}.txt`);
    if (update) {
      const written = await writeOutputFiles([{ path: expectedFile, content: report.text }]);
      results.push({ ...result, outcome: written.value ? 'written' : 'failed', findings: written.findings });
      continue;
    }
    const expected = await readFile(expectedFile, 'utf8').catch(() => null);
    if (expected === null) {
      results.push({ ...result, outcome: 'unexpected' });
      continue;
    }
    const differences = differentLines(expected, report.text);
    results.push({ ...result, outcome: differences.length > 0 ? 'different' : 'passed', differences });
  }
  return results;
}

function differentLines(expected: string, actual: string): DifferentLine[] {
  const [before, after] = [expected.replaceAll('\r\n', '\n').split('\n'), actual.split('\n')];
  const differences: DifferentLine[] = [];
  for (let index = 0; index < Math.max(before.length, after.length); index++) {
    const line = { line: index + 1, expected: before[index] ?? '', actual: after[index] ?? '' };
    if (line.expected !== line.actual) differences.push(line);
    if (differences.length === MOST_DIFFERENCES) break;
  }
  return differences;
}
