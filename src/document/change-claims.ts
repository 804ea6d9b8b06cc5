import { addAll } from '../model/add-all.ts';
import { type Money, type PrintUnit, parseDecimal, percentOf, toYuan } from '../model/money.ts';
import { decimalsOf, halfWidth } from './numbers-in-text.ts';

/*
 * What a finished sentence says of a change: 比上年预算减少21.98万元，下降4.15%. Read from words alone, so that our own
 * reports and those of others are held against their figures by the same reader.
 */

/** Some characters of a sentence, by UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An amount of a sentence, in 元. */
export interface ClaimedAmount extends Span {
  readonly yuan: Money;
  readonly unit: PrintUnit;
  /** Decimals as written. */
  readonly decimals: number;
}

/** A rate of a sentence, in percent; `points` where it is the change of a share (个百分点). */
export interface ClaimedRate extends Span {
  readonly percent: Money;
  readonly decimals: number;
  readonly points: boolean;
}

export type Way = 'up' | 'down' | 'same';

/** One change as a sentence claims it. What the sentence does not say is null. */
export interface ChangeClaim extends Span {
  /** The words that name the figure: 公务接待费; empty where nothing stands there. */
  readonly label: string;
  readonly way: Way;
  /** What it is compared with: 比上年预算. */
  readonly base: (Span & { readonly text: string }) | null;
  readonly current: ClaimedAmount | null;
  readonly prior: ClaimedAmount | null;
  readonly change: ClaimedAmount | null;
  readonly rate: ClaimedRate | null;
  /** The way that the word before the rate says; null without a rate. */
  readonly rateWay: Way | null;
  /** A second amount where the rate belongs: 增加5万元，增长5万元. */
  readonly amountForRate: ClaimedAmount | null;
}

const RISE = '增加|增长|上升|提高|上涨|上浮|增幅|增';
const FALL = '减少|下降|降低|下调|下浮|降幅|减幅|减|降';
const NUMBER = String.raw`\d+(?:[,，]\d{3})*(?:\.\d+)?`;
const MONEY = String.raw`(${NUMBER})\s*(亿元|万元|元)(?![/／每])`;
const RATE = String.raw`(${NUMBER})\s*(%|个百分点)`;
const ANY_MONEY = new RegExp(MONEY, 'g');
const MONEY_AT = new RegExp(MONEY, 'y');
const RATE_AT = new RegExp(RATE, 'y');
const ONLY_RISE = new RegExp(`^(?:${RISE})$`);
/** Words between the verb and its number; 至 and 到 would make it a value instead of a change. */
const FILLER = String.raw`(?:了|为|约|近|幅度?|率|额)*\s*`;
const LAST_YEAR = String.raw`(?:上年度?|去年|20\d\d\s*年度?)`;
/** 比上年预算, with last year's amount in brackets behind it; （上年2.89万元），同比; 由上年的2.89万元 only where an amount follows. */
const BASE = String.raw`(?:[（(]${LAST_YEAR}[^，。；：（）()\d]{0,8}${NUMBER}\s*(?:亿元|万元|元)[）)]，?同比|[比较与同和]\s*${LAST_YEAR}[^，。；：（）]{0,14}?(?:数|预算|决算|相比|比较|相较)?(?:[（(][^（）()]{0,20}元[）)])?，?|[由从]${LAST_YEAR}[^，。；：（）\d]{0,8}${NUMBER}\s*(?:亿元|万元|元)|同比)`;
/** Not 新增, 追加, 压减 of things: the verb stands by itself. */
const ALONE = `(?<![新增追压核缩削递净减降])`;
const EVENT = new RegExp(
  String.raw`(?<base>${BASE})?\s*(?:相应|有所|共|共计|合计)?${ALONE}(?<verb>${RISE}|${FALL})${FILLER}(?:(?<money>${MONEY})|(?<rate>${RATE}))`,
  'g',
);
const SAME = new RegExp(
  String.raw`(?<base>${BASE})?\s*(?:基本)?(?:持平|无增减变化|没有增减变化|无增减变动|无增减|无变化|没有变化|无变动)`,
  'g',
);
/** 公务接待费减少的主要原因是: a way without a number. */
const REASONED = new RegExp(`${ALONE}(?<verb>${RISE}|${FALL})(?=的?(?:主要)?原因(?:是|为|：|主要))`, 'g');

