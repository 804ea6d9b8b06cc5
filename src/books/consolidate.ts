import type { Finding } from '../model/finding.ts';
import { type Fund, fundByName } from '../model/fund.ts';
import { functionClass, type Ledger, type LedgerLine, TRANSFER_KINDS } from '../model/ledger.ts';
import { type Money, sumMoney, ZERO } from '../model/money.ts';
import type { MemberBook } from './member-book.ts';
import { fromBefore, namesIn, oneSided, unnamed } from './transfer-findings.ts';

export interface Consolidation {
  /** What the department reports: all lines of its members, internal transfers offset. */
  readonly ledger: Ledger;
  /** The same as the members state it, with lines of nobody that offset; each member's lines are those of its own book. */
  readonly byMember: Ledger;
  readonly findings: readonly Finding[];
}

/** Fund of the receiver, by what it is for the payer. */
const FUND_OF = { subsidyDown: '上级补助收入', remittedUp: '附属单位上缴收入' } as const;
type TransferKind = keyof typeof FUND_OF;
/** Where nobody says what was paid from; the money of no other name. */
const UNKNOWN_FUND = fundByName('其他收入')!;

/**
 * The ledger of a department: the lines of its members, and what one hands to another offset. The payer's line
 * (对附属单位补助支出, 上缴上级支出) and the receiver's income both vanish; what the receiver spends of it is
 * labelled with the fund that it was paid from, so that income and expenditure of every fund stay equal. Both owners
 * state their own side: `H03`, an error, where they do not agree by receiver and functional class; `H04`, a warning,
 * where the receiver does not say who pays it.
 *
 * Example: 309.56 and 53.00 万元 of two members, of which 5.00 handed from one to the other → 357.56 万元
 */
export function consolidate(members: readonly MemberBook[]): Consolidation {
  return new Consolidating(members).run();
}

/** A line with what of it is not yet offset. */
interface Rest {
  readonly line: LedgerLine;
  left: Money;
}

/** What is handed to one receiver within one class. */
interface Match {
  readonly receiver: MemberBook;
  readonly fund: string;
  readonly paid: readonly Rest[];
  /** The receiver's lines with that fund: income stated apart, and what is spent of it. */
  readonly income: readonly Rest[];
  readonly spent: readonly Rest[];
  /** Nobody outside the department pays into that fund. */
  readonly isOnlyInside: boolean;
  readonly code: string;
}

/** So much of a receiver's line was paid by a member, from that fund. */
interface Piece {
  readonly receiver: Rest;
  readonly payer: Rest;
  readonly amount: Money;
}

class Consolidating {
  private readonly members: readonly MemberBook[];
  private readonly byName = new Map<string, MemberBook>();
  private readonly rests: readonly (readonly Rest[])[];
  private readonly pieces: Piece[] = [];
  private readonly vanished: { readonly rest: Rest; readonly amount: Money }[] = [];
  private readonly findings: Finding[] = [];

  constructor(members: readonly MemberBook[]) {
    this.members = members;
    for (const member of members) for (const name of member.aliases) this.byName.set(name, member);
    for (const member of members) this.byName.set(member.name, member);
    this.rests = members.map(({ name, kind, ledger }) =>
      ledger.map((line) => ({ line: { ...line, member: { name, kind } }, left: line.amount })),
    );
  }

  run(): Consolidation {
    for (const [index, receiver] of this.members.entries()) {
      for (const kind of Object.keys(FUND_OF) as TransferKind[]) this.offset(receiver, index, kind);
    }
    const own = this.rests.flat().map(({ line }) => line);
    return { ledger: this.net(), byMember: [...own, ...this.offsets()], findings: this.findings };
  }

