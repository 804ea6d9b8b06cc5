import { dirname, extname, join, relative, resolve } from 'node:path';
import { isWorkbookFile, readUnitWorkbookFile } from '../form/workbook-file.ts';
import { type DocumentKind, type FileData, type KindName, kindOf, kindOfFile } from '../kinds/registry.ts';
import { addAll } from '../model/add-all.ts';
import type { Finding, Outcome, SourceText } from '../model/finding.ts';
import type { DataPath, Locator } from '../model/locator.ts';
import { listFiles } from '../source/list-files.ts';
import type { TextReader } from '../source/read-text.ts';
import { SchemaTranslator } from '../source/schema-findings.ts';
import { parseYaml, type YamlDocument } from '../source/yaml.ts';

/** A file of an entity, checked against the schema of its kind. */
export interface EntityFile {
  readonly path: string;
  /** The path as findings show it. */
  readonly label: string;
  readonly kind: KindName;
  readonly data: FileData;
  readonly locator: Locator;
  readonly written: WrittenFile;
}

/** A file as written, before defaults. */
export type WrittenFile = Locator & { readonly value: unknown };

const translators = new Map<DocumentKind['schema'], SchemaTranslator>();

function translatorOf(schema: DocumentKind['schema']): SchemaTranslator {
  let translator = translators.get(schema);
  if (!translator) {
    translator = new SchemaTranslator(schema);
    translators.set(schema, translator);
  }
  return translator;
}

/** The files of one entity as they are read: what was found in them, and their texts. */
export class EntityFiles {
  readonly findings: Finding[] = [];
  readonly sources: SourceText[] = [];
  private readonly read: TextReader;

  constructor(read: TextReader) {
    this.read = read;
  }

  /** A file as written; null after telling why it cannot be read. */
  async written(path: string, label: string): Promise<WrittenFile | null> {
    if (!isWorkbookFile(path)) return this.yaml(path, label);
    await this.read.note?.(path, label);
    return this.take(await readUnitWorkbookFile(path, label));
  }

  /** A file checked against the schema of its kind; null after telling what is wrong with it. */
  checked(path: string, label: string, file: WrittenFile): EntityFile | null {
    const kind = kindOfFile(file.value);
    const { schema } = kindOf({ kind });
    const parsed = schema.safeParse(file.value);
    if (parsed.success) return { path, label, kind, data: parsed.data, locator: file, written: file };
    addAll(this.findings, translatorOf(schema).translate(parsed.error.issues, file.value, file));
    return null;
  }

  /** The text of a file; null after telling why it cannot be read. */
  async text(path: string, label: string): Promise<SourceText | null> {
    const source = this.take(await this.read(path, label));
    if (source) this.sources.push(source);
    return source;
  }

  /** The files that a pattern means, relative to a folder. */
  list(folder: string, pattern: string): Promise<string[]> {
    return (this.read.list ?? listFiles)(folder, pattern);
  }

  /** How many errors there are so far. */
  errors(): number {
    return this.findings.filter(({ severity }) => severity === 'error').length;
  }

  /** A file named in another, relative to it; only data files may be named (`L45`). */
  beside(
    name: string,
    extensions: readonly string[],
    { path, label, locator }: Pick<EntityFile, 'path' | 'label' | 'locator'>,
    at: DataPath,
  ): { readonly path: string; readonly label: string } | null {
    if (!extensions.includes(extname(name).toLowerCase())) {
      const hint = `文件名应以 ${extensions.join('、')} 结尾。`;
      this.report('L45', `“${name}”不是可用的文件类型。`, hint, locator, at);
      return null;
    }
    const target = resolve(dirname(path), name);
    const shown = join(dirname(label), relative(dirname(path), target));
    return { path: target, label: shown.replaceAll('\\', '/') };
  }

  report(code: string, message: string, hint: string, locator: Locator, path: DataPath): void {
    this.findings.push({ code, severity: 'error', message, hint, position: locator.positionOf(path) });
  }

  take<T>(outcome: Outcome<T>): T | null {
    addAll(this.findings, outcome.findings);
    return outcome.value;
  }

  private async yaml(path: string, label: string): Promise<YamlDocument | null> {
    const source = await this.text(path, label);
    return source && this.take(parseYaml(source));
  }
}
