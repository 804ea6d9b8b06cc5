import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openPacks } from '../src/cli/open-packs.ts';
import { TEMPLATES_FOLDER } from '../src/cli/project-folders.ts';
import { readReportText } from '../src/document/read-text.ts';
import { launchBrowser } from '../src/print/browser.ts';
import { findBrowser } from '../src/print/browser-binary.ts';
import { produceReport } from '../src/report/produce-report.ts';
import { ApprovedTexts } from '../src/review/approved-texts.ts';
import { compareReports } from '../src/review/compare.ts';
import { indexPage } from '../src/review/index-page.ts';
import { changesOf } from '../src/review/report-diff.ts';
import { writeReviewSite } from '../src/review/review-site.ts';
import type { UnitSummary } from '../src/review/unit-review.ts';
import { median, milliseconds, printTable, timeOf } from './measure.ts';
import { writeUnits } from './units.ts';

const SEED = 7;
const ROUNDS = 3;
const VIEWS = 5;
const MOST_PAGES = 100;

/**
 * `npm run bench -- diff [count]`: comparing the reports of invented units (1,000 unless said otherwise) with texts
 * in which one word of the template and one amount differ, writing the review site of the first hundred, and the
 * first view of the list of all in the real browser.
 */
export async function run(args: readonly string[]): Promise<void> {
  const count = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 1000);
  const folder = await mkdtemp(join(tmpdir(), 'yugong-bench-'));
  const packs = openPacks(TEMPLATES_FOLDER);
  try {
    const jobs = await writeUnits(SEED, folder, count);
    const approved = new ApprovedTexts(join(folder, 'approved'));
    const pairs: { before: string; after: string }[] = [];
    for (const job of jobs) {
      const { report } = await produceReport(job.path, job.label, packs);
      if (!report) throw new Error(`${job.label} does not render`);
      const before = edited(report.text);
      await approved.write(job.name, before);
      pairs.push({ before, after: report.text });
    }
    let changes = 0;
    const rounds: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      changes = 0;
      rounds.push(await timeOf(async () => (changes = compareAll(pairs))));
    }
    const site = join(folder, 'review');
    const written = jobs.slice(0, MOST_PAGES);
    let summaries: UnitSummary[] = [];
    const writing = await timeOf(async () => {
      summaries = await writeReviewSite(
        written,
        {
          folders: packs.folders,
          approved: join(folder, 'approved'),
          approve: { of: async () => '', list: '' },
        },
        site,
        () => {},
      );
    });
    // The list itself is as long as asked for.
    const rows = jobs.map((job, index) => ({
      ...summaries[index % summaries.length]!,
      name: job.name,
      label: job.label,
    }));
    await writeFile(join(site, 'index.html'), indexPage(rows, [], ''));
    const views = await firstViews(join(site, 'index.html'));
    const perSecond = (elapsed: number, units = count) => `${(units / (elapsed / 1000)).toFixed(1)}/s`;
    const comparing = median(rounds);
    printTable([
      [`${count} units`, 'time', 'units'],
      [
        `compare texts, ${changes} changes (median of ${ROUNDS})`,
        milliseconds(comparing),
        perSecond(comparing),
      ],
      [
        `write the review site of ${written.length} units, reports made and checked`,
        milliseconds(writing),
        perSecond(writing, written.length),
      ],
      [`first view of the list (median of ${VIEWS})`, milliseconds(median(views)), ''],
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A word of the template and an amount differ. */
function edited(text: string): string {
  return text.replaceAll('主要原因是', '增减原因是').replace(/(\d)\.(\d)(\d)万元/, '$1.$3$2万元');
}

function compareAll(pairs: readonly { readonly before: string; readonly after: string }[]): number {
  return pairs.reduce((sum, { before, after }) => {
    const { diff } = compareReports(readReportText(before), readReportText(after));
    return sum + changesOf(diff).length;
  }, 0);
}

/** Milliseconds from asking for the page to its first complete picture, in a fresh tab each time. */
async function firstViews(file: string): Promise<number[]> {
  const binary = await findBrowser();
  const launched = binary.value && (await launchBrowser(binary.value, { timeoutMs: 60_000 }));
  if (!launched?.value) throw new Error('no browser');
  const views: number[] = [];
  try {
    for (let view = 0; view < VIEWS; view++) {
      const page = await launched.value.browser.newPage();
      await page.setViewport({ width: 1280, height: 900 });
      await page.goto(pathToFileURL(file).href);
      const elapsed = await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now()), 0));
          }),
      );
      views.push(elapsed);
      await page.close();
    }
  } finally {
    await launched.value.close();
  }
  return views;
}
