import { editYaml } from '../import/yaml-edit.ts';
import { isRawMap, type RawMap, type RawValue, rawText } from '../kinds/raw-tree.ts';
import { parseDecimal } from '../model/money.ts';
import { EmptyValues } from './empty-values.ts';

/** What a file of the next year says otherwise. */
export interface NextYear {
  readonly year: string;
  /** Name of the pack; null where the file names none (its folder does). */
  readonly template: string | null;
  /** This year's file, relative to that of the next; null for a file without figures. */
  readonly from: string | null;
}

/** Parts whose numbers are those of one year: they are asked for anew, the old ones beside them. */
const NUMBERS_OF_A_YEAR = ['budget', 'unit.staff', 'procurement', 'assets'];
/** Parts whose texts are of one year: the names stay, the old texts go. */
const TEXTS_OF_A_YEAR = ['purposes'];
/** What is of one year altogether; the figures of the new year ask for their own reasons. */
const OF_ONE_YEAR = ['prior', 'reasons', 'approved', 'waivers', 'performance.goals', 'assets.asOf'];
/** What is asked for anew without what it was. */
const ASKED_ANEW = ['date', 'ledgerFile'];
/** Keys of indicators that speak of the year before. */
const LAST_YEAR = 'lastYear';

/**
 * The text of a unit file of the next year: names, functions, projects and goals go on, amounts and counts stand empty
 * with those of last year beside them, last year's figures come from last year's file. What must be written is an
 * error of its own line until it is.
 *
 * Example: `30101: 22.974 # 基本工资` → `30101: # 基本工资；上年 22.974`
 */
export function nextYearText(text: string, tree: RawMap, next: NextYear): string {
  const empty = new EmptyValues();
  const wanted = moved(tree, [], empty);
  const { year, from, template } = next;
  const last = rawText(tree.year);
  return empty.written(
    editYaml(
      last === '' ? text : text.replace(headOf(last), `$1${year}$2`),
      ordered({
        ...wanted,
        ...(template === null ? {} : { template }),
        ...(Object.hasOwn(tree, 'year') ? { year } : {}),
        ...(from === null ? {} : { prior: { from } }),
      }),
    ),
  );
}

/** What `init` says of a file in its head: whose it is, and of which year. */
function headOf(year: string): RegExp {
  return new RegExp(`^(# .+ )${year}( 年.{2}(?:预算|决算)公开。)$`, 'm');
}

function moved(value: RawMap, path: readonly string[], empty: EmptyValues): RawMap {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]): [string, RawValue][] => {
      const here = [...path, key];
      const whole = here.join('.');
      if (OF_ONE_YEAR.includes(whole) || key === LAST_YEAR) return [];
      if (ASKED_ANEW.includes(whole)) return [[key, empty.mark(`上年 ${String(child)}`)]];
      if (isBelow(whole, NUMBERS_OF_A_YEAR)) return [[key, withoutNumbers(child, empty)]];
      if (isBelow(whole, TEXTS_OF_A_YEAR)) return [[key, withoutTexts(child, empty)]];
      return [[key, movedValue(child, here, empty)]];
    }),
  );
}

function movedValue(value: RawValue, path: readonly string[], empty: EmptyValues): RawValue {
  if (Array.isArray(value)) return value.map((item: RawValue) => movedValue(item, path, empty));
  return isRawMap(value) ? moved(value, path, empty) : value;
}

function isBelow(path: string, roots: readonly string[]): boolean {
  return roots.some((root) => path === root || path.startsWith(`${root}.`));
}

/** Numbers stand empty; words (全额, names of funds) stay. */
function withoutNumbers(value: RawValue, empty: EmptyValues): RawValue {
  if (isRawMap(value)) {
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, child]) =>
        key === 'asOf' ? [] : [[key, withoutNumbers(child, empty)]],
      ),
    );
  }
  return typeof value === 'string' && parseDecimal(value.trim()) !== null
    ? empty.mark(`上年 ${value}`)
    : value;
}

function withoutTexts(value: RawValue, empty: EmptyValues): RawValue {
  if (!isRawMap(value)) return typeof value === 'string' ? empty.mark(`上年：${value}`) : value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withoutTexts(child, empty)]));
}

/** What stands before last year's figures in a file. */
const BEFORE_PRIOR = ['amounts', 'members', 'budget', 'ledgerFile'];

/** `prior` where it was, or behind the amounts. */
function ordered(wanted: RawMap): RawMap {
  const { prior, ...rest } = wanted;
  if (prior === undefined) return wanted;
  const keys = Object.keys(rest);
  const at = keys.findLastIndex((key) => BEFORE_PRIOR.includes(key)) + 1;
  const entry = (key: string): [string, RawValue] => [key, rest[key]!];
  return Object.fromEntries([
    ...keys.slice(0, at).map(entry),
    ['prior', prior],
    ...keys.slice(at).map(entry),
  ]);
}
