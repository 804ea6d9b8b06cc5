import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { Unit } from '../books/unit.ts';
import { removeLeftovers, temporaryPath } from '../files/temporary.ts';
import type { PackStore } from '../report/packs.ts';
import { produceReport } from '../report/produce-report.ts';
import { produceReviewCopy } from '../report/review-copy.ts';
import { type DepartmentPlan, planDepartments } from '../work/departments.ts';
import type { ApprovedTexts } from './approved-texts.ts';
import { indexPage } from './index-page.ts';
import { reportCopyPage } from './page.ts';
import { ChangeGroups } from './same-changes.ts';
import { fillGroups, unitPage } from './unit-page.ts';
import { type ReviewedMember, reviewUnit, type UnitSummary } from './unit-review.ts';

/** A unit to review. */
export interface ReviewJob {
  readonly path: string;
  readonly label: string;
  readonly name: string;
}

export interface ReviewTools {
  readonly packs: PackStore;
  readonly approved: ApprovedTexts;
}

const MARKER = '.review-site';

/**
 * Writes the review site of many units into a folder of its own: one page for each unit as soon as it is compared,
 * the list at the end. The old site is replaced when the new one is complete. Throws when the folder holds
 * something else.
 */
export async function writeReviewSite(
  jobs: readonly ReviewJob[],
  { packs, approved }: ReviewTools,
  folder: string,
  done: (summary: UnitSummary) => void,
): Promise<UnitSummary[]> {
  await refuseForeignFolder(folder);
  const fresh = temporaryPath(folder);
  await removeLeftovers(dirname(folder), ({ isDead, target }) => isDead && target === basename(folder));
  await mkdir(fresh, { recursive: true });
  try {
    const summaries: UnitSummary[] = [];
    const groups = new ChangeGroups();
    const changed: string[] = [];
    const plan = await planDepartments(jobs);
    for (const job of jobs) {
      const production = await produceReviewCopy(job.path, job.label, packs);
      const { report, loaded, copy, findings, sources } = production;
      const review = reviewUnit({
        ...job,
        text: report?.text ?? null,
        copy,
        unitName: loaded?.unit.data.unit.name ?? null,
        approved: await approved.read(job.name),
        lastYear: loaded ? await lastYearText(job, loaded.unit.data.prior.from, packs) : null,
        findings,
        sources,
        members: loaded ? membersOf(loaded.unit, jobs) : [],
        departments: departmentsOf(job, jobs, plan),
      });
      const base = join(fresh, 'units', job.name);
      await mkdir(dirname(base), { recursive: true });
      await writeFile(`${base}.html`, unitPage(review));
      if (report) {
        const page = copy && review.figures ? reportCopyPage(copy.html, review.figures) : report.html;
        await writeFile(`${base}.report.html`, page);
      }
      groups.add(job.name, review.shared);
      if (review.shared.length > 0) changed.push(`${base}.html`);
      summaries.push(review.summary);
      done(review.summary);
    }
    const several = groups.several();
    const unitsOf = new Map(several.map(({ change, units }) => [change.id, units.length]));
    for (const page of changed) await writeFile(page, fillGroups(await readFile(page, 'utf8'), unitsOf));
    await writeFile(join(fresh, 'index.html'), indexPage(summaries, several));
    await writeFile(join(fresh, MARKER), '');
    await rm(folder, { recursive: true, force: true });
    await rename(fresh, folder);
    return summaries;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** The members of a department; those that are reviewed too have a page. */
function membersOf({ members }: Unit, jobs: readonly ReviewJob[]): ReviewedMember[] {
  return members.map(({ name, loaded }) => ({
    unitName: name,
    name: jobs.find(({ label }) => label === loaded?.unit.file)?.name ?? null,
  }));
}

/** The departments of the site that name a unit as a member. */
function departmentsOf(
  { path }: ReviewJob,
  jobs: readonly ReviewJob[],
  { members, names }: DepartmentPlan<ReviewJob>,
): ReviewedMember[] {
  return jobs
    .filter((job) => members.get(job.path)?.includes(path))
    .map((job) => ({ unitName: names.get(job.path) ?? job.label, name: job.name }));
}

/** The text of the unit file that a unit names as last year's; null when there is none or it does not render. */
async function lastYearText(
  job: ReviewJob,
  from: string | undefined,
  packs: PackStore,
): Promise<string | null> {
  if (from === undefined || !/^\.ya?ml$/i.test(extname(from))) return null;
  const path = resolve(dirname(job.path), from);
  return (await produceReport(path, from, packs)).report?.text ?? null;
}

/** Thrown when the folder of the site holds files that are not ours to delete. */
export class ForeignFolder extends Error {}

async function refuseForeignFolder(folder: string): Promise<void> {
  const exists = (path: string) =>
    stat(path).then(
      () => true,
      () => false,
    );
  if ((await exists(folder)) && !(await exists(join(folder, MARKER)))) throw new ForeignFolder(folder);
}
