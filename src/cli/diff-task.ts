import { hasTables } from '../document/report-document.ts';
import type { ReadingLimits } from '../foreign/reader-process.ts';
import type { Finding } from '../model/finding.ts';
import { type PackFolders, PackStore } from '../report/packs.ts';
import { compareReports } from '../review/compare.ts';
import type { Scope } from '../review/diff.ts';
import { diffPage } from '../review/diff-page.ts';
import { diffJson } from '../review/print-json.ts';
import { printText, summaryLine } from '../review/print-text.ts';
import { changesOf } from '../review/report-diff.ts';
import { openReport } from '../review/report-source.ts';
import { EXACT, YEAR_LATER } from '../review/word-diff.ts';
import type { TaskKind } from '../work/task.ts';
import { labelOf } from './project-folders.ts';
import { terminalPaint } from './terminal-paint.ts';

export interface DiffSettings {
  readonly folders: PackFolders;
  readonly scope: Scope;
  readonly lastYear: boolean;
  readonly context: number;
  readonly rejectChanges: boolean;
  readonly limits: ReadingLimits | null;
  readonly color: boolean;
  /** What the comparisons are wanted as. */
  readonly as: 'text' | 'json' | 'page';
}

/** Two reports of one name, absolute paths. */
export interface DiffInput {
  readonly before: string;
  readonly after: string;
}

export interface ComparedReports {
  /** `unreadable`: one of them could not be read, as the findings tell. */
  readonly state: 'same' | 'different' | 'unreadable';
  /** `共 3 句有差别。` */
  readonly words: string;
  /** The comparison as it was wanted; null where nothing differs and it is no JSON. */
  readonly text: string | null;
  readonly json: object | null;
  readonly findings: readonly Finding[];
  readonly sources: ReadonlyMap<string, string>;
}

/** The comparison of two reports of two folders. */
export const DIFF_TASK: TaskKind<DiffSettings, DiffInput, ComparedReports> = {
  name: 'diff',
  async open(settings) {
    const packs = new PackStore(settings.folders);
    return ({ before, after }) => compare(before, after, settings, packs);
  },
};

async function compare(
  before: string,
  after: string,
  settings: DiffSettings,
  packs: PackStore,
): Promise<ComparedReports> {
  const { scope: wanted, lastYear, rejectChanges, context, color, as } = settings;
  const sides = [];
  for (const path of [before, after]) {
    const changes = rejectChanges ? 'reject' : 'accept';
    sides.push(await openReport(labelOf(path), packs, process.cwd(), changes, settings.limits ?? undefined));
  }
  const findings = sides.flatMap((side) => side?.findings ?? []);
  const sources = new Map(sides.flatMap((side) => [...(side?.sources ?? [])]));
  const [left, right] = sides.map((side) => side?.document ?? null);
  const isComparable = left && right && (wanted !== 'tables' || (hasTables(left) && hasTables(right)));
  if (!isComparable) {
    const words = left && right ? '没有可以辨认的表格，不能只比较表格。' : '没有可以比较的报告。';
    return { state: 'unreadable', words, text: null, json: null, findings, sources };
  }
  const { diff, scope } = compareReports(left, right, wanted, lastYear ? YEAR_LATER : EXACT);
  const changes = changesOf(diff);
  const isSame = changes.length === 0;
  const text =
    as === 'text'
      ? printText(diff, { context, paint: terminalPaint(color) })
      : diffPage(diff, { before: labelOf(before), after: labelOf(after) });
  return {
    state: isSame ? 'same' : 'different',
    words: `${summaryLine(changes)}${scope === wanted ? '' : '其中一份没有可以辨认的表格，只比较了文字。'}`,
    text: isSame || as === 'json' ? null : text,
    json: as === 'json' ? diffJson(diff, scope) : null,
    findings,
    sources,
  };
}
