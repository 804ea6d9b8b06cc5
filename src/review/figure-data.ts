import type { Provenance } from '../model/provenance.ts';
import type { Explained } from './by-member.ts';
import { type ExplainedLine, type Explanation, explain, type Operand } from './explanation.ts';
import type { Occurrence } from './occurrences.ts';

interface StoredOperand extends Omit<Operand, 'lines' | 'parts'> {
  readonly lines: readonly number[];
  readonly parts: readonly number[];
}

/** The explanations of a page's numbers, each line and operand stored once: what the script of the page reads. */
export interface FigureData {
  /** Index of the explanation by identity of the number. */
  readonly figures: Readonly<Record<number, number>>;
  readonly explanations: readonly (Omit<Explanation, 'operands'> & {
    readonly operands: readonly number[];
  })[];
  readonly operands: readonly StoredOperand[];
  readonly lines: readonly ExplainedLine[];
}

/** Explains the numbers of a review copy. */
export function figureData(occurrences: readonly Occurrence[], unit: Explained): FigureData {
  const lines = new Store<ExplainedLine>();
  const operands = new Store<StoredOperand>();
  const explanations = new Store<FigureData['explanations'][number]>();
  const figures: Record<number, number> = {};
  const known = new Map<Provenance, number>();
  const store = (operand: Operand): number =>
    operands.put({
      ...operand,
      lines: operand.lines.map((line) => lines.put(line)),
      parts: operand.parts.map(store),
    });
  for (const { id, text, provenance } of occurrences) {
    let index = known.get(provenance);
    if (index === undefined) {
      const explanation = explain(text, provenance, unit);
      index = explanations.put({ ...explanation, operands: explanation.operands.map(store) });
      known.set(provenance, index);
    }
    figures[id] = index;
  }
  return { figures, explanations: explanations.items, operands: operands.items, lines: lines.items };
}

class Store<T> {
  readonly items: T[] = [];
  private readonly places = new Map<string, number>();

  put(item: T): number {
    const key = JSON.stringify(item);
    let place = this.places.get(key);
    if (place === undefined) {
      place = this.items.push(item) - 1;
      this.places.set(key, place);
    }
    return place;
  }
}
