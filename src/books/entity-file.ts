import { dirname, extname, join, posix, relative, resolve } from 'node:path';
import type { FormSpeech } from '../form/key-names.ts';
import type { WorkbookDraft } from '../form/unit-reader.ts';
import { isWorkbookFile, readUnitWorkbookFile, WORKBOOK_EXTENSION } from '../form/workbook-file.ts';
import { DEFAULTS_FILE, defaultsFileSchema, defaultsFor, defaultsPath } from '../kinds/defaults-file.ts';
import { type DocumentKind, type FileData, type KindName, kindOf, kindOfFile } from '../kinds/registry.ts';
import { withoutUnsaid } from '../kinds/unsaid.ts';
import { addAll } from '../model/add-all.ts';
import type { Finding, Outcome, Position, SourceText } from '../model/finding.ts';
import type { DataPath, Locator } from '../model/locator.ts';
import { layeredLocator } from '../source/layers.ts';
import { listFiles } from '../source/list-files.ts';
import { mergeSettings } from '../source/merge-settings.ts';
import { fileExists, type TextReader } from '../source/read-text.ts';
import { SchemaTranslator } from '../source/schema-findings.ts';
import { parseYaml, type YamlDocument } from '../source/yaml.ts';
import { withLedgerOfSides } from './ledger-of-sides.ts';

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

/** What could be read of a workbook, over the defaults of its folder. */
export interface FileDraft {
  readonly draft: WorkbookDraft;
  readonly written: WrittenFile;
  /** Whether it is told already what its schema refuses. */
  readonly isRefused: boolean;
}

/** A file as written, before defaults. */
export type WrittenFile = Locator & { readonly value: unknown };

const translators = new Map<DocumentKind['schema'], SchemaTranslator>();

