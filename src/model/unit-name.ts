const INVISIBLE = /[\p{Cf}\p{Cc}\u115F\u1160\u3164]/gu;

/** The invisible characters of a text by their numbers, each once: `中心\u200B` → `['U+200B']` */
export function invisibleIn(text: string): string[] {
  const found = text.match(INVISIBLE) ?? [];
  return [...new Set(found)].map(
    (char) => `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`,
  );
}

/**
 * The name of a unit without invisible characters, blanks around it and the code that budget systems put before
 * it: `[101001]某县政务服务中心`, `101001-某县政务服务中心` → 某县政务服务中心
 */
export function plainUnitName(text: string): string {
  const visible = text.replace(INVISIBLE, '').trim();
  const name = visible.replace(
    /^(?:[[［【(（]\s*\d{3,}\s*[\]］】)）]\s*[-－—_]?|\d{3,}\s*[-－—_]|\d{3,}\s+)\s*/u,
    '',
  );
  return name === '' ? visible : name;
}

/** What makes two written names the same unit: without code, blanks, invisible characters and width of characters. */
export function unitKey(text: string): string {
  return plainUnitName(text).normalize('NFKC').replace(/\s/g, '');
}
