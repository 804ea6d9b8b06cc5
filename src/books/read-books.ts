import type { Expenditure } from '../kinds/final-file.ts';
import { type BookDeclaration, kindOf, type LinesPlace } from '../kinds/registry.ts';
import type { UnitFile } from '../kinds/unit-file.ts';
import type { LedgerLine, UnplacedLine } from '../model/ledger.ts';
import type { DataPath } from '../model/locator.ts';
import { type Money, toYuan } from '../model/money.ts';
import { sourceOf } from './book-source.ts';
import { type Book, NO_BOOK, type StatedFigures } from './books.ts';
import type { Entity, ReadEntity } from './entity.ts';
import type { EntityFile, EntityFiles } from './entity-file.ts';
import { ledgerFromBudget, ledgerFromPriorBudget } from './ledger-from-budget.ts';
import { ledgerFromCsv } from './ledger-from-csv.ts';
import { otherEntity, valueAt } from './other-file.ts';
import { withFlows } from './read-flows.ts';

type Budget = NonNullable<UnitFile['budget']>;
type PriorBudget = NonNullable<UnitFile['prior']['budget']>;

/**
 * A book of an entity, as its kind declares it; null when it cannot be read. Findings name a book that is stated in
 * several ways or in none (`L43`, `L44`).
 */
export async function readBook(
  entity: Entity,
  declared: BookDeclaration,
  files: EntityFiles,
  readOther: ReadEntity,
): Promise<Book | null> {
  const { file } = entity;
  const { lines: place, title } = declared;
  const stated = statedFigures(file, declared);
  const without: Book = { ...NO_BOOK, stated };
  if (place === null) return without;
  const given = waysGiven(file, place);
  if (given.length === 0 && (stated.size > 0 || place.isOptional === true)) return without;
  const [way] = given;
  if (given.length !== 1 || !way) {
    refuse(file, place, given, title, files);
    return null;
  }
  const lines =
    way === place.from ? await fromFile(file, place, files, readOther) : await ownLines(file, place, files);
  if (!lines) return null;
  const book = { ...without, ...lines, isStatedOnly: false };
  return declared.flows === undefined ? book : withFlows(book, declared.flows, file, files, readOther);
}

/** Whether the file says nothing of a book: no lines, no figures. */
export function isUnsaid(file: EntityFile, declared: BookDeclaration): boolean {
  const given = declared.lines === null ? [] : waysGiven(file, declared.lines);
  return given.length === 0 && statedFigures(file, declared).size === 0;
}

function waysGiven({ data }: EntityFile, { from, budget, csv }: LinesPlace): DataPath[] {
  const ways = [from, budget, csv].filter((way) => way !== null);
  return ways.filter((way) => valueAt(data, way) !== undefined);
}

function refuse(
  { locator }: EntityFile,
  { from, budget, csv, remedy }: LinesPlace,
  given: readonly DataPath[],
  title: string,
  files: EntityFiles,
): void {
  if (from === null) {
    const both = given.length > 0;
    files.report(
      'L43',
      both
        ? `${budget.join('.')} 和 ${csv.join('.')} 只能写一个。`
        : `没有写${title.replace(/数$/, '')}明细。`,
      both ? '删去其中一个。' : `在 ${budget.join('.')} 下逐项填写，或用 ${csv.join('.')} 指明 CSV 文件。`,
      locator,
      both ? given.at(-1)! : [],
    );
    return;
  }
  const group = budget.slice(0, -1);
  files.report(
    'L44',
    given.length === 0
      ? `没有写${title.replace(/数$/, '')}（${group.join('.')}）。`
      : `${given.map((path) => path.join('.')).join('、')} 只能写一个。`,
    remedy,
    locator,
    group,
  );
}

/** Lines written in the file or in a CSV file beside it. */
async function ownLines(
  file: EntityFile,
  place: LinesPlace,
  files: EntityFiles,
): Promise<Pick<Book, 'ledger'> | null> {
  const { data, locator } = file;
  const budget = valueAt(data, place.budget);
  if (budget !== undefined) {
    const read = place.lumps ? ledgerFromPriorBudget : ledgerFromBudget;
    return {
      ledger: placed(
        read(budget as Budget & PriorBudget & Expenditure, data.amounts, locator, place.budget),
        place,
      ),
    };
  }
  const name = valueAt(data, place.csv) as string;
  const target = files.beside(name, ['.csv', '.tsv', '.txt'], file, place.csv);
  const source = target && (await files.text(target.path, target.label));
  if (!source) return null;
  const lines = files.take(ledgerFromCsv(source, { unit: data.amounts, lumps: place.lumps }));
  return lines && { ledger: placed(lines, place) };
}

/** The reported book of another file; that file's other books do not matter here. */
async function fromFile(
  file: EntityFile,
  { from, fromDocument, isOwn }: LinesPlace,
  files: EntityFiles,
  readOther: ReadEntity,
): Promise<Pick<Book, 'ledger' | 'byMember' | 'from'> | null> {
  const other = await otherEntity(file, from!, fromDocument, files, readOther);
  if (!other?.current) return null;
  if (isOwn === true && !isOfSameUnit(other, file, from!, files)) return null;
  const { ledger, byMember } = other.current;
  return { ledger, byMember, from: sourceOf(other) };
}

/** The budget that a final is held against is that of its own unit and year (`L67`). */
function isOfSameUnit(
  { file: other, facts }: Entity,
  file: EntityFile,
  from: DataPath,
  files: EntityFiles,
): boolean {
  const own = unitNameOf(file);
  const { name } = facts.unit;
  const isOfLevel = kindOf(other).level === kindOf(file).level;
  if (isOfLevel && other.data.year === file.data.year && (own === null || name === own)) return true;
  if (!isOfLevel) {
    const { level } = kindOf(file);
    const message = `${other.label} 是${kindOf(other).level}的文件，这个文件是${level}的。`;
    files.report('L67', message, `${from.join('.')} 应指本${level}的预算文件。`, file.locator, from);
    return false;
  }
  const message = `${other.label} 是“${name}” ${other.data.year} 年的，这个文件是“${own ?? name}” ${file.data.year} 年的。`;
  const hint = `${from.join('.')} 应指本单位 ${file.data.year} 年的预算文件。`;
  files.report('L67', message, hint, file.locator, from);
  return false;
}

function unitNameOf({ data }: EntityFile): string | null {
  if ('unit' in data) return data.unit.name;
  return 'department' in data ? data.department.name : null;
}

function placed(lines: readonly UnplacedLine[], { side, phase }: LinesPlace): LedgerLine[] {
  return lines.map((line) => ({ ...line, side, phase, member: null }));
}

/** Figures stated outright, in 元. */
function statedFigures({ data, locator }: EntityFile, { stated: at }: BookDeclaration): StatedFigures {
  if (at === null) return new Map();
  const given = (valueAt(data, at) ?? {}) as Readonly<Record<string, Money | undefined>>;
  return new Map(
    Object.entries(given).flatMap(([name, value]) =>
      value === undefined
        ? []
        : [[name, { amount: toYuan(value, data.amounts), position: locator.positionOf([...at, name]) }]],
    ),
  );
}
