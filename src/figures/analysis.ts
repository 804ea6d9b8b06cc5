import { bookOf, ledgerOf } from '../books/books.ts';
import type { Unit } from '../books/unit.ts';
import { type BookDeclaration, kindOf } from '../kinds/registry.ts';
import { REASON_FIELDS, STATED_FIELDS } from '../kinds/unit-file.ts';
import { addAll } from '../model/add-all.ts';
import type { ComparedBook } from '../model/book.ts';
import type { ListEntry } from '../model/entry.ts';
import type { Comparison, Figure } from '../model/figure.ts';
import type { Filter } from '../model/filter.ts';
import type { Finding } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import { quoting } from '../model/quoting.ts';
import type { FigureDeclaration, Pack } from '../pack/pack.ts';
import { bookFigure } from './book-figure.ts';
import { type Direction, directionOf } from './compare.ts';
import { concerns, filtersOf } from './declared-figure.ts';
import { NO_MONEY, sumFigure, totalFigure } from './figure.ts';
import { resolveWhere } from './filter.ts';
import { listMembers } from './list-members.ts';
import { missingReason, missingReasonFinding } from './missing-reason.ts';
import { printedItems } from './printed-subtotals.ts';
import { priorFigure } from './prior-figure.ts';
import { purposeOf } from './purpose.ts';

/** Every named figure and list that a pack declares, made from one unit. */
export interface Analysis {
  readonly figures: Readonly<Record<string, Comparison>>;
  readonly lists: Readonly<Record<string, readonly ListEntry[]>>;
  readonly findings: readonly Finding[];
}

/**
 * Makes the figures and lists of a pack from a unit's two ledgers. Amounts stay exact; findings name
 * last year's figures that cannot be derived (`L41`, `L51`), missing reasons (`E05`) and purposes (`D05`).
 *
 * Example: figure `basic` of the published report: 5081780 元 this year, 5301580 元 last year.
 */
export function analyse(unit: Unit, pack: Pack): Analysis {
  return new Analyst(unit, pack).run();
}

/** Which way a direction moves: up, down or not at all. */
const MOVES: Readonly<Record<Direction, number>> = {
  increase: 1,
  created: 1,
  decrease: -1,
  ended: -1,
  equal: 0,
  zero: 0,
};

/** Names a figure that a book states outright. */
const statedKey = (base: ComparedBook, name: string): string => `${base} ${name}`;

class Analyst {
  private readonly unit: Unit;
  private readonly pack: Pack;
  private readonly findings: Finding[] = [];
  private readonly figures: Record<string, Comparison> = {};
  private readonly stated = new Set<string>();

  constructor(unit: Unit, pack: Pack) {
    this.unit = unit;
    this.pack = pack;
  }

  run(): Analysis {
    for (const name of Object.keys(this.pack.settings.figures)) this.figure(name);
    const lists: Record<string, ListEntry[]> = {};
    for (const name of Object.keys(this.pack.settings.lists)) lists[name] = this.list(name);
    this.rejectUnknownStated();
    this.rejectUnknownReasons();
    return { figures: this.figures, lists, findings: this.findings };
  }

  private figure(name: string): Comparison {
    const known = this.figures[name];
    if (known) return known;
    const declared = this.pack.settings.figures[name];
    if (!declared) throw new Error(`unknown figure ${name}`);
    const reasonPaths = (declared.reason ?? []).map((reason) => reason.split('.'));
    const parts = declared.sum?.map((part) => this.figure(part));
    const filters = filtersOf(declared, this.pack.namedFilters);
    const isAsked = concerns(declared, this.unit);
    let current: Figure;
    let prior: Figure | null = null;
    if (parts) {
      current = totalFigure(parts.map((part) => part.current));
      const before = parts.map((part) => part.prior);
      if (before.every((figure) => figure !== null)) prior = totalFigure(before);
    } else {
      current = isAsked ? sumFigure(ledgerOf(this.unit), filters) : NO_MONEY;
      if (declared.compare && isAsked) prior = this.prior(name, declared.label, filters, declared.base);
    }
    const whole = declared.share ? this.figure(declared.share).current : null;
    const priorWhole = this.priorWhole(declared.share);
    const { label } = declared;
    const bases = isAsked ? declared : { against: {} };
    const against = this.against(bases, [], { name, label, current, whole }, (base) => {
      const { figure, findings, names } = bookFigure(name, base, this.unit, this.pack);
      addAll(this.findings, findings);
      for (const each of names) this.stated.add(statedKey(base, each));
      return figure;
    });
    const comparison = this.compare({ name, label, current, prior, whole, reasonPaths, against, priorWhole });
    this.figures[name] = comparison;
    return comparison;
  }

