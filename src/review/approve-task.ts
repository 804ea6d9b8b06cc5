import type { Finding } from '../model/finding.ts';
import { type PackFolders, PackStore } from '../report/packs.ts';
import { produceReport } from '../report/produce-report.ts';
import type { TaskKind } from '../work/task.ts';
import { ApprovedTexts } from './approved-texts.ts';
import { type ReturnedText, type ReturnedWords, returnedText } from './returned-words.ts';
import type { ReviewJob } from './review-task.ts';
import { textDigest } from './seen-list.ts';
import { type ReviewState, stateOf } from './unit-review.ts';

export interface ApproveSettings {
  readonly folders: PackFolders;
  /** Folder with the approved texts, absolute. */
  readonly approved: string;
  /** Word documents whose words are approved, instead of those of the reports as they are now. */
  readonly returned?: ReturnedWords | null;
}

/** Where a unit stands, and what is needed to say so or to record it. */
export interface ApprovedState {
  readonly state: ReviewState;
  /** The text to approve and the one that was approved; null where there is none, and where both are the same. */
  readonly text: string | null;
  /** The report as it is now, where the text to approve is another one. */
  readonly own: string | null;
  /** Of its text as it is now; null where there is none. */
  readonly digest: string | null;
  readonly approved: string | null;
  /** Why there is no report. */
  readonly errors: readonly Finding[];
  readonly sources: ReadonlyMap<string, string>;
}

const NOTHING_BACK: ReturnedText = { text: null, findings: [] };

function nothingBack(label: string): Finding {
  return {
    code: 'V06',
    severity: 'error',
    message: `没有找到 ${label} 收回的 Word 文档。`,
    hint: '文档应与单位文件同名（扩展名 .docx），放在 --returned 所指的文件夹里。',
    position: null,
  };
}

/** The text of one unit against the one that was approved. */
export const APPROVE_TASK: TaskKind<ApproveSettings, ReviewJob, ApprovedState> = {
  name: 'approve',
  async open({ folders, approved: folder, returned }) {
    const packs = new PackStore(folders);
    const texts = new ApprovedTexts(folder);
    return async ({ path, label, name }) => {
      const { report, findings, sources } = await produceReport(path, label, packs);
      const approved = await texts.read(name);
      const back =
        returned && report ? ((await returnedText(returned, name, report.text)) ?? NOTHING_BACK) : null;
      const text = report === null ? null : back ? back.text : report.text;
      const state = stateOf(text, approved);
      const isSame = state === 'unchanged';
      const errors =
        back?.text === null ? (back.findings.length > 0 ? back.findings : [nothingBack(label)]) : [];
      return {
        state,
        digest: report && textDigest(report.text),
        text: isSame ? null : text,
        own: report && report.text !== text ? report.text : null,
        approved: isSame ? null : approved,
        errors: report ? errors : findings.filter(({ severity }) => severity === 'error'),
        sources: report ? new Map() : sources,
      };
    };
  },
};
