const PAIRS: Readonly<Record<string, string>> = {
  '（': '）',
  '(': ')',
  '［': '］',
  '[': ']',
  '〔': '〕',
  '【': '】',
  '《': '》',
  '〈': '〉',
  '「': '」',
  '『': '』',
  '“': '”',
  '‘': '’',
};
const CLOSERS = new Set(Object.values(PAIRS));
const ENDS = new Set(['。', '！', '？']);

/**
 * The sentences of a paragraph, which joined again give the paragraph without the spaces between them.
 * A sentence ends after 。！？ and the closing quotes and brackets that follow, never within a pair.
 *
 * `增加1.00万元。原因是“甲。乙。”丙（见表。）。` → `增加1.00万元。`, `原因是“甲。乙。”`, `丙（见表。）。`
 */
export function splitSentences(paragraph: string): string[] {
  const characters = [...paragraph];
  const depths = depthAfterEach(characters);
  const sentences: string[] = [];
  let start = 0;
  for (let index = 0; index < characters.length; index++) {
    if (!ENDS.has(characters[index]!)) continue;
    while (isTail(characters[index + 1])) index++;
    if (depths[index] !== 0) continue;
    sentences.push(characters.slice(start, index + 1).join(''));
    start = index + 1;
  }
  sentences.push(characters.slice(start).join(''));
  return sentences.map((sentence) => sentence.trim()).filter((sentence) => sentence !== '');
}

function isTail(character: string | undefined): boolean {
  return character !== undefined && (ENDS.has(character) || CLOSERS.has(character));
}

// Only complete pairs count: one forgotten bracket must not glue the rest of the paragraph together.
function depthAfterEach(characters: readonly string[]): number[] {
  const changes = characters.map(() => 0);
  const open: { closer: string; index: number }[] = [];
  for (const [index, character] of characters.entries()) {
    const closer = PAIRS[character];
    if (closer !== undefined) {
      open.push({ closer, index });
    } else if (CLOSERS.has(character)) {
      const match = open.findLastIndex((each) => each.closer === character);
      if (match < 0) continue;
      changes[open[match]!.index]! += 1;
      changes[index]! -= 1;
      open.length = match;
    }
  }
  let depth = 0;
  return changes.map((change) => {
    depth += change;
    return depth;
  });
}