  /** The same figure beside other books of this year; `below` leads from a reason of the list to that of the entry. */
  private against(
    declared: Pick<FigureDeclaration, 'against'>,
    below: readonly string[],
    parts: Pick<Comparison, 'name' | 'label' | 'current' | 'whole'>,
    figureOf: (base: ComparedBook) => Figure | null,
  ): Comparison['against'] {
    const bases = Object.entries(declared.against) as [ComparedBook, { reason?: string[] }][];
    return Object.fromEntries(
      bases.map(([base, { reason = [] }]) => {
        const reasonPaths = reason.map((path) => [...path.split('.'), ...below]);
        return [
          base,
          this.compare({ ...parts, prior: figureOf(base), priorWhole: null, reasonPaths, against: {} }, base),
        ];
      }),
    );
  }

  private prior(name: string, label: string, filters: readonly Filter[], base: ComparedBook): Figure | null {
    const { figure, finding, isStated } = priorFigure({ name, label, filters, base }, this.unit);
    if (isStated) this.stated.add(statedKey(base, name));
    if (finding) this.findings.push(finding);
    return figure;
  }

  /** Last year's whole of a share, whether the pack compares it or not; null where it is not known. */
  private priorWhole(name: string | undefined): Figure | null {
    const declared = name === undefined ? undefined : this.pack.settings.figures[name];
    if (name === undefined || declared === undefined) return null;
    const { prior } = this.figure(name);
    if (prior !== null || declared.where === undefined || declared.compare) return prior;
    const filters = filtersOf(declared, this.pack.namedFilters);
    return priorFigure({ name, label: declared.label, filters, base: declared.base }, this.unit).figure;
  }

  private compare(
    parts: Omit<Comparison, 'isZero' | 'unused' | 'reason'>,
    base: ComparedBook | null = null,
  ): Comparison {
    const { name, label, current, prior, whole, priorWhole, reasonPaths, against } = parts;
    const direction = prior && directionOf(current, prior, this.pack.settings.money);
    const reason = this.reason(reasonPaths, direction, base);
    const isZero = current.isZero;
    const comparison: Comparison = {
      name,
      label,
      current,
      prior,
      whole,
      priorWhole,
      reasonPaths,
      against,
      reason,
      isZero,
      unused: isZero && (prior === null || prior.isZero),
    };
    const missing = missingReason(comparison, base, this.unit, this.pack.settings.money);
    if (missing) this.findings.push(missingReasonFinding(parts.label, missing, this.unit));
    return comparison;
  }

  /**
   * The reason at the first path, else at one of the others; but another figure's reason is borrowed only
   * where that figure moved the same way, so that no sentence gives a reason against its own direction.
   */
  private reason(
    paths: Comparison['reasonPaths'],
    direction: Direction | null,
    base: ComparedBook | null,
  ): string | null {
    for (const [index, path] of paths.entries()) {
      const text = this.reasonAt(path);
      if (text !== null && (index === 0 || base !== null || this.movesLike(path, direction))) return text;
    }
    return null;
  }

  private movesLike(path: readonly string[], direction: Direction | null): boolean {
    const name = path[0] ?? '';
    if (path.length !== 1 || !(name in this.pack.settings.figures)) return true;
    const { current, prior } = this.figure(name);
    if (direction === null || prior === null) return false;
    const other = directionOf(current, prior, this.pack.settings.money);
    return MOVES[direction] !== 0 && MOVES[direction] === MOVES[other];
  }

  private reasonAt(path: readonly string[]): string | null {
    let value: unknown = this.unit.data.reasons;
    for (const key of path) {
      value =
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
    }
    return typeof value === 'string' ? value : null;
  }

