import { SHEETS } from '../form/sheet-names.ts';
import { FINAL_PLACES } from '../kinds/final-lines.ts';
import { mendFile } from '../kinds/mend-file.ts';
import { kindOf, kindOfFile } from '../kinds/registry.ts';
import { withoutUnsaid } from '../kinds/unsaid.ts';
import { addAll } from '../model/add-all.ts';
import type { Finding } from '../model/finding.ts';
import type { DataPath } from '../model/locator.ts';
import { type EntityFile, type EntityFiles, type FileDraft, translatorOf } from './entity-file.ts';

/** How far a file that cannot be taken as it is can be judged. */
export interface JudgedPart {
  /** Values that were left out or stood in for. */
  readonly spoiled: readonly DataPath[];
  /** Cells of which an error is told already. */
  readonly places: ReadonlySet<string>;
  /** Whether every sheet and all lines of the ledgers could be read, so that figures mean something. */
  readonly isWhole: boolean;
  /** Sheets with one item to a row of which a row could not be read. */
  readonly brokenLists: readonly string[];
}

const LEDGERS: readonly DataPath[] = [
  ['budget'],
  ['prior', 'budget'],
  ['prior', 'stated'],
  ['plan', 'stated'],
  ...FINAL_PLACES.map(({ path }) => path),
];
const LEDGER_SHEETS = [SHEETS.ledger, SHEETS.finalLedger];

const LISTS = [SHEETS.projects, SHEETS.goals, SHEETS.evaluations, SHEETS.members, SHEETS.notes];

/**
 * A workbook that cannot be taken as it is, as far as it can be judged: it travels to its unit and back, and what is
 * wrong in it should be told in one go. What its schema refuses is told here, but nothing that follows from a cell or a
 * sheet that is told already. Null where nothing more can be judged.
 */
export async function judgedDraft(
  path: string,
  label: string,
  files: EntityFiles,
): Promise<{ readonly file: EntityFile; readonly judged: JudgedPart } | null> {
  const given = await files.draftOf(path, label);
  if (given === null) return null;
  const { written, draft } = given;
  const kind = kindOfFile(written.value);
  const { schema } = kindOf({ kind });
  if (!given.isRefused) addAll(files.findings, refusedOfDraft(given, files.findings));
  const mended = mendFile(withoutUnsaid(written.value), schema);
  const parsed = mended && schema.safeParse(mended.value);
  if (!mended || !parsed?.success) return null;
  const places = placesOf(files.findings);
  const { spoiled } = mended;
  const isSpoiled = spoiled.some((at) =>
    LEDGERS.some((ledger) => ledger.every((step, index) => step === at[index])),
  );
  const hasPlaceOn = (sheet: string): boolean => [...places].some((place) => place.startsWith(`${sheet}!`));
  const isWhole = !isSpoiled && draft.lostSheets.size === 0 && !LEDGER_SHEETS.some(hasPlaceOn);
  const brokenLists = LISTS.filter(hasPlaceOn);
  const file = { path, label, kind, data: parsed.data, locator: written, written };
  return { file, judged: { spoiled, places, isWhole, brokenLists } };
}

/** What the schema refuses of a draft; nothing of what is told already, and nothing of a sheet that is not there. */
export function refusedOfDraft(
  { draft, written }: Pick<FileDraft, 'draft' | 'written'>,
  told: readonly Finding[],
): Finding[] {
  const value = withoutUnsaid(written.value);
  const { schema } = kindOf({ kind: kindOfFile(value) });
  const parsed = schema.safeParse(value);
  if (parsed.success) return [];
  const places = placesOf(told);
  const left = parsed.error.issues.filter(
    ({ path }) =>
      !draft.isLost(path as DataPath) && !places.has(written.positionOf(path as DataPath).place ?? ''),
  );
  return translatorOf(schema).translate(left, value, written);
}

/** Cells of which an error is told. */
function placesOf(findings: readonly Finding[]): ReadonlySet<string> {
  return new Set(
    findings.flatMap(({ severity, position }) => (severity === 'error' && position?.place) || []),
  );
}
