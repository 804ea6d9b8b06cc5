import { readReportText } from '../document/read-text.ts';
import { nearest } from '../model/nearest.ts';
import { produceReviewCopy } from '../report/review-copy.ts';
import { type Explanation, explain } from '../review/explanation.ts';
import {
  type CellNames,
  cellNamesFor,
  findNumbers,
  type Occurrence,
  occurrencesOf,
} from '../review/occurrences.ts';
import { explanationLines } from '../review/print-explanation.ts';
import { type Console, silentConsole } from './console.ts';
import { harmless } from './display-width.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { jsonText } from './json.ts';
import { openPacks } from './open-packs.ts';
import { findUnitInputs } from './unit-inputs.ts';

export interface ExplainOptions {
  readonly json: boolean;
  /** Folder with the template packs, absolute. */
  readonly templates: string;
}

/** `explain`: where a printed number comes from. Exit code 1 when the report does not print it. */
export async function explainCommand(
  file: string,
  question: string,
  options: ExplainOptions,
  terminal: Console,
): Promise<ExitCode> {
  const console = options.json ? silentConsole(terminal) : terminal;
  const { inputs, problems } = await findUnitInputs([file]);
  const input = inputs[0];
  if (!input || inputs.length > 1 || problems.length > 0) {
    for (const problem of problems) terminal.err(problem);
    if (problems.length === 0) terminal.err(`${file} 是多个单位文件，请写明其中一个。`);
    return EXIT.usage;
  }
  const packs = openPacks(options.templates);
  const { copy, findings, sources } = await produceReviewCopy(input.path, input.label, packs);
  if (!copy) {
    console.findings(findings, sources);
    terminal.err(`${input.label} 没有生成报告，不能说明数字的来源。`);
    return EXIT.findings;
  }
  const occurrences = occurrencesOf(readReportText(copy.markedText), copy.figures);
  const found = groupsOf(findNumbers(occurrences, question), (each) =>
    explain(each.text, each.provenance, copy.unit),
  );
  if (options.json) terminal.out(jsonText({ file: input.label, question, figures: found }));
  else for (const group of found) console.out(groupText(group));
  if (found.length > 0) return EXIT.ok;
  const close = nearest(
    question,
    occurrences.map(({ text }) => text),
  );
  const guess = close === null ? '' : `是不是 ${close}？`;
  terminal.err(`${input.label} 的报告没有印出“${question}”。${guess}`);
  terminal.err(howCellsAreNamed(cellNamesFor(occurrences, question)));
  return EXIT.findings;
}

/** Names of rows that are listed. */
const MOST_ROWS = 12;

/** How to ask for a cell, by the rows and columns of the table that was meant. */
function howCellsAreNamed(names: CellNames | null): string {
  if (names === null)
    return '单元格写成 表:行:栏，例如 table-6:301:人员经费；只写 表6 可以看到它的行和栏怎样称呼。';
  const { table, rows, columns } = names;
  const listed =
    rows.slice(0, MOST_ROWS).join('、') + (rows.length > MOST_ROWS ? ` 等 ${rows.length} 行` : '');
  return [
    `单元格写成 表:行:栏，不用 B3 一类的坐标，例如 ${table}:${rows[0]!}:${columns[0]!}`,
    `  ${table} 的行：${listed}`,
    `  ${table} 的栏：${columns.join('、')}`,
  ].join('\n');
}

interface Group {
  readonly explanation: Explanation;
  readonly places: readonly { readonly path: readonly string[]; readonly context: string }[];
}

/** The same number may come from different sums; each is explained once, with the places where it is printed. */
function groupsOf(found: readonly Occurrence[], explanationOf: (each: Occurrence) => Explanation): Group[] {
  const groups = new Map<string, { explanation: Explanation; places: Group['places'][number][] }>();
  for (const each of found) {
    const explanation = explanationOf(each);
    // In a table the same sum goes by another name.
    const identity = JSON.stringify({ ...explanation, label: '' });
    const group = groups.get(identity) ?? { explanation, places: [] };
    group.places.push({ path: each.path, context: each.context });
    groups.set(identity, group);
  }
  return [...groups.values()];
}

const MOST_PLACES = 5;

function groupText({ explanation, places }: Group): string {
  const shown = places
    .slice(0, MOST_PLACES)
    .map(({ path, context }) => `    ${path.at(-1) ?? ''}：${context}`);
  const more = places.length > MOST_PLACES ? [`    ……共 ${places.length} 处`] : [];
  return [...explanationLines(explanation), '  印在', ...shown, ...more, ''].map(harmless).join('\n');
}
