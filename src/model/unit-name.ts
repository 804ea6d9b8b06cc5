import { withoutInvisible } from './invisible.ts';

/**
 * The name of a unit without invisible characters, blanks around it and the code that budget systems put before
 * it: `[101001]某县政务服务中心`, `101001-某县政务服务中心` → 某县政务服务中心
 */
export function plainUnitName(text: string): string {
  const visible = withoutInvisible(text).trim();
  const name = visible.replace(
    /^(?:[[［【(（]\s*\d{3,}\s*[\]］】)）]\s*[-－—_]?|\d{3,}\s*[-－—_]|\d{3,}\s+)\s*/u,
    '',
  );
  return name === '' ? visible : name;
}

/** What makes two written names the same name: without blanks, invisible characters and width of characters. */
export function nameKey(text: string): string {
  return withoutInvisible(text).normalize('NFKC').replace(/\s/g, '');
}

/** What makes two written names the same unit: without code, blanks, invisible characters and width of characters. */
export function unitKey(text: string): string {
  return nameKey(plainUnitName(text));
}
