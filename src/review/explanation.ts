import type { Figure } from '../model/figure.ts';
import type { Position } from '../model/finding.ts';
import type { LedgerLine } from '../model/ledger.ts';
import { formatDecimal, type Money, parseDecimal, printedValue, sumMoney } from '../model/money.ts';
import type { Provenance, Rounding } from '../model/provenance.ts';
import { type Explained, sharesOf } from './by-member.ts';
import { filterWords, lineWords } from './filter-words.ts';

/** One ledger line that a figure contains. */
export interface ExplainedLine {
  /** `data/kuerle.yaml:43` */
  readonly place: string;
  readonly words: string;
  /** In 元, exact. */
  readonly amount: string;
}

/** An amount that a formula names, down to where it is written. */
export interface Operand {
  /** 本年、上年、部分、合计 … */
  readonly name: string;
  /** As the formula shows it. */
  readonly printed: string;
  /** In 元, exact. */
  readonly exact: string;
  /** Which lines of the ledger are summed; null for what is no sum of lines. */
  readonly filter: string | null;
  readonly lines: readonly ExplainedLine[];
  /** The figures of which this one is the sum. */
  readonly parts: readonly Operand[];
  /** Where a stated amount, count or measure is written. */
  readonly place: string | null;
}

/** Where a printed number comes from, in words. */
export interface Explanation {
  readonly text: string;
  readonly label: string;
  /** `59.02 = 715.20 − 656.18` */
  readonly formula: string;
  readonly rounding: string;
  readonly operands: readonly Operand[];
}

/** Puts the provenance of a printed number into words. `text` is what is printed. */
export function explain(text: string, provenance: Provenance, unit: Explained): Explanation {
  const { label, formula, rounding, operands } = new Explainer(unit).explain(text, provenance);
  return { text, label, formula, rounding, operands };
}

/** A position as people open it: file and line, or the cell of a workbook. */
export function placeText({ file, line, place }: Position): string {
  return place === undefined ? `${file}:${line}` : `${file} ${place}`;
}

class Explainer {
  private readonly unit: Explained;

  constructor(unit: Explained) {
    this.unit = unit;
  }

  explain(text: string, provenance: Provenance): Omit<Explanation, 'text'> {
    switch (provenance.kind) {
      case 'amount':
        return this.amount(text, provenance);
      case 'difference':
      case 'rate':
        return this.change(text, provenance);
      case 'share':
        return this.share(text, provenance);
      case 'number':
        return this.number(text, provenance);
      case 'entries':
        return this.entries(text, provenance);
    }
  }

  private amount(text: string, { label, figure, rounding, cell }: Extract<Provenance, { kind: 'amount' }>) {
    const operand = this.operand('', figure, rounding);
    const divisor = rounding.unit === '万元' ? ' ÷ 10000' : '';
    const equals = isExact(figure.amount, rounding) ? '=' : '≈';
    const name = label ?? (cell ? [...cell.row.slice(-1), ...cell.column].join(' · ') : null);
    return {
      label: name ?? '金额',
      formula:
        this.sumOfMembers(text, operand) ??
        this.balance(text, figure, operand) ??
        `${text} ${equals} ${operand.exact}${divisor}`,
      rounding: roundingWords(figure.amount, rounding),
      operands: [operand],
    };
  }

  /** `355.26 = 307.26 + 53.00 − 5.00`, where the printed shares of a department's members add up to what is printed. */
  private sumOfMembers(text: string, { filter, parts, printed }: Operand): string | null {
    if (filter === null || parts.length < 2) return null;
    const shares = parts.map((part) => parseDecimal(part.printed)!);
    if (!sumMoney(shares).equals(parseDecimal(printed)!)) return null;
    const terms = parts.map((part, index) => `${index === 0 ? '' : ' + '}${part.printed}`).join('');
    return `${text} = ${terms.replaceAll(' + -', ' − ')}`;
  }

  /** `5.60 = 2.30 + 307.26 − 303.56 − 0.40`, where the printed parts of a balance give what is printed. */
  private balance(text: string, { origin }: Figure, { parts, printed }: Operand): string | null {
    if (origin.kind !== 'total' || !origin.less) return null;
    const signed = parts.map((part) => {
      const value = parseDecimal(part.printed)!;
      return part.name === LESS ? value.negated() : value;
    });
    if (!sumMoney(signed).equals(parseDecimal(printed)!)) return null;
    const terms = parts.map((part, index) => {
      const sign = part.name === LESS ? (index === 0 ? '−' : ' − ') : index === 0 ? '' : ' + ';
      return sign + part.printed;
    });
    return `${text} = ${terms.join('').replaceAll(' + -', ' − ')}`;
  }

