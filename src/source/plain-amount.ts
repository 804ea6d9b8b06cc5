import { AMOUNT_PATTERN } from '../model/money.ts';

/**
 * The plain decimal that a badly written amount most likely means, for the remedy of a message; null when
 * there is none. Nothing is ever corrected silently.
 *
 * Example: `1,234.50` → 1234.50; `１２.５` → 12.5; `121.02万元` → 121.02; `.5` → 0.5; `1e3` → null
 */
export function toPlainAmount(source: string): string | null {
  const halfWidth = source.normalize('NFKC').replace(/。/g, '.');
  const bare = halfWidth.replace(/[\s_￥¥元万亿]/g, '').replace(/^\+/, '');
  const withoutGroups = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replaceAll(',', '') : bare;
  const complete = withoutGroups.replace(/^(-?)\.(?=\d)/, '$10.').replace(/(?<=\d)\.$/, '');
  const scaled = /[万亿]/.test(halfWidth) && !/万元$/.test(halfWidth.trim());
  return AMOUNT_PATTERN.test(complete) && !complete.startsWith('-') && !scaled ? complete : null;
}
