import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from '../files/make-folder.ts';
import { removeLeftovers, temporaryPath } from '../files/temporary.ts';
import { diedOf } from '../work/crew.ts';
import { type DepartmentPlan, planDepartments } from '../work/departments.ts';
import { perform } from '../work/perform.ts';
import { indexPage } from './index-page.ts';
import {
  REVIEW_TASK,
  type ReviewedUnit,
  type ReviewInput,
  type ReviewJob,
  type ReviewSettings,
} from './review-task.ts';
import { ChangeGroups } from './same-changes.ts';
import { fillGroups, unitPage } from './unit-page.ts';
import { type ReviewedMember, reviewUnit, type UnitSummary } from './unit-review.ts';

export interface ReviewTools extends Omit<ReviewSettings, 'pages'> {
  /** The commands that approve a unit, and a list of those that were seen. */
  readonly approve: { of(job: ReviewJob): Promise<string>; readonly list: string };
}

const MARKER = '.review-site';

/**
 * Writes the review site of many units into a folder of its own: one page for each unit as soon as it is compared,
 * the list at the end. The old site is replaced when the new one is complete. Throws when the folder holds
 * something else, and where it cannot be written.
 */
export async function writeReviewSite(
  jobs: readonly ReviewJob[],
  { approve, ...settings }: ReviewTools,
  folder: string,
  done: (summary: UnitSummary) => void,
): Promise<UnitSummary[]> {
  await refuseForeignFolder(folder);
  const fresh = temporaryPath(folder);
  await removeLeftovers(dirname(folder), ({ isDead, target }) => isDead && target === basename(folder));
  const onDisk = <T>(writing: Promise<T>): Promise<T> =>
    writing.catch((error: NodeJS.ErrnoException) => {
      throw new UnwritableFolder(error.code, { cause: error });
    });
  await onDisk(makeFolder(fresh));
  try {
    const summaries: UnitSummary[] = [];
    const groups = new ChangeGroups();
    const changed: string[] = [];
    const plan = await planDepartments(jobs);
    const pages = new Map(jobs.map(({ label, name }) => [label, name] as const));
    const inputs: ReviewInput[] = [];
    for (const job of jobs)
      inputs.push({ ...job, command: await approve.of(job), departments: departmentsOf(job, jobs, plan) });
    let next = 0;
    for await (const answer of perform(REVIEW_TASK, { ...settings, pages }, inputs)) {
      const input = inputs[next++]!;
      const { summary, shared, page, report, redline } = answer ?? unmade(input);
      const base = join(fresh, 'units', input.name);
      await onDisk(makeFolder(dirname(base)));
      await onDisk(writeFile(`${base}.html`, page));
      if (report !== null) await onDisk(writeFile(`${base}.report.html`, report));
      if (redline !== null) await onDisk(writeFile(`${base}.changes.docx`, redline));
      groups.add(input.name, shared);
      if (shared.length > 0) changed.push(`${base}.html`);
      summaries.push(summary);
      done(summary);
    }
    const several = groups.several();
    const unitsOf = new Map(several.map(({ change, units }) => [change.id, units.length]));
    for (const page of changed)
      await onDisk(writeFile(page, fillGroups(await readFile(page, 'utf8'), unitsOf)));
    await onDisk(writeFile(join(fresh, 'index.html'), indexPage(summaries, several, approve.list)));
    await onDisk(writeFile(join(fresh, MARKER), ''));
    await onDisk(rm(folder, { recursive: true, force: true }));
    await onDisk(rename(fresh, folder));
    return summaries;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** The page of a unit that its workers died of. */
function unmade(input: ReviewInput): ReviewedUnit {
  const review = reviewUnit({
    ...input,
    ...{ text: null, copy: null, unitName: null, approved: null, lastYear: null, members: [] },
    ...{ findings: [diedOf()], sources: new Map() },
  });
  return { summary: review.summary, shared: [], page: unitPage(review), report: null, redline: null };
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

/** Thrown when the folder of the site holds files that are not ours to delete. */
export class ForeignFolder extends Error {}

/** Thrown when the site cannot be written; `disk` is what the disk said: `ENOSPC`. */
export class UnwritableFolder extends Error {
  readonly disk: string | undefined;

  constructor(disk: string | undefined, options?: ErrorOptions) {
    super(`the site cannot be written: ${disk}`, options);
    this.disk = disk;
  }
}

async function refuseForeignFolder(folder: string): Promise<void> {
  const exists = (path: string) =>
    stat(path).then(
      () => true,
      () => false,
    );
  if ((await exists(folder)) && !(await exists(join(folder, MARKER)))) throw new ForeignFolder(folder);
}
