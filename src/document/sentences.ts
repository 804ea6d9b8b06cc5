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
const MARKS = marksOf(PAIRS);
const ENDS = new Set(['。', '！', '？']);

/**
 * The sentences of a paragraph, which joined again give the paragraph without the spaces between them.
 * A sentence ends after 。！？ and the closing quotes and brackets that follow, never within a pair.
 *
 * `增加1.00万元。原因是“甲。乙。”丙（见表。）。` → `增加1.00万元。`, `原因是“甲。乙。”`, `丙（见表。）。`
 */
export function splitSentences(paragraph: string): string[] {
  const pairs = completePairs(paragraph);
  const sentences: string[] = [];
  const add = (sentence: string): void => {
    if (sentence !== '') sentences.push(sentence);
  };
  let start = 0;
  for (let index = 0; index < paragraph.length; index++) {
    if (!ENDS.has(paragraph[index]!)) continue;
    while (isTail(paragraph[index + 1])) index++;
    if (pairs.some(({ open, close }) => open <= index && index < close)) continue;
    add(paragraph.slice(start, index + 1).trim());
    start = index + 1;
  }
  add(paragraph.slice(start).trim());
  return sentences;
}

/** Finds any mark of a table of pairs. `marksOf({ '（': '）' })` finds both brackets */
export function marksOf(pairs: Readonly<Record<string, string>>): RegExp {
  return new RegExp(`[\\${Object.entries(pairs).flat().join('\\')}]`, 'g');
}

function isTail(character: string | undefined): boolean {
  return character !== undefined && (ENDS.has(character) || CLOSERS.has(character));
}

interface Pair {
  readonly open: number;
  readonly close: number;
}

// Only complete pairs count: one forgotten bracket must not glue the rest of the paragraph together.
function completePairs(paragraph: string): Pair[] {
  const pairs: Pair[] = [];
  const open: { closer: string; index: number }[] = [];
  for (const { 0: character, index } of paragraph.matchAll(MARKS)) {
    const closer = PAIRS[character];
    if (closer !== undefined) {
      open.push({ closer, index });
    } else {
      const match = open.findLastIndex((each) => each.closer === character);
      if (match < 0) continue;
      pairs.push({ open: open[match]!.index, close: index });
      open.length = match;
    }
  }
  return pairs;
}
