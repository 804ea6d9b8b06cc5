import type { Finding } from './finding.ts';

/**
 * A message together with what it quotes: the values that stand between “ and ” become quotes of the subject. A tag,
 * so that the words are written once and nobody has to read them back.
 *
 * Example: quoting`项目“${name}”没有说明，缺${count}处。` with 办公设备购置 and 2 → the message, and
 * `{ quotes: ['办公设备购置'] }`
 */
export function quoting(
  words: TemplateStringsArray,
  ...values: readonly (string | number)[]
): Pick<Finding, 'message' | 'subject'> {
  const quotes = values
    .filter((_, index) => words[index]!.endsWith('“') && words[index + 1]!.startsWith('”'))
    .map(String);
  const message = String.raw({ raw: words }, ...values);
  return quotes.length > 0 ? { message, subject: { quotes } } : { message };
}
