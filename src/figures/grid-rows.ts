import type { Unit } from '../books/unit.ts';
import { chineseNumber } from '../model/chinese-number.ts';
import type { Filter } from '../model/filter.ts';
import type { LedgerLine } from '../model/ledger.ts';
import type { Dimension } from '../pack/pack.ts';
import type { RowsDeclaration } from '../pack/table-declaration.ts';
import { compareValues, isNamed, memberFilter, memberOf, nameOf } from './dimension.ts';
import { meeting, resolveWhere } from './filter.ts';
import { orderOf } from './project-order.ts';

/** A row of a block before its cells are made: what it is called and which lines it takes. */
export interface RowPlan {
  readonly role: 'total' | 'line';
  readonly depth: number;
  readonly label: string;
  readonly indent: number;
  /** Code and project of the row, where it has them. */
  readonly code: string | null;
  readonly name: string;
  readonly project: string;
  /** What its lines are known to meet, and what is still to be asked of them. */
  readonly known: readonly Filter[];
  readonly filters: readonly Filter[];
  readonly lines: readonly LedgerLine[];
}

/** A row of all lines that meet some filters: the whole of a table, or what is summed below it. */
export function totalPlan(label: string, filters: readonly Filter[], lines: readonly LedgerLine[]): RowPlan {
  return flatPlan('total', label, 0, filters, lines);
}

/** A row of no hierarchy, with each field written down: to spread them took a third of making them. */
function flatPlan(
  role: RowPlan['role'],
  label: string,
  indent: number,
  filters: readonly Filter[],
  lines: readonly LedgerLine[],
): RowPlan {
  return {
    role,
    depth: 0,
    label,
    indent,
    code: null,
    name: label,
    project: '',
    known: [],
    filters,
    lines,
  };
}

/**
 * The rows of a block over the given lines. Money is never lost: a code outside a fixed list still gets
 * its row, and lines without a project are collected in a row of their own.
 */
export function planRows(
  rows: RowsDeclaration,
  lines: readonly LedgerLine[],
  unit: Unit,
  named: Readonly<Record<string, Filter>>,
): RowPlan[] {
  if ('lines' in rows) return planLines(rows, lines, named);
  if ('each' in rows) return planEach(rows, lines, unit);
  return planHierarchy(rows, lines, unit);
}

function planLines(
  rows: Extract<RowsDeclaration, { lines: unknown }>,
  lines: readonly LedgerLine[],
  named: Readonly<Record<string, Filter>>,
): RowPlan[] {
  return rows.lines
    .map((line) => ({ line, filters: resolveWhere(line.where, named) }))
    .filter(({ line, filters }) => line.show === 'always' || anyMoney(lines, filters))
    .map(({ line: { label, indent }, filters }) => flatPlan('line', label, indent, filters, lines));
}

const LABEL_WORD = /\{(code|name|ordinal|chinese)\}/g;

function wordOfLabel(word: string, code: string, name: string, ordinal: number): string {
  if (word === 'code') return code;
  if (word === 'name') return name;
  return word === 'ordinal' ? String(ordinal) : chineseNumber(ordinal);
}

function planEach(
  rows: Extract<RowsDeclaration, { each: unknown }>,
  lines: readonly LedgerLine[],
  unit: Unit,
): RowPlan[] {
  const dimensions: readonly Dimension[] =
    rows.each === 'economic' ? ['economicClass', 'economicSection'] : [rows.each];
  const groups = new Map(dimensions.flatMap((dimension) => [...groupBy(lines, dimension)]));
  const values = new Set([...rows.codes, ...groups.keys()]);
  const dimension = dimensions[0]!;
  return [...values].sort(compareValues(dimension, orderOf(unit, dimension))).map((value, index) => {
    const name = nameOf(unit.classification, dimension, value);
    return {
      role: 'line' as const,
      depth: 0,
      label: rows.label.replace(LABEL_WORD, (_, word) => wordOfLabel(word, value, name, index + 1)),
      indent: 0,
      code: isNamed(dimension) ? null : value,
      name,
      project: '',
      known: [memberFilter(dimension, value)],
      filters: [],
      lines: groups.get(value) ?? [],
    };
  });
}

function planHierarchy(
  rows: Extract<RowsDeclaration, { by: unknown }>,
  lines: readonly LedgerLine[],
  unit: Unit,
): RowPlan[] {
  const plans: RowPlan[] = [];
  const descend = (level: number, above: RowPlan): void => {
    const dimensions = rows.by[level];
    if (!dimensions) return;
    for (const plan of splitBy(dimensions, above, unit, rows.without ?? '')) {
      plans.push({ ...plan, depth: level });
      descend(level + 1, plan);
    }
  };
  const all = totalPlan(rows.total ?? '', [], lines);
  descend(0, all);
  if (rows.total !== undefined) plans.splice(rows.totalAt === 'first' ? 0 : plans.length, 0, all);
  return plans;
}

/** The rows below one row, by one dimension or by several joined (an item and its project). */
function splitBy(dimensions: readonly Dimension[], above: RowPlan, unit: Unit, without: string): RowPlan[] {
  let plans = [above];
  for (const dimension of dimensions) {
    plans = plans.flatMap((plan) => splitByOne(dimension, plan, unit, without));
  }
  return plans;
}

function splitByOne(dimension: Dimension, above: RowPlan, unit: Unit, without: string): RowPlan[] {
  const groups = groupBy(above.lines, dimension);
  const rest = above.lines.filter((line) => memberOf(line, dimension) === null);
  const plans: RowPlan[] = [...groups.keys()]
    .sort(compareValues(dimension, orderOf(unit, dimension)))
    .map((value) => {
      const name = nameOf(unit.classification, dimension, value);
      const known = [...above.known, memberFilter(dimension, value)];
      const own =
        dimension === 'project'
          ? { project: name, label: name }
          : { code: isNamed(dimension) ? null : value, name, label: name };
      return { ...above, ...own, role: 'line' as const, known, lines: groups.get(value)! };
    });
  if (rest.some((line) => !line.amount.isZero())) {
    const filters = dimension === 'project' ? [...above.filters, { kind: 'basic' as const }] : above.filters;
    const named = dimension === 'project' ? { project: without } : { name: without };
    const row = { ...above, ...named, role: 'line' as const, label: without, filters, lines: rest };
    // What offsets transfers stands below the units.
    if (dimension === 'unit') plans.push(row);
    else plans.unshift(row);
  }
  return plans;
}

/** Lines that carry money, by their value of a dimension. */
function groupBy(lines: readonly LedgerLine[], dimension: Dimension): Map<string, LedgerLine[]> {
  const groups = new Map<string, LedgerLine[]>();
  for (const line of lines) {
    const value = memberOf(line, dimension);
    if (value === null || line.amount.isZero()) continue;
    const group = groups.get(value);
    if (group) group.push(line);
    else groups.set(value, [line]);
  }
  return groups;
}

/** Whether any line of the ledger that the filters take carries money. */
export function anyMoney(lines: readonly LedgerLine[], filters: readonly Filter[]): boolean {
  const isMeant = meeting(filters);
  return lines.some((line) => isMeant(line) && !line.amount.isZero());
}