/** Not 增长率 and its like. */
const VERB = new RegExp(`${ALONE}(${RISE}|${FALL})(?!率)`, 'g');

/** A sign of each verb; most sentences have none, and are not searched further. */
const ANY_CHANGE = /[增长升高涨浮减降调平变]/;

interface Event extends Span {
  readonly way: Way;
  readonly base: ChangeClaim['base'];
  readonly amount: ClaimedAmount | null;
  readonly rate: ClaimedRate | null;
}

/**
 * The changes that a text claims, in its order, each with its label, this and last year's amount, change, rate and
 * direction as far as they are said. A text may be one sentence or a whole paragraph.
 *
 * Example: `基本支出508.18万元，占71.05%，比上年预算减少21.98万元，下降4.15%` → one claim: 基本支出, 5081800 元, down,
 * 219800 元, 4.15 %
 */
export function changeClaimsIn(source: string): ChangeClaim[] {
  const text = halfWidth(source);
  const claims: ChangeClaim[] = [];
  let from = 0;
  for (const sentence of text.split(/(?<=[。；\n])/)) {
    addAll(claims, claimsOf(text, from, from + sentence.length));
    from += sentence.length;
  }
  return claims;
}

function claimsOf(text: string, start: number, end: number): ChangeClaim[] {
  const events = eventsIn(text, start, end);
  const claims: ChangeClaim[] = [];
  let from = start;
  for (let index = 0; index < events.length; index += 1) {
    const event = events[index]!;
    const next = events[index + 1];
    // 增加5.00万元，增长3.81%: the second belongs to the first.
    const follows = event.amount !== null && next !== undefined && isNextTo(text, event, next) ? next : null;
    if (follows) index += 1;
    const last = follows ?? event;
    const { label, current } = subjectOf(text, from, event.start);
    claims.push({
      start: event.start,
      end: last.end,
      label,
      way: event.way,
      base: event.base,
      current,
      prior: event.base === null ? null : amountWithin(text, event.base),
      change: event.amount,
      rate: event.rate ?? follows?.rate ?? null,
      rateWay: event.rate ? event.way : follows?.rate ? follows.way : null,
      amountForRate: follows?.amount ?? null,
    });
    from = last.end;
  }
  return claims;
}

function eventsIn(text: string, start: number, end: number): Event[] {
  const sentence = text.slice(start, end);
  if (!ANY_CHANGE.test(sentence)) return [];
  const wayOf = (verb: string): Way => (ONLY_RISE.test(verb) ? 'up' : 'down');
  const spanOf = (match: RegExpMatchArray): Span => ({
    start: start + match.index!,
    end: start + match.index! + match[0].length,
  });
  const baseOf = (match: RegExpMatchArray): ChangeClaim['base'] => {
    const written = match.groups!.base;
    if (written === undefined) return null;
    const at = start + match.index!;
    return { text: written, start: at, end: at + written.length };
  };
  const numbered = [...sentence.matchAll(EVENT)].map((match): Event => {
    const { money, rate, verb } = match.groups!;
    const span = spanOf(match);
    return {
      ...span,
      way: wayOf(verb!),
      base: baseOf(match),
      amount: money === undefined ? null : amountAt(text, span.end - money.length),
      rate: rate === undefined ? null : rateAt(text, span.end - rate.length),
    };
  });
  const bare = { amount: null, rate: null };
  const same = [...sentence.matchAll(SAME)].map(
    (match): Event => ({ ...spanOf(match), way: 'same', base: baseOf(match), ...bare }),
  );
  const reasoned = [...sentence.matchAll(REASONED)].map(
    (match): Event => ({ ...spanOf(match), way: wayOf(match.groups!.verb!), base: null, ...bare }),
  );
  return [...numbered, ...same, ...reasoned].sort((a, b) => a.start - b.start);
}

/**
 * Whether nothing but a comma stands between two events, and the second has no base of its own: 同比 is that of the first
 * where the first is compared with last year.
 */
