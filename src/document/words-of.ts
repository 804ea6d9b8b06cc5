let segmenter: Intl.Segmenter | null = null;

/** The words of a text, marks of punctuation among them. `公众参与` → 公众, 参与: 与 is no word of it. */
export function wordsOf(text: string): string[] {
  // Loading its dictionary takes longer than all rules of a unit.
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}
