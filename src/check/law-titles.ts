import leven from 'leven';

const COUNTRY = '中华人民共和国';

/** The known title that a title is one slip away from; null for a known title and for one that is far from all. */
export function almostLaw(title: string, laws: readonly string[]): string | null {
  if (laws.includes(title) || laws.includes(COUNTRY + title)) return null;
  const bare = title.replace(COUNTRY, '');
  for (const law of laws) {
    const own = law.replace(COUNTRY, '');
    if (isSwap(bare, own)) return law;
    // Short titles differ by one character and are both right (审计法, 统计法).
    if (own.length >= 6 && bare.length >= 5 && leven(bare, own) === 1) return law;
    if (title.startsWith('中华') && !title.startsWith(COUNTRY) && leven(title, law) === 1) return law;
  }
  return null;
}

function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length || a.length < 3) return false;
  const first = [...a].findIndex((character, index) => character !== b[index]);
  return (
    first >= 0 &&
    a[first] === b[first + 1] &&
    a[first + 1] === b[first] &&
    a.slice(first + 2) === b.slice(first + 2)
  );
}
