import { resolve } from 'node:path';
import { openPacks } from '../src/cli/open-packs.ts';
import { TEMPLATES_FOLDER } from '../src/cli/project-folders.ts';
import { prepareFonts } from '../src/fonts/fonts.ts';
import type { Attachment } from '../src/pdf/attachments.ts';
import { deliverPdf } from '../src/pdf/deliver-pdf.ts';
import { finishPdf } from '../src/pdf/pdf-finish.ts';
import { readBack } from '../src/pdf/read-back/read-back.ts';
import { readStructure } from '../src/pdf/tags/read-structure.ts';
import { launchBrowser } from '../src/print/browser.ts';
import { findBrowser } from '../src/print/browser-binary.ts';
import { loadPage, storeShell } from '../src/print/loaded-page.ts';
import type { Report } from '../src/render/report.ts';
import { produceReport } from '../src/report/produce-report.ts';
import { readText, type TextReader } from '../src/source/read-text.ts';
import { dataAttachments } from '../src/write/data-attachments.ts';
import { median, printTable } from './measure.ts';

const UNIT = 'data/kuerle.yaml';
const ROUNDS = 40;
/** The first rounds pay for what is compiled once. */
const WARM_UP = 10;
const TIMEOUT_MS = 120_000;

/**
 * What becomes of the browser's PDF afterwards, in processor time and bytes: tags and metadata, reading back what every
 * file promises and what it claims, the attached data, charts. `npm run bench -- pdf [unit file]`.
 */
export async function run(args: readonly string[]): Promise<void> {
  const path = args[0] ?? UNIT;
  const { report } = await produceReport(path, path, openPacks(TEMPLATES_FOLDER), undefined, { force: true });
  if (report === null) throw new Error(`${path} has errors`);
  const withCharts = await chartedReport(path);
  const [raw, rawWithCharts] = await printRaw([report, ...(withCharts === null ? [] : [withCharts])]);
  if (raw === undefined) throw new Error(`${path} was not printed`);
  const structure = readStructure(report.html);
  if (structure === null) throw new Error(`${path} is tagged by the browser`);
  const attachments = await dataAttachments(report);
  const claim = { archivePart: 2 } as const;
  const { pdf, pages } = finishPdf(raw, report, structure, { claim })!;
  const measured: (readonly [string, Buffer | null, () => unknown])[] = [
    [
      'tags, fonts, metadata',
      finishPdf(raw, report, structure)!.pdf,
      () => finishPdf(raw, report, structure),
    ],
    [
      'reading back what every file promises',
      null,
      () => readBack(pdf, { pages, facts: report, claim: null }),
    ],
    ['… and every clause of the claim', null, () => readBack(pdf, { pages, facts: report, claim })],
    ...[[], attachments].map((files: readonly Attachment[]) => {
      const deliver = () => deliverPdf(raw, report, files, structure)!;
      return [files.length === 0 ? 'all of it' : 'all of it, with the data', deliver().pdf, deliver] as const;
    }),
  ];
  if (withCharts !== null && rawWithCharts !== undefined) {
    const drawn = readStructure(withCharts.html);
    if (drawn === null) throw new Error(`${path} with charts is tagged by the browser`);
    const deliver = () => deliverPdf(rawWithCharts, withCharts, [], drawn)!;
    measured.push(['all of it, with charts', deliver().pdf, deliver]);
  }
  printTable([
    ['the PDF after the browser', 'processor time', 'bytes'],
    ['as the browser made it, untagged', '', String(raw.length)],
    ...measured.map(([name, file, work]) => [
      name,
      processorTimeOf(work),
      file === null ? '' : String(file.length),
    ]),
  ]);
}

function processorTimeOf(work: () => unknown): string {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return `${median(times.slice(WARM_UP)).toFixed(1)} ms`;
}

/** The same report with the charts of its pack; null where it has none or names options of its own. */
async function chartedReport(path: string): Promise<Report | null> {
  const read: TextReader = async (file, label) => {
    const { value, findings } = await readText(file, label);
    if (value === null || file !== resolve(path)) return { value, findings };
    return { value: { ...value, text: `${value.text}\noptions: { charts: 印 }\n` }, findings };
  };
  const packs = openPacks(TEMPLATES_FOLDER);
  return (await produceReport(resolve(path), path, packs, read, { force: true })).report;
}

/** Every report as the browser prints it, untagged. */
async function printRaw(reports: readonly Report[]): Promise<Buffer[]> {
  const fonts = (await prepareFonts({ fonts: 'bundled' })).value!;
  const binary = (await findBrowser()).value!;
  const options = { timeoutMs: TIMEOUT_MS, fontConfiguration: fonts.configuration };
  const running = (await launchBrowser(binary, options)).value!;
  try {
    const { css, urls, folder } = fonts;
    const shell = await storeShell(folder);
    const { pipe, newPage } = running;
    const page = await loadPage(await newPage(), { pipe, css, urls, shell, timeoutMs: TIMEOUT_MS });
    const printed: Buffer[] = [];
    for (const { html } of reports) {
      await page.show(html, { css: '', urls: [] });
      printed.push(await page.print('untagged'));
    }
    return printed;
  } finally {
    await running.close();
  }
}
