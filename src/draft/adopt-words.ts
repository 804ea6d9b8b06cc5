import type { LoadedUnit, Unit } from '../books/unit.ts';
import { maskPrivateData } from '../check/privacy.ts';
import { readDocument } from '../document/read-document.ts';
import { type Block, type Document, lineText } from '../document/tree.ts';
import { editYaml } from '../import/yaml-edit.ts';
import { type RawMap, type RawValue, valueAt } from '../kinds/raw-tree.ts';
import { kindOf } from '../kinds/registry.ts';
import type { DataPath } from '../model/locator.ts';
import { foldRadicals } from '../model/radicals.ts';
import type { CompiledPack } from '../render/compiled-pack.ts';
import { renderReport } from '../render/report.ts';
import { align } from '../review/align.ts';
import { similarity } from '../review/similarity.ts';
import { maskFigures } from '../review/tokens.ts';

/** Words of a person that a document changed. */
export interface AdoptedWords {
  /** Where they stand in the unit file. */
  readonly path: DataPath;
  readonly before: string;
  readonly after: string;
}

/** What a document changed and no unit file can take. */
export interface RefusedWords {
  /** Null for what the report does not have, or the document no more. */
  readonly before: string | null;
  readonly after: string | null;
  readonly why: string;
}

export interface Adoption {
  readonly adopted: readonly AdoptedWords[];
  readonly refused: readonly RefusedWords[];
  /** The unit file with the adopted words, its comments kept. */
  readonly text: string;
}

const WHY = {
  figure:
    '这里改了数字。数字由单位文件的明细算出，不能从文档里改：请改明细，用 npm run explain 看这个数从哪里来。',
  phrase: '这句话由样式写出，不在单位文件里：请改单位文件中的原因、用途等，或者由样式的作者改措辞。',
  added: '文档多了这一段，不知道属于单位文件的哪一项：请直接写进单位文件。',
  removed: '文档少了这一段：不想印的内容请在单位文件中删去。',
  twice: '同一处文字在文档的两个地方改得不一样，请改成一样。',
  elsewhere: '这处文字不写在这个单位文件里（在公共设置或者别的文件里），请改那个文件。',
  differs: '照此改单位文件，报告印出来仍和文档不一样：请直接改单位文件。',
} as const;

/**
 * Brings the words that somebody changed in a document back to the unit file that its report was made of: texts that
 * people wrote are taken over, everything that is computed or phrased by the pack is refused with the reason. The words
 * are known by printing the report once more with every text of a person marked.
 *
 * Example: `主要原因是人员减少` in the document, `主要原因是津贴调整` in the report → `reasons.basic`
 */
export function adoptWords(
  document: Document,
  { unit }: LoadedUnit,
  compiled: CompiledPack,
  source: { readonly text: string; readonly tree: RawMap },
): Adoption {
  const texts = kindOf(unit).texts(unit.data);
  const marked = linesOfUnit(
    texts.reduce((data, { path, text }, index) => withValue(data, path, withMark(text, index)), unit.data),
    unit,
    compiled,
  );
  const plain = linesOfUnit(unit.data, unit, compiled);
  // A template that looks at the words themselves prints other lines for marked ones; then nothing is known of any.
  const patterns = marked.length === plain.length ? marked : plain;
  const pairs = align(
    plain.map((text, index) => ({ text, index })),
    wordsOf(document).map((text) => ({ text, index: -1 })),
    { keyOf: ({ text }) => maskFigures(text), similarity: (a, b) => similarity(a.text, b.text), least: 0.3 },
  );
  const refused: RefusedWords[] = [];
  const changes = new Map<number, { after: string; line: number; wanted: string }>();
  for (const { before, after } of pairs) {
    if (before === null || after === null) {
      const why = before === null ? WHY.added : WHY.removed;
      refused.push({ before: before?.text ?? null, after: after?.text ?? null, why });
    } else if (!isAsPrinted(before.text, after.text)) {
      const found = valuesIn(patterns[before.index]!, before.text, after.text);
      const why = found === null ? whyNot(before.text, after.text) : null;
      const known = (found ?? []).filter(
        ({ index, value }) => !isAsPrinted(shown(texts[index]!.text), value),
      );
      const isTwice = known.some(({ index, value }) => (changes.get(index)?.after ?? value) !== value);
      const isElsewhere = known.some(
        ({ index }) => typeof valueAt(source.tree, own(unit, texts[index]!.path)) !== 'string',
      );
      const refusal = why ?? (isTwice ? WHY.twice : isElsewhere ? WHY.elsewhere : null);
      if (refusal !== null) refused.push({ before: before.text, after: after.text, why: refusal });
      else
        for (const { index, value } of known)
          changes.set(index, { after: value, line: before.index, wanted: after.text });
    }
  }
  const values = [...changes].map(([index, change]) => {
    const { path, text } = texts[index]!;
    return { ...change, path, before: text, after: change.after + text.slice(shown(text).length) };
  });
  // Proof instead of trust: what is written must print what the document says.
  const data = values.reduce((sum, { path, after }) => withValue(sum, path, after), unit.data);
  const printed = linesOfUnit(data, unit, compiled);
  const proven = values.filter(({ line, wanted }) => printed[line] === wanted);
  for (const value of values) {
    if (!proven.includes(value)) refused.push({ before: value.before, after: value.after, why: WHY.differs });
  }
  const tree = proven.reduce<RawMap>(
    (sum, { path, after }) => withValue(sum, own(unit, path), after),
    source.tree,
  );
  const adopted = proven.map(({ path, before, after }) => ({ path: own(unit, path), before, after }));
  return { adopted, refused, text: proven.length === 0 ? source.text : editYaml(source.text, tree) };
}

