import type { Unit } from '../books/unit.ts';
import type { ComparedBook } from '../model/book.ts';
import type { Figure } from '../model/figure.ts';
import type { Finding } from '../model/finding.ts';
import type { Pack } from '../pack/pack.ts';
import { filtersOf } from './declared-figure.ts';
import { totalFigure } from './figure.ts';
import { priorFigure } from './prior-figure.ts';

/** A figure of another book, and why parts of it are not known. */
export interface BookFigure {
  /** Null where it is not known. */
  readonly figure: Figure | null;
  readonly findings: readonly Finding[];
  /** The names under which it was looked for. */
  readonly names: readonly string[];
}

/**
 * A figure that a pack declares as another book has it: stated outright under its name, else summed; the sum of its
 * parts where the pack says so. `bookFigure('threePublic', 'plan', unit, pack)` → 0.95 万元 of 年初预算
 */
export function bookFigure(
  name: string,
  base: ComparedBook,
  unit: Unit,
  pack: Pick<Pack, 'settings' | 'namedFilters'>,
): BookFigure {
  const declared = pack.settings.figures[name];
  if (!declared) throw new Error(`unknown figure ${name}`);
  if (declared.sum === undefined) {
    const filters = filtersOf(declared, pack.namedFilters);
    const { figure, finding } = priorFigure({ name, label: declared.label, filters, base }, unit);
    return { figure, findings: finding === null ? [] : [finding], names: [name] };
  }
  const parts = declared.sum.map((part) => bookFigure(part, base, unit, pack));
  const known = parts.flatMap(({ figure }) => figure ?? []);
  return {
    figure: known.length === parts.length ? totalFigure(known) : null,
    findings: parts.flatMap(({ findings }) => findings),
    names: parts.flatMap(({ names }) => names),
  };
}
