/** A kind of personal data that can be told from its form alone. */
export interface PrivateData {
  readonly kind: '手机号码' | '身份证号' | '银行账号' | '电子邮箱';
  readonly found: string;
  readonly index: number;
}

const MOBILE = /(?<![\d-])(?:\+?86[-\s]?)?1[3-9]\d(?:[-\s]?\d{4}){2}(?!\d)/g;
const IDENTITY = /(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])/g;
const ACCOUNT = /(?<![\d.])\d{4}(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,4})?(?!\d)/g;
// Bounded, so that a long run of letters costs no more than its length.
const MAIL = /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+/g;

/** Without one of these a text holds none of the above; nearly all texts are done with here. */
const SUSPECT = /[\d０-９]{3}|[@＠]/;

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECK = '10X98765432';

/**
 * Personal data in a text, full-width digits included: mobile numbers, identity numbers with a right check
 * digit and birthday, bank accounts that pass the Luhn test, e-mail addresses.
 *
 * Example: `联系人电话13900000000` → one 手机号码 at 5
 */
export function privateDataIn(text: string): PrivateData[] {
  if (!SUSPECT.test(text)) return [];
  // Full width to half width keeps every character in its place.
  const plain = text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  const found: PrivateData[] = [];
  const take = (kind: PrivateData['kind'], pattern: RegExp, isReal: (match: string) => boolean): void => {
    for (const match of plain.matchAll(pattern)) {
      const taken = found.some(
        (other) =>
          match.index < other.index + other.found.length && other.index < match.index + match[0].length,
      );
      if (taken || !isReal(match[0])) continue;
      found.push({ kind, found: text.slice(match.index, match.index + match[0].length), index: match.index });
    }
  };
  take('身份证号', IDENTITY, isIdentityNumber);
  take('手机号码', MOBILE, () => true);
  take('银行账号', ACCOUNT, isAccount);
  take('电子邮箱', MAIL, () => true);
  return found.sort((a, b) => a.index - b.index);
}

/** 18 digits of GB 11643: a day that exists and the right check digit. */
export function isIdentityNumber(digits: string): boolean {
  const month = Number(digits.slice(10, 12));
  const day = Number(digits.slice(12, 14));
  if (!/^(19|20)/.test(digits.slice(6, 8)) || month < 1 || month > 12 || day < 1 || day > 31) return false;
  const sum = ID_WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return ID_CHECK[sum % 11] === digits[17]!.toUpperCase();
}

/** 16 to 19 digits that pass the Luhn test, as bank cards do. */
export function isAccount(written: string): boolean {
  const digits = written.replace(/\D/g, '');
  if (digits.length < 16 || digits.length > 19 || /^(\d)\1+$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** The same text with personal data masked: the middle of numbers, the name of an address. `13900000000` → 139****0000 */
export function maskPrivateData(text: string): string {
  let masked = '';
  let from = 0;
  for (const { kind, found, index } of privateDataIn(text)) {
    masked += text.slice(from, index) + (kind === '电子邮箱' ? maskMail(found) : maskDigits(found, kind));
    from = index + found.length;
  }
  return masked + text.slice(from);
}

function maskMail(mail: string): string {
  return `***${mail.slice(mail.indexOf('@'))}`;
}

function maskDigits(number: string, kind: PrivateData['kind']): string {
  const [head, tail] = kind === '身份证号' ? [6, 2] : kind === '手机号码' ? [3, 4] : [4, 4];
  const digits = [...number].filter((character) => /[\dXx０-９Ｘｘ]/.test(character)).length;
  let seen = 0;
  return [...number]
    .map((character) => {
      if (!/[\dXx０-９Ｘｘ]/.test(character)) return character;
      seen += 1;
      return seen <= head || seen > digits - tail ? character : '*';
    })
    .join('');
}
