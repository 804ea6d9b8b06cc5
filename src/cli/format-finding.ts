import pc from 'picocolors';
import type { Finding, Position, Severity } from '../model/finding.ts';
import { harmless } from './display-width.ts';
import { excerptAt } from './source-excerpt.ts';

export interface FormatOptions {
  readonly color: boolean;
}

const SEVERITY_WORD: Record<Severity, string> = { error: '错误', warning: '警告', note: '提示' };
/** Fewer findings are seen at a glance. */
const HEADED_FROM = 5;
const SEVERITIES = ['error', 'warning', 'note'] as const;

/**
 * A finding as shown in the terminal: what and where, the line with a caret under the place, what to do. The
 * excerpt is left out where `sources` has no text of the file. No line break at the end.
 *
 * Example:
 *
 *     错误 L21  data/kuerle.yaml:41:14  金额“1,234.50”不能带千分位逗号
 *        41 │     30102: 1,234.50
 *           │            ^^^^^^^^
 *        建议：改为 1234.50
 */
export function formatFinding(
  finding: Finding,
  sources: ReadonlyMap<string, string>,
  options: FormatOptions,
): string {
  const colors = pc.createColors(options.color);
  const paint = { error: colors.red, warning: colors.yellow, note: colors.cyan }[finding.severity];
  const { position } = finding;
  const label = colors.bold(paint(`${SEVERITY_WORD[finding.severity]} ${finding.code}`));
  const place = position === null ? [] : [placeText(position)];
  const lines = [[label, ...place.map(oneLine), oneLine(finding.message)].join('  ')];

  const source = position === null ? undefined : sources.get(position.file);
  const excerpt = position === null || source === undefined ? null : excerptAt(source, position);
  if (position !== null && excerpt !== null) {
    const number = String(position.line);
    const caret = ' '.repeat(excerpt.offset) + paint('^'.repeat(excerpt.width));
    lines.push(`   ${colors.dim(`${number} │`)} ${excerpt.line}`.trimEnd());
    lines.push(`   ${colors.dim(`${' '.repeat(number.length)} │`)} ${caret}`);
  }
  if (finding.hint !== '') lines.push(`   ${colors.green('建议：')}${oneLine(finding.hint)}`);
  return lines.join('\n');
}

/**
 * All findings in the given order, a blank line between two, each told once; with more than a few, each
 * severity under a heading with its count.
 *
 * Example: `formatFindings(sortFindings(findings), sources, { color: process.stdout.isTTY })`
 */
export function formatFindings(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, string>,
  options: FormatOptions,
): string {
  const distinct = distinctFindings(findings);
  const colors = pc.createColors(options.color);
  let severity: Severity | null = null;
  return distinct
    .map((finding) => {
      const text = formatFinding(finding, sources, options);
      if (distinct.length < HEADED_FROM || finding.severity === severity) return text;
      severity = finding.severity;
      const count = distinct.filter((each) => each.severity === severity).length;
      return `${colors.bold(`── ${SEVERITY_WORD[severity]} ${count} 个 ──`)}\n\n${text}`;
    })
    .join('\n\n');
}

/** How many of each severity, told once each. `formatSummary(findings)` → `'共 3 个错误、1 个警告'` */
export function formatSummary(findings: readonly Finding[]): string {
  const distinct = distinctFindings(findings);
  const counts = SEVERITIES.map((severity) => ({
    word: SEVERITY_WORD[severity],
    count: distinct.filter((finding) => finding.severity === severity).length,
  })).filter(({ count }) => count > 0);
  if (counts.length === 0) return '没有发现问题';
  return `共 ${counts.map(({ word, count }) => `${count} 个${word}`).join('、')}`;
}

/** The findings without repetitions: the same code and message at the same place is one problem. */
export function distinctFindings(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, Finding>();
  for (const finding of findings) {
    const { file, line, column, place } = finding.position ?? {};
    const identity = JSON.stringify([file, place, line, column, finding.code, finding.message]);
    if (!seen.has(identity)) seen.set(identity, finding);
  }
  return [...seen.values()];
}

function placeText({ file, line, column, place }: Position): string {
  return place === undefined ? `${file}:${line}:${column}` : `${file} ${place}`.trimEnd();
}

// Messages quote values of data files, which may run over several lines.
function oneLine(text: string): string {
  return harmless(text.replace(/\s*[\r\n]+\s*/g, ' '));
}
