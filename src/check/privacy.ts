import { isAccountNumber, isIdentityNumber } from './certain-numbers.ts';

/** A kind of personal data that can be told from its form alone. */
export interface PrivateData {
  readonly kind: '手机号码' | '身份证号' | '银行账号' | '电子邮箱';
  readonly found: string;
  readonly index: number;
  /** Its form leaves no doubt; otherwise it may be a number of something else, written like one. */
  readonly isCertain: boolean;
}

/*
 * People write one number in many ways: full width, in groups, with a dash, a dot or a bracket between, behind a name,
 * a country code or another number. So the digits of a text are read as runs: groups with little between them. What a
 * group begins, a number may begin; only where the digits prove it (check digit and birthday) it may lie inside a group.
 */

/** What may stand between two groups of one number. Tabs and line ends part numbers. */
const BETWEEN = String.raw`[-\s_./()\[\]·]`;
const RUN = new RegExp(String.raw`\d(?:(?:(?![\t\r\n])${BETWEEN}){0,3}\d)*[Xx]?`, 'g');
// Bounded, so that a long run of letters costs no more than its length.
const MAIL = /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+/g;

/** Without one of these a text holds none of the above; nearly all texts are done with here. */
const SUSPECT = /[@＠]|(?:[\d０-９][^\d０-９\t\r\n]{0,3}){10}[\d０-９]/;

const MOBILE = /^(?:(?:00)?86|0)?(1[3-9]\d{9})$/;
const OWN_MOBILE = /^1[3-9]\d{9}$/;
/** Another mobile number, a landline with or without its area code, a year, a day. */
const OTHER_NUMBER =
  /^(?:1[3-9]\d{9}|(?:0\d{2,3})?[2-8]\d{6,7}|20\d\d|20\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]))$/;
const LANDLINE = /^0\d{2,3}$/;
/** Sizes of groups in which mobile numbers are commonly written. */
const COMMON_GROUPS = new Set(['11', '3 4 4', '3 8', '7 4', '4 3 4', '3 3 5', '3 5 3', '5 6', '6 5']);
const MOST_GROUPS = 6;
/** An amount or a measure: 139亿元 has eleven digits too. */
const MEASURED = /^(?:\.\d+)?\s*(?:元(?!旦)|万|亿|%|‰|㎡|平方|公里|吨)/;
const ZERO_WIDTH = /[\u200b-\u200f\u2060\ufeff]/;

/** Half width, and one character for all dashes, dots and blanks; every character keeps its place. */
function plain(text: string): string {
  return text.replace(/[^\x00-\x7f]/g, (character) => {
    if (/[\uff01-\uff5e]/.test(character)) return String.fromCharCode(character.charCodeAt(0) - 0xfee0);
    if (/[\u2010-\u2015\u2212\u2500]/.test(character)) return '-';
    if (/[•‧・･]/.test(character)) return '·';
    if (/[【〔（]/.test(character)) return '(';
    if (/[】〕）]/.test(character)) return ')';
    return ZERO_WIDTH.test(character) || /\s/.test(character) ? ' ' : character;
  });
}

/**
 * Personal data in a text, however it is written: mobile numbers, identity numbers with a right check digit and
 * birthday, bank accounts that pass the Luhn test, e-mail addresses. Landlines and amounts are none.
 *
 * Example: `联系人李甲乙-139 0000 0000` → one 手机号码 at 7
 */
export function privateDataIn(text: string): PrivateData[] {
  if (!SUSPECT.test(text)) return [];
  const written = plain(text);
  const found: PrivateData[] = [];
  if (written.includes('@')) {
    for (const match of written.matchAll(MAIL)) {
      const words = text.slice(match.index, match.index + match[0].length);
      found.push({ kind: '电子邮箱', found: words, index: match.index, isCertain: true });
    }
  }
  for (const match of written.matchAll(RUN)) {
    if (match[0].length < 11) continue;
    for (const { from, to, kind, isCertain } of new Run(match[0], match.index, written).numbers()) {
      if (found.some(({ index, found: other }) => from < index + other.length && index < to)) continue;
      found.push({ kind, found: text.slice(from, to), index: from, isCertain });
    }
  }
  return found.sort((a, b) => a.index - b.index);
}

