/** The placeholders of a phrase, `{{amount}}` → amount, in the order in which they stand. */
export function placeholdersOf(phrase: string): string[] {
  return [...phrase.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].map((match) => match[1]!);
}

/**
 * A phrase of the pack with its placeholders filled in. Unknown placeholders cannot occur: the pack was
 * checked when loaded. A value is made only where the phrase has it.
 *
 * Example: `比上年预算减少{{amount}}，下降{{rate}}` → 比上年预算减少21.98万元，下降4.15%
 */
export function fillPhrase(phrase: string, values: Readonly<Record<string, () => string>>): string {
  return phrase.replace(/\{\{\s*([^{}]*?)\s*\}\}/g, (_, name: string) => values[name]?.() ?? '');
}
