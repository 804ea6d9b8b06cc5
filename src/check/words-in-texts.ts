import type { HumanText } from '../kinds/human-texts.ts';
import type { CheckContext, RawFinding } from './context.ts';

/** One finding for each text in which one of the words stands. */
export function wordsIn(
  context: CheckContext,
  words: readonly string[],
  tell: (word: string, text: HumanText) => Pick<RawFinding, 'message' | 'hint' | 'subject'>,
): RawFinding[] {
  return context.humanTexts.flatMap((text) =>
    words
      .filter((word) => text.text.includes(word))
      .map((word) => ({ ...tell(word, text), path: text.path, snippet: word })),
  );
}
