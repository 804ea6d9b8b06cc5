import { auditDocument } from '../audit/audit-document.ts';
import type { Day } from '../audit/audit-rule.ts';
import { profileOf } from '../audit/form-profile.ts';
import type { Document } from '../document/tree.ts';
import { writeOutputFiles } from '../files/output-files.ts';
import { ReaderProcess, type ReadingLimits } from '../foreign/reader-process.ts';
import { loadCheckWords } from '../lists/read-check-words.ts';
import { type Outcome, sortFindings } from '../model/finding.ts';
import type { Pack } from '../pack/pack.ts';
import { type CheckedUnit, countRules, countSeverities, formatCheckSummary } from './check-summary.ts';
import { type Console, silentConsole } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { type ForeignInput, findForeignInputs } from './foreign-inputs.ts';
import { formatSummary } from './format-finding.ts';
import { findingJson, jsonText } from './json.ts';
import { openPacks } from './open-packs.ts';
import { labelOf, TEMPLATES_FOLDER } from './project-folders.ts';
import { sarifLog } from './sarif.ts';
import { classificationOf } from './year-classification.ts';

export interface AuditOptions {
  readonly json: boolean;
  /** File for a SARIF log, absolute; null for none. */
  readonly sarif: string | null;
  readonly maxWarnings: number | null;
  readonly summary: boolean;
  /** Last year's report of the same unit, absolute; null for none. */
  readonly lastYear: string | null;
  /** The name of the template pack whose form the reports should have; null for none. */
  readonly pack: string | null;
  readonly approved: Day | null;
  /** How long a report may be read; undefined for the limits of the program. */
  readonly limits?: ReadingLimits | undefined;
}

/** `audit`: what the disclosure rules find in reports that others made. Gives the exit code. */
export async function auditCommand(
  args: readonly string[],
  options: AuditOptions,
  terminal: Console,
): Promise<ExitCode> {
  const console = options.json ? silentConsole(terminal) : terminal;
  const { inputs, problems } = await findForeignInputs(args);
  if (problems.length > 0) {
    for (const problem of problems) terminal.err(problem);
    return EXIT.usage;
  }
  const pack = options.pack === null ? null : await openPacks(TEMPLATES_FOLDER).pack(options.pack);
  if (pack?.value === null) {
    console.findings(pack.findings, new Map());
    return EXIT.usage;
  }
  const reader = new ReaderProcess(options.limits);
  try {
    return await auditAll(inputs, options, pack?.value ?? null, reader, console, terminal);
  } finally {
    reader.close();
  }
}

async function auditAll(
  inputs: readonly ForeignInput[],
  options: AuditOptions,
  pack: Pack | null,
  reader: ReaderProcess,
  console: Console,
  terminal: Console,
): Promise<ExitCode> {
  const open = (path: string, label: string, told: string): Promise<Outcome<Document>> => {
    console.status?.(`${told}${label}`);
    return reader.read({ path, label, as: 'report' }, (page) =>
      console.status?.(`${told}${label}：第 ${page} 页`),
    );
  };
  const lastYear =
    options.lastYear === null ? null : await open(options.lastYear, labelOf(options.lastYear), '上年 ');
  if (lastYear?.value === null) {
    console.status?.(null);
    console.findings(lastYear.findings, new Map());
    return EXIT.usage;
  }
  const words = await loadCheckWords();
  const audited: CheckedUnit[] = [];
  // One after the other: a document in memory at a time, however many there are.
  for (const [index, { path, label }] of inputs.entries()) {
    const { value, findings: unread } = await open(path, label, `${index + 1}/${inputs.length} `);
    const found =
      value === null
        ? []
        : await auditDocument({
            document: value,
            file: label,
            words,
            classificationOf,
            lastYear: lastYear?.value ?? null,
            profileFor: pack && ((level) => profileOf(pack, level)),
            approved: options.approved,
          });
    const findings = sortFindings([...unread, ...found]);
    audited.push({ file: label, findings });
    if (options.summary) continue;
    console.findings(findings, new Map());
    console.out(`${label}：${formatSummary(findings)}`);
  }
  console.status?.(null);
  if (audited.length > 1 || options.summary) console.out(`\n${formatCheckSummary(audited, '份报告')}`);
  if (options.json) terminal.out(auditJson(audited));
  if (options.sarif !== null) {
    const written = await writeOutputFiles([{ path: options.sarif, content: sarifLog(audited) }]);
    console.findings(written.findings, new Map());
    if (written.value === null) return EXIT.findings;
    console.out(`已写出 ${labelOf(options.sarif)}`);
  }
  return verdict(audited, options.maxWarnings, console);
}

function verdict(audited: readonly CheckedUnit[], maxWarnings: number | null, console: Console): ExitCode {
  const { error, warning } = countSeverities(audited.flatMap(({ findings }) => findings));
  if (error > 0) return EXIT.findings;
  if (maxWarnings === null || warning <= maxWarnings) return EXIT.ok;
  console.err(`警告 ${warning} 个，超过 --max-warnings ${maxWarnings}。`);
  return EXIT.findings;
}

/** The document of `audit --json`, of the same form as that of `check`. */
function auditJson(audited: readonly CheckedUnit[]): string {
  const shown = audited.map(({ file, findings }) => {
    const counts = countSeverities(findings);
    return { file, ok: counts.error === 0, counts, findings: findings.map(findingJson) };
  });
  const counts = countSeverities(audited.flatMap(({ findings }) => findings));
  return jsonText({ ok: counts.error === 0, counts, reports: shown, rules: countRules(audited) });
}
