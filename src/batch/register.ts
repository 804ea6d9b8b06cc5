import { daysBetween, spokenDate } from '../check/calendar.ts';
import { addAll } from '../model/add-all.ts';
import type { Finding, SourceText } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import { quoting } from '../model/quoting.ts';
import { unitKey } from '../model/unit-name.ts';
import { readText } from '../source/read-text.ts';
import { type DepartmentPlan, type Job, planDepartments } from '../work/departments.ts';
import { type PublishedDocument, publishedDocuments } from './published-documents.ts';
import { type OwedDocument, readRegister } from './read-register.ts';

/** What the register of an office says of a run. */
export interface RegisterAnswer {
  readonly findings: readonly Finding[];
  /** The register itself, for findings that point into it; null when it cannot be read. */
  readonly source: SourceText | null;
  /** Documents that are owed, and so many of them that there are. */
  readonly owed: number;
  readonly found: number;
}

/** Holds the register (`label`: as findings show it) against the files of a run. */
export async function askRegister(
  path: string,
  label: string,
  jobs: readonly Job[],
): Promise<RegisterAnswer> {
  const read = await readText(path, label);
  const register = read.value && readRegister(read.value);
  const findings = [...read.findings, ...(register?.findings ?? [])];
  if (!register?.value) return { findings, source: read.value, owed: 0, found: 0 };
  const { documents, unreadable } = await publishedDocuments(jobs);
  const { members } = await planDepartments(jobs);
  const compared = compareRegister(register.value, documents, members, unreadable);
  addAll(findings, compared.findings);
  return { ...compared, findings, source: read.value, owed: register.value.length };
}

/**
 * Who is missing (`N02`), there twice or listed twice (`N03`), not on the list (`N04`, a warning), not a member of the
 * department that the list puts above it (`N05`), later than the list allows (`N06`).
 *
 * Example: 虚构区教育局 owes 部门预算 and no file is it → N02 at the line of the register
 */
export function compareRegister(
  owed: readonly OwedDocument[],
  documents: readonly PublishedDocument[],
  members: DepartmentPlan<Job>['members'],
  unreadable: readonly string[],
): Pick<RegisterAnswer, 'findings' | 'found'> {
  const findings: Finding[] = [];
  const known = new Set<PublishedDocument>();
  const listed = new Map<string, OwedDocument>();
  let found = 0;
  for (const one of owed) {
    const key = JSON.stringify([unitKey(one.name), one.level, one.document, one.year]);
    const earlier = listed.get(key);
    if (earlier) {
      findings.push(listedTwice(one, earlier));
      continue;
    }
    listed.set(key, one);
    const there = documents.filter((document) => isOf(document, one));
    for (const document of there) known.add(document);
    if (there.length === 0) findings.push(missing(one, documents, unreadable));
    else found += 1;
    addAll(findings, twice(one, there));
    for (const document of there) {
      addAll(findings, late(one, document));
      addAll(findings, outside(one, document, documents, members));
    }
  }
  const years = new Set(owed.map(({ year }) => year));
  const isAsked = ({ year }: PublishedDocument): boolean => years.has(null) || years.has(year);
  for (const document of documents) {
    if (!known.has(document) && isAsked(document)) findings.push(unknown(document, owed));
  }
  return { findings, found };
}

/** Whether a document is the one that is owed: same body, level, kind and, where the register says one, year. */
export function isOf(
  document: Pick<PublishedDocument, 'name' | 'level' | 'document' | 'year'>,
  { name, level, document: kind, year }: OwedDocument,
): boolean {
  const isSame = document.level === level && document.document === kind;
  return isSame && (year === null || year === document.year) && unitKey(document.name) === unitKey(name);
}

function said({ level, document, year }: OwedDocument): string {
  return `${year === null ? '' : `${year} 年`}${level}${document}`;
}

