import {
  boolCoreTag,
  constructFromEvents,
  EVENT_ID,
  type Event,
  FAILSAFE_SCHEMA,
  nullCoreTag,
  parseEvents,
  Schema,
  YAMLException,
} from 'js-yaml';
import { addAll } from '../model/add-all.ts';
import type { Finding, Outcome, Position, SourceText } from '../model/finding.ts';
import { indexLines, type LineIndex } from './text-position.ts';
import { untabbed } from './yaml-lines.ts';
import { explainSyntaxError } from './yaml-syntax.ts';
import { readYamlTree, type YamlNode } from './yaml-tree.ts';

/** Way from the root of a document to a value: names of mappings and numbers of items. */
export type YamlPath = readonly (string | number)[];

/** The data of one YAML file and the place of every piece of it. */
export interface YamlDocument {
  /** Plain objects, arrays, strings, booleans and null. Every number is the text that stands in the file. */
  readonly value: unknown;
  readonly source: SourceText;
  /**
   * Place of a value, quotes included; of a block text, its first line. A value left empty stands at its key,
   * a path that does not exist at its nearest existing ancestor.
   */
  positionOf(path: YamlPath): Position;
  /** Place of the key of a value in its mapping; of an item of a sequence, which has no key, the item. */
  keyPositionOf(path: YamlPath): Position;
}

/** Deeper than any unit file or template pack; keeps a file of brackets from exhausting the stack. */
const MAX_DEPTH = 50;
/** Large tables belong in CSV files; a unit file has some thousand characters. */
const MAX_CHARACTERS = 5_000_000;

// No number tags: an amount must reach Decimal as written (715.20, 0399, 20 digits), never through a float.
// No merge key and no timestamps either: a date stays the text that will be printed.
const SCHEMA = new Schema([...FAILSAFE_SCHEMA.tags, nullCoreTag, boolCoreTag]);

/**
 * Reads one YAML document. The value is null when there is any finding but repeated names.
 *
 * Errors: `L03` too large, `L04` syntax, `L05` repeated name, `L06` nothing in it, `L07` refused notation.
 *
 * Example: `parseYaml({ file: 'a.yaml', text: '年度: 2026\n金额: 715.20' }).value?.value` →
 * `{ 年度: '2026', 金额: '715.20' }`
 */
export function parseYaml(source: SourceText): Outcome<YamlDocument> {
  const clean = { file: source.file, text: source.text.replace(/^\uFEFF/, '') };
  const lines = indexLines(clean);
  if (clean.text.length > MAX_CHARACTERS) return failed([tooLarge(lines)]);

  const events = readEvents(clean, lines);
  if ('findings' in events) return failed(events.findings);

  const documents = events.filter((event) => event.type === EVENT_ID.DOCUMENT);
  const tree = readYamlTree(events, clean.text, lines);
  const findings = [...tree.findings];
  if (documents.length > 1) findings.push(severalDocuments(documents[0]!, clean.text, lines));
  else if (tree.rootIsScalar) findings.push(noStructure(clean.text, lines));
  else if (tree.root === null || tree.root.children === null) findings.push(empty(lines));
  // After a repeated name the rest of the file can still be checked in the same run; the last one is taken.
  const onlyRepeats = findings.every((finding) => finding.code === 'L05');
  if (!onlyRepeats || tree.root === null) return failed(findings);

  const [value] = constructFromEvents(events, { source: clean.text, schema: SCHEMA, json: true });
  return { value: documentOf(value, clean, tree.root, lines), findings };
}

/** So many mistakes are told at once at most. */
const MAX_ROUNDS = 30;

