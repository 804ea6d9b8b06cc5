import { eastAsianWidth } from 'get-east-asian-width';

/** Height in points of a row, from the longest wrapped cell; Excel does not measure rows it did not write. */
export function heightFor(texts: readonly (readonly [text: string, width: number])[]): number {
  const lines = texts.map(([text, width]) =>
    text
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(displayWidth(line) / Math.max(1, width - 2))), 0),
  );
  return Math.min(400, Math.max(1, ...lines) * 15 + 4);
}

/** Width in characters of the default face. */
export function displayWidth(text: string): number {
  return [...text].reduce(
    (sum, character) => sum + eastAsianWidth(character.codePointAt(0)!, { ambiguousAsWide: true }),
    0,
  );
}
