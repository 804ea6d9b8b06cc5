import leven from 'leven';
import { quoting } from '../../model/quoting.ts';
import type { CheckContext, RawFinding } from '../context.ts';
import { checkedRule, type Rule } from '../rule.ts';
import { wordsIn } from '../words-in-texts.ts';

const COUNTRY = '中华人民共和国';

/** F05 错别字与专名: known slips, and titles of laws that are almost a known one. */
export const spelling: Rule = checkedRule(
  {
    code: 'F05',
    title: '错别字与法规名称',
    meaning: '常见错别字，以及书名号中与已知法规只差一字的名称。',
    example: '《中华人民共和国民典法》，应为《中华人民共和国民法典》。',
    remedy: '核对后改正。',
    source: 'SEED PT26',
    severity: 'warning',
    needs: ['texts'],
  },
  (context) => {
    const { laws } = context.words.laws;
    const titles = context.humanTexts.flatMap((text) =>
      [...text.text.matchAll(/《([^《》]+)》/g)].flatMap((match) => {
        const title = match[1]!;
        const meant = almost(title, laws);
        if (meant === null) return [];
        return [
          {
            message: `《${title}》疑为《${meant}》之误。`,
            hint: '核对法规名称；确有其名的，不必改动。',
            path: text.path,
            snippet: title,
          },
        ];
      }),
    );
    const told = new Set(titles.map(({ path }) => path.join('/')));
    return [...titles, ...typos(context).filter(({ path }) => !told.has(path!.join('/')))];
  },
);

/** The known title that a title is one slip away from; null for a known title and for one that is far from all. */
function almost(title: string, laws: readonly string[]): string | null {
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

/** F05 错别字: known slips. */
function typos(context: CheckContext): RawFinding[] {
  const known = context.words.wording.typos;
  // 民法典法 contains no slip, 民典法 does: only the slip itself is looked for.
  return wordsIn(context, Object.keys(known), (word) => ({
    ...quoting`“${word}”疑为“${known[word]!}”之误。`,
    hint: `核对后改为“${known[word]}”。`,
  }));
}
