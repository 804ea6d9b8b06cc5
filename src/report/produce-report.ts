import { join } from 'node:path';
import { checkUnit } from '../books/check-unit.ts';
import { type LoadedDraft, loadUnit } from '../books/load-unit.ts';
import type { LoadedUnit, Unit } from '../books/unit.ts';
import { checkReport } from '../check/check-report.ts';
import type { ChangedBudget } from '../check/context.ts';
import { REDACTED, redactFindings, redactSources, redactUnit } from '../check/redact.ts';
import type { FormSpeech } from '../form/key-names.ts';
import { type Finding, hasErrors, isBlocking, sortFindings } from '../model/finding.ts';
import { limitFindings } from '../model/limit-findings.ts';
import { asDraft } from '../render/draft.ts';
import { type Report, renderReport } from '../render/report.ts';
import { readText, type TextReader } from '../source/read-text.ts';
import { type ApprovedPlace, approvedName, changedBudget } from './changed-budget.ts';
import { asFarAsJudged } from './draft-findings.ts';
import { eachOnce, memberErrors, membersBelow, ownFindings } from './member-findings.ts';
import { type PackStore, packSources } from './packs.ts';

export interface ProductionOptions {
  /** Mask personal data in the report; a pack may demand it too. */
  readonly redact?: boolean;
  /** Give a report with errors as a draft, marked on every page. */
  readonly force?: boolean;
  /** What is known to be wrong with it before it is loaded. */
  readonly told?: readonly Finding[];
  /** Whether a member of a department, by the name of its file, is known to have no error as it is now. */
  readonly isSound?: (file: string) => boolean;
  /** Where approved texts are kept, to hold the budget of a final against; nothing of it is asked where nothing is said. */
  readonly approved?: ApprovedPlace | null;
}

