import { resolve } from 'node:path';
import { auditDocument } from '../src/audit/audit-document.ts';
import { classificationOf } from '../src/cli/year-classification.ts';
import { ReaderProcess } from '../src/foreign/reader-process.ts';
import { loadCheckWords } from '../src/lists/read-check-words.ts';
import { median, milliseconds, printTable, timeOf } from './measure.ts';

const FILES = ['test/fixtures/foreign/untagged-putuo.pdf'];
const ROUNDS = 5;

/**
 * `npm run bench -- audit [files…]`: documents of others read in a process of their own and judged by every rule: pages a
 * second, the most memory that the reader held, the time of the judgement. Medians of five rounds; the first pays for what
 * is compiled once and does not count.
 */
export async function run(args: readonly string[]): Promise<void> {
  const words = await loadCheckWords();
  const rows: string[][] = [['document', 'pages', 'read', 'pages/s', 'memory', 'judged', 'findings']];
  for (const file of args.length > 0 ? args : FILES) {
    const reader = new ReaderProcess();
    try {
      const [read, judged]: [number[], number[]] = [[], []];
      let pages = 0;
      let findings = 0;
      for (let round = 0; round <= (args.length > 0 ? 1 : ROUNDS); round++) {
        let opened: Awaited<ReturnType<ReaderProcess['read']>> | null = null;
        const took = await timeOf(async () => {
          opened = await reader.read({ path: resolve(file), label: file, as: 'report' }, (page) => {
            pages = page;
          });
        });
        const { value: document } = opened!;
        if (document === null) throw new Error(`${file} cannot be read`);
        const judgement = await timeOf(async () => {
          const input = { document, file, words, classificationOf, lastYear: null, approved: null };
          findings = (await auditDocument(input)).length;
        });
        if (round === 0) continue;
        read.push(took);
        judged.push(judgement);
      }
      rows.push([
        file,
        String(pages),
        milliseconds(median(read)),
        pages === 0 ? '' : ((pages * 1000) / median(read)).toFixed(1),
        `${Math.round(await reader.peakMegabytes())} MB`,
        milliseconds(median(judged)),
        String(findings),
      ]);
    } finally {
      reader.close();
    }
  }
  printTable(rows);
}