/** The words of the report, open or with personal data masked: a masked document changes nothing of a file. */
function isAsPrinted(own: string, read: string): boolean {
  return read === own || read === maskPrivateData(own);
}

function own(unit: Unit, path: DataPath): DataPath {
  return kindOf(unit).ownPath(path) ?? [];
}

// What no text can contain: private characters around a text, between them its number.
const OPEN = '\ue200';
const CLOSE = '\ue201';
const FIRST = 0xe300;

/** A text with its number; the stop at its end stays outside, for templates put their own. */
function withMark(text: string, index: number): string {
  const words = shown(text);
  return `${OPEN}${String.fromCharCode(FIRST + index)}${words}${CLOSE}${text.slice(words.length)}`;
}

function shown(text: string): string {
  return text.replace(/[。；，、\s]+$/, '');
}

/** The data with another text at a path; everything else is the same object. */
function withValue<T>(data: T, [step, ...rest]: DataPath, value: string): T {
  if (step === undefined) return value as T;
  if (Array.isArray(data))
    return data.map((each, index) => (index === step ? withValue(each, rest, value) : each)) as T;
  const map = data as Readonly<Record<string, RawValue>>;
  return { ...map, [step]: withValue(map[step]!, rest, value) } as T;
}

function linesOfUnit(data: Unit['data'], unit: Unit, compiled: CompiledPack): string[] {
  const { value } = renderReport({ ...unit, data }, compiled);
  return value === null ? [] : wordsOf(readDocument(value.html));
}

/** Headings, paragraphs, captions and cells, one to a line, as they are compared. */
function wordsOf({ blocks }: Document): string[] {
  return blocks
    .flatMap(wordsIn)
    .map((text) => foldRadicals(text).replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '');
}

function wordsIn(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
      return [lineText(block.runs)];
    case 'paragraph':
      return block.lines.map(lineText);
    case 'list':
      return block.items.flatMap((item) => item.flatMap(wordsIn));
    case 'table':
      return [block.caption ?? '', ...block.rows.flatMap(({ cells }) => cells.map(({ text }) => text))];
    case 'chart':
      return [block.title];
    default:
      return block.blocks.flatMap(wordsIn);
  }
}

/** What stands where the texts of people were, by their numbers; null where anything else was changed too. */
function valuesIn(pattern: string, before: string, after: string): { index: number; value: string }[] | null {
  const bare = pattern.replace(/\ue200[\ue300-\uf8ff]|\ue201/g, '');
  if (bare !== before || bare === pattern) return null;
  const numbers: number[] = [];
  const source = pattern
    .replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
    .replace(/\ue200([\ue300-\uf8ff])[^\ue201]*\ue201/g, (_, mark: string) => {
      numbers.push(mark.charCodeAt(0) - FIRST);
      return '(.+?)';
    });
  const match = new RegExp(`^${source}$`, 's').exec(after);
  return match === null ? null : numbers.map((index, at) => ({ index, value: match[at + 1]! }));
}

function whyNot(before: string, after: string): string {
  const figures = (text: string) => (text.match(/\d[\d.,]*/g) ?? []).join();
  return figures(before) === figures(after) ? WHY.phrase : WHY.figure;
}
