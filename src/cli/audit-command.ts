import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { auditDocument } from '../audit/audit-document.ts';
import type { Day } from '../audit/audit-rule.ts';
import type { Document } from '../document/tree.ts';
import { writeOutputFiles } from '../files/output-files.ts';
import { openForeign } from '../foreign/open-foreign.ts';
import type { Classification } from '../lists/classification.ts';
import { loadCheckWords } from '../lists/read-check-words.ts';
import { loadClassification } from '../lists/read-classification.ts';
import { type Finding, type Outcome, sortFindings } from '../model/finding.ts';
import { type CheckedUnit, countRules, countSeverities, formatCheckSummary } from './check-summary.ts';
import { type Console, silentConsole } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { findForeignInputs } from './foreign-inputs.ts';
import { formatSummary } from './format-finding.ts';
import { findingJson, jsonText } from './json.ts';
import { CLASSIFICATION_FOLDER, labelOf } from './project-folders.ts';
import { sarifLog } from './sarif.ts';

export interface AuditOptions {
  readonly json: boolean;
  /** File for a SARIF log, absolute; null for none. */
  readonly sarif: string | null;
  readonly maxWarnings: number | null;
  readonly summary: boolean;
  /** Last year's report of the same unit, absolute; null for none. */
  readonly lastYear: string | null;
  readonly approved: Day | null;
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
  const lastYear =
    options.lastYear === null ? null : await openReport(options.lastYear, labelOf(options.lastYear));
  if (lastYear?.value === null) {
    console.findings(lastYear.findings, new Map());
    return EXIT.usage;
  }
  const words = await loadCheckWords();
  const audited: CheckedUnit[] = [];
  // One after the other: a document in memory at a time, however many there are.
  for (const { path, label } of inputs) {
    const { value, findings: unread } = await openReport(path, label);
    const found =
      value === null
        ? []
        : await auditDocument({
            document: value,
            file: label,
            words,
            classificationOf,
            lastYear: lastYear?.value ?? null,
            approved: options.approved,
          });
    const findings = sortFindings([...unread, ...found]);
    audited.push({ file: label, findings });
    if (options.summary) continue;
    console.findings(findings, new Map());
    console.out(`${label}：${formatSummary(findings)}`);
  }
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

async function openReport(path: string, label: string): Promise<Outcome<Document>> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch {
    const finding: Finding = {
      code: 'V01',
      severity: 'error',
      message: `无法读取 ${label}。`,
      hint: '核对文件和读取权限。',
      position: { file: label, line: 1, column: 1 },
    };
    return { value: null, findings: [finding] };
  }
  return openForeign(bytes, label);
}

async function classificationOf(year: number): Promise<Classification | null> {
  const has = existsSync(join(CLASSIFICATION_FOLDER, String(year)));
  return has ? loadClassification(CLASSIFICATION_FOLDER, String(year)) : null;
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
