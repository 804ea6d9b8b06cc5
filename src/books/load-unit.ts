import { type Classification, withNames } from '../lists/classification.ts';
import { addAll } from '../model/add-all.ts';
import type { Finding, Outcome, SourceText } from '../model/finding.ts';
import type { Pack } from '../pack/pack.ts';
import { readText, type TextReader } from '../source/read-text.ts';
import { bookOf } from './books.ts';
import { type EntityFile, EntityFiles, type WrittenFile } from './entity-file.ts';
import { missingFields } from './missing-fields.ts';
import { readBooks } from './read-books.ts';
import type { Unit } from './unit.ts';

/** Where a unit gets its template pack and its code lists. */
export interface UnitContext {
  /** The pack of that name, or null after reporting why not. */
  pack(name: string): Promise<Outcome<Pack>>;
  classification(year: string): Promise<Classification>;
}

/** A unit with the pack it asks for. */
export interface LoadedUnit {
  readonly unit: Unit;
  readonly pack: Pack;
}

export interface UnitOutcome extends Outcome<LoadedUnit> {
  /** Every file that was read, also when there is no unit, so that findings can show their line. */
  readonly sources: readonly SourceText[];
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
  return { value, findings: files.findings, sources: files.sources };
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
  const books = await readBooks(file, files);
  const pack = await packOf(file, context, files);
  if (!books || !pack) return null;
  addAll(files.findings, missingFields(pack, written));
  const { kind, data, locator } = file;
  const classification = withNames(
    await context.classification(pack.settings.classification),
    // A code that only last year had keeps the name that last year's file gave it.
    { ...bookOf({ books }, 'prior').from?.codeNames, ...data.codeNames },
  );
  const { sources } = files;
  return { unit: { file: label, kind, data, books, classification, locator, sources }, pack };
}

/** A file that the schema refuses is still asked for what its form needs, so that one run tells all. */
async function needsOfRefused(written: WrittenFile, context: UnitContext): Promise<Finding[]> {
  const name = (written.value as { template?: unknown } | undefined)?.template;
  if (typeof name !== 'string') return [];
  const { value: pack } = await context.pack(name);
  return pack ? missingFields(pack, written) : [];
}

async function packOf(
  { data, locator }: EntityFile,
  context: UnitContext,
  files: EntityFiles,
): Promise<Pack | null> {
  const outcome = await context.pack(data.template);
  for (const finding of outcome.findings) {
    // A pack that is not there is a mistake of the unit file.
    files.findings.push(
      finding.position ? finding : { ...finding, position: locator.positionOf(['template']) },
    );
  }
  return outcome.value;
}
