import {
  boolCoreTag,
  EVENT_ID,
  type Event,
  getScalarValue,
  NOT_RESOLVED,
  nullCoreTag,
  SCALAR_STYLE,
} from 'js-yaml';
import { addAll } from '../model/add-all.ts';
import type { Finding } from '../model/finding.ts';
import type { LineIndex } from './text-position.ts';

type ScalarEvent = Extract<Event, { type: typeof EVENT_ID.SCALAR }>;

/** Part of the source text, as offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where one value of a YAML document stands. Items of a sequence are kept under '0', '1', … */
export interface YamlNode {
  readonly value: Span;
  readonly key: Span | null;
  readonly children: ReadonlyMap<string, YamlNode> | null;
}

/** The root (null when there is no document) and the problems that only the whole tree shows. */
export interface YamlTree {
  readonly root: YamlNode | null;
  readonly rootIsScalar: boolean;
  readonly findings: readonly Finding[];
}

interface OpenCollection {
  readonly children: Map<string, YamlNode>;
  readonly isMapping: boolean;
  readonly start: number;
  key: { readonly text: string; readonly span: Span } | null;
  /** Where the last item of a sequence begins, to find the next dash of an item without content. */
  lastItem: number;
  /** Inside a key that is itself a collection: its content has no place in the data. */
  readonly ignored: boolean;
}

/**
 * Walks the events of the first document once: gives the place of every key and value, and all repeated keys
 * (`L05`) and refused notations (`L07`) together, where the loader would stop at the first.
 *
 * Anchors, aliases and tags are refused rather than bounded: a figure that stands in one place and counts in
 * three cannot be traced by a reader, and no unit file needs them. A leading `*`, `&` or `!` is nearly always
 * prose whose quotes were forgotten, which the finding can say.
 *
 * Example: `readYamlTree(parseEvents(text, {}), text, indexLines({ file, text })).root?.children?.get('年度')`
 */
export function readYamlTree(events: readonly Event[], text: string, lines: LineIndex): YamlTree {
  const findings: Finding[] = [];
  const stack: OpenCollection[] = [];
  let root: YamlNode | null = null;
  let rootIsScalar = false;
  let readTo = 0;

  const place = (value: Span, children: Map<string, YamlNode> | null): void => {
    const parent = stack.at(-1);
    if (parent === undefined) {
      root = { value, key: null, children };
    } else if (!parent.isMapping) {
      parent.lastItem = value.start;
      parent.children.set(String(parent.children.size), { value, key: null, children });
    } else if (parent.key === null) {
      // A collection or an alias as key: refused elsewhere, it only must not be taken for a value.
      parent.key = { text: `\0${value.start}`, span: value };
    } else {
      const { text: name, span } = parent.key;
      // Records of the schema pass over this name: what stands below it would be lost without a word.
      if (name === '__proto__') findings.push(refused(`“${name}”不能用作名称`, span, lines));
      const earlier = parent.children.get(name);
      if (earlier?.key && !parent.ignored) findings.push(duplicate(name, span, earlier.key, lines));
      else parent.children.set(name, { value, key: span, children });
      parent.key = null;
    }
  };

  for (const event of documentEvents(events)) {
    addAll(findings, refusedNotations(event, text, lines));
    switch (event.type) {
      case EVENT_ID.POP:
        stack.pop();
        break;
      case EVENT_ID.ALIAS:
        place({ start: event.anchorStart - 1, end: event.anchorEnd }, null);
        break;
      case EVENT_ID.SCALAR: {
        const mapping = stack.at(-1);
        const written = scalarSpan(event, text);
        const nameless = written === null && isKeyNext(mapping) ? colonBehind(readTo, text) : null;
        if (nameless !== null) findings.push(withoutName(nameless, lines));
        const span = written ?? nameless ?? emptySpan(mapping, text, lines);
        if (isKeyNext(mapping))
          mapping.key = { text: nameless ? `\0${span.start}` : keyText(event, text), span };
        else place(span, null);
        readTo = Math.max(readTo, span.end);
        rootIsScalar ||= mapping === undefined && event.valueStart !== -1;
        break;
      }
      case EVENT_ID.SEQUENCE:
      case EVENT_ID.MAPPING: {
        const { start } = event;
        const children = new Map<string, YamlNode>();
        const ignored = isKeyNext(stack.at(-1)) || stack.at(-1)?.ignored === true;
        if (isKeyNext(stack.at(-1)))
          findings.push(refused(KEY_IS_COLLECTION, { start, end: start + 1 }, lines));
        place({ start, end: start + 1 }, children);
        stack.push({
          children,
          start,
          isMapping: event.type === EVENT_ID.MAPPING,
          key: null,
          lastItem: -1,
          ignored,
        });
        break;
      }
    }
  }
  return { root, rootIsScalar, findings };
}

