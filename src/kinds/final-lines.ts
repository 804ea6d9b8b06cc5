import { DEFAULT_FUND, fundByName } from '../model/fund.ts';
import { KINDS, type Kind, OWN_KINDS, PHASES, type Phase, SIDES, type Side } from '../model/ledger.ts';
import { type BudgetLine, budgetOfLines, clashingLumps, keyOf, linesOfBudget } from './budget-lines.ts';
import { isRawMap, type RawMap, RawTreeBuilder, type RawValue, rawText, valueAt } from './raw-tree.ts';

/*
 * The amounts of a final account as lines of one table: what a workbook or a CSV file of all sides and phases holds, and
 * how the file of the account writes the same.
 */

/** 结转下年: income of this year that is not spent. It is stated beside the sides, which derive the income from it. */
export const FORWARD = 'forward';
export const FORWARD_TITLE = '结转下年';
export type StatedSide = Side | typeof FORWARD;

/** What the column 方向 may say. */
export const SIDE_WORDS: Readonly<Record<StatedSide, string>> = { ...SIDES, [FORWARD]: FORWARD_TITLE };

/** A group of amounts in the file of a final. */
export interface FinalPlace {
  readonly path: readonly string[];
  readonly side: StatedSide;
  readonly phase: Phase;
  /** By function and kind; by function or fund; by a name and fund. */
  readonly form: 'uses' | 'flow' | 'names';
  /** Kinds that its lines may have; none where only function and fund are said. */
  readonly kinds: readonly Kind[];
  /** Down to the economic code. */
  readonly hasEconomics: boolean;
  readonly isSigned: boolean;
}

const OWN = Object.keys(OWN_KINDS) as Kind[];
const LUMPS = { form: 'uses', kinds: OWN, hasEconomics: false, isSigned: true } as const;
const FLOW = { phase: 'final', form: 'flow', kinds: [], hasEconomics: false, isSigned: true } as const;

/** Where a final holds its amounts, in the order of the table. */
export const FINAL_PLACES: readonly FinalPlace[] = [
  {
    path: ['expenditure'],
    side: 'expenditure',
    phase: 'final',
    form: 'uses',
    kinds: Object.keys(KINDS) as Kind[],
    hasEconomics: true,
    isSigned: false,
  },
  {
    path: ['plan', 'budget'],
    side: 'expenditure',
    phase: 'budget',
    form: 'uses',
    kinds: OWN,
    hasEconomics: true,
    isSigned: false,
  },
  { ...LUMPS, path: ['adjustments'], side: 'expenditure', phase: 'adjustment' },
  { ...FLOW, path: ['income'], side: 'income' },
  { ...LUMPS, path: ['forward'], side: FORWARD, phase: 'final' },
  { ...FLOW, path: ['opening'], side: 'opening', kinds: OWN },
  { ...FLOW, path: ['corrections'], side: 'correction', kinds: OWN },
  { ...FLOW, path: ['surplusUsed'], side: 'surplusUsed' },
  { ...FLOW, path: ['distribution'], side: 'distribution', form: 'names' },
];

/** One amount of a final with what it is for; `counterpart` names what surplus was distributed to. */
export interface FinalLine extends Omit<BudgetLine, 'kind'> {
  readonly place: FinalPlace;
  readonly kind: Kind | null;
}

/** The place that lines of a side and phase stand at; null where there is none. */
export function finalPlaceOf(side: StatedSide, phase: Phase): FinalPlace | null {
  return FINAL_PLACES.find((place) => place.side === side && place.phase === phase) ?? null;
}

/** What a place is called: `支出（年初预算）`, `收入` */
export function placeTitle({ side, phase }: FinalPlace): string {
  return phase === 'final' ? SIDE_WORDS[side] : `${SIDE_WORDS[side]}（${PHASES[phase]}）`;
}

/** The amounts of a final's file as lines, place by place; what cannot be one is passed over. */
export function linesOfFinal(tree: RawMap): FinalLine[] {
  return FINAL_PLACES.flatMap((place) => linesAtPlace(place, valueAt(tree, place.path)));
}

const UNSAID = { economicCode: null, kind: null, project: null, carriedOver: false, counterpart: null };

/** The lines of one place. */
export function linesAtPlace(place: FinalPlace, value: RawValue | undefined): FinalLine[] {
  const given = isRawMap(value) ? value : {};
  if (place.form === 'uses') return linesOfBudget(given).map((line) => ({ ...line, place }));
  return Object.entries(given).flatMap(([key, entry]): FinalLine[] => {
    if (place.form === 'names') {
      return byFund(entry).map((line) => ({ ...UNSAID, ...line, functionCode: '', counterpart: key, place }));
    }
    if (isRawMap(entry) && ['basic', 'project'].some((kind) => Object.hasOwn(entry, kind)))
      return linesOfBudget({ [key]: entry }).map((line) => ({ ...line, place }));
    const own = fundByName(key);
    const functionCode = own === null ? key : '';
    const lines = isRawMap(entry) ? byFund(entry) : bare(entry, own?.name ?? DEFAULT_FUND.name);
    return lines.map((line) => ({ ...UNSAID, ...line, functionCode, place }));
  });
}

