import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import { type Production, type ProductionOptions, produceReport } from '../../src/report/produce-report.ts';
import { packs } from './repository-packs.ts';
import { ROOT } from './sample.ts';

/*
 * Cases of the disclosure checks: test/fixtures/check/<code>.yaml spoils the clean demo unit in the ways that
 * must be found (`spoiled`) and in ways that look alike and are right (`near`).
 */

/** A change of one file of the demo unit: a text replaced, or everything from one text up to another removed. */
interface Edit {
  readonly in?: string;
  readonly find?: string;
  readonly put?: string;
  readonly from?: string;
  readonly to?: string;
  /** The file does not exist: it is made from this one first. */
  readonly copyOf?: string;
  /** Replace this everywhere in the file by what `put` says instead of it. */
  readonly all?: string;
}

export interface NearMiss {
  readonly what: string;
  /** The year of the demo unit, 2025 unless told. */
  readonly unit?: string;
  readonly edits: readonly Edit[];
}

export interface Spoiled extends NearMiss {
  /** File of the finding; the unit file unless told. */
  readonly in?: string;
  /** A text in the line of the finding, looked for behind `after`. */
  readonly at: string;
  readonly after?: string;
  /** The finding stands so many lines below that text. */
  readonly below?: string;
  readonly severity?: string;
  /** What the message must name. */
  readonly says: readonly string[];
  /** Codes that the defect brings about by its nature. */
  readonly ignores?: readonly string[];
}

export interface CodeCases {
  readonly code: string;
  readonly spoiled: readonly Spoiled[];
  readonly near: readonly NearMiss[];
}

const FOLDER = join(ROOT, 'test', 'fixtures', 'check');
const DEMO = join(ROOT, 'data', 'demo');
const FINALS = join(ROOT, 'data', 'finals');

const EDUCATION = join(DEMO, 'education');

/** Final accounts stand in a folder of their own, and so does the demo department with its units. */
const folderOf = (unit: string): string =>
  unit.startsWith('demo-') ? FINALS : /^\d/.test(unit) ? DEMO : EDUCATION;

export const CASES: readonly CodeCases[] = readdirSync(FOLDER)
  .sort()
  .map((file) => {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    const cases = load(text, { schema: FAILSAFE_SCHEMA }) as Omit<CodeCases, 'code'>;
    return { code: basename(file, '.yaml'), ...cases };
  });

export interface Mutated extends Production {
  /** The edited files by name. */
  readonly files: ReadonlyMap<string, string>;
}

/** The demo unit with some edits, produced in memory; files not edited are read as they are. */
export async function produceMutated(
  { unit = '2025', edits }: Pick<NearMiss, 'unit' | 'edits'>,
  options?: ProductionOptions,
): Promise<Mutated> {
  const files = new Map<string, string>();
  const textOf = (name: string) => files.get(name) ?? readFileSync(join(folderOf(unit), name), 'utf8');
  for (const edit of edits) {
    const name = edit.in ?? `${unit}.yaml`;
    files.set(name, apply(edit, textOf(files.has(name) ? name : (edit.copyOf ?? name))));
  }
  const edited = new Set(files.keys());
  const beside = ['learning-centre.yaml', 'seniors-school.yaml'];
  for (const name of [`${unit}.yaml`, `${unit}-ledger.csv`, '2024.yaml', ...beside]) {
    try {
      files.set(name, textOf(name));
    } catch {
      // 2024 has no ledger file, and other folders have other files.
    }
  }
  const read = async (path: string, label: string) => ({
    value: { file: label, text: textOf(basename(path)) },
    findings: [],
  });
  const produced = await produceReport(
    join(folderOf(unit), `${unit}.yaml`),
    `${unit}.yaml`,
    packs,
    read,
    // Members that are as they were are judged where the department is clean.
    edits.length === 0 ? options : { isSound: (file) => !edited.has(basename(file)), ...options },
  );
  return { ...produced, files };
}

function apply(edit: Edit, text: string): string {
  if (edit.from !== undefined) {
    const start = position(text, edit.from);
    const end = edit.to === '' ? text.length : text.indexOf(edit.to!, start + edit.from.length);
    if (end < 0) throw new Error(`nothing to cut up to: ${edit.to}`);
    return text.slice(0, start) + text.slice(end);
  }
  const start = position(text, edit.find!);
  const edited = text.slice(0, start) + edit.put! + text.slice(start + edit.find!.length);
  if (edit.all === undefined) return edited;
  const before = edit.find!.indexOf(edit.all);
  const after = edit.find!.length - before - edit.all.length;
  return edited.replaceAll(edit.all, edit.put!.slice(before, edit.put!.length - after));
}

function position(text: string, wanted: string): number {
  const at = text.indexOf(wanted);
  if (at < 0) throw new Error(`nothing to edit: ${wanted}`);
  return at;
}

/** Number of the line that a spoiled case names. */
export function lineOf(spoiled: Spoiled, files: ReadonlyMap<string, string>): number {
  const text = files.get(spoiled.in ?? `${spoiled.unit ?? '2025'}.yaml`)!;
  const from = spoiled.after === undefined ? 0 : position(text, spoiled.after);
  const at = text.indexOf(spoiled.at, from);
  if (at < 0) throw new Error(`no line with: ${spoiled.at}`);
  return text.slice(0, at).split('\n').length + Number(spoiled.below ?? 0);
}
