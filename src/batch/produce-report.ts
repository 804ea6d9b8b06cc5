import { readText, type TextReader } from '../load/read-text.ts';
import { type LoadedUnit, loadUnit } from '../load/unit.ts';
import { type Finding, hasErrors, sortFindings } from '../model/finding.ts';
import { type Report, renderReport } from '../render/report.ts';
import { checkUnit } from '../validate/check-unit.ts';
import { type PackStore, packSources } from './packs.ts';

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
 * Load, validate, derive, narrate and render of one unit file. All findings are collected in one run;
 * there is no report when one of them is an error. `label` is the path as findings show it.
 */
export async function produceReport(
  path: string,
  label: string,
  packs: PackStore,
  read: TextReader = readText,
): Promise<Production> {
  const { value: loaded, findings, sources } = await loadUnit(path, label, packs, read);
  const collected = [...findings];
  const texts = new Map(sources.map((source) => [source.file, source.text]));
  let report: Report | null = null;
  if (loaded) {
    for (const [file, text] of packSources(loaded.pack)) texts.set(file, text);
    const compiled = packs.compile(loaded.pack);
    collected.push(...compiled.findings, ...checkUnit(loaded.unit));
    if (compiled.value) {
      const rendered = renderReport(loaded.unit, compiled.value);
      collected.push(...rendered.findings);
      report = rendered.value;
    }
  }
  if (hasErrors(collected)) report = null;
  return { report, loaded, findings: sortFindings(collected), sources: texts };
}
