import { quoting } from '../../model/quoting.ts';
import type { CheckContext, RawFinding } from '../context.ts';
import { almostLaw } from '../law-titles.ts';
import { checkedRule, type Rule } from '../rule.ts';
import { isInLists, isKnownName, soundAlikesOf } from '../sound-alikes.ts';
import { wordsIn } from '../words-in-texts.ts';

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
        const meant = almostLaw(title, laws);
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

/** F05 错别字: slips that are words themselves, and pairs that are none and sound like a word. */
function typos(context: CheckContext): RawFinding[] {
  const known = context.words.wording.typos;
  const listed = wordsIn(context, Object.keys(known), (word) => ({
    ...quoting`“${word}”疑为“${known[word]!}”之误。`,
    hint: `核对后改为“${known[word]}”。`,
  }));
  const alike = soundAlikesOf(context.words);
  const { classification, data } = context.unit;
  const own = [data.unit.name, ...data.projects.map(({ name }) => name)];
  const isKnown = (written: string): boolean =>
    isInLists(written, classification) || isKnownName(written, own, context.humanTexts);
  const heard = context.humanTexts.flatMap((text) =>
    alike.in(text.text, isKnown).map(({ written, meant }) => ({
      ...quoting`“${written}”疑为“${meant}”之误。`,
      hint: `核对后改为“${meant}”；确是这样写的，不必改动。`,
      path: text.path,
      snippet: written,
    })),
  );
  return [...listed, ...heard, ...shortened(context)];
}

/** So many characters that several indicators of one goal begin with name one thing. */
const THING_LENGTH = 5;

/** A thing that several indicators of a goal name, written with characters missing in another: 空证采购 for 空白证书采购. */
function shortened({ humanTexts }: CheckContext): RawFinding[] {
  const goals = new Map<string | null, (typeof humanTexts)[number][]>();
  for (const text of humanTexts) {
    if (text.field !== 'indicator') continue;
    goals.set(text.project, [...(goals.get(text.project) ?? []), text]);
  }
  return [...goals.values()].flatMap((indicators) => {
    const things = sharedBeginnings(indicators.map(({ text }) => text));
    return indicators.flatMap(({ text, path }): RawFinding[] => {
      for (const thing of things) {
        const written = shortFormOf(thing, text);
        if (written === null) continue;
        const told = quoting`“${written}”疑为“${thing}”之误。`;
        return [{ ...told, hint: `核对后改为“${thing}”。`, path, snippet: written }];
      }
      return [];
    });
  });
}

/** What two names or more begin with, the longest first. */
function sharedBeginnings(names: readonly string[]): string[] {
  const shared = new Set<string>();
  for (const [index, name] of names.entries()) {
    for (const other of names.slice(index + 1)) {
      let length = 0;
      while (length < name.length && name[length] === other[length]) length += 1;
      if (length >= THING_LENGTH) shared.add(name.slice(0, length));
    }
  }
  return [...shared].sort((a, b) => b.length - a.length);
}

/** How a name begins with the thing, some of its inner characters left out; null where it does not. */
function shortFormOf(thing: string, name: string): string | null {
  if (name.startsWith(thing) || name[0] !== thing[0]) return null;
  const end = thing.slice(-2);
  const at = name.indexOf(end);
  const written = name.slice(0, at + end.length);
  if (at < 2 || written.length >= thing.length) return null;
  let place = 0;
  for (const character of written) {
    place = thing.indexOf(character, place) + 1;
    if (place === 0) return null;
  }
  return written;
}
