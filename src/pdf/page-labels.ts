/**
 * What readers show as the number of a page, equal to what is printed on it (ISO 32000-1, 12.4.2): `margins` is the text
 * of each page's margins. Pages without a number are counted by i, ii, iii. Null where no page bears one: then the first
 * page is 1, as everywhere.
 *
 * Example: `pageLabels(['', '', '— 1 —', '— 2 —'])` → `<</Nums [0 <</S /r /St 1>> 2 <</S /D /St 1>>]>>`
 */
export function pageLabels(margins: readonly string[]): string | null {
  const numbers = margins.map(numberIn);
  if (numbers.every((number) => number === null)) return null;
  const ranges: string[] = [];
  let unnumbered = 0;
  for (const [index, number] of numbers.entries()) {
    const before = index === 0 ? undefined : numbers[index - 1];
    if (number === null) {
      unnumbered++;
      if (before !== null) ranges.push(`${index} <</S /r /St ${unnumbered}>>`);
    } else if (before === null || before === undefined || before + 1 !== number) {
      ranges.push(`${index} <</S /D /St ${number}>>`);
    }
  }
  return `<</Nums [${ranges.join(' ')}]>>`;
}

/** The one number in a margin; null where there is none, or several of which nobody knows which is meant. */
function numberIn(margin: string): number | null {
  const found = margin.match(/\d+/g);
  const number = found?.length === 1 ? Number(found[0]) : 0;
  return number > 0 && Number.isSafeInteger(number) ? number : null;
}
