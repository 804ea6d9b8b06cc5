import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Decimal } from 'decimal.js';
import { readReportText } from '../../src/document/read-text.ts';
import { explain, type Operand } from '../../src/review/explanation.ts';
import { type Occurrence, occurrencesOf } from '../../src/review/occurrences.ts';
import { ROOT_FOLDER } from '../support/folders.ts';
import { produceVariant } from '../support/variant.ts';

/*
 * Recomputes every printed number of a report from nothing but its explanation, in arithmetic of its own, and looks
 * up every operand at the place where it is said to be written.
 */

const files = new Map<string, string[]>();
function lineAt(place: string): string {
  const [, file, line] = /^(.*):(\d+)$/.exec(place)!;
  if (!files.has(file!)) files.set(file!, readFileSync(join(ROOT_FOLDER, file!), 'utf8').split('\n'));
  return files.get(file!)![Number(line) - 1]!;
}

/** The numbers written on a line, in 元 where they are money. */
function numbersAt(place: string): string[] {
  // The demo states 元 this year, in a ledger file of its own; everything else is in 万元.
  const perUnit = place.startsWith('data/demo/2025') ? 1 : 10_000;
  return [...lineAt(place).matchAll(/\d+(\.\d+)?/g)].map(([digits]) =>
    new Decimal(digits).times(perUnit).toFixed(),
  );
}

const sum = (amounts: readonly string[]) =>
  amounts.reduce((total, amount) => total.plus(amount), new Decimal(0));
const digits = (text: string) => new Decimal(text.replace(/[,%]/g, ''));
const half = (value: Decimal, decimals: number) => value.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP);

/** An amount in 元 from what it is made of; every part is looked up where it is written. */
function amountOf(operand: Operand): Decimal {
  if (operand.parts.length > 0) return sum(operand.parts.map((part) => amountOf(part).toFixed()));
  if (operand.place !== null) {
    expect(numbersAt(operand.place)).toContain(operand.exact);
    return new Decimal(operand.exact);
  }
  // What offsets a transfer is written without its sign.
  for (const { place, amount } of operand.lines) expect(numbersAt(place)).toContain(amount.replace('-', ''));
  return sum(operand.lines.map((line) => line.amount));
}

describe.each([
  'data/kuerle.yaml',
  'data/demo/2024.yaml',
  'data/demo/2025.yaml',
  // A department, whose numbers lead to its members.
  'data/demo/education/department.yaml',
])('%s', (file) => {
  let occurrences: Occurrence[] = [];
  let explained: { occurrence: Occurrence; explanation: ReturnType<typeof explain> }[] = [];

  beforeAll(async () => {
    const { copy } = await produceVariant(file);
    occurrences = occurrencesOf(readReportText(copy!.markedText), copy!.figures);
    explained = occurrences.map((occurrence) => ({
      occurrence,
      explanation: explain(occurrence.text, occurrence.provenance, copy!.unit),
    }));
  });

  test('has many numbers of every kind', () => {
    const kinds = new Set(occurrences.map(({ provenance }) => provenance.kind));
    expect([...kinds].sort()).toEqual(['amount', 'difference', 'entries', 'number', 'rate', 'share']);
    expect(occurrences.length).toBeGreaterThan(300);
  });

  test('every number can be recomputed from the operands it names', () => {
    for (const { occurrence, explanation } of explained) {
      const { text, operands } = explanation;
      const printed = digits(text);
      const exact = operands.map((operand) => (operand.exact === '' ? new Decimal(0) : amountOf(operand)));
      for (const [index, operand] of operands.entries()) {
        if (operand.exact === '') continue;
        expect(exact[index]!.toFixed()).toBe(operand.exact);
        expect(half(exact[index]!.div(10_000), 2).toFixed(2)).toBe(operand.printed);
      }
      const [first = new Decimal(0), second = new Decimal(0)] = operands.map(
        ({ printed }) => new Decimal(printed || '0'),
      );
      switch (occurrence.provenance.kind) {
        case 'amount':
          expect(printed.toFixed(2)).toBe(half(exact[0]!.div(10_000), 2).toFixed(2));
          break;
        case 'difference':
          expect(printed.toFixed()).toBe(first.minus(second).abs().toFixed());
          break;
        case 'rate': {
          const rate = second.isZero() ? new Decimal(0) : first.minus(second).abs().times(100).div(second);
          expect(printed.toFixed(2)).toBe(half(rate, 2).toFixed(2));
          break;
        }
        case 'share':
          expect(printed.toFixed(2)).toBe(half(first.times(100).div(second), 2).toFixed(2));
          break;
        case 'number':
          // Offices print the change of staff without its sign.
          expect(printed.toFixed()).toBe(
            sum(operands.map((operand) => operand.printed))
              .abs()
              .toFixed(),
          );
          break;
        case 'entries':
          expect(printed.toFixed()).toBe(String(occurrence.provenance.entries.length));
      }
    }
  });

  test('the formula says the same as the operands', () => {
    for (const { occurrence, explanation } of explained) {
      const { formula, text } = explanation;
      expect(formula.startsWith(text)).toBe(true);
      const binary = /^(-?[\d.,]+)%? [=≈] (-?[\d.]+) ([−÷]) ([\d.]+)( × 100%)?$/.exec(formula);
      // The shares of members, and what is offset between them: 355.26 = 307.26 + 53.00 − 5.00
      const shares = /^([\d.,]+) = (-?[\d.]+(?: [+−] -?[\d.]+)+)$/.exec(formula);
      if (shares && occurrence.provenance.kind === 'amount') {
        const terms = shares[2]!.replaceAll(' − ', ' + -').split(' + ');
        expect(sum(terms).toFixed(2)).toBe(digits(shares[1]!).toFixed(2));
        continue;
      }
      if (!binary) {
        expect(['number', 'entries', 'rate']).toContain(occurrence.provenance.kind);
        continue;
      }
      const [, result, left, operator, right, percent] = binary;
      const value =
        operator === '−'
          ? new Decimal(left!).minus(right!)
          : new Decimal(left!).div(right!).times(percent === undefined ? 1 : 100);
      expect(half(value, 2).toFixed(2)).toBe(digits(result!).toFixed(2));
    }
  });

  test('every operand leads to lines, to a place or to its parts, in words', () => {
    for (const { explanation } of explained) {
      for (const { filter, lines, parts, place, exact, printed } of explanation.operands) {
        expect(filter ?? '').not.toMatch(/[A-Za-z]/);
        expect(new Set(lines.map((line) => JSON.stringify(line))).size).toBe(lines.length);
        // Nothing at all (no vehicle, so no value of vehicles) is the only thing without an origin.
        if (filter === null && place === null && parts.length === 0) expect([exact, printed]).toContain('0');
      }
    }
  });
});
