import { join } from 'node:path';
import { unwritable } from '../files/output-files.ts';
import type { ReturnedWords } from '../review/returned-words.ts';
import { ForeignFolder, UnwritableFolder, writeReviewSite } from '../review/review-site.ts';
import { countWords, findingWords, STATE_WORDS } from '../review/state-words.ts';
import type { UnitSummary } from '../review/unit-review.ts';
import { ApproveLines } from './approve-lines.ts';
import { type Console, silentConsole } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { jsonText } from './json.ts';
import { packFolders } from './open-packs.ts';
import { labelOf } from './project-folders.ts';
import { returnedProblem } from './returned-problem.ts';
import { findUnitInputs } from './unit-inputs.ts';

export interface ReviewOptions {
  /** The output folder, absolute; the site goes into its folder `review`. */
  readonly out: string;
  /** Folder with the approved texts, absolute. */
  readonly approved: string;
  readonly templates: string;
  /** Make a Word document with the changes tracked of each unit that has any. */
  readonly docx?: boolean;
  /** Word documents that came back, to compare with instead of the approved texts. */
  readonly returned?: ReturnedWords | null;
  /** Fail when something would be published that nobody approved. */
  readonly gate: boolean;
  readonly json: boolean;
}

/** `review`: the review site of all units that the arguments mean. Gives the exit code. */
export async function reviewCommand(
  args: readonly string[],
  options: ReviewOptions,
  terminal: Console,
): Promise<ExitCode> {
  const console = options.json ? silentConsole(terminal) : terminal;
  const { inputs, problems } = await findUnitInputs(args);
  const unfit = await returnedProblem(options.returned ?? null, inputs.length);
  if (problems.length > 0 || unfit !== null) {
    for (const problem of [...problems, ...(unfit === null ? [] : [unfit])]) terminal.err(problem);
    return EXIT.usage;
  }
  const folder = join(options.out, 'review');
  let done = 0;
  let units: UnitSummary[];
  try {
    const { approved } = options;
    const tools = {
      folders: packFolders(options.templates),
      approved,
      returned: options.returned ?? null,
      hasRedlines: options.docx === true,
      approve: new ApproveLines(options),
    };
    units = await writeReviewSite(inputs, tools, folder, (unit) => {
      done++;
      const counter = inputs.length > 1 ? `[${done}/${inputs.length}] ` : '';
      console.out(
        `${counter}${unit.label}：${STATE_WORDS[unit.state]}，${changeWords(unit)}检查：${findingWords(unit)}`,
      );
    });
  } catch (error) {
    if (error instanceof ForeignFolder) {
      terminal.err(`${labelOf(folder)} 中有别的文件，没有改动。请移走它，或用 --out 换一个文件夹。`);
      return EXIT.usage;
    }
    if (!(error instanceof UnwritableFolder)) throw error;
    terminal.findings([unwritable(folder, error.disk)], new Map());
    return EXIT.findings;
  }
  const index = labelOf(join(folder, 'index.html'));
  console.out(`审阅页面：${index}（用浏览器打开）`);
  if (options.json) terminal.out(jsonText({ site: index, units }));
  if (!options.gate) return EXIT.ok;
  return gate(units, terminal);
}

function changeWords({ changes }: UnitSummary): string {
  return changes && countWords(changes) !== '无' ? `与批准稿相差 ${countWords(changes)}，` : '';
}

/** Tells what nobody approved; exit code 1 when there is any. */
export function gate(units: readonly Pick<UnitSummary, 'label' | 'state'>[], console: Console): ExitCode {
  const open = units.filter(({ state }) => state !== 'unchanged');
  if (open.length === 0) return EXIT.ok;
  console.err(`${open.length} 个单位不能公开：`);
  for (const { label, state } of open) console.err(`  ${label}：${STATE_WORDS[state]}`);
  console.err('审阅后用 npm run approve 记下批准稿。');
  return EXIT.findings;
}
