import { readReportText } from '../document/read-text.ts';
import { APPROVE_TASK, type ApprovedState } from '../review/approve-task.ts';
import { ApprovedTexts } from '../review/approved-texts.ts';
import { compareReports } from '../review/compare.ts';
import { summaryLine } from '../review/print-text.ts';
import { changesOf } from '../review/report-diff.ts';
import type { ReturnedWords } from '../review/returned-words.ts';
import { seenOther } from '../review/seen-list.ts';
import type { ReviewState } from '../review/unit-review.ts';
import { diedOf } from '../work/crew.ts';
import { perform } from '../work/perform.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { packFolders } from './open-packs.ts';
import { labelOf } from './project-folders.ts';
import { returnedProblem } from './returned-problem.ts';
import { gate } from './review-command.ts';
import { wantedUnits } from './wanted-units.ts';

export interface ApproveOptions {
  /** Only tell whether everything is approved. */
  readonly check: boolean;
  /** Folder with the approved texts, absolute. */
  readonly approved: string;
  readonly templates: string;
  /** A list of units that were seen in the review site, with the texts that were seen; only those are recorded. */
  readonly list?: string | null;
  /** Word documents that came back, whose words are approved instead of those of the reports. */
  readonly returned?: ReturnedWords | null;
  /** What the one unit is called among the approved texts. */
  readonly name?: string | null;
}

/** `approve`: records the texts that a reviewer has signed. A unit with errors is not recorded. */
export async function approveCommand(
  args: readonly string[],
  options: ApproveOptions,
  console: Console,
): Promise<ExitCode> {
  const wanted = await wantedUnits(args, options);
  console.findings(wanted.findings, new Map());
  for (const problem of wanted.problems) console.err(problem);
  if (wanted.problems.length + wanted.findings.length > 0) return EXIT.usage;
  const inputs = wanted.units;
  const problem = await returnedProblem(options.returned ?? null, inputs.length);
  if (problem !== null) {
    console.err(problem);
    return EXIT.usage;
  }
  const { approved: folder, templates } = options;
  const texts = new ApprovedTexts(folder);
  const states: { label: string; state: ReviewState }[] = [];
  let isComplete = true;
  let next = 0;
  for await (const answer of perform(
    APPROVE_TASK,
    { folders: packFolders(templates), approved: folder, returned: options.returned ?? null },
    inputs,
  )) {
    const { label, name, seen } = inputs[next++]!;
    const { state, text, own, approved, errors, sources } = answer ?? UNKNOWN;
    states.push({ label, state });
    if (options.check) continue;
    if (state === 'failed') {
      console.findings(errors, sources);
      console.err(`${label}：有错误，没有记下批准稿。`);
      isComplete = false;
      continue;
    }
    if (seen && answer && answer.digest !== null && answer.digest !== seen.digest) {
      console.findings([seenOther(seen, answer.digest, labelOf(options.list ?? ''))], new Map());
      isComplete = false;
      continue;
    }
    const target = labelOf(texts.pathOf(name));
    if (text === null) {
      console.out(`${label}：与批准稿相同，没有改动。`);
      continue;
    }
    const written = await texts.write(name, text);
    console.findings(written.findings, new Map());
    if (!written.value) isComplete = false;
    else console.out(`${label}：${approved === null ? '首次记下' : changeText(approved, text)} → ${target}`);
    if (own !== null && written.value) {
      console.out(
        `  记下的是收回的 Word 文档。现在的报告与它相比：${changeText(text, own)}把改动写回单位文件（npm run adopt-words）后两者一致。`,
      );
    }
  }
  if (options.check) {
    const code = gate(states, console);
    if (code === EXIT.ok) console.out(`${states.length} 个单位的文字都与批准稿相同。`);
    return code;
  }
  return isComplete ? EXIT.ok : EXIT.findings;
}

/** Two workers died of it. */
const UNKNOWN: ApprovedState = {
  state: 'failed',
  text: null,
  own: null,
  digest: null,
  approved: null,
  errors: [diedOf()],
  sources: new Map(),
};

function changeText(before: string, after: string): string {
  const { diff } = compareReports(readReportText(before), readReportText(after));
  return summaryLine(changesOf(diff));
}
