import type { FormSpeech } from '../form/key-names.ts';
import { type BookDeclaration, kindOf } from '../kinds/registry.ts';
import { type Classification, withNames } from '../lists/classification.ts';
import { addAll } from '../model/add-all.ts';
import type { BookName } from '../model/book.ts';
import type { Finding, Outcome, SourceText } from '../model/finding.ts';
import { choiceFindings } from '../pack/options.ts';
import { levelsOf, type Pack } from '../pack/pack.ts';
import { readText, type TextReader } from '../source/read-text.ts';
import { bookOfMembers, linesOfMembers } from './book-of-members.ts';
import { bookWithAdded } from './book-with-added.ts';
import { type Book, type Books, bookOf } from './books.ts';
import type { Entity } from './entity.ts';
import { EntityFiles, type WrittenFile } from './entity-file.ts';
import { missingFields } from './missing-fields.ts';
import { isUnsaid, readBook } from './read-books.ts';
import { openEntity, readEntity } from './read-entity.ts';
import type { LoadedUnit, Member } from './unit.ts';
import { type JudgedPart, judgedDraft } from './workbook-draft.ts';

/** Where a unit gets its template pack and its code lists. */
export interface UnitContext {
  /** The pack of that name with the choices of its options, or null after reporting why not. */
  pack(name: string, chosen?: Readonly<Record<string, string>>): Promise<Outcome<Pack>>;
  classification(year: string): Promise<Classification>;
}

/** A unit that nothing can be made of, and how far it can be judged. */
export interface LoadedDraft {
  readonly loaded: LoadedUnit;
  readonly judged: JudgedPart;
}

export interface UnitOutcome extends Outcome<LoadedUnit> {
  /** What can be judged of a file that cannot be taken as it is; nothing is made of it. */
  readonly draft: LoadedDraft | null;
  /** Every file that was read, also when there is no unit, so that findings can show their line. */
  readonly sources: readonly SourceText[];
  /** Whose workbook each workbook among them is, by its file. */
  readonly forms: ReadonlyMap<string, FormSpeech>;
}

/**
 * Reads a unit file with all it refers to: ledger, last year, pack, code lists. All problems of all files
 * are reported in one run; the value is null when one of them prevents it. `label` is the path as
 * findings show it; `read` gives the texts of files, from the disk where nothing else is said.
 */
export async function loadUnit(
  path: string,
  label: string,
  context: UnitContext,
  read: TextReader = readText,
): Promise<UnitOutcome> {
  const files = new EntityFiles(read);
  const value = await load(path, label, context, files);
  const draft = value === null ? await loadDraft(path, label, context, files) : null;
  return { value, findings: files.findings, sources: files.sources, forms: files.forms, draft };
}

/** A workbook with errors, as far as it goes. */
async function loadDraft(
  path: string,
  label: string,
  context: UnitContext,
  files: EntityFiles,
): Promise<LoadedDraft | null> {
  const draft = await judgedDraft(path, label, files);
  if (draft === null) return null;
  const loaded = await complete(await openEntity(draft.file, files, [path]), context, files);
  return loaded && { loaded, judged: draft.judged };
}

async function load(
  path: string,
  label: string,
  context: UnitContext,
  files: EntityFiles,
): Promise<LoadedUnit | null> {
  const written = await files.written(path, label);
  const file = written && files.checked(path, label, written);
  if (!file) {
    if (written) addAll(files.findings, await needsOfRefused(written, context));
    return null;
  }
  return complete(await openEntity(file, files, [path]), context, files);
}

/** An entity with its other books, its pack and its names, and its members likewise. */
async function complete(
  entity: Entity,
  context: UnitContext,
  files: EntityFiles,
): Promise<LoadedUnit | null> {
  const { file, facts, locator } = entity;
  const members: Member[] = [];
  for (const { facts: member, entity: below } of entity.members) {
    const loaded = below && (await complete(below, context, files));
    if (below && !loaded) return null;
    const { data: _, ...said } = member;
    members.push({ ...said, loaded });
  }
  const books = await booksOf(entity, members, files);
  const pack = await packOf(entity, context, files);
  if (!books || !pack) return null;
  if (!isPackOfDocument(pack, entity, files)) return null;
  warnOfOlderPack(pack, entity, files);
  const { level } = kindOf(file);
  if (!levelsOf(pack.settings).includes(level)) {
    const hint = `换一个印${level}文件的模板，或在它的 pack.yaml 的 words 下加上“${level}”。`;
    const message = `模板“${pack.name}”不印${level}的文件。`;
    files.report('L63', message, hint, file.locator, ['template']);
    return null;
  }
  addAll(files.findings, missingFields(pack, file.written));
  const classification = withNames(
    await context.classification(pack.settings.classification),
    // A code that only last year had keeps the name that last year's file gave it.
    { ...bookOf({ books }, 'prior').from?.codeNames, ...facts.codeNames },
  );
  const { sources } = files;
  const unit = {
    file: file.label,
    kind: file.kind,
    data: facts,
    books,
    members,
    classification,
    locator,
    sources,
  };
  return { unit, pack };
}