function missing(
  owed: OwedDocument,
  documents: readonly PublishedDocument[],
  unreadable: readonly string[],
): Finding {
  const close = nearest(
    owed.name,
    documents.filter(({ level }) => level === owed.level).map(({ name }) => name),
  );
  const other = documents.find(({ name }) => unitKey(name) === unitKey(owed.name));
  const unread = unreadable.length === 0 ? '' : `另有 ${unreadable.length} 个文件读不出名称。`;
  const hint = other
    ? `${other.label} 是它的${other.year ?? ''}年${other.level}${other.document}。补上这一份。`
    : close
      ? `是不是“${close}”？两处的名称要一致。`
      : '补上它的文件；不用公开的，从名单中删去。';
  return {
    code: 'N02',
    severity: 'error',
    ...quoting`应公开的“${owed.name}”的${said(owed)}没有文件。`,
    hint: unread + hint,
    position: owed.position,
  };
}

function listedTwice(one: OwedDocument, earlier: OwedDocument): Finding {
  return {
    code: 'N03',
    severity: 'error',
    ...quoting`“${one.name}”的${said(one)}在名单中已有一行（第 ${earlier.position.line} 行）。`,
    hint: '删去其中一行。',
    position: one.position,
  };
}

/** Two files of one document; of a register without years, of one year. */
function twice(owed: OwedDocument, there: readonly PublishedDocument[]): Finding[] {
  return there.flatMap((document, index): Finding[] => {
    const earlier = there.slice(0, index).find(({ year }) => year === document.year);
    if (!earlier) return [];
    return [
      {
        code: 'N03',
        severity: 'error',
        ...quoting`“${owed.name}”的${said(owed)}有两个文件：${earlier.label} 和 ${document.label}。`,
        hint: '只留一个；确是两个单位的，写不同的全称。',
        position: document.position,
      },
    ];
  });
}

function unknown(document: PublishedDocument, owed: readonly OwedDocument[]): Finding {
  const close = nearest(
    document.name,
    owed.filter(({ level }) => level === document.level).map(({ name }) => name),
  );
  return {
    code: 'N04',
    severity: 'warning',
    ...quoting`“${document.name}”的${document.year === null ? '' : `${document.year} 年`}${document.level}${document.document}不在应公开名单中。`,
    hint:
      close && close !== document.name ? `是不是名单中的“${close}”？` : '补进名单，或核对名称、层级和文件。',
    position: document.position,
  };
}

function outside(
  { name, department }: OwedDocument,
  document: PublishedDocument,
  documents: readonly PublishedDocument[],
  members: DepartmentPlan<Job>['members'],
): Finding[] {
  if (department === null) return [];
  const isAbove = ({ level, document: kind, year }: PublishedDocument): boolean =>
    level === '部门' && kind === document.document && year === document.year;
  const above = documents.filter((each) => isAbove(each) && unitKey(each.name) === unitKey(department));
  // That the department has no file is told of the department.
  if (above.length === 0 || above.some(({ path }) => isBelow(document.path, path, members))) return [];
  return [
    {
      code: 'N05',
      severity: 'error',
      ...quoting`名单把“${name}”列在“${department}”之下，部门文件 ${above[0]!.label} 的成员中没有它。`,
      hint: `在 ${above[0]!.label} 的 members 中加上它，或改正名单。`,
      position: document.position,
    },
  ];
}

/** Whether a file is a member of a department, or of one below it. */
function isBelow(path: string, department: string, members: DepartmentPlan<Job>['members']): boolean {
  const seen = new Set<string>();
  const waiting = [department];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at === path) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    for (const below of members.get(at) ?? []) waiting.push(below);
  }
  return false;
}

function late({ name, due }: OwedDocument, { date, position, label }: PublishedDocument): Finding[] {
  const days = due && date ? daysBetween(due, date) : 0;
  if (days <= 0) return [];
  return [
    {
      code: 'N06',
      severity: 'error',
      ...quoting`“${name}”应在${spokenDate(due!)}以前公开，${label} 写的公开日期是${spokenDate(date!)}，晚 ${days} 日。`,
      hint: '核对公开日期和名单的截止日期。',
      position,
    },
  ];
}
