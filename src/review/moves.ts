import { withoutNumber } from '../document/numbering.ts';
import { pathOf, type SectionDiff, type SentenceDiff } from './report-diff.ts';
import { similarity } from './similarity.ts';
import { diffWords, EXACT, type Sameness } from './word-diff.ts';

// Short phrases (未安排。) recur; that one is gone here and new there says nothing.
const SHORTEST = 8;
const NEARLY_THE_SAME = 0.85;

/**
 * Joins sentences that are gone in one place and new in another: they have moved. They stand where they are now,
 * with the place where they were.
 */
export function markMoves(sections: readonly SectionDiff[], sameness: Sameness = EXACT): SectionDiff[] {
  const gone: { sentence: SentenceDiff; path: string[] }[] = [];
  for (const section of sections) {
    if (section.kind === 'removed') continue;
    for (const item of section.items) {
      if (item.type === 'sentence' && item.kind === 'removed' && item.before!.text.length >= SHORTEST) {
        gone.push({ sentence: item, path: pathOf(section) });
      }
    }
  }
  if (gone.length === 0) return [...sections];
  const moved = new Set<SentenceDiff>();
  const joined = sections.map((section): SectionDiff => {
    if (section.kind === 'added') return section;
    const items = section.items.map((item) => {
      if (item.type !== 'sentence' || item.kind !== 'added') return item;
      const found = bestMatch(
        item,
        gone.filter(({ sentence }) => !moved.has(sentence)),
      );
      if (!found) return item;
      moved.add(found.sentence);
      const before = found.sentence.before!;
      return {
        ...item,
        kind: 'moved' as const,
        before,
        parts: diffWords(before.text, item.after!.text, sameness),
        movedFrom: found.path,
      };
    });
    return { ...section, items };
  });
  return joined.map((section) => ({
    ...section,
    items: section.items.filter((item) => item.type === 'table' || !moved.has(item)),
  }));
}

function bestMatch<T extends { sentence: SentenceDiff }>(added: SentenceDiff, gone: readonly T[]): T | null {
  const text = added.after!.text;
  const exact = gone.find(({ sentence }) => withoutNumber(sentence.before!.text) === withoutNumber(text));
  if (exact) return exact;
  return gone.find(({ sentence }) => similarity(sentence.before!.text, text) >= NEARLY_THE_SAME) ?? null;
}