/** The translator of a schema; made once. */
export function translatorOf(schema: DocumentKind['schema']): SchemaTranslator {
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
  private readonly defaults = new Map<string, Promise<WrittenFile | 'none' | null>>();

  constructor(read: TextReader) {
    this.read = read;
  }

  private readonly others = new Map<string, Promise<unknown>>();
  private readonly open = new Set<string>();

  /** Reads another entity, the first time that it is asked for. */
  once<T>(path: string, read: () => Promise<T>): Promise<T> {
    const known = (this.others.get(path) as Promise<T> | undefined) ?? read();
    this.others.set(path, known);
    return known;
  }

  /** Whether the entity of a file is being read: what it needs cannot need it. */
  isOpen(path: string): boolean {
    return this.open.has(path);
  }

  /** Reads something for the entity of a file. */
  async whileOpen<T>(path: string, read: () => Promise<T>): Promise<T> {
    this.open.add(path);
    try {
      return await read();
    } finally {
      this.open.delete(path);
    }
  }

  /**
   * A file as written, completed by what the defaults file of its folder says; null after telling why one of them
   * cannot be read.
   */
  written(path: string, label: string): Promise<WrittenFile | null> {
    const known = this.files.get(path) ?? this.readWritten(path, label);
    this.files.set(path, known);
    return known;
  }

  private readonly files = new Map<string, Promise<WrittenFile | null>>();

  private async readWritten(path: string, label: string): Promise<WrittenFile | null> {
    const own = await this.own(path, label);
    const defaults = await this.defaultsOf(dirname(path), posix.dirname(label.replaceAll('\\', '/')));
    if (own === null || defaults === null) return null;
    const file = defaults === 'none' ? own : withDefaults(own, defaults);
    const whole = await this.inherited(path, label, file);
    return whole && this.withSides(path, label, whole);
  }

  /** A final whose CSV file says of each amount its side and phase, with those amounts in it. */
  private async withSides(path: string, label: string, file: WrittenFile): Promise<WrittenFile | null> {
    const name = childOf(file.value, 'ledgerFile');
    if (typeof name !== 'string' || kindOfFile(file.value) !== 'unit-final') return file;
    const target = this.beside(name, ['.csv', '.tsv', '.txt'], { path, label, locator: file }, [
      'ledgerFile',
    ]);
    const source = target && this.take(await this.read(target.path, target.label));
    if (!source) return null;
    const merged = withLedgerOfSides(file, source);
    if (merged === null) return file;
    this.sources.push(source);
    return this.take(merged);
  }

  private readonly inheriting: string[] = [];

  /** A file over what it says of its entity by naming another file; what it says itself wins (`L62` in a circle). */
  private async inherited(path: string, label: string, file: WrittenFile): Promise<WrittenFile | null> {
    const at = INHERITED[kindOf({ kind: kindOfFile(file.value) }).level];
    const own = childOf(file.value, at);
    const from = childOf(own, INHERITED_FROM);
    if (typeof from !== 'string') return file;
    const place = [at, INHERITED_FROM];
    const target = this.beside(from, DATA_FILES, { path, label, locator: file }, place);
    if (!target) return null;
    if (target.path === path || this.inheriting.includes(target.path)) {
      this.report(
        'L62',
        `${target.label} 又回到了自己。`,
        `${place.join('.')} 应指另一个文件。`,
        file,
        place,
      );
      return null;
    }
    this.inheriting.push(path);
    const other = await this.written(target.path, target.label);
    this.inheriting.pop();
    return other && overInherited(file, at, other);
  }

  private async own(path: string, label: string): Promise<WrittenFile | null> {
    if (!isWorkbookFile(path)) return this.yaml(path, label);
    await this.read.note?.(path, label);
    const reading = await readUnitWorkbookFile(path, label);
    if (reading.draft) {
      this.drafts.set(path, reading.draft);
      this.forms.set(label, reading.draft.speech);
    }
    if (reading.draft && !reading.value) this.unfit.add(path);
    return this.take(reading);
  }

  /** Whose workbook each workbook that was read is, by its label: it says where a value is to be filled in. */
  readonly forms = new Map<string, FormSpeech>();

  private readonly drafts = new Map<string, WorkbookDraft>();
  private readonly unfit = new Set<string>();
  private readonly refused = new Set<string>();

  /** A workbook that cannot be taken as it is, as far as it was read; null for any other file. */
  async draftOf(path: string, label: string): Promise<FileDraft | null> {
    const draft = this.drafts.get(path);
    const isRefused = this.refused.has(path);
    if (draft === undefined || !(isRefused || this.unfit.has(path))) return null;
    const defaults = await this.defaultsOf(dirname(path), posix.dirname(label.replaceAll('\\', '/')));
    const own = defaults === null || defaults === 'none' ? draft : withDefaults(draft, defaults);
    const written = (await this.inherited(path, label, own)) ?? own;
    return { draft, written, isRefused };
  }

  /** The defaults file of a folder, checked; read once however many files of the folder are read. */
  private defaultsOf(folder: string, label: string): Promise<WrittenFile | 'none' | null> {
    let found = this.defaults.get(folder);
    if (!found) {
      found = this.readDefaults(join(folder, DEFAULTS_FILE), posix.join(label, DEFAULTS_FILE));
      this.defaults.set(folder, found);
    }
    return found;
  }

  private async readDefaults(path: string, label: string): Promise<WrittenFile | 'none' | null> {
    if (!(await (this.read.exists ?? fileExists)(path))) return 'none';
    const file = await this.yaml(path, label);
    if (file === null) return null;
    const parsed = defaultsFileSchema.safeParse(file.value);
    if (parsed.success) return file;
    const translator = new SchemaTranslator(defaultsFileSchema);
    addAll(this.findings, translator.translate(parsed.error.issues, file.value, file));
    return null;
  }

  /** A file checked against the schema of its kind; null after telling what is wrong with it. */
  checked(path: string, label: string, file: WrittenFile): EntityFile | null {
    const kind = kindOfFile(file.value);
    const { schema } = kindOf({ kind });
    const parsed = schema.safeParse(withoutUnsaid(file.value));
    if (parsed.success) return { path, label, kind, data: parsed.data, locator: file, written: file };
    this.refused.add(path);
    addAll(this.findings, translatorOf(schema).translate(parsed.error.issues, file.value, file));
    return null;
  }

  /** Where a file is first named in another, by its path: there a name is mended that leads nowhere. */
  private readonly namedAt = new Map<string, Position | null>();

  /** The text of a file; null after telling why it cannot be read. */
  async text(path: string, label: string): Promise<SourceText | null> {
    const { value, findings } = await this.read(path, label);
    const named = this.namedAt.get(path);
    // A file that is not there has no line to show.
    const placed = named
      ? findings.map((found) => (found.code === 'L01' ? { ...found, position: named } : found))
      : findings;
    const source = this.take({ value, findings: placed });
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
    if (!this.namedAt.has(target)) this.namedAt.set(target, locator.positionOf(at));
    return { path: target, label: shown.replaceAll('\\', '/') };
  }

  report(code: string, message: string, hint: string, locator: Locator, path: DataPath): void {
    this.findings.push({ code, severity: 'error', message, hint, position: locator.positionOf(path) });
  }

  warn(code: string, message: string, hint: string, locator: Locator, path: DataPath): void {
    this.findings.push({ code, severity: 'warning', message, hint, position: locator.positionOf(path) });
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

/** What a file says of its entity, by level; there it may name another file whose words hold where it says nothing. */
const INHERITED = { 单位: 'unit', 部门: 'department' } as const;
const INHERITED_FROM = 'from';
const DATA_FILES = ['.yaml', '.yml', WORKBOOK_EXTENSION];

function childOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

function overInherited(file: WrittenFile, at: string, other: WrittenFile): WrittenFile {
  const otherAt = INHERITED[kindOf({ kind: kindOfFile(other.value) }).level];
  const { [INHERITED_FROM]: _, ...own } = childOf(file.value, at) as Record<string, unknown>;
  const value = { [at]: childOf(other.value, otherAt) };
  const there = (path: DataPath): DataPath => [otherAt, ...path.slice(1)];
  const below = {
    value,
    positionOf: (path: DataPath) => other.positionOf(there(path)),
    keyPositionOf: (path: DataPath) => other.keyPositionOf(there(path)),
  };
  const above = { ...(file.value as object), [at]: own };
  return { value: mergeSettings(value, above), ...layeredLocator([file, below]) };
}

/** A file over the defaults of its folder; what the file says wins, field by field. */
function withDefaults(own: WrittenFile, defaults: WrittenFile): WrittenFile {
  if (typeof own.value !== 'object' || own.value === null || Array.isArray(own.value)) return own;
  const kind = kindOf({ kind: kindOfFile(own.value) });
  const value = defaultsFor(kind, (defaults.value ?? {}) as Record<string, unknown>);
  const below = {
    value,
    positionOf: (path: DataPath) => defaults.positionOf(defaultsPath(path)),
    keyPositionOf: (path: DataPath) => defaults.keyPositionOf(defaultsPath(path)),
  };
  return { value: mergeSettings(value, own.value), ...layeredLocator([own, below]) };
}