  /** Offsets what one receiver gets of one kind, class by class. */
  private offset(receiver: MemberBook, index: number, kind: TransferKind): void {
    const paid = this.rests
      .flatMap((rests, payer) => (payer === index ? [] : rests))
      .filter(({ line }) => line.kind === kind && this.memberOf(line.counterpart) === receiver);
    const fund = FUND_OF[kind];
    const named = namesIn(receiver.payers[fund]);
    const inside = named.filter((name) => this.memberOf(name));
    const got = this.rests[index]!.filter(
      ({ line }) => line.fund.name === fund && !line.carriedOver && line.side !== 'opening',
    );
    if (paid.length === 0 && inside.length === 0) return;
    if (named.length === 0 && got.length > 0) this.findings.push(unnamed(receiver, fund, paid.map(lineOf)));
    const isOnlyInside = inside.length === named.length;
    const before = inside.length > 0 ? this.fromBefore(receiver, index, fund, paid, isOnlyInside) : null;
    const taken = isOnlyInside || inside.length > 0 ? got : [];
    const classes = new Map([...paid, ...taken].map((rest) => [classOf(rest), rest.line.functionCode]));
    for (const [key, code] of classes) {
      const inClass = (rest: Rest) => classOf(rest) === key;
      const income = taken.filter((rest) => inClass(rest) && rest.line.side === 'income');
      const spent = taken.filter((rest) => inClass(rest) && rest.line.side === 'expenditure');
      const match = { receiver, fund, paid: paid.filter(inClass), income, spent, isOnlyInside };
      this.match({ ...match, code: functionClass(code) });
    }
    let open = before?.open ?? ZERO;
    for (const rest of before ? got : []) {
      if (rest.line.side !== 'expenditure') continue;
      const amount = least(rest.left, open);
      open = open.minus(amount);
      this.label(rest, before!.fund, amount);
    }
  }

  /**
   * What a member got from another in an earlier year is no money from above the department either, whether it lies there
   * at the beginning of the year or is spent now: it is labelled with the fund that it was paid from, as the department's
   * last year left it. Which fund that was is known where the same members pay this year; else 其他收入 is taken, and told
   * (`H04`, a note). Gives what of it may still be spent by lines that do not say that they are carried over.
   */
  private fromBefore(
    receiver: MemberBook,
    index: number,
    fund: string,
    paid: readonly Rest[],
    isOnlyInside: boolean,
  ): { readonly fund: Fund; readonly open: Money } | null {
    const of = this.rests[index]!.filter(({ line }) => line.fund.name === fund);
    const opening = of.filter(({ line }) => line.side === 'opening');
    const spent = of.filter(({ line }) => line.side === 'expenditure' && line.carriedOver);
    const [first] = [...opening, ...spent];
    if (!first) return null;
    if (!isOnlyInside) {
      this.findings.push(fromBefore(receiver, fund, first.line, null));
      return null;
    }
    const [payer] = [...paid].sort(byLabel);
    if (!payer) this.findings.push(fromBefore(receiver, fund, first.line, UNKNOWN_FUND.name));
    const label = payer?.line.fund ?? UNKNOWN_FUND;
    const open = sumOf(opening).minus(sumOf(spent));
    for (const rest of [...opening, ...spent]) this.label(rest, label, rest.left);
    return { fund: label, open: open.isNegative() ? ZERO : open };
  }

  /** So much of a line is of another fund. */
  private label(rest: Rest, fund: Fund, amount: Money): void {
    if (amount.isZero()) return;
    this.pieces.push({ receiver: rest, payer: { line: { ...rest.line, fund }, left: ZERO }, amount });
    rest.left = rest.left.minus(amount);
  }