  private change(
    text: string,
    { kind, label, current, prior, rounding, ...rest }: Extract<Provenance, { kind: 'difference' | 'rate' }>,
  ) {
    const now = this.operand('本年', current, rounding);
    const before = this.operand('上年', prior, rounding);
    const [current$, prior$] = [current, prior].map((figure) => printedOf(figure, rounding)) as [
      Money,
      Money,
    ];
    const [larger, smaller] = current$.lessThan(prior$) ? [before, now] : [now, before];
    const decimals = 'decimals' in rest ? rest.decimals : 0;
    const isRate = kind === 'rate';
    const difference = formatDecimal(current$.minus(prior$).abs(), rounding.decimals);
    const quotient = prior$.isZero()
      ? `${text}（两年都是 0）`
      : `${text} = ${difference} ÷ ${before.printed} × 100%`;
    return {
      label: `${label} · ${isRate ? '比上年增减的百分比' : '比上年增减额'}`,
      formula: isRate ? quotient : `${text} = ${larger.printed} − ${smaller.printed}`,
      rounding: isRate
        ? `用印出的两个数计算，四舍五入保留 ${decimals} 位小数`
        : '用印出的两个数相减，不再舍入',
      operands: [now, before],
    };
  }

  private share(
    text: string,
    { label, part, whole, rounding, decimals }: Extract<Provenance, { kind: 'share' }>,
  ) {
    const own = this.operand('本项', part, rounding);
    const all = this.operand('合计', whole, rounding);
    const isZero = printedOf(whole, rounding).isZero();
    return {
      label: `${label} · 占比`,
      formula: isZero ? `${text}（合计是 0）` : `${text} = ${own.printed} ÷ ${all.printed} × 100%`,
      rounding: `用印出的两个数计算，四舍五入保留 ${decimals} 位小数`,
      operands: [own, all],
    };
  }

  private number(text: string, { label, parts }: Extract<Provenance, { kind: 'number' }>) {
    return {
      label,
      formula: `${text} = ${parts.map(({ value }) => value.replace('-', '−')).join(' + ') || '0'}`,
      rounding: parts.some(({ value }) => value.startsWith('-'))
        ? '增减人数印出时不带负号'
        : '照填写的数印出',
      operands: parts.map((part) => ({
        ...NOTHING,
        name: part.label,
        printed: part.value,
        place: part.position && placeText(part.position),
      })),
    };
  }

  private entries(text: string, { label, entries, position }: Extract<Provenance, { kind: 'entries' }>) {
    const place = position && placeText(position);
    return {
      label,
      formula: `${text} = ${entries.length} 项${entries.length > 0 ? `（${entries.join('、')}）` : ''}`,
      rounding: '按列出的项数计数',
      operands: [{ ...NOTHING, name: label, printed: String(entries.length), place }],
    };
  }

  private operand(name: string, figure: Figure, rounding: Rounding): Operand {
    const { origin } = figure;
    const base = {
      ...NOTHING,
      name,
      printed: formatDecimal(printedOf(figure, rounding), rounding.decimals),
      exact: exactText(figure.amount),
    };
    if (origin.kind === 'stated') {
      return { ...base, place: origin.position && placeText(origin.position) };
    }
    if (origin.kind === 'total') {
      const less = (origin.less ?? []).map((part) => this.operand(LESS, part, rounding));
      return { ...base, parts: [...origin.parts.map((part) => this.operand('', part, rounding)), ...less] };
    }
    const filter = filterWords(origin.filters, this.unit.classification);
    const parts = sharesOf(figure, this.unit).map((share) => ({
      ...NOTHING,
      name: share.name ?? OFFSET,
      printed: formatDecimal(printedValue(share.amount, rounding.unit, rounding.decimals), rounding.decimals),
      exact: exactText(share.amount),
      lines: this.lines(share.lines),
    }));
    return parts.length > 0
      ? { ...base, filter, parts }
      : { ...base, filter, lines: this.lines(origin.lines) };
  }

  private lines(lines: readonly LedgerLine[]): ExplainedLine[] {
    return lines.map((line) => ({
      place: placeText(line.position),
      words: lineWords(line, this.unit.classification),
      amount: exactText(line.amount),
    }));
  }
}

/** What the shares of members are less than their sum. */
const OFFSET = '部门内部往来抵销';

/** Name of an operand that is taken away. */
const LESS = '减';

const NOTHING: Operand = {
  name: '',
  printed: '',
  exact: '',
  filter: null,
  lines: [],
  parts: [],
  place: null,
};

function printedOf(figure: Figure, { unit, decimals }: Rounding): Money {
  return printedValue(figure.amount, unit, decimals);
}

function exactText(amount: Money): string {
  return amount.toFixed();
}

function isExact(amount: Money, { unit, decimals }: Rounding): boolean {
  return printedValue(amount, unit, decimals).equals(printedValue(amount, unit, 20));
}

function roundingWords(amount: Money, rounding: Rounding): string {
  const { unit, decimals } = rounding;
  return isExact(amount, rounding) ? `以${unit}计，没有舍入` : `以${unit}计，四舍五入保留 ${decimals} 位小数`;
}