/** A pack prints one kind of document (`L65`). */
function isPackOfDocument(pack: Pack, { file }: Entity, files: EntityFiles): boolean {
  const { document } = kindOf(file);
  if (pack.settings.document === document) return true;
  const message = `模板 ${pack.name} 印的是${pack.settings.document}，这个文件是${document}。`;
  const hint = `template 换成${document}的模板；或改正 document。`;
  files.report('L65', message, hint, file.locator, ['template']);
  return false;
}

/** Next year's unit in this year's pack: its titles and code lists are those of the year before (`L69`). */
function warnOfOlderPack(pack: Pack, { facts, file }: Entity, files: EntityFiles): void {
  const { classification } = pack.settings;
  if (!/^\d{4}$/.test(classification) || facts.year <= Number(classification)) return;
  const message = `单位文件是 ${facts.year} 年的，模板 ${pack.name} 用的是 ${classification} 年的科目表和写法。`;
  const next = pack.name.includes(classification)
    ? pack.name.replace(classification, String(facts.year))
    : `${pack.name}-${facts.year}`;
  const hint = `换成 ${facts.year} 年的模板；还没有的，先运行 npm run pack new ${next} -- --from ${pack.name}。`;
  files.warn('L69', message, hint, file.locator, ['template']);
}

/** All books of an entity; null when one of them cannot be read. */
async function booksOf(
  entity: Entity,
  members: readonly Member[],
  files: EntityFiles,
): Promise<Books | null> {
  const books: Partial<Record<BookName, Book>> = {};
  let isComplete = true;
  for (const [name, declared] of Object.entries(kindOf(entity.file).books) as [BookName, BookDeclaration][]) {
    const { adds } = declared;
    const isOfMembers =
      declared.fromMembers === 'otherwise' && adds === undefined && isUnsaid(entity.file, declared);
    const book =
      name === 'current'
        ? entity.current
        : isOfMembers
          ? bookOfMembers(members, entity.facts.unit.name, name, files)
          : adds === undefined
            ? await readBook(entity, declared, files, readEntity)
            : bookWithAdded(entity.file, adds, books, linesOfMembers(members, name, adds.phase));
    if (isOfMembers && name === 'prior') tellDerived(entity, files);
    if (book) books[name] = book;
    else isComplete = false;
  }
  return isComplete ? books : null;
}

/** H16: members come and go; what a department compares with is its own published report of last year. */
function tellDerived({ file: { locator } }: Entity, files: EntityFiles): void {
  files.findings.push({
    code: 'H16',
    severity: 'warning',
    message: '没有写部门自己的上年数，用的是各成员单位上年数的合计。',
    hint: '写 prior: { from: 上年的部门文件 }；新设部门写 prior: { budget: {} }。',
    position: locator.positionOf(['prior']),
  });
}

/** A file that the schema refuses is still asked for what its form needs, so that one run tells all. */
async function needsOfRefused(written: WrittenFile, context: UnitContext): Promise<Finding[]> {
  const name = (written.value as { template?: unknown } | undefined)?.template;
  if (typeof name !== 'string') return [];
  const { value: pack } = await context.pack(name);
  return pack ? missingFields(pack, written) : [];
}

async function packOf(
  { file: { data, locator } }: Entity,
  context: UnitContext,
  files: EntityFiles,
): Promise<Pack | null> {
  const outcome = await context.pack(data.template, data.options);
  if (outcome.value) {
    const { options } = outcome.value.settings;
    addAll(files.findings, choiceFindings(options, data.options, locator, data.template));
  }
  for (const finding of outcome.findings) {
    // A pack that is not there is a mistake of the unit file.
    files.findings.push(
      finding.position ? finding : { ...finding, position: locator.positionOf(['template']) },
    );
  }
  return outcome.value;
}
