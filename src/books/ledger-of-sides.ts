import { readFinalCsv } from '../form/final-csv.ts';
import type { PlacedFinalLine } from '../form/final-ledger-reader.ts';
import { clashesIn, FINAL_PLACES, placeTitle, treeOfFinal } from '../kinds/final-lines.ts';
import { isRawMap, type RawMap, valueAt } from '../kinds/raw-tree.ts';
import type { Finding, Outcome, Position, SourceText } from '../model/finding.ts';
import type { DataPath, Locator } from '../model/locator.ts';
import { layeredLocator } from '../source/layers.ts';

type Written = Locator & { readonly value: unknown };

/**
 * A final's file with the amounts of its CSV file where that says of each its side and phase: they stand as if the file
 * itself said them, each with its place in the CSV file. Null for a CSV file of spending alone.
 */
export function withLedgerOfSides(file: Written, source: SourceText): Outcome<Written> | null {
  const read = readFinalCsv(source);
  if (read === null) return null;
  const { value: lines, findings } = read;
  if (lines === null) return { value: null, findings };
  const written = isRawMap(file.value) ? file.value : {};
  const problems = [...findings, ...clashes(lines), ...saidTwice(lines, written)];
  if (problems.length > findings.length) return { value: null, findings: problems };
  const { tree, paths } = treeOfFinal(lines);
  const places = new Map(paths.map((path, index) => [path.join('\n'), lines[index]!.position]));
  const positionOf = (path: DataPath): Position => nearest(places, path) ?? lines[0]?.position ?? top(source);
  const below = { value: tree, positionOf, keyPositionOf: positionOf };
  const { ledgerFile: _, ...own } = written;
  return {
    value: { ...file, value: withAmounts(own, tree), ...layeredLocator([{ ...file, value: own }, below]) },
    findings,
  };
}

/** The data of a file with amounts that it does not say itself. */
export function withAmounts(own: RawMap, amounts: RawMap): RawMap {
  const plan = isRawMap(amounts.plan)
    ? { plan: { ...(isRawMap(own.plan) ? own.plan : {}), ...amounts.plan } }
    : {};
  return { ...own, expenditure: {}, ...amounts, ...plan };
}

function clashes(lines: readonly PlacedFinalLine[]): Finding[] {
  return clashesIn(lines).map(({ place, functionCode, position }) => ({
    code: 'R08',
    severity: 'error',
    message: `${placeTitle(place)}既有 ${functionCode} 的总额，又有它的明细，无法并列。`,
    hint: '只留一种。',
    position,
  }));
}

/** `L43`: what the file and its CSV file both say. */
function saidTwice(lines: readonly PlacedFinalLine[], written: RawMap): Finding[] {
  return FINAL_PLACES.flatMap((place): Finding[] => {
    const first = lines.find((line) => line.place === place);
    if (!first || valueAt(written, place.path) === undefined) return [];
    return [
      {
        code: 'L43',
        severity: 'error',
        message: `${place.path.join('.')} 和 ledgerFile 中的${placeTitle(place)}只能写一个。`,
        hint: '删去其中一个。',
        position: first.position,
      },
    ];
  });
}

function nearest(places: ReadonlyMap<string, Position>, path: DataPath): Position | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const here = path.slice(0, length).join('\n');
    const found = places.get(here) ?? [...places].find(([known]) => known.startsWith(`${here}\n`))?.[1];
    if (found) return found;
  }
  return undefined;
}

function top({ file }: SourceText): Position {
  return { file, line: 1, column: 1 };
}