  /**
   * Both sides of what is handed on within one class vanish; what is spent of it is labelled anew. A budget states no
   * income beside its expenditure, and all of it is spent; in a final account the rest stays in the payer's fund.
   */
  private match({ receiver, fund, paid, income, spent, isOnlyInside, code }: Match): void {
    const got = income.length > 0 ? income : spent;
    const [paidSum, gotSum] = [sumOf(paid), sumOf(got)];
    const agrees = isOnlyInside ? paidSum.equals(gotSum) : paidSum.lessThanOrEqualTo(gotSum);
    if (!agrees)
      this.findings.push(
        oneSided(
          { receiver, fund, code, paid: paid.map(lineOf), got: got.map(lineOf) },
          (name) => this.byName.get(name)?.file ?? name,
        ),
      );
    // Whichever member the file names first, the same money pays for the same.
    for (const payer of [...paid].sort(byLabel)) {
      // Money for an item is first what the receiver spends on that item.
      const near = (rest: Rest) => rest.line.functionCode === payer.line.functionCode;
      let open = payer.left;
      for (const rest of [...spent.filter(near), ...spent.filter((each) => !near(each))]) {
        const amount = least(rest.left, open);
        if (amount.isZero()) continue;
        rest.left = rest.left.minus(amount);
        open = open.minus(amount);
        this.pieces.push({ receiver: rest, payer, amount });
      }
      const handed = income.length > 0 ? payer.left : payer.left.minus(open);
      this.vanish(payer, handed);
      let left = handed;
      for (const rest of income) {
        const amount = least(rest.left, left);
        left = left.minus(amount);
        this.vanish(rest, amount);
      }
    }
  }

  private vanish(rest: Rest, amount: Money): void {
    if (amount.isZero()) return;
    rest.left = rest.left.minus(amount);
    this.vanished.push({ rest, amount });
  }

  /** Lines in the order of the members; what a payer's money paid stands where the receiver's line stood. */
  private net(): LedgerLine[] {
    const pieces = new Map<Rest, Piece[]>();
    for (const piece of this.pieces) {
      const known = pieces.get(piece.receiver);
      if (known) known.push(piece);
      else pieces.set(piece.receiver, [piece]);
    }
    const touched = new Set([
      ...this.pieces.map(({ receiver }) => receiver),
      ...this.vanished.map(({ rest }) => rest),
    ]);
    return this.rests.flat().flatMap((rest) => {
      if (!touched.has(rest)) return [rest.line];
      const kept = rest.left.isZero() ? [] : [{ ...rest.line, amount: rest.left }];
      return [...kept, ...(pieces.get(rest) ?? []).map(relabelled)];
    });
  }

  private offsets(): LedgerLine[] {
    const handed = this.vanished.map(({ rest, amount }) => less(rest, amount));
    const spent = this.pieces.flatMap((piece) => [
      less(piece.receiver, piece.amount),
      { ...relabelled(piece), member: null },
    ]);
    return [...handed, ...spent];
  }

  private memberOf(name: string | null): MemberBook | undefined {
    return name === null ? undefined : this.byName.get(name);
  }
}

/** Lines in an order of their own: by item, fund and whether the money is carried over. */
function byLabel({ line: a }: Rest, { line: b }: Rest): number {
  const [one, other] = [a, b].map(
    ({ functionCode, fund, carriedOver }) => `${functionCode} ${fund.id} ${carriedOver}`,
  );
  return one! < other! ? -1 : one! > other! ? 1 : 0;
}

/** So much less of a line, belonging to nobody. */
function less({ line }: Rest, amount: Money): LedgerLine {
  return { ...line, member: null, amount: amount.negated() };
}

const lineOf = ({ line }: Rest): LedgerLine => line;

function least(a: Money, b: Money): Money {
  return a.lessThan(b) ? a : b;
}

/** Transfers are matched by functional class, and by step of the year where there are several. */
function classOf({ line: { functionCode, phase } }: Rest): string {
  return `${phase} ${functionClass(functionCode)}`;
}

function relabelled({ receiver, payer, amount }: Piece): LedgerLine {
  const { fund, carriedOver } = payer.line;
  return { ...receiver.line, fund, carriedOver, amount };
}

function sumOf(rests: readonly Rest[]): Money {
  return rests.length === 0 ? ZERO : sumMoney(rests.map(({ line }) => line.amount));
}

/** Whether a line hands money on instead of spending it. */
export function isTransfer(line: LedgerLine): line is LedgerLine & { readonly kind: TransferKind } {
  return line.kind !== null && Object.hasOwn(TRANSFER_KINDS, line.kind);
}
