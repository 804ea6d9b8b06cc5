import { existsSync } from 'node:fs';
import { adoptBudget } from '../audit/adopt-budget.ts';
import { adoptFacts } from '../audit/adopt-facts.ts';
import { adoptPrior } from '../audit/adopt-prior.ts';
import { adoptTexts } from '../audit/adopt-texts.ts';
import { withPrior } from '../audit/adopted-file.ts';
import { firstUnitText } from '../audit/first-unit-text.ts';
import { readingOf } from '../audit/reading.ts';
import { writeOutputFiles } from '../files/output-files.ts';
import { type ReadingLimits, readApart } from '../foreign/reader-process.ts';
import { loadCheckWords } from '../lists/read-check-words.ts';
import { hasErrors, sortFindings } from '../model/finding.ts';
import { readText } from '../source/read-text.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { findForeignInputs } from './foreign-inputs.ts';
import { formatSummary } from './format-finding.ts';
import { labelOf } from './project-folders.ts';
import { classificationOf } from './year-classification.ts';

export interface AdoptOptions {
  /** The unit file to put last year's figures into, absolute; null for a new file. */
  readonly unit: string | null;
  /** Where a new file goes, absolute. */
  readonly out: string | null;
  readonly template: string | null;
  /** A new file is for the year of the report, not for the one after. */
  readonly ownYear: boolean;
  /** Put figures in the place of those that the file has. */
  readonly replace: boolean;
  /** How long the report may be read; undefined for the limits of the program. */
  readonly limits?: ReadingLimits | undefined;
}

/** `adopt`: last year's published figures for the unit file of this year. Gives the exit code. */
export async function adoptCommand(
  report: string,
  options: AdoptOptions,
  console: Console,
): Promise<ExitCode> {
  const { inputs, problems } = await findForeignInputs([report]);
  const [input] = inputs;
  if (problems.length > 0 || !input || inputs.length > 1) {
    console.err(problems[0] ?? `${report} 不是一份报告。`);
    return EXIT.usage;
  }
  if ((options.unit === null) === (options.out === null)) {
    console.err('写明带入哪个单位文件（--unit），或新文件写到哪里（--out）。');
    return EXIT.usage;
  }
  const { value, findings: unread } = await readApart(
    { path: input.path, label: input.label, as: 'report' },
    options.limits,
  );
  if (value === null) {
    console.findings(unread, new Map());
    return EXIT.findings;
  }
  const words = await loadCheckWords();
  const reading = readingOf(value, input.label, words.published);
  const prior = adoptPrior(reading, words);
  const facts = adoptFacts(reading, words);
  const texts = adoptTexts(reading, words, prior.functions);
  const classification = reading.year === null ? null : await classificationOf(reading.year);
  const budget = options.ownYear ? adoptBudget(reading, words, prior.functions, classification) : null;
  const isNew = options.unit === null;
  const findings = sortFindings([
    ...unread,
    ...(budget ? [] : prior.findings),
    ...(isNew ? texts.findings : []),
    ...(budget?.findings ?? []),
  ]);
  console.findings(findings, new Map());
  const path = options.unit ?? options.out!;
  const text =
    options.unit === null
      ? firstUnitText({ facts, texts, prior, budget, template: options.template })
      : await edited(options.unit, prior, options.replace, console);
  if (text === null) return EXIT.findings;
  if (options.out !== null && existsSync(options.out) && !options.replace) {
    console.err(`${labelOf(options.out)} 已经存在；要覆盖请加 --replace。`);
    return EXIT.usage;
  }
  const written = await writeOutputFiles([{ path, content: text }]);
  console.findings(written.findings, new Map());
  if (written.value === null) return EXIT.findings;
  const count = new Set(prior.functions.map(({ code }) => code)).size;
  const figures = budget
    ? `本年 ${budget.lines.length} 笔预算`
    : `上年 ${count} 个科目、${prior.stated.size} 个直接填列的数`;
  const read = isNew ? `，${texts.projects.length} 个项目、${texts.reasons.size} 条原因` : '';
  console.out(`已写出 ${labelOf(path)}：${figures}${read}。${formatSummary(findings)}`);
  return hasErrors(findings) ? EXIT.findings : EXIT.ok;
}

async function edited(
  path: string,
  prior: ReturnType<typeof adoptPrior>,
  replaces: boolean,
  console: Console,
): Promise<string | null> {
  const { value, findings } = await readText(path, labelOf(path));
  if (value === null) {
    console.findings(findings, new Map());
    return null;
  }
  const text = withPrior(value.text, prior, replaces);
  if (text === null)
    console.err(`${labelOf(path)} 已经有上年数（prior），没有改动；要换成报告里的数请加 --replace。`);
  return text;
}
