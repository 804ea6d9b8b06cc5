import { bookOf } from '../books/books.ts';
import type { Unit } from '../books/unit.ts';
import { kindOf } from '../kinds/registry.ts';
import type { ComparedBook } from '../model/book.ts';
import type { Figure } from '../model/figure.ts';
import type { Filter } from '../model/filter.ts';
import type { Finding } from '../model/finding.ts';
import { quoting } from '../model/quoting.ts';
import { statedFigure, sumFigure } from './figure.ts';
import { meeting, needsEconomics, withoutEconomics } from './filter.ts';

/** What of last year is asked for. */
export interface PriorQuestion {
  /** Name under which the unit file may state it. */
  readonly name: string;
  readonly label: string;
  readonly filters: readonly Filter[];
  /** The book that answers. */
  readonly base: ComparedBook;
}

export interface PriorAnswer {
  /** Null where it is not known; nothing is compared then. */
  readonly figure: Figure | null;
  readonly finding: Finding | null;
  readonly isStated: boolean;
}

/**
 * A figure of the book that is compared with: stated outright, else the sum of the same filter over that book's ledger.
 * Where neither can tell, the kind of document says what it means: `L41`, an error, or `L51`, a warning, and nothing is
 * compared.
 *
 * Example: 2080505 of the published report, budget → 98900 元
 */
export function priorFigure(question: PriorQuestion, unit: Unit): PriorAnswer {
  const { name, filters, base } = question;
  const { ledger, stated } = bookOf(unit, base);
  const given = stated.get(name);
  if (given) return { figure: statedFigure(given.amount, given.position), finding: null, isStated: true };
  const why = whyUnknown(unit, question);
  return why === null
    ? { figure: sumFigure(ledger, filters), finding: null, isStated: false }
    : { figure: null, finding: unknown(unit, question, why), isStated: false };
}

/** Why the ledger of the book cannot tell; null where it can. */
export function whyUnknown(
  unit: Unit,
  { filters, base }: Pick<PriorQuestion, 'filters' | 'base'>,
): string | null {
  const { ledger, isStatedOnly } = bookOf(unit, base);
  const whose = base === 'plan' || base === 'wholeYear' ? '年初预算' : '上年';
  if (isStatedOnly) return `没有${whose}明细`;
  const lumps = needsEconomics(filters) ? withoutEconomics(filters) : null;
  const isLump = lumps && meeting(lumps);
  const isHidden = isLump && ledger.some((line) => line.economicCode === null && isLump(line));
  return isHidden ? `${whose}明细没有列到经济分类科目` : null;
}

function unknown(unit: Unit, { name, label, base }: PriorQuestion, why: string): Finding {
  const declared = kindOf(unit).books[base];
  if (!declared?.stated) throw new Error(`a ${unit.kind} states nothing of its book ${base}`);
  const { title, stated: at } = declared;
  const position = unit.locator.positionOf(at);
  if (declared.unknown === 'error') {
    return {
      code: 'L41',
      severity: 'error',
      ...(base === 'prior'
        ? quoting`上年的“${label}”无法推算：${why}。`
        : quoting`“${label}”的${title}无法推算：${why}。`),
      hint:
        base === 'prior'
          ? `在 ${at.join('.')} 下填写 ${name}: 上年数；上年没有则填 0。`
          : `在 ${at.join('.')} 下填写 ${name}: ${title}；没有则填 0。`,
      position,
    };
  }
  return {
    code: 'L51',
    severity: 'warning',
    ...quoting`没有填“${label}”的${title}，报告中不写与它的比较。`,
    hint: `在 ${at.join('.')} 下填写 ${name}: ${title}。`,
    position,
  };
}
