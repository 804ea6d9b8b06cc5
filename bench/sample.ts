import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPacks } from '../src/cli/open-packs.ts';
import { DATA_FOLDER, TEMPLATES_FOLDER } from '../src/cli/project-folders.ts';
import { PROGRAM_FOLDER } from '../src/files/program-folder.ts';
import { launchBrowser } from '../src/print/browser.ts';
import { findBrowser } from '../src/print/browser-binary.ts';
import { openPrinter } from '../src/print/printer.ts';
import type { PackStore } from '../src/report/packs.ts';
import { produceReport } from '../src/report/produce-report.ts';
import { openBare } from './bare-browser.ts';
import { median, milliseconds, printTable, timeOf } from './measure.ts';

const RUNS = 15;
const SAMPLE = join(DATA_FOLDER, 'kuerle.yaml');
const OPTIONS = { fonts: 'bundled', timeoutMs: 60_000 } as const;

/**
 * The sample: load → render without a browser, the print step against a bare `page.pdf()` of the same loaded
 * page (interleaved, so that a busy machine slows both), and the whole command against the start of Node and of
 * the browser alone. Medians of 15 runs.
 */
export async function run(): Promise<void> {
  const cold: number[] = [];
  const warm: number[] = [];
  const shared = packs();
  const { report } = await produceReport(SAMPLE, 'data/kuerle.yaml', shared);
  for (let index = 0; index < RUNS; index++) {
    cold.push(await timeOf(() => produceReport(SAMPLE, 'data/kuerle.yaml', packs())));
    warm.push(await timeOf(() => produceReport(SAMPLE, 'data/kuerle.yaml', shared)));
  }
  const print = await printTimes(report!);
  const command = await commandTimes();
  const rows: string[][] = [
    ['step', 'median', 'ratio'],
    ['load → render, pack read anew', milliseconds(median(cold)), ''],
    ['load → render, pack loaded', milliseconds(median(warm)), ''],
    ['bare page.pdf() of the loaded page', milliseconds(print.bare), '1.00'],
    ['our print step (show, print, finish)', milliseconds(print.ours), (print.ours / print.bare).toFixed(2)],
    ['browser start', milliseconds(print.start), ''],
    ['--help', milliseconds(command.help), ''],
    ['whole command, pdf + html + txt', milliseconds(command.whole), ''],
  ];
  printTable(rows);
}

function packs(): PackStore {
  return openPacks(TEMPLATES_FOLDER);
}

async function printTimes(report: { html: string; title: string; author: string; date: string }) {
  const printer = (await openPrinter({ ...OPTIONS, pages: 1 })).value!;
  const binary = (await findBrowser()).value!;
  const fontConfiguration = printer.fonts.configuration;
  const start: number[] = [];
  for (let index = 0; index < 5; index++) {
    start.push(
      await timeOf(async () =>
        (await launchBrowser(binary, { ...OPTIONS, fontConfiguration })).value!.close(),
      ),
    );
  }
  const bareBrowser = await openBare(1);
  const bare: number[] = [];
  const ours: number[] = [];
  for (let index = 0; index < RUNS + 1; index++) {
    const page = await bareBrowser.show(0, report.html);
    bare.push(await timeOf(() => bareBrowser.pdf(page)));
    ours.push(await timeOf(() => printer.print(report)));
  }
  await bareBrowser.close();
  await printer.close();
  // The first document of a page pays for what stays warm afterwards.
  return { bare: median(bare.slice(1)), ours: median(ours.slice(1)), start: median(start) };
}

async function commandTimes() {
  const folder = await mkdtemp(join(tmpdir(), 'yugong-bench-'));
  const whole: number[] = [];
  const help: number[] = [];
  try {
    for (let index = 0; index < 10; index++) {
      help.push(await timeOf(() => command(['--help'])));
      // A folder of its own for each: what is there already would not be made again.
      const out = join(folder, String(index));
      whole.push(await timeOf(() => command(['render', SAMPLE, '--out', out, '--fonts', 'bundled'])));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { whole: median(whole), help: median(help) };
}

function command(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(PROGRAM_FOLDER, 'bin', 'yugong.js'), ...args], {
      stdio: 'ignore',
    });
    child
      .on('error', reject)
      .on('close', (code) => (code === 0 ? resolve() : reject(new Error(`exit code ${code}`))));
  });
}
