import type { LoadedUnit } from '../books/unit.ts';
import { analyse } from '../figures/analysis.ts';
import { type MissingReason, missingReason } from '../figures/missing-reason.ts';
import { editYaml } from '../import/yaml-edit.ts';
import { isRawMap, type RawMap, RawTreeBuilder, type RawValue, valueAt } from '../kinds/raw-tree.ts';
import type { ComparedBook } from '../model/book.ts';
import { EmptyValues } from './empty-values.ts';

/**
 * The reasons that a unit lacks, each once, in the order of the pack; without those for which another one of them will
 * do (一般公共预算基本支出 beside 基本支出 that moved the same way).
 */
export function missingReasons({ unit, pack }: LoadedUnit): MissingReason[] {
  const { money } = pack.settings;
  const found = new Map<string, MissingReason>();
  const analysis = analyse(unit, pack);
  const compared = [
    ...Object.values(analysis.figures),
    ...Object.values(analysis.lists).flatMap((entries) => entries.map(({ figure }) => figure)),
  ];
  for (const comparison of compared) {
    const bases = Object.entries(comparison.against) as [ComparedBook, typeof comparison][];
    for (const [base, each] of [[null, comparison] as const, ...bases]) {
      const missing = missingReason(each, base, unit, money);
      const key = missing?.path.join('\n');
      if (missing && !found.has(key!)) found.set(key!, missing);
    }
  }
  const all = [...found.values()];
  const isSame = (a: readonly string[], b: readonly string[]): boolean => a.join('\n') === b.join('\n');
  const willDo = (each: MissingReason, other: MissingReason): boolean =>
    each.isIncrease === other.isIncrease && each.others.some((path) => isSame(path, other.path));
  return all.filter((each) => !all.some((other) => willDo(each, other)));
}

/**
 * The text of a unit file with an empty line for each reason that is missing, both amounts beside it; empty lines
 * for reasons that nobody asks for any more are gone. What people wrote stays.
 *
 * Example: `basic: # 上年 530.16 → 本年 508.18，减少21.98万元`
 */
export function withEmptyReasons(text: string, tree: RawMap, missing: readonly MissingReason[]): string {
  const wanted = new RawTreeBuilder();
  for (const [key, value] of Object.entries(tree)) {
    if (key !== 'reasons') wanted.put([key], value);
    else wanted.put([key], isRawMap(value) ? written(value) : {});
  }
  const empty = new EmptyValues();
  for (const { path, change } of missing) {
    // A text where the form has several reasons: that is for the person who wrote it.
    if (
      path.some((_, depth) => isText(valueAt(wanted.root, ['reasons', ...path.slice(0, depth + 1)]), empty))
    )
      continue;
    wanted.put(['reasons', ...path], empty.mark(change));
  }
  return empty.written(editYaml(text, inOrder(wanted.root, tree)), EARLIER);
}

/** New reasons stand behind what a reader compares: last year's figures. */
function inOrder(wanted: RawMap, tree: RawMap): RawMap {
  if (Object.hasOwn(tree, 'reasons') || !Object.hasOwn(wanted, 'reasons')) return wanted;
  const { reasons, ...rest } = wanted;
  const keys = Object.keys(rest);
  const at = keys.includes('prior') ? keys.indexOf('prior') + 1 : keys.length;
  const entry = (key: string): [string, RawValue] => [key, rest[key]!];
  return Object.fromEntries([
    ...keys.slice(0, at).map(entry),
    ['reasons', reasons!],
    ...keys.slice(at).map(entry),
  ]);
}

/** The reasons that hold a text, and the groups that hold such. */
function written(reasons: RawMap): RawMap {
  return Object.fromEntries(
    Object.entries(reasons).flatMap(([key, value]): [string, RawValue][] => {
      if (value === null) return [];
      if (!isRawMap(value)) return [[key, value]];
      const below = written(value);
      return Object.keys(below).length > 0 ? [[key, below]] : [];
    }),
  );
}

function isText(value: RawValue | undefined, empty: EmptyValues): boolean {
  return typeof value === 'string' && !empty.isMark(value);
}

/** What an earlier run wrote behind an empty reason. */
const EARLIER = /\s*# \S+ -?[\d.]+ → \S+ -?[\d.]+，.*$/;
