const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECK = '10X98765432';

/** 18 digits of GB 11643: a day that exists and the right check digit. */
export function isIdentityNumber(digits: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(digits)) return false;
  const month = Number(digits.slice(10, 12));
  const day = Number(digits.slice(12, 14));
  if (!/^(19|20)/.test(digits.slice(6, 8)) || month < 1 || month > 12 || day < 1 || day > 31) return false;
  const sum = ID_WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return ID_CHECK[sum % 11] === digits[17]!.toUpperCase();
}

/** 16 to 19 digits that pass the Luhn test, as bank cards do. */
export function isAccountNumber(digits: string): boolean {
  if (digits.length < 16 || !/^\d{16,19}$/.test(digits) || /^(\d)\1+$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
