import { ruleOf } from '../check/registry.ts';
import { amountsIn } from '../document/numbers-in-text.ts';
import type { Document } from '../document/tree.ts';
import type { CheckWords } from '../lists/check-words.ts';
import type { Classification } from '../lists/classification.ts';
import type { Finding } from '../model/finding.ts';
import { LEVELS, type Level } from '../model/level.ts';
import type { AuditContext, AuditNeed, Day } from './audit-rule.ts';
import { AUDIT_RULES } from './audit-rules.ts';
import type { FormProfile } from './form-profile.ts';
import { isTorn, isWholeReport, positionIn, readByForm, readingOf } from './reading.ts';
import { placesOf, tablesByTitle } from './tables-by-title.ts';

/** A report to audit, with what else is known. */
export interface AuditInput {
  readonly document: Document;
  /** As findings name it. */
  readonly file: string;
  readonly words: CheckWords;
  /** The code lists of the year of the report; asked for when the year is read. */
  readonly classificationOf: (year: number) => Promise<Classification | null>;
  readonly lastYear: Document | null;
  /** The form of the documents of a level, as a template pack has it; null where none was said. */
  readonly profileFor?: ((level: Level) => FormProfile) | null;
  readonly approved: Day | null;
}

/**
 * Everything that the disclosure rules find in a report that others made, by the document alone. What could not be read
 * or judged is told once, at the end (`V03`).
 */
export async function auditDocument(input: AuditInput): Promise<Finding[]> {
  const { words, file } = input;
  const read = readingOf(input.document, file, words.published);
  const profile = input.profileFor?.(read.level ?? LEVELS[0]) ?? null;
  const reading = profile === null ? read : readByForm(read, profile);
  const classification = reading.year === null ? null : await input.classificationOf(reading.year);
  const names = classification ?? (await nearestLists(reading.year, input.classificationOf));
  const lastYear = input.lastYear && readingOf(input.lastYear, file, words.published);
  const context: AuditContext = {
    reading,
    words,
    classification,
    names,
    lastYear,
    profile,
    approved: input.approved,
  };
  const findings = AUDIT_RULES.filter(({ needs }) => needs.every((need) => has(context, need))).flatMap(
    ({ run }) => run(context),
  );
  return [
    ...findings.map(
      ({ code, severity, at, subject, ...said }): Finding => ({
        code,
        severity: severity ?? ruleOf(code)?.severity ?? 'warning',
        ...said,
        position: positionIn(file, at),
        ...(subject && { subject }),
      }),
    ),
    ...notJudged(context),
  ];
}

/** Further away than this, names of codes are others. */
const MOST_YEARS = 4;

/** The lists of the year that is nearest to one without lists; the later of two. */
async function nearestLists(
  year: number | null,
  classificationOf: AuditInput['classificationOf'],
): Promise<Classification | null> {
  for (let distance = 1; year !== null && distance <= MOST_YEARS; distance++) {
    const found = (await classificationOf(year + distance)) ?? (await classificationOf(year - distance));
    if (found !== null) return found;
  }
  return null;
}

function has(
  { reading, classification, lastYear, profile, approved }: AuditContext,
  need: AuditNeed,
): boolean {
  switch (need) {
    case 'tables':
      return reading.tables.length > 0 && !isTorn(reading);
    case 'report':
      return isWholeReport(reading);
    case 'prose':
      return reading.sentences.some(({ text }) => amountsIn(text).length > 0);
    case 'codes':
      return classification !== null;
    case 'profile':
      return profile !== null;
    case 'lastYear':
      return lastYear !== null;
    case 'approved':
      return approved !== null;
  }
}

/** What stays unjudged, in one note. */
function notJudged(context: AuditContext): Finding[] {
  const { reading } = context;
  const parts: string[] = [];
  const torn = reading.tables.filter(({ isTorn }) => isTorn);
  const read = reading.tables.filter(({ isTorn }) => !isTorn);
  const unnamed = read.filter(({ kind, title }) => kind === null && title === '');
  const unknown = read.filter(({ kind, title }) => kind === null && title !== '');
  const unitless = read.filter(
    ({ kind, unit, isEmpty }) => kind !== null && kind !== 'goals' && unit === null && !isEmpty,
  );
  const bare = read.filter(({ kind, blocks }) => kind !== null && kind !== 'goals' && blocks.length === 0);
  if (torn.length > 0) parts.push(`没有表格线、认不全栏的表${tablesByTitle(torn)}`);
  if (unnamed.length > 0) parts.push(`${unnamed.length} 张没有表名的表（${placesOf(unnamed)}）`);
  if (unknown.length > 0) parts.push(`不认识的表${unknown.map(({ title }) => `“${title}”`).join('、')}`);
  if (bare.length > 0) parts.push(`没有读出金额栏的表${bare.map(({ title }) => `“${title}”`).join('、')}`);
  if (unitless.length > 0)
    parts.push(`没有写金额单位、不能与文字核对的表${unitless.map(({ title }) => `“${title}”`).join('、')}`);
  if (isTorn(reading)) parts.push('多数表没有认出表名（没有表格线的表读不全），表内、表间和表文关系');
  else if (!has(context, 'tables')) parts.push('没有读出表格，表内、表间和表文关系');
  if (has(context, 'prose') && !has(context, 'report')) parts.push('不是整份报告，应有的各部分和各节');
  if (!has(context, 'prose')) parts.push('没有文字部分，文字和增减变动');
  if (reading.year === null) parts.push('没有认出年度，科目名称和年份');
  const missing: string[] = [];
  if (context.lastYear === null) missing.push('上年数（--last-year 上年报告）');
  if (context.profile === null) missing.push('样式应有的表、栏、各节（--pack 样式）');
  if (context.approved === null) missing.push('公开时限（--approved 批复日期）');
  if (parts.length === 0 && missing.length === 0) return [];
  const said = [
    ...(parts.length > 0 ? [`没有核对：${parts.join('；')}`] : []),
    ...(missing.length > 0 ? [`没有资料、没有核对：${missing.join('、')}`] : []),
  ];
  return [
    {
      code: 'V03',
      severity: 'note',
      message: `${said.join('。')}。`,
      hint: '这些请人工核对。',
      position: positionIn(reading.file, null),
    },
  ];
}