/** What became of one unit file, as far as no browser is needed. */
export interface Production {
  readonly report: Report | null;
  /** The unit with its pack, as far as it could be loaded. */
  readonly loaded: LoadedUnit | null;
  readonly findings: readonly Finding[];
  /** Texts of the files that findings point into, by file. */
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * Load, validate, derive, narrate, render and check of one unit file. All findings are collected in one run;
 * there is no report when one of them is an error, unless a draft is asked for and possible. `label` is the
 * path as findings show it.
 */
export async function produceReport(
  path: string,
  label: string,
  packs: PackStore,
  read: TextReader = readText,
  options: ProductionOptions = {},
): Promise<Production> {
  const production = await produce(path, label, packs, read, options);
  if (!isRedacted(options, production.loaded)) return production;
  const { findings, sources } = production;
  return { ...production, findings: redactFindings(findings), sources: redactSources(sources) };
}

/** Whether personal data is masked: because somebody asks for it, or the pack. */
function isRedacted({ redact }: ProductionOptions, loaded: Pick<LoadedUnit, 'pack'> | null): boolean {
  return redact === true || loaded?.pack.settings.checks.redact === true;
}

async function produce(
  path: string,
  label: string,
  packs: PackStore,
  read: TextReader,
  options: ProductionOptions,
): Promise<Production> {
  const { value: loaded, findings: found, sources, forms, draft } = await loadUnit(path, label, packs, read);
  const findings = [...(options.told ?? []), ...found];
  const texts = new Map(sources.map((source) => [source.file, source.text]));
  if (!loaded) {
    const all = draft === null ? findings : await judgeDraft(draft, findings, packs, options);
    return { report: null, loaded, findings: await told(all, label, forms), sources: texts };
  }
  const { unit } = loaded;
  for (const { pack } of [loaded, ...membersBelow(unit)]) {
    for (const [file, text] of packSources(pack)) texts.set(file, text);
  }
  const ofMembers = await memberErrors(unit, async (member) =>
    options.isSound?.(member.unit.file) ? [] : (await judge(member, [], [], packs, options)).findings,
  );
  const changed = await changedSinceApproval(unit, path, label, packs, read, options);
  const judged = await judge(loaded, findings, ofMembers, packs, options, changed);
  return { ...judged, loaded, findings: await told(judged.findings, label, forms), sources: texts };
}

/** Findings as they are told: in order, not without end, and those on a workbook in the words of its sheets. */
async function told(
  findings: readonly Finding[],
  file: string,
  forms: ReadonlyMap<string, FormSpeech>,
): Promise<Finding[]> {
  const formOf = ({ position }: Finding): FormSpeech | undefined => forms.get(position?.file ?? file);
  if (!findings.some(formOf)) return limitFindings(sortFindings(findings));
  const { speakOfSheets } = await import('../form/speak-of-sheets.ts');
  const said = findings.map((finding) => {
    const form = formOf(finding);
    return form === undefined ? finding : speakOfSheets(finding, form);
  });
  return limitFindings(sortFindings(said));
}

/** How the budget of a final reads otherwise than it was approved, where that is asked. */
async function changedSinceApproval(
  unit: Unit,
  path: string,
  label: string,
  packs: PackStore,
  read: TextReader,
  { approved }: ProductionOptions,
): Promise<ChangedBudget | null> {
  if (!approved) return null;
  const { folder, root, label: place } = approved;
  return changedBudget(unit, path, label, {
    approvedText: async (budget) => {
      const name = approvedName(budget, root);
      const { value } = name === null ? { value: null } : await read(join(folder, name), `${place}/${name}`);
      return value && { label: value.file, text: value.text };
    },
    textOf: async (budget, of) => (await produce(budget, of, packs, read, {})).report?.text ?? null,
  });
}

/** What can be said of a unit that nothing can be made of, beside what made it so. */
async function judgeDraft(
  { loaded, judged }: LoadedDraft,
  findings: readonly Finding[],
  packs: PackStore,
  options: ProductionOptions,
): Promise<readonly Finding[]> {
  const { findings: all } = await judge(loaded, findings, [], packs, options);
  return asFarAsJudged(all, findings, judged);
}

/**
 * Validate, derive, narrate, render and check of one loaded entity. Its members are judged on their own; what forbids
 * to publish one of them forbids it too, whatever its own file waives.
 */
async function judge(
  { unit, pack }: LoadedUnit,
  earlier: readonly Finding[],
  ofMembers: readonly Finding[],
  packs: PackStore,
  options: ProductionOptions,
  changed: ChangedBudget | null = null,
): Promise<Pick<Production, 'report' | 'findings'>> {
  const compiled = packs.compile(pack);
  const known = [...earlier, ...compiled.findings, ...checkUnit(unit)];
  if (!compiled.value) return { report: null, findings: known };
  const redact = isRedacted(options, { pack });
  const rendered = redact
    ? renderReport(redactUnit(unit), compiled.value, REDACTED)
    : renderReport(unit, compiled.value);
  const { value, analysis, grids, body } = rendered;
  const words = await packs.checkWords();
  const leftOut = Object.entries(pack.settings.leavesOut).flatMap(([field, isOut]) => (isOut ? [field] : []));
  const unread = [...compiled.value.unread, ...leftOut];
  const input = { unit, pack, analysis, grids, body, words, unread, changedBudget: changed };
  const checked = checkReport(input, [...known, ...rendered.findings], redact);
  const own = ownFindings(checked, earlier, unit);
  const findings = ofMembers.length === 0 ? own : eachOnce([...own, ...ofMembers]);
  const report = publishable(value, findings, options.force === true, words.wording.draft);
  return { report, findings };
}

function publishable(
  report: Report | null,
  findings: readonly Finding[],
  force: boolean,
  draft: { readonly mark: string; readonly notice: string },
): Report | null {
  if (report === null || !hasErrors(findings)) return report;
  if (!force || findings.some(isBlocking)) return null;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return asDraft(report, { mark: draft.mark, notice: draft.notice.replace('{count}', String(errors)) });
}
