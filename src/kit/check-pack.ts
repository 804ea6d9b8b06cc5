import { addAll } from '../model/add-all.ts';
import type { Finding } from '../model/finding.ts';
import { sortFindings } from '../model/finding.ts';
import { quoting } from '../model/quoting.ts';
import { type LocatedPack, loadLocatedPack } from '../pack/load-pack.ts';
import { singleChoices } from '../pack/options.ts';
import type { Pack } from '../pack/pack.ts';
import { packVariant } from '../pack/pack-variant.ts';
import { compilePack } from '../render/compiled-pack.ts';
import { phraseFindings } from './check-phrases.ts';
import { fieldFindings } from './pack-fields.ts';
import { unusedDeclarations } from './pack-usage.ts';
import { wordFindings } from './word-findings.ts';

export interface PackCheck {
  /** The options that units may choose, one line each: `duties 职能的序号：1、（默认） / 1. / （一）`. */
  readonly options: readonly string[];
  readonly findings: readonly Finding[];
  /** Texts of the files that findings point into, by file. */
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * Everything that can be said of a pack without a unit: what the loader and the template check say, then
 * what is declared and never used, empty tables without a sentence (`T24`), fields of the unit file that
 * are not printed, and what a Word document leaves out. `label` is the templates folder as findings show it, `codeLists` the folder with the code lists of
 * each year.
 */
export async function checkPack(
  templatesFolder: string,
  name: string,
  label: string,
  codeLists?: string,
): Promise<PackCheck> {
  const {
    value: located,
    findings,
    sources: read,
  } = await loadLocatedPack(templatesFolder, name, label, codeLists);
  const sources = new Map(read.map((source) => [source.file, source.text]));
  if (located === null) return { options: [], findings: sortFindings(findings), sources };
  const compiled = compilePack(located.pack);
  const collected = [
    ...findings,
    ...compiled.findings,
    ...missingSentences(located),
    ...phraseFindings(located),
    ...wordFindings(located),
    ...unexplainedTerms(located),
  ];
  if (compiled.value) {
    const { unread } = compiled.value;
    addAll(collected, unusedDeclarations(located, unread));
    addAll(collected, fieldFindings(located, unread));
    addAll(collected, choicesThatFail(located.pack));
  }
  return { options: optionLines(located.pack), findings: sortFindings(collected), sources };
}

/** What the templates say only when another choice is made; a pack prints all of them to somebody. */
function choicesThatFail(pack: Pack): Finding[] {
  return singleChoices(pack.settings.options).flatMap((chosen) => {
    const { value, findings } = packVariant(pack, chosen);
    return value ? compilePack(value).findings.filter(({ severity }) => severity === 'error') : findings;
  });
}

/** Tables that may have no row at all and do not say what then stands there. */
function missingSentences({ tables }: LocatedPack): Finding[] {
  return tables.flatMap(({ value: table, locator }) => {
    const mayBeEmpty = table.blocks.every((block) => 'by' in block.rows && block.where.length > 0);
    if (!mayBeEmpty || table.empty !== undefined) return [];
    return [
      {
        code: 'T24',
        severity: 'warning' as const,
        message: `表“${table.title}”可能一行也没有，但没有写空表时的话。`,
        hint: '在表样中加上 empty: 模板名，并在那个模板里写明本表为空表。',
        position: locator.positionOf(['title']),
      },
    ];
  });
}

/** Terms that must be explained, that the templates themselves write, and that neither they nor `glossary` explain (`T31`). */
function unexplainedTerms({ pack, settings }: LocatedPack): Finding[] {
  const { checks, glossary, lists } = pack.settings;
  const labels = Object.values(lists).flatMap(({ entries }) => (entries ?? []).map(({ label }) => label));
  const texts = [...[...pack.templates.values()].map(({ text }) => text), ...labels];
  return checks.terms.flatMap((term, index): Finding[] => {
    const isWritten = texts.some((text) => text.includes(term));
    const isExplained = Object.hasOwn(glossary, term) || texts.some((text) => text.includes(`${term}：`));
    if (!isWritten || isExplained) return [];
    return [
      {
        code: 'T31',
        severity: 'warning',
        ...quoting`样式自己写到“${term}”，名词解释中没有解释。`,
        hint: '在 pack.yaml 的 glossary 中补写这个名词和解释，各单位就不必各写一遍。',
        position: settings.locator.positionOf(['checks', 'terms', index]),
      },
    ];
  });
}

function optionLines({ settings }: Pack): string[] {
  return Object.entries(settings.options).map(([name, option]) => {
    const choices = Object.keys(option.choices).map((choice) =>
      choice === option.default ? `${choice}（默认）` : choice,
    );
    return `${name} ${option.title}：${choices.join(' / ')}`;
  });
}
