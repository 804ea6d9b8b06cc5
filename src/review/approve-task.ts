import type { Finding } from '../model/finding.ts';
import { type PackFolders, PackStore } from '../report/packs.ts';
import { produceReport } from '../report/produce-report.ts';
import type { TaskKind } from '../work/task.ts';
import { ApprovedTexts } from './approved-texts.ts';
import type { ReviewJob } from './review-task.ts';
import { textDigest } from './seen-list.ts';
import { type ReviewState, stateOf } from './unit-review.ts';

export interface ApproveSettings {
  readonly folders: PackFolders;
  /** Folder with the approved texts, absolute. */
  readonly approved: string;
}

/** Where a unit stands, and what is needed to say so or to record it. */
export interface ApprovedState {
  readonly state: ReviewState;
  /** Its text as it is now and as it was approved; null where there is none, and where both are the same. */
  readonly text: string | null;
  /** Of its text as it is now; null where there is none. */
  readonly digest: string | null;
  readonly approved: string | null;
  /** Why there is no report. */
  readonly errors: readonly Finding[];
  readonly sources: ReadonlyMap<string, string>;
}

/** The text of one unit against the one that was approved. */
export const APPROVE_TASK: TaskKind<ApproveSettings, ReviewJob, ApprovedState> = {
  name: 'approve',
  async open({ folders, approved: folder }) {
    const packs = new PackStore(folders);
    const texts = new ApprovedTexts(folder);
    return async ({ path, label, name }) => {
      const { report, findings, sources } = await produceReport(path, label, packs);
      const approved = await texts.read(name);
      const state = stateOf(report?.text ?? null, approved);
      const isSame = state === 'unchanged';
      return {
        state,
        digest: report && textDigest(report.text),
        text: isSame ? null : (report?.text ?? null),
        approved: isSame ? null : approved,
        errors: report ? [] : findings.filter(({ severity }) => severity === 'error'),
        sources: report ? new Map() : sources,
      };
    };
  },
};