function isNextTo(text: string, first: Event, second: Event): boolean {
  const base = second.base?.text ?? '';
  const isSame = base === '' || (base === '同比' && /上年|去年/.test(first.base?.text ?? ''));
  return isSame && /^\s*[，、,（(]?\s*$/.test(text.slice(first.end, second.start));
}

/** The label, and this year's amount behind it, in the words before a change. */
function subjectOf(text: string, from: number, to: number): Pick<ChangeClaim, 'label' | 'current'> {
  const before = text.slice(from, to);
  const amounts = [...before.matchAll(ANY_MONEY)];
  const last = amounts.at(-1);
  const words = last === undefined ? before : before.slice(0, last.index);
  return {
    label: labelIn(words),
    current: last === undefined ? null : amountAt(text, from + last.index),
  };
}

/** The last words of a text that can name a figure: behind the last mark that ends a clause, without marks at their ends. */
function labelIn(words: string): string {
  const clauses = words.split(/[，。；：\n]/).map((clause) => clause.trim());
  const clause = clauses.findLast((each) => /\p{Script=Han}/u.test(each) && !/^占\d/.test(each)) ?? '';
  return clause.replace(/^.*原因(?:主要)?(?:是|为)|^[、，\s]+|(?:预算|预计|安排)?[、，：\s]*$/g, '');
}

function amountWithin(text: string, { start, end }: Span): ClaimedAmount | null {
  const [match] = text.slice(start, end).matchAll(ANY_MONEY);
  return match === undefined ? null : amountAt(text, start + match.index);
}

function amountAt(text: string, at: number): ClaimedAmount | null {
  MONEY_AT.lastIndex = at;
  const found = MONEY_AT.exec(text);
  const value = found && parseDecimal(found[1]!.replace(/[,，]/g, ''));
  if (!value) return null;
  const unit = found[2] as ClaimedAmount['unit'];
  return {
    yuan: toYuan(value, unit),
    unit,
    decimals: decimalsOf(found[1]!),
    start: at,
    end: at + found[0].length,
  };
}

function rateAt(text: string, at: number): ClaimedRate | null {
  RATE_AT.lastIndex = at;
  const found = RATE_AT.exec(text);
  const percent = found && parseDecimal(found[1]!.replace(/[,，]/g, ''));
  if (!percent) return null;
  const points = found[2] !== '%';
  return { percent, points, decimals: decimalsOf(found[1]!), start: at, end: at + found[0].length };
}

/** Why a claim cannot be right whatever the tables say; null where it can. */
export type Contradiction = 'ways' | 'amountForRate' | 'rate';

/**
 * What is wrong with a claim in itself: two words of direction against each other, an amount where the rate belongs, or a
 * rate that does not follow from this year's amount and the change.
 *
 * Example: 公务接待费3.00万元，比上年增加0.11万元，增长38.1% → 'rate' (0.11 of 2.89 are 3.81 %)
 */
export function contradictionIn(claim: ChangeClaim): Contradiction | null {
  const { way, rateWay, rate, change, current, amountForRate } = claim;
  if (amountForRate !== null) return 'amountForRate';
  const isNothing = change?.yuan.isZero() === true && rate?.percent.isZero() === true;
  if (rateWay !== null && rateWay !== way && !isNothing) return 'ways';
  if (rate === null || rate.points || change === null || current === null) return null;
  const prior = way === 'up' ? current.yuan.minus(change.yuan) : current.yuan.plus(change.yuan);
  // A prior of nothing, or of less, says that the amount before the change is another figure's.
  if (!prior.greaterThan(0)) return null;
  return percentOf(change.yuan, prior, rate.decimals)?.equals(rate.percent) === false ? 'rate' : null;
}

/**
 * The words of direction in a phrase, in their order: those that stand for the change of a figure, not 新增 of a thing.
 *
 * Example: `比上年预算减少{{amount}}，增长{{rate}}` → 减少 (down), 增长 (up)
 */
export function waysIn(phrase: string): { readonly word: string; readonly way: 'up' | 'down' }[] {
  return [...phrase.matchAll(VERB)].map((match) => ({
    word: match[1]!,
    way: ONLY_RISE.test(match[1]!) ? 'up' : 'down',
  }));
}