  private list(name: string): ListEntry[] {
    const declared = this.pack.settings.lists[name]!;
    const whole = declared.share ? this.figure(declared.share).current : null;
    const base = resolveWhere(declared.where, this.pack.namedFilters);
    const entries: ListEntry[] = [];
    const priorWhole = this.priorWhole(declared.share);
    const { ledger: net, byMember } = bookOf(this.unit, 'current');
    // Of a unit, what its own book says: transfers inside the department are offset nowhere else.
    const lines = declared.by === 'unit' ? (byMember ?? net) : net;
    for (const member of listMembers(declared, base, this.unit, this.pack.namedFilters)) {
      const current =
        declared.subtotals === 'printed'
          ? printedItems(lines, member.filters, this.pack.settings.money)
          : sumFigure(lines, member.filters);
      const figure = this.compare({
        name: `${name}.${member.key}`,
        label: member.label,
        current,
        prior: declared.compare
          ? this.prior(`${name}.${member.key}`, member.label, member.filters, declared.base)
          : null,
        whole,
        priorWhole,
        reasonPaths: (declared.reason ?? []).map((reason) => [...reason.split('.'), member.key]),
        against: this.against(
          declared,
          [member.key],
          { name: `${name}.${member.key}`, label: member.label, current, whole },
          (base) => this.prior(`${name}.${member.key}`, member.label, member.filters, base),
        ),
      });
      if (member.onlyWhenUsed && figure.unused) continue;
      const { purpose, finding } = purposeOf(declared.purpose, member, figure, this.unit);
      if (finding) this.findings.push(finding);
      const { key, label, names } = member;
      const { className, sectionName, itemName } = names;
      entries.push({ className, sectionName, itemName, key, label, figure, purpose });
    }
    return entries;
  }

  private rejectUnknownStated(): void {
    for (const [base, { stated }] of Object.entries(kindOf(this.unit).books) as [
      ComparedBook,
      BookDeclaration,
    ][]) {
      if (stated !== null && bookOf(this.unit, base).stated.size > 0)
        this.rejectUnknownStatedOf(base, stated.join('.'));
    }
  }

  private rejectUnknownStatedOf(base: ComparedBook, place: string): void {
    const { figures } = this.pack.settings;
    // From a book without lines nothing can be derived: a misspelt figure would vanish.
    const isOnlyStated = base !== 'prior' && base !== 'plan' && bookOf(this.unit, base).ledger.length === 0;
    const asked = Object.keys(figures).filter(
      (name) => figures[name]!.base === base || base in figures[name]!.against,
    );
    // What a pack asks nothing of is there for another form.
    if (asked.length === 0) return;
    for (const [name, { position }] of bookOf(this.unit, base).stated) {
      // The fields of the common schema may be there for another form.
      if (this.stated.has(statedKey(base, name)) || STATED_FIELDS.includes(name)) continue;
      const isMisspelt = isOnlyStated && figures[name] === undefined;
      const close = isMisspelt ? nearest(name, asked) : null;
      this.findings.push({
        code: 'L42',
        severity: isMisspelt ? 'error' : 'warning',
        ...quoting`${place} 中的“${name}”没有被用到。`,
        hint: close
          ? `是不是“${close}”？`
          : isMisspelt
            ? `本模板在这里用到的有：${asked.join('、')}。改正名称，或删去这一行。`
            : '删去这一行；模板比较的数见说明书，能由上年明细推算的数也不必填。',
        position,
      });
    }
  }

  /** Reasons that no figure and no list of the pack looks for: most often a misspelt name. */
  private rejectUnknownReasons(): void {
    const { figures, lists } = this.pack.settings;
    const wanted = [...Object.values(figures), ...Object.values(lists)].flatMap(({ reason, against }) => [
      ...(reason ?? []),
      ...Object.values(against).flatMap((base) => base?.reason ?? []),
    ]);
    this.rejectUnknownIn(this.unit.data.reasons, [], wanted);
  }

  /** What stands at a path under `reasons`, as far down as the pack names its reasons: `plan.general`, `items` by code. */
  private rejectUnknownIn(given: object, path: readonly string[], wanted: readonly string[]): void {
    const above = path.map((step) => `${step}.`).join('');
    const here = wanted.filter((name) => name.startsWith(above)).map((name) => name.slice(above.length));
    const known = [...new Set(here.map((name) => name.split('.')[0]!))];
    for (const [name, below] of Object.entries(given)) {
      if (known.includes(name)) {
        const isNamed = here.some((each) => each.startsWith(`${name}.`));
        // The fields of the common schema may be there for another form.
        const isShared = path.length === 0 && REASON_FIELDS.includes(name);
        if (isNamed && !isShared && typeof below === 'object')
          this.rejectUnknownIn(below, [...path, name], wanted);
        continue;
      }
      if (path.length === 0 && REASON_FIELDS.includes(name)) continue;
      const close = nearest(name, known);
      this.findings.push({
        code: 'L49',
        severity: 'warning',
        ...quoting`${['reasons', ...path].join(' 的 ')} 中的“${name}”没有被用到。`,
        hint: close ? `是不是“${close}”？` : `本模板用到的有：${known.join('、')}。`,
        position: this.unit.locator.keyPositionOf(['reasons', ...path, name]),
        subject: { path: ['reasons', ...path, name], quotes: [name] },
      });
    }
  }
}