interface Digit {
  readonly value: string;
  /** Where it stands in the whole text. */
  readonly at: number;
  readonly startsGroup: boolean;
}

interface FoundNumber {
  readonly kind: Exclude<PrivateData['kind'], '电子邮箱'>;
  /** In the whole text, up to and without `to`. */
  readonly from: number;
  readonly to: number;
  readonly isCertain: boolean;
}

/** Digits with little between them. */
class Run {
  readonly #digits: readonly Digit[];
  /** The digits as one text. */
  readonly #values: string;
  /** Where the groups begin, and the end of the last. */
  readonly #groups: readonly number[];
  readonly #written: string;
  readonly #taken = new Set<number>();
  readonly #found: FoundNumber[] = [];

  constructor(run: string, index: number, written: string) {
    this.#written = written;
    this.#digits = [...run].flatMap((value, at): Digit[] =>
      /[\dXx]/.test(value)
        ? [{ value, at: index + at, startsGroup: at === 0 || !/\d/.test(run[at - 1]!) }]
        : [],
    );
    this.#values = this.#digits.map(({ value }) => value).join('');
    const starts = this.#digits.flatMap(({ startsGroup }, at) => (startsGroup ? [at] : []));
    this.#groups = [...starts, this.#digits.length];
  }

  numbers(): readonly FoundNumber[] {
    this.#identities();
    this.#accounts();
    this.#mobiles();
    this.#gluedMobiles();
    return this.#found;
  }

  #text(from: number, to: number): string {
    return this.#values.slice(from, to);
  }

  #take(kind: FoundNumber['kind'], from: number, to: number, isCertain: boolean): void {
    for (let at = from; at < to; at++) if (this.#taken.has(at)) return;
    for (let at = from; at < to; at++) this.#taken.add(at);
    this.#found.push({ kind, from: this.#digits[from]!.at, to: this.#digits[to - 1]!.at + 1, isCertain });
  }

  /** Anywhere: check digit and birthday prove it. */
  #identities(): void {
    for (let from = 0; from + 18 <= this.#digits.length; from++) {
      if (isIdentityNumber(this.#text(from, from + 18))) this.#take('身份证号', from, from + 18, true);
    }
  }

  /** Whole groups, as they are printed on cards: by four, or all in one. */
  #accounts(): void {
    this.#eachGroups((from, to, first, next) => {
      if (!isAccountNumber(this.#text(from, to)) || this.#isMeasured(from, to)) return;
      const sizes = this.#sizes(first, next);
      const isCard = sizes.length === 1 || sizes.slice(0, -1).every((size) => size === 4);
      if (isCard) this.#take('银行账号', from, to, true);
    });
  }

  #mobiles(): void {
    this.#eachGroups((from, to, first, next) => {
      const match = MOBILE.exec(this.#text(from, to));
      if (!match || this.#isMeasured(from, to)) return;
      const start = to - match[1]!.length;
      // What belongs to the country code is no group of the number itself.
      const own = this.#sizes(first, next, start);
      const isCertain = COMMON_GROUPS.has(own.join(' ')) || own.every((size) => size === 1);
      if (next - first <= MOST_GROUPS || own.every((size) => size === 1))
        this.#take('手机号码', start, to, isCertain);
    });
  }

  /** In one group with another number that can be told: a telephone, a year. A number of a contract is none. */
  #gluedMobiles(): void {
    for (let group = 0; group + 1 < this.#groups.length; group++) {
      const [from, to] = [this.#groups[group]!, this.#groups[group + 1]!];
      if (to - from <= 11 || this.#isMeasured(from, to)) continue;
      for (const start of [to - 11, from]) {
        const other = this.#text(from, start) + this.#text(start + 11, to);
        if (OWN_MOBILE.test(this.#text(start, start + 11)) && OTHER_NUMBER.test(other))
          this.#take('手机号码', start, start + 11, false);
      }
    }
  }

  /** Neighbouring groups with as many digits as a number may have. */
  #eachGroups(look: (from: number, to: number, first: number, next: number) => void): void {
    const count = this.#groups.length - 1;
    for (let first = 0; first < count; first++) {
      if (this.#isLandline(first)) continue;
      const last = Math.min(count, first + 20);
      for (let next = first + 1; next <= last; next++) {
        const [from, to] = [this.#groups[first]!, this.#groups[next]!];
        if (to - from > 19) break;
        if (to - from >= 11) look(from, to, first, next);
      }
    }
  }

  /** Sizes of the groups from `first` up to and without `next`, as far as they lie behind `from`. */
  #sizes(first: number, next: number, from = this.#groups[first]!): number[] {
    return Array.from({ length: next - first }, (_, index) => {
      const [start, end] = [this.#groups[first + index]!, this.#groups[first + index + 1]!];
      return end - Math.max(start, from);
    }).filter((size) => size > 0);
  }

  /** Whether a group is what follows an area code: `0996-18934567`. */
  #isLandline(group: number): boolean {
    if (group === 0) return false;
    const before = this.#text(this.#groups[group - 1]!, this.#groups[group]!);
    const size = this.#groups[group + 1]! - this.#groups[group]!;
    return LANDLINE.test(before) && size >= 7 && size <= 8;
  }

  /** Whether it is a decimal number or an amount. */
  #isMeasured(from: number, to: number): boolean {
    const [first, end] = [this.#digits[from]!.at, this.#digits[to - 1]!.at + 1];
    const after = this.#written.slice(end, end + 12);
    const number = this.#written.slice(first, end);
    // No amount begins so: it is a country code or a trunk prefix.
    if (/^0\d/.test(number)) return false;
    if (/^\d+$|^\d+\.\d+$/.test(number) && MEASURED.test(after)) return true;
    if (/[¥￥]\s?$/.test(this.#written.slice(Math.max(0, first - 2), first))) return true;
    if (/^\d+$/.test(number)) return /^\.\d{1,2}(?!\d)/.test(after);
    return /^\d{5,6}\.\d+$|^\d{8,}\.\d+$/.test(number);
  }
}

/** The same text with personal data masked: the middle of numbers, the name of an address. `13900000000` → 139****0000 */
export function maskPrivateData(text: string): string {
  let masked = text;
  // A number may become visible where the one beside it is gone.
  for (let next = maskedCharacters(text); next !== null; next = maskedCharacters(masked))
    masked = next.join('');
  return masked;
}

/** What stands for each character of a text with personal data masked; null where there is nothing to mask. */
export function maskedCharacters(text: string): string[] | null {
  const found = privateDataIn(text);
  if (found.length === 0) return null;
  const masked = text.split('');
  for (const { kind, found: words, index } of found) {
    const put = kind === '电子邮箱' ? maskMail(words) : maskDigits(words, kind);
    masked.splice(index, put.length, ...put);
  }
  return masked;
}

function maskMail(mail: string): string[] {
  const name = mail.search(/[@＠]/);
  return mail.split('').map((character, at) => (at >= name ? character : at === 0 ? '***' : ''));
}

const DIGIT = /[\dXx０-９Ｘｘ]/;

function maskDigits(number: string, kind: PrivateData['kind']): string[] {
  const [head, tail] = kind === '身份证号' ? [6, 2] : kind === '手机号码' ? [3, 4] : [4, 4];
  const characters = number.split('');
  const digits = characters.filter((character) => DIGIT.test(character)).length;
  let seen = 0;
  return characters.map((character) => {
    if (!DIGIT.test(character)) return character;
    seen += 1;
    return seen <= head || seen > digits - tail ? character : '*';
  });
}