function isKeyNext(parent: OpenCollection | undefined): parent is OpenCollection {
  return parent?.isMapping === true && parent.key === null;
}

/** Events between the first document's start and its end, both left out. */
function documentEvents(events: readonly Event[]): readonly Event[] {
  const second = events.findIndex((event, index) => index > 0 && event.type === EVENT_ID.DOCUMENT);
  return events.slice(1, (second === -1 ? events.length : second) - 1);
}

// The loader writes null and booleans used as keys as words; paths must use the same ones.
function keyText(event: ScalarEvent, text: string): string {
  const value = getScalarValue(text, event);
  if (event.style !== SCALAR_STYLE.PLAIN) return value;
  for (const tag of [nullCoreTag, boolCoreTag]) {
    const resolved = tag.resolve(value, false, tag.tagName);
    if (resolved !== NOT_RESOLVED) return String(resolved);
  }
  return value;
}

function scalarSpan(event: ScalarEvent, text: string): Span | null {
  if (event.valueStart === -1) return null;
  const { valueStart: start, valueEnd: end } = event;
  switch (event.style) {
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return { start: start - 1, end: end + 1 };
    case SCALAR_STYLE.LITERAL_BLOCK:
    case SCALAR_STYLE.FOLDED_BLOCK: {
      // The range of a block begins with the indentation of its first line.
      const region = text.slice(start, end);
      const indent = Math.max(region.search(/[^ \r\n]/), 0);
      return { start: start + indent, end: start + region.trimEnd().length };
    }
    default:
      return { start, end };
  }
}

/** An absent value has no place of its own: the key that promises it, or the dash of the item, stands for it. */
function emptySpan(parent: OpenCollection | undefined, text: string, lines: LineIndex): Span {
  if (parent === undefined) return { start: 0, end: 0 };
  if (parent.key !== null) return parent.key.span;
  if (parent.lastItem === -1) return { start: parent.start, end: parent.start + 1 };
  const indent = parent.start - lines.lineRange(lines.lineAt(parent.start))!.start;
  const dash = new RegExp(`^ {${indent}}-(?=\\s|$)`, 'gm');
  dash.lastIndex = parent.lastItem + 1;
  const match = dash.exec(text);
  const start = match === null ? parent.start : match.index + indent;
  return { start, end: start + 1 };
}

/** A name of no characters has its colon at the head of a line, or of an entry between braces. */
function colonBehind(start: number, text: string): Span {
  const colon = /(?<=^[ \t]*|[{,?][ \t]*):/gm;
  colon.lastIndex = start;
  const at = colon.exec(text)?.index ?? start;
  return { start: at, end: at + 1 };
}

function withoutName(span: Span, lines: LineIndex): Finding {
  return {
    code: 'L04',
    severity: 'error',
    message: '冒号前面没有名称',
    hint: '请在冒号前面补写名称，或删去这一行',
    position: lines.position(span.start, span.end),
  };
}

function duplicate(name: string, span: Span, earlier: Span, lines: LineIndex): Finding {
  const line = lines.lineAt(earlier.start);
  return {
    code: 'L05',
    severity: 'error',
    message: `名称“${name}”重复，第 ${line} 行已经写过`,
    hint: '请删去其中一处，或把两处的内容合并',
    position: lines.position(span.start, span.end),
  };
}

const KEY_IS_COLLECTION = '这里的“{”“[”或“?”会被当作特殊写法，名称只能是文字';
const NEEDS_QUOTES = '如果这是文字，请在整段文字两边加上英文引号';

function refusedNotations(event: Event, text: string, lines: LineIndex): Finding[] {
  const found: Finding[] = [];
  if (event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) return found;
  if (event.anchorStart !== -1) {
    const span = { start: event.anchorStart - 1, end: event.anchorEnd };
    const mark = text.slice(span.start, span.end);
    found.push(refused(`“${mark}”会被当作 YAML 的引用记号，本程序不使用引用`, span, lines));
  }
  if (event.type !== EVENT_ID.ALIAS && event.tagStart !== -1) {
    const span = { start: event.tagStart, end: event.tagEnd };
    const mark = text.slice(span.start, span.end);
    found.push(refused(`“${mark}”会被当作 YAML 的类型标签，本程序不使用标签`, span, lines));
  }
  return found;
}

function refused(message: string, span: Span, lines: LineIndex): Finding {
  return {
    code: 'L07',
    severity: 'error',
    message,
    hint: NEEDS_QUOTES,
    position: lines.position(span.start, span.end),
  };
}
