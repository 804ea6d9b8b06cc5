import { join } from 'node:path';
import { memoryUsage } from 'node:process';
import { openPacks } from '../src/cli/open-packs.ts';
import { DATA_FOLDER, TEMPLATES_FOLDER } from '../src/cli/project-folders.ts';
import { produceReport } from '../src/report/produce-report.ts';
import { redline } from '../src/review/redline.ts';
import { planDocument } from '../src/word/plan-document.ts';
import { readWord } from '../src/word/read-word.ts';
import { writeWord } from '../src/word/write-word.ts';
import { median, milliseconds, printTable, timeOf } from './measure.ts';

const ROUNDS = 9;
const FILES = ['kuerle.yaml', 'demo/2025.yaml'];

/**
 * `npm run bench -- word`: Word documents of the sample and the demo: planned and written, read back, and a redline of
 * the one against the other; the size of the file and the memory of the process. Medians of nine rounds.
 */
export async function run(): Promise<void> {
  const packs = openPacks(TEMPLATES_FOLDER);
  const rows: string[][] = [['document', 'written', 'read', 'redline', 'file', 'memory']];
  const produced = await Promise.all(
    FILES.map((file) => produceReport(join(DATA_FOLDER, file), `data/${file}`, packs)),
  );
  const reports = produced.map(({ report }) => report!);
  const sizes = reports.map(({ html }) => html.length);
  for (const [index, report] of reports.entries()) {
    const bytes = writeWord(planDocument(report));
    const other = planDocument(reports[(index + 1) % reports.length]!);
    const [written, read, changed]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < ROUNDS; round++) {
      written.push(await timeOf(async () => writeWord(planDocument(report))));
      read.push(await timeOf(() => readWord(Buffer.from(bytes), FILES[index]!)));
      changed.push(await timeOf(async () => writeWord(redline(other, planDocument(report)))));
    }
    rows.push([
      `data/${FILES[index]} (HTML ${Math.round(sizes[index]! / 1000)} kB)`,
      milliseconds(median(written)),
      milliseconds(median(read)),
      milliseconds(median(changed)),
      `${Math.round(bytes.length / 1000)} kB`,
      `${Math.round(memoryUsage().rss / 1_000_000)} MB`,
    ]);
  }
  printTable(rows);
}