type FundAmount = Pick<BudgetLine, 'fund' | 'amount'>;

function byFund(entry: RawValue): FundAmount[] {
  return Object.entries(isRawMap(entry) ? entry : {}).flatMap(([fund, amount]) => bare(amount, fund));
}

function bare(value: RawValue, fund: string): FundAmount[] {
  const amount = rawText(value).trim();
  return amount === '' ? [] : [{ fund, amount }];
}

export interface FinalTree {
  readonly tree: RawMap;
  /** Way to the amount of each line, in the order of the lines. */
  readonly paths: readonly (readonly string[])[];
}

/** The amounts of a final as its file writes them. Lines of one key are added up, exactly. */
export function treeOfFinal(lines: readonly FinalLine[]): FinalTree {
  const builder = new RawTreeBuilder();
  const paths = new Map<FinalLine, readonly string[]>();
  for (const place of FINAL_PLACES) {
    const own = lines.filter((line) => line.place === place);
    if (own.length === 0) continue;
    const { tree, paths: ways } = partOf(place, own);
    builder.put(place.path, tree);
    for (const [index, line] of own.entries()) paths.set(line, [...place.path, ...ways[index]!]);
  }
  return { tree: builder.root, paths: lines.map((line) => paths.get(line)!) };
}

function partOf(place: FinalPlace, lines: readonly FinalLine[]): FinalTree {
  // A way of functions, kinds and projects is that of a budget; without a kind it ends at the function.
  const keyed = lines.map((line) => {
    const key = place.form === 'names' ? (line.counterpart ?? '') : line.functionCode || line.fund;
    const counterpart = place.form === 'uses' ? line.counterpart : null;
    return { ...line, functionCode: key, counterpart } as BudgetLine;
  });
  const funds = new Map(keyed.flatMap(({ functionCode: key }) => (fundByName(key) ? [[key, key]] : [])));
  const { tree, paths } = budgetOfLines(keyed);
  if (place.form === 'uses') return { tree, paths };
  return flowTree(keyed, funds, place.form === 'names');
}

/** Amounts by function or fund, or by name; beside each other only funds of one key. */
function flowTree(
  lines: readonly BudgetLine[],
  funds: ReadonlyMap<string, string>,
  isNamed: boolean,
): FinalTree {
  const builder = new RawTreeBuilder();
  const groups = new Map<string, BudgetLine[]>();
  for (const line of lines) groups.set(line.functionCode, [...(groups.get(line.functionCode) ?? []), line]);
  const ways = new Map<BudgetLine, readonly string[]>();
  for (const [key, group] of groups) {
    const isUsed = group.some(({ kind }) => kind !== null);
    const summed = budgetOfLines(group);
    const own = funds.get(key) ?? DEFAULT_FUND.name;
    const names = new Set(group.map(({ fund }) => fund));
    const isBare = !isUsed && !isNamed && names.size === 1 && names.has(own);
    if (isUsed) builder.put([key], summed.tree[key]!);
    for (const [index, line] of group.entries()) {
      const way = isUsed ? summed.paths[index]! : isBare ? [key] : [key, line.fund];
      ways.set(line, way);
      if (!isUsed) builder.put(way, valueAt(summed.tree, summed.paths[index]!) ?? line.amount);
    }
  }
  return { tree: builder.root, paths: lines.map((line) => ways.get(line)!) };
}

/** Lines that cannot stand beside others of their place: a lump sum beside its parts, a use beside none. */
export function clashesIn<Line extends FinalLine>(lines: readonly Line[]): Line[] {
  return FINAL_PLACES.flatMap((place) => {
    const own = lines.filter((line) => line.place === place);
    const used = new Set(own.flatMap(({ kind, functionCode, fund }) => (kind ? [functionCode || fund] : [])));
    const unused = own.filter(
      ({ kind, functionCode, fund }) =>
        place.form === 'flow' && kind === null && used.has(functionCode || fund),
    );
    const lumps = new Set<unknown>(
      clashingLumps(own.filter(({ kind }) => kind !== null) as unknown as BudgetLine[]),
    );
    return [...unused, ...own.filter((line) => lumps.has(line))];
  });
}

/** A key of a line of a final: what it pays for, and where it stands. */
export function finalKeyOf(line: FinalLine): string {
  return `${line.place.path.join('.')} ${keyOf(line as BudgetLine)}`;
}
