import { join, resolve } from 'node:path';
import { writeOutputFiles } from '../files/output-files.ts';
import { type ComparedPair, diffIndex } from '../review/diff-index.ts';
import { diedOf } from '../work/crew.ts';
import { perform } from '../work/perform.ts';
import { type Console, silentConsole } from './console.ts';
import type { DiffOptions } from './diff-options.ts';
import { type ComparedReports, DIFF_TASK, type DiffSettings } from './diff-task.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { findingJson, jsonText } from './json.ts';
import { packFolders } from './open-packs.ts';
import { labelOf } from './project-folders.ts';
import { reportPairs } from './report-pairs.ts';

type PairState = ComparedReports['state'] | 'removed' | 'added';

const ALONE_WORDS = { removed: '只在原文件夹中。', added: '只在现文件夹中。' } as const;

/**
 * `diff` of two folders: the reports of one name, pair by pair, in the order of their names. Exit code 0 when nothing
 * differs, 1 when something does or stands in one folder alone, 2 when a report could not be compared.
 */
export async function diffFolders(
  [before, after]: readonly [string, string],
  options: DiffOptions,
  terminal: Console,
): Promise<ExitCode> {
  const console = options.json ? silentConsole(terminal) : terminal;
  if (options.docx) {
    terminal.err('修订写在一份 Word 文档里：文件夹不能用 --docx 比较，请逐份比较。');
    return EXIT.usage;
  }
  const pairs = await reportPairs(resolve(before), resolve(after));
  if (pairs.length === 0) {
    terminal.err(`${before} 和 ${after} 中都没有报告。`);
    return EXIT.usage;
  }
  const inputs = pairs.flatMap((pair) =>
    pair.before !== null && pair.after !== null ? [{ before: pair.before, after: pair.after }] : [],
  );
  const answers = perform(DIFF_TASK, settingsOf(options), inputs);
  const counts: Record<PairState, number> = { same: 0, different: 0, unreadable: 0, removed: 0, added: 0 };
  const told: ComparedPair[] = [];
  const json: object[] = [];
  try {
    for (const pair of pairs) {
      const { name } = pair;
      const alone = pair.after === null ? 'removed' : pair.before === null ? 'added' : null;
      const answer = alone ? null : ((await answers.next()).value ?? UNKNOWN);
      const state: PairState = alone ?? answer!.state;
      const words = alone ? ALONE_WORDS[alone] : answer!.words;
      counts[state]++;
      console.findings(answer?.findings ?? [], answer?.sources ?? new Map());
      console.out(`${name}：${words}`);
      const text = answer?.text ?? null;
      if (text !== null && options.html === null) console.out(indented(text), 'painted');
      if (
        text !== null &&
        options.html !== null &&
        !(await write(options.html, `reports/${name}`, text, console))
      )
        return EXIT.environment;
      told.push({ name, words, hasPage: text !== null });
      const shown = (path: string | null) => path && labelOf(path);
      json.push({
        name,
        before: shown(pair.before),
        after: shown(pair.after),
        state,
        ...answer?.json,
        findings: (answer?.findings ?? []).map(findingJson),
      });
    }
  } finally {
    await answers.return(null);
  }
  const sum = sumOf(pairs.length, counts);
  console.err(sum);
  if (options.html !== null) {
    if (!(await write(options.html, 'index', diffIndex(told, { before, after }, sum), console)))
      return EXIT.environment;
    console.out(`比较结果：${join(options.html, 'index.html')}`);
  }
  if (options.json) terminal.out(jsonText({ same: counts.same === pairs.length, counts, reports: json }));
  if (counts.unreadable > 0) return EXIT.usage;
  return counts.same === pairs.length ? EXIT.ok : EXIT.findings;
}

function settingsOf(options: DiffOptions): DiffSettings {
  const { scope, lastYear, context, color, rejectChanges = false, limits = null } = options;
  return {
    ...{ folders: packFolders(options.templates), scope, lastYear, context, color, rejectChanges, limits },
    as: options.json ? 'json' : options.html === null ? 'text' : 'page',
  };
}

/** Two workers died of it. */
const UNKNOWN: ComparedReports = {
  ...{ state: 'unreadable', words: '没有比较。', text: null, json: null, sources: new Map() },
  findings: [diedOf()],
};

async function write(folder: string, name: string, content: string, console: Console): Promise<boolean> {
  const { value, findings } = await writeOutputFiles([
    { path: join(resolve(folder), `${name}.html`), content },
  ]);
  console.findings(findings, new Map());
  return value !== null;
}

function indented(text: string): string {
  // The sum stands beside the name already.
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => `  ${line}`)
    .join('\n');
}

function sumOf(total: number, counts: Readonly<Record<PairState, number>>): string {
  const { same, different, removed, added, unreadable } = counts;
  const parts = [
    `没有差别 ${same} 份`,
    `有差别 ${different} 份`,
    removed > 0 ? `只在原文件夹中 ${removed} 份` : '',
    added > 0 ? `只在现文件夹中 ${added} 份` : '',
    unreadable > 0 ? `不能比较 ${unreadable} 份` : '',
  ];
  return `共 ${total} 份报告：${parts.filter((part) => part !== '').join('，')}。`;
}
