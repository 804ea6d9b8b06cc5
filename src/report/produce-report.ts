import { checkUnit } from '../books/check-unit.ts';
import { type LoadedUnit, loadUnit } from '../books/load-unit.ts';
import { checkReport } from '../check/check-report.ts';
import { redactUnit } from '../check/redact.ts';
import { addAll } from '../model/add-all.ts';
import { type Finding, hasErrors, isBlocking, sortFindings } from '../model/finding.ts';
import { limitFindings } from '../model/limit-findings.ts';
import { asDraft } from '../render/draft.ts';
import { type Report, renderReport } from '../render/report.ts';
import { readText, type TextReader } from '../source/read-text.ts';
import { type PackStore, packSources } from './packs.ts';

export interface ProductionOptions {
  /** Mask personal data in the report; a pack may demand it too. */
  readonly redact?: boolean;
  /** Give a report with errors as a draft, marked on every page. */
  readonly force?: boolean;
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
  const { value: loaded, findings, sources } = await loadUnit(path, label, packs, read);
  let collected = [...findings];
  const texts = new Map(sources.map((source) => [source.file, source.text]));
  let report: Report | null = null;
  if (loaded) {
    const { unit, pack } = loaded;
    for (const [file, text] of packSources(pack)) texts.set(file, text);
    const compiled = packs.compile(pack);
    addAll(collected, compiled.findings);
    addAll(collected, checkUnit(unit));
    if (compiled.value) {
      const redact = options.redact === true || pack.settings.checks.redact;
      const rendered = renderReport(redact ? redactUnit(unit) : unit, compiled.value);
      const { value, analysis, grids, body } = rendered;
      addAll(collected, rendered.findings);
      const words = await packs.checkWords();
      collected = checkReport({ unit, pack, analysis, grids, body, words }, collected, redact);
      report = publishable(value, collected, options.force === true, words.wording.draft);
    }
  }
  return { report, loaded, findings: limitFindings(sortFindings(collected)), sources: texts };
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
