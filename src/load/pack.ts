import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { glob } from 'tinyglobby';
import type { z } from 'zod';
import type { Finding, Outcome, SourceText } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import { type Pack, type PackSettings, packSchema, type TableDeclaration } from '../model/pack.ts';
import { tableSchema } from '../model/table-declaration.ts';
import type { DataPath, Locator } from '../model/unit.ts';
import type { Located } from './located.ts';
import { packReferences } from './pack-references.ts';
import { readText } from './read-text.ts';
import { SchemaTranslator } from './schema-findings.ts';
import { parseYaml } from './yaml.ts';

const PACK_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

/**
 * Reads a template pack: `pack.yaml`, `tables/*.yaml`, every `.hbs` file and the stylesheets. Everything that
 * is wrong with it is reported in one run. `label` is the folder as findings show it.
 */
export async function loadPack(templatesFolder: string, name: string, label: string): Promise<Outcome<Pack>> {
  const names = await packNames(templatesFolder);
  if (!PACK_NAME.test(name) || !names.includes(name)) {
    const close = nearest(name, names);
    const hint = close ? `是不是“${close}”？` : `现有的模板：${names.join('、')}。`;
    return {
      value: null,
      findings: [
        { code: 'L46', severity: 'error', message: `没有名为“${name}”的模板。`, hint, position: null },
      ],
    };
  }
  const loading = new PackLoading(join(templatesFolder, name), `${label}/${name}`);
  return { value: await loading.run(name), findings: loading.findings };
}

async function packNames(folder: string): Promise<string[]> {
  const files = await glob('*/pack.yaml', { cwd: folder });
  return files.map((file) => file.split('/')[0]!).sort();
}

class PackLoading {
  readonly findings: Finding[] = [];
  private readonly folder: string;
  private readonly label: string;

  constructor(folder: string, label: string) {
    this.folder = folder;
    this.label = label;
  }

  async run(name: string): Promise<Pack | null> {
    const settings = await this.part('pack.yaml', packSchema);
    const files = (await readdir(this.folder, { recursive: true }))
      .map((file) => file.replaceAll('\\', '/'))
      .sort();
    const templates = await this.templates(files.filter((file) => file.endsWith('.hbs')));
    const css = await this.styles(files.filter((file) => file.endsWith('.css')));
    if (!settings) return null;
    const tables = await this.tables(settings, files);
    this.findings.push(...packReferences(settings, tables, [...templates.keys()]));
    if (this.findings.length > 0) return null;
    return {
      name,
      folder: this.label,
      settings: settings.value,
      tables: tables.map((table) => table.value),
      templates,
      css,
      namedFilters: settings.value.filters,
    };
  }

  private async part<S extends z.ZodType>(file: string, schema: S): Promise<Located<z.output<S>> | null> {
    const source = this.take(await readText(join(this.folder, file), `${this.label}/${file}`));
    const document = source && this.take(parseYaml(source));
    if (!document) return null;
    const parsed = schema.safeParse(document.value);
    if (parsed.success) return { value: parsed.data, locator: document };
    const translator = new SchemaTranslator(schema);
    this.findings.push(...translator.translate(parsed.error.issues, document.value, document));
    return null;
  }

  private async tables(
    settings: Located<PackSettings>,
    files: readonly string[],
  ): Promise<Located<TableDeclaration>[]> {
    const tables: Located<TableDeclaration>[] = [];
    for (const [index, id] of settings.value.tables.entries()) {
      const file = `tables/${id}.yaml`;
      if (!files.includes(file)) {
        this.missingTable(id, settings.locator, ['tables', index], files);
        continue;
      }
      const table = await this.part(file, tableSchema);
      if (table) tables.push({ value: { ...table.value, id }, locator: table.locator });
    }
    return tables;
  }

  private missingTable(id: string, locator: Locator, path: DataPath, files: readonly string[]): void {
    const known = files.flatMap((file) => /^tables\/(.+)\.yaml$/.exec(file)?.[1] ?? []);
    const close = nearest(id, known);
    this.findings.push({
      code: 'L47',
      severity: 'error',
      message: `没有表样文件 tables/${id}.yaml。`,
      hint: close ? `是不是“${close}”？` : '补上这个文件，或从 tables 中删去它。',
      position: locator.positionOf(path),
    });
  }

  /** Templates by their path without the ending: `sections/income`. */
  private async templates(files: readonly string[]): Promise<Map<string, SourceText>> {
    const templates = new Map<string, SourceText>();
    for (const file of files) {
      const source = this.take(await readText(join(this.folder, file), `${this.label}/${file}`));
      if (source) templates.set(file.slice(0, -'.hbs'.length), source);
    }
    return templates;
  }

  private async styles(files: readonly string[]): Promise<string> {
    const texts = await Promise.all(files.map((file) => readFile(join(this.folder, file), 'utf8')));
    return texts.join('\n');
  }

  private take<T>(outcome: Outcome<T>): T | null {
    this.findings.push(...outcome.findings);
    return outcome.value;
  }
}