/** The events of a text, or all that keeps it from being read, as far as what was meant is certain. */
function readEvents(source: SourceText, lines: LineIndex): Event[] | { readonly findings: Finding[] } {
  const findings: Finding[] = [];
  const told = new Set<number | undefined>();
  let read = { text: source.text, lines };
  let shifts: ReadonlyMap<number, number> | null = null;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const events = eventsOf(read.text);
    if (Array.isArray(events)) return findings.length === 0 ? events : { findings };
    const { reason, mark } = events;
    const errors = explainSyntaxError(read.text, reason, mark?.position ?? 0, read.lines);
    // Whether lines stand in line is a guess where tabs were taken for blanks.
    if (shifts !== null && errors.isOf === 'alignment') break;
    const fresh = errors.findings.filter(({ position }) => !told.has(position?.line));
    // What is said again of a mended line is only what the mending brought about.
    if (fresh.length === 0) break;
    addAll(findings, shifts === null ? fresh : fresh.map(shiftedBack(shifts)));
    let { mended } = errors;
    if (errors.isOf === 'tabs' && shifts === null) ({ text: mended, shifts } = untabbed(read.text));
    else for (const { position } of fresh) told.add(position?.line);
    if (mended === null) break;
    read = { text: mended, lines: indexLines({ file: source.file, text: mended }) };
  }
  return { findings };
}

/** A finding at its place in the text as it is, found where the heads of lines were longer. */
function shiftedBack(shifts: ReadonlyMap<number, number>): (finding: Finding) => Finding {
  return (finding) => {
    const { position } = finding;
    const shift = position === null ? 0 : (shifts.get(position.line) ?? 0);
    return position === null || shift === 0
      ? finding
      : { ...finding, position: { ...position, column: Math.max(1, position.column - shift) } };
  };
}

function eventsOf(text: string): Event[] | YAMLException {
  try {
    return parseEvents(text, { maxDepth: MAX_DEPTH });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return error;
  }
}

function documentOf(value: unknown, source: SourceText, root: YamlNode, lines: LineIndex): YamlDocument {
  const nearest = (path: YamlPath): YamlNode => {
    let node = root;
    for (const step of path) {
      const next = node.children?.get(String(step));
      if (next === undefined) break;
      node = next;
    }
    return node;
  };
  return {
    value,
    source,
    positionOf: (path) => {
      const { start, end } = nearest(path).value;
      return lines.position(start, end);
    },
    keyPositionOf: (path) => {
      const node = nearest(path);
      const { start, end } = node.key ?? node.value;
      return lines.position(start, end);
    },
  };
}

function severalDocuments(first: Event, text: string, lines: LineIndex): Finding {
  const marks = [...text.matchAll(/^---(?=\s|$)/gm)];
  const explicit = first.type === EVENT_ID.DOCUMENT && first.explicitStart;
  const offset = marks[explicit ? 1 : 0]?.index ?? 0;
  return {
    code: 'L04',
    severity: 'error',
    message: '一个文件里写了几份内容（用“---”隔开），每个文件只能有一份',
    hint: '请删去这一行“---”，或把各份内容拆成单独的文件',
    position: lines.position(offset, offset + 3),
  };
}

function noStructure(text: string, lines: LineIndex): Finding {
  const fullWidth = text.search(/：/);
  const start = text.search(/[^\s#]/);
  return fullWidth === -1
    ? {
        code: 'L04',
        severity: 'error',
        message: '文件里没有“名称: 内容”形式的条目，整个文件被当作一段文字',
        hint: '请写成“名称: 内容”，英文冒号后面空一格，每条一行',
        position: lines.position(Math.max(start, 0)),
      }
    : {
        code: 'L04',
        severity: 'error',
        message: '冒号用了全角的“：”，整个文件被当作一段文字',
        hint: '请把名称后面的全角冒号都改成英文冒号，冒号后面空一格',
        position: lines.position(fullWidth, fullWidth + 1),
      };
}

function empty(lines: LineIndex): Finding {
  return {
    code: 'L06',
    severity: 'error',
    message: '文件是空的，或者只有注释',
    hint: '请填写内容后保存；可以从示例文件复制一份开始',
    position: lines.position(0),
  };
}

function tooLarge(lines: LineIndex): Finding {
  return {
    code: 'L03',
    severity: 'error',
    message: `文件超过 ${MAX_CHARACTERS / 10_000} 万字的上限`,
    hint: '请确认选对了文件；明细很多时，请放在 CSV 文件里',
    position: lines.position(0),
  };
}

function failed(findings: readonly Finding[]): Outcome<YamlDocument> {
  return { value: null, findings };
}
