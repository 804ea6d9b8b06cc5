import type { Analysis } from '../figures/analysis.ts';
import type { Comparison, Figure } from '../model/figure.ts';
import type { Position } from '../model/finding.ts';
import type { LedgerLine } from '../model/ledger.ts';

/** A figure that is compared with last year. */
export type Compared = Comparison & { readonly prior: Figure };

/** Every figure and every entry of a list that is compared with last year, in the order of the pack. */
export function comparedFigures({ figures, lists }: Analysis): Compared[] {
  const listed = Object.values(lists).flatMap((entries) => entries.map(({ figure }) => figure));
  return [...Object.values(figures), ...listed].filter((each): each is Compared => each.prior !== null);
}

/** The ledger lines that a figure sums, those of its parts included. */
export function linesOf({ origin }: Figure): readonly LedgerLine[] {
  if (origin.kind === 'sum') return origin.lines;
  return origin.kind === 'total' ? [...origin.parts, ...(origin.less ?? [])].flatMap(linesOf) : [];
}

/** Where a figure is written: its first ledger line, or the place where it is stated. */
export function positionOf(figure: Figure): Position | null {
  const { origin } = figure;
  if (origin.kind === 'stated') return origin.position;
  if (origin.kind === 'sum') return origin.lines[0]?.position ?? null;
  return origin.parts.map(positionOf).find((position) => position !== null) ?? null;
}
