import { readdir, readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { addAll } from '../model/add-all.ts';
import type { Finding, Outcome, SourceText } from '../model/finding.ts';
import type { DataPath, Locator } from '../model/locator.ts';
import { nearest } from '../model/nearest.ts';
import { quoting } from '../model/quoting.ts';
import type { Located } from '../source/located.ts';
import { readText } from '../source/read-text.ts';
import { SchemaTranslator } from '../source/schema-findings.ts';
import { parseYaml } from '../source/yaml.ts';
import { comparedChoices } from './compared-choices.ts';
import {
  type Chosen,
  chosenOf,
  optionFindings,
  optionsPart,
  patchedLocator,
  patchedSettings,
  singleChoices,
} from './options.ts';
import { type Pack, type PackSettings, packSchema, type TableDeclaration } from './pack.ts';
import { type PackChain, type PackLayer, readPackChain } from './pack-chain.ts';
import { type PackFile, packFiles, SHARED_FOLDER } from './pack-files.ts';
import { packReferences } from './pack-references.ts';
import { tableSchema } from './table-declaration.ts';

/** A pack with the place of everything that is declared in it. */
export interface LocatedPack {
  readonly pack: Pack;
  /** The pack itself and those it extends, nearest first. */
  readonly layers: readonly PackLayer[];
  readonly settings: Located<PackSettings>;
  readonly tables: readonly Located<TableDeclaration>[];
  /** The stylesheets that its reports are printed with, in their order. */
  readonly styles: readonly SourceText[];
}

/** A pack, with every file that was read, also when there is no pack. */
export interface LocatedPackOutcome extends Outcome<LocatedPack> {
  readonly sources: readonly SourceText[];
}

/** {@link loadLocatedPack} without the places. */
export async function loadPack(
  templatesFolder: string,
  name: string,
  label: string,
  codeLists?: string,
): Promise<Outcome<Pack>> {
  const { value, findings } = await loadLocatedPack(templatesFolder, name, label, codeLists);
  return { value: value?.pack ?? null, findings };
}

/**
 * Reads a template pack with what it inherits and shares: `pack.yaml`, `tables/*.yaml`, every `.hbs` file and
 * the stylesheets. Everything that is wrong with it is reported in one run. `label` is the folder as findings
 * show it; `codeLists` the folder that must hold the code lists of its year (`L68`), where one is given.
 */
export async function loadLocatedPack(
  templatesFolder: string,
  name: string,
  label: string,
  codeLists?: string,
): Promise<LocatedPackOutcome> {
  const chain = await readPackChain(templatesFolder, name, label);
  if (chain.value === null) return { ...chain, value: null };
  const files = await packFiles(chain.value.layers, templatesFolder, label);
  const loading = new PackLoading(`${label}/${name}`, files, codeLists ?? null);
  const value = await loading.run(name, chain.value);
  return { value, findings: loading.findings, sources: [...chain.sources, ...loading.sources] };
}

class PackLoading {
  readonly findings: Finding[] = [];
  readonly sources: SourceText[] = [];
  private readonly label: string;
  private readonly files: ReadonlyMap<string, PackFile>;
  private readonly codeLists: string | null;

  constructor(label: string, files: ReadonlyMap<string, PackFile>, codeLists: string | null) {
    this.label = label;
    this.files = files;
    this.codeLists = codeLists;
  }

  async run(name: string, { layers, settings: written, locator }: PackChain): Promise<LocatedPack | null> {
    const options = this.valid(written, locator, optionsPart)?.value.options;
    const settings = options && this.valid(...this.patched(written, locator, options, {}), packSchema);
    const templates = await this.templates();
    if (!options || !settings) return null;
    addAll(this.findings, optionFindings(options, locator));
    addAll(this.findings, comparedChoices(options, templates));
    if (this.codeLists !== null) addAll(this.findings, await missingCodeLists(settings, this.codeLists));
    const styles = await this.styles(settings);
    const tables = await this.tables(settings);
    addAll(this.findings, packReferences(settings, tables, [...templates.keys()]));
    if (this.findings.length === 0) {
      for (const chosen of singleChoices(options)) {
        const variant = this.valid(...this.patched(written, locator, options, chosen), packSchema);
        if (variant) addAll(this.findings, packReferences(variant, tables, [...templates.keys()]));
      }
    }
    if (this.findings.length > 0) return null;
    const pack: Pack = {
      name,
      folder: this.label,
      settings: settings.value,
      written,
      chosen: chosenOf(options, {}),
      tables: tables.map((table) => table.value),
      templates,
      css: styles.map(({ text }) => text).join('\n'),
      namedFilters: settings.value.filters,
    };
    return { pack, layers, settings, tables, styles };
  }

  private patched(
    written: unknown,
    locator: Locator,
    options: PackSettings['options'],
    given: Chosen,
  ): [unknown, Locator] {
    const chosen = chosenOf(options, given);
    return [patchedSettings(written, options, chosen), patchedLocator(locator, options, chosen)];
  }

  private valid<S extends z.ZodType>(
    value: unknown,
    locator: Locator,
    schema: S,
  ): Located<z.output<S>> | null {
    const parsed = schema.safeParse(value);
    if (parsed.success) return { value: parsed.data, locator };
    const translator = new SchemaTranslator(schema);
    addAll(this.findings, translator.translate(parsed.error.issues, value, locator));
    return null;
  }

  private async tables(settings: Located<PackSettings>): Promise<Located<TableDeclaration>[]> {
    const tables: Located<TableDeclaration>[] = [];
    for (const [index, id] of settings.value.tables.entries()) {
      const file = this.files.get(`tables/${id}.yaml`);
      if (!file) {
        this.missingFile('tables', id, '.yaml', settings.locator, ['tables', index]);
        continue;
      }
      const source = this.take(await readText(file.file, file.label));
      if (source) this.sources.push(source);
      const document = source && this.take(parseYaml(source));
      const table = document && this.valid(document.value, document, tableSchema);
      if (table) tables.push({ value: { ...table.value, id }, locator: table.locator });
    }
    return tables;
  }

  private missingFile(key: string, name: string, ending: string, locator: Locator, path: DataPath): void {
    const start = key === 'tables' ? 'tables/' : '';
    const known = [...this.files.keys()].flatMap((file) =>
      file.startsWith(start) && file.endsWith(ending) ? [file.slice(start.length, -ending.length)] : [],
    );
    const close = nearest(name, known);
    this.findings.push({
      code: 'L47',
      severity: 'error',
      message: `没有文件 ${start}${name}${ending}。`,
      hint: close ? `是不是“${close}”？` : `补上这个文件，或从 ${key} 中删去它。`,
      position: locator.positionOf(path),
    });
  }

  /** Templates by their path without the ending: `sections/income`. */
  private async templates(): Promise<Map<string, SourceText>> {
    const templates = new Map<string, SourceText>();
    for (const { path, file, label } of this.files.values()) {
      if (!path.endsWith('.hbs')) continue;
      const source = this.take(await readText(file, label));
      if (!source) continue;
      this.sources.push(source);
      templates.set(path.slice(0, -'.hbs'.length), source);
    }
    return templates;
  }

  private async styles({ value, locator }: Located<PackSettings>): Promise<SourceText[]> {
    const styles: SourceText[] = [];
    for (const [index, path] of (value.styles ?? this.ownStyles()).entries()) {
      const file = this.files.get(path);
      if (file) styles.push({ file: file.label, text: await readFile(file.file, 'utf8') });
      else this.missingFile('styles', path.replace(/\.css$/, ''), '.css', locator, ['styles', index]);
    }
    addAll(this.sources, styles);
    return styles;
  }

  private ownStyles(): string[] {
    return [...this.files.keys()].filter(
      (path) => path.endsWith('.css') && !path.startsWith(`${SHARED_FOLDER}/`),
    );
  }

  private take<T>(outcome: Outcome<T>): T | null {
    addAll(this.findings, outcome.findings);
    return outcome.value;
  }
}

/** Every year has a folder of code lists of its own; without it no name of a code is known (`L68`). */
async function missingCodeLists(
  { value: { classification }, locator }: Located<PackSettings>,
  folder: string,
): Promise<Finding[]> {
  const years = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  if (years.includes(classification)) return [];
  const close = nearest(classification, years);
  return [
    {
      code: 'L68',
      severity: 'error',
      ...quoting`没有“${classification}”年的科目表。`,
      hint: `${close ? `是不是“${close}”？` : ''}现有：${years.sort().join('、')}。新的一年先在 data/classification 下建立文件夹，见其中的 README。`,
      position: locator.positionOf(['classification']),
    },
  ];
}
