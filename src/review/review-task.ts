import { dirname, extname, resolve } from 'node:path';
import { type PackFolders, PackStore } from '../report/packs.ts';
import { produceReport } from '../report/produce-report.ts';
import { produceReviewCopy } from '../report/review-copy.ts';
import type { TaskKind } from '../work/task.ts';
import { ApprovedTexts } from './approved-texts.ts';
import { reportCopyPage } from './page.ts';
import { type ReturnedWords, returnedText } from './returned-words.ts';
import type { SharedChange } from './same-changes.ts';
import { textRedline } from './text-redline.ts';
import { unitPage } from './unit-page.ts';
import { type ReviewedMember, reviewUnit, type UnitSummary } from './unit-review.ts';

/** A unit to review. */
export interface ReviewJob {
  readonly path: string;
  readonly label: string;
  readonly name: string;
}

export interface ReviewSettings {
  readonly folders: PackFolders;
  /** Folder with the approved texts, absolute. */
  readonly approved: string;
  /** Word documents that came back; the report is compared with them, where there is one, instead. */
  readonly returned?: ReturnedWords | null;
  /** Whether a Word document with the changes tracked is made of each unit that has any. */
  readonly hasRedlines?: boolean;
  /** Names of the pages of the site, by label of the unit file. */
  readonly pages: ReadonlyMap<string, string>;
}

/** A unit, with the departments of the site that name it as a member. */
export interface ReviewInput extends ReviewJob {
  /** The command that approves it. */
  readonly command: string;
  readonly departments: readonly ReviewedMember[];
}

/** What the site holds of one unit. */
export interface ReviewedUnit {
  readonly summary: UnitSummary;
  readonly shared: readonly SharedChange[];
  readonly page: string;
  /** The report with its figures to be clicked; null where there is none. */
  readonly report: string | null;
  /** The Word document with the changes; null where none was asked for or none can be made. */
  readonly redline: Uint8Array | null;
}

/** The pages of one unit of the site. */
export const REVIEW_TASK: TaskKind<ReviewSettings, ReviewInput, ReviewedUnit> = {
  name: 'review',
  async open({ folders, approved, returned, hasRedlines, pages }) {
    const packs = new PackStore(folders);
    const texts = new ApprovedTexts(approved);
    return async (input) => {
      const { report, loaded, copy, findings, sources } = await produceReviewCopy(
        input.path,
        input.label,
        packs,
      );
      const back = returned ? await returnedText(returned, input.name, report?.text ?? null) : null;
      const base = back?.text ?? (await texts.read(input.name));
      const review = reviewUnit({
        ...input,
        text: report?.text ?? null,
        copy,
        unitName: loaded?.unit.data.unit.name ?? null,
        approved: base,
        basis: back?.text == null ? 'approved' : 'returned',
        lastYear: loaded ? await lastYearText(input, loaded.unit.data.prior.from, packs) : null,
        findings: [...findings, ...(back?.findings ?? [])],
        sources,
        members: (loaded?.unit.members ?? []).map(({ name, loaded: member }) => ({
          unitName: name,
          name: pages.get(member?.unit.file ?? '') ?? null,
        })),
      });
      const wantsRedline = hasRedlines === true && review.summary.state === 'changed';
      const redline = report && base !== null && wantsRedline ? await textRedline(report, base) : null;
      const marked = report && copy && review.figures ? reportCopyPage(copy.html, review.figures) : null;
      return {
        summary: review.summary,
        shared: review.shared,
        page: unitPage(review, wantsRedline ? (redline ? 'made' : 'none') : null),
        report: report && (marked ?? report.html),
        redline,
      };
    };
  },
};

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
