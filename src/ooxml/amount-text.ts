import { AMOUNT_PATTERN } from '../model/money.ts';

/** What people write where there is no amount. */
const NOTHING = /^[-—–－―]+$/;

export type AmountReading =
  | { readonly kind: 'amount'; readonly text: string }
  /** An empty cell or a dash. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unreadable'; readonly hint: string };

/**
 * An amount typed as text: full-width digits, a currency sign and well-formed thousands separators are understood;
 * what could mean two things is not.
 *
 * Example: `1,234.50` → 1234.50; `￥１２．５` → 12.5; `—` → nothing; `12,34` → unreadable; `3万` → unreadable
 */
export function readAmountText(source: string): AmountReading {
  const half = source.normalize('NFKC').replaceAll('。', '.').trim();
  const bare = half.replace(/^[￥¥]\s*/, '').replace(/\s/g, '');
  if (bare === '' || NOTHING.test(bare)) return { kind: 'nothing' };
  if (/[元万亿千百]/.test(bare)) return unreadable('单位写在列名或“金额单位”里，单元格中只写数字。');
  if (/^\(.*\)$/.test(bare)) return unreadable('括号表示负数；预算金额不为负，请填调整后的金额。');
  if (bare.includes(',') && !/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare)) {
    return unreadable('千分位逗号的位置不对，请核对后只写数字。');
  }
  const plain = bare
    .replaceAll(',', '')
    .replace(/^\+/, '')
    .replace(/^(-?)\./, '$10.')
    .replace(/\.$/, '');
  return AMOUNT_PATTERN.test(plain)
    ? { kind: 'amount', text: plain }
    : unreadable('请填数字，例如 715.20；没有就留空。');
}

function unreadable(hint: string): AmountReading {
  return { kind: 'unreadable', hint };
}
