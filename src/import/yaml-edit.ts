import { isDeepStrictEqual } from 'node:util';
import {
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { isRawMap, type RawMap, type RawValue } from '../kinds/raw-tree.ts';
import { alignItems } from './align-items.ts';
import { blockYaml, indented, inlineYaml } from './yaml-text.ts';

const FAILSAFE = { schema: 'failsafe' } as const;

/**
 * The text of a unit file with other data in it. Only what differs is rewritten, in place: comments, blank lines,
 * the order of keys and the way of writing stay, so that a diff shows the changed values and nothing else.
 * New keys go behind the key that stands before them in the new data.
 */
export function editYaml(text: string, data: RawMap): string {
  const document = parseDocument(text, FAILSAFE);
  const edited = isMap(document.contents) ? new Editor(text).run(document.contents, data) : null;
  // Proof instead of trust: what was written must read as the data. Rare notations are written anew.
  if (edited !== null && isDeepStrictEqual(plain(edited), asTexts(clone(data) as RawMap))) return edited;
  for (const key of Object.keys(document.toJS() ?? {})) if (!Object.hasOwn(data, key)) document.delete(key);
  for (const [key, value] of Object.entries(data)) {
    if (!isDeepStrictEqual(clone(document.toJS()?.[key]), asTexts(value)))
      document.set(key, document.createNode(asTexts(value)));
  }
  return document.toString({ lineWidth: 0 });
}

/** The text of a new unit file. */
export function newYaml(data: RawMap, head: string): string {
  return `${head}${blockYaml(data)}\n`;
}

function plain(text: string): unknown {
  const document = parseDocument(text, FAILSAFE);
  return document.errors.length > 0 ? null : clone(document.toJS());
}

function clone(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

/** Data as a file without types of its own reads: true, false and nothing are the texts that stand for them. */
function asTexts(value: RawValue): RawValue {
  if (value === null || typeof value === 'boolean') return String(value ?? '');
  if (Array.isArray(value)) return value.map(asTexts);
  if (!isRawMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asTexts(item)]));
}

interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type KeyedPair = Pair<Scalar<string>, Node | null>;

class Editor {
  private readonly text: string;
  private readonly splices: Splice[] = [];
  /** Inside brackets everything stands on the line. */
  private flowDepth = 0;

  constructor(text: string) {
    this.text = text;
  }

  run(root: YAMLMap, data: RawMap): string {
    this.map(root, data, 0);
    let result = this.text;
    const ordered = this.splices.map((splice, index) => ({ ...splice, index }));
    ordered.sort((a, b) => b.start - a.start || b.index - a.index);
    for (const { start, end, text } of ordered) result = result.slice(0, start) + text + result.slice(end);
    return result;
  }

  /** `indent` is the column of the key or dash that the value belongs to. */
  private value(node: Node | null, data: RawValue, indent: number, after: number): void {
    if (isMap(node) && isRawMap(data)) this.map(node, data, indent);
    else if (isSeq(node) && Array.isArray(data)) this.list(node, data, indent);
    else if (data === null) {
      if (!isEmptyNode(node)) this.replaceWhole(node, '', indent, after);
    } else if (isScalar(node) && typeof data !== 'object') {
      if (node.value !== String(data)) this.replace(node, inlineYaml(data), after);
    } else this.replaceWhole(node, data, indent, after);
  }

  private map(node: YAMLMap, data: RawMap, indent: number): void {
    const pairs = node.items as KeyedPair[];
    const kept = pairs.filter((pair) => Object.hasOwn(data, pair.key.value));
    const added = Object.keys(data).filter((key) => !pairs.some((pair) => pair.key.value === key));
    const isChanged = kept.length < pairs.length || added.length > 0;
    const mustRewrite = kept.length === 0 || (kept[0] !== pairs[0] && !this.startsLine(pairs[0]!.key));
    if (isChanged && (node.flow || mustRewrite)) {
      this.replaceWhole(node, inOrder(kept, added, data), indent, node.range![0]);
      return;
    }
    this.flowDepth += node.flow ? 1 : 0;
    for (const pair of pairs) {
      const key = pair.key.value;
      if (Object.hasOwn(data, key)) {
        this.value(pair.value, data[key]!, this.column(pair.key), this.colonAfter(pair.key));
      } else this.removeLines(pair.key.range![0], this.contentEnd(pair));
    }
    this.flowDepth -= node.flow ? 1 : 0;
    for (const key of added) this.insert(key, data, kept);
  }

  /** A new key, behind the nearest key that stands before it in the new data. */
  private insert(key: string, data: RawMap, kept: readonly KeyedPair[]): void {
    const order = Object.keys(data);
    const before = order.slice(0, order.indexOf(key)).reverse();
    const anchor =
      before.flatMap((name) => kept.find((pair) => pair.key.value === name) ?? [])[0] ?? kept.at(-1)!;
    // In a group of one-line entries another one-line entry.
    const isInline = kept.every(({ value }) => isCollection(value) && value.flow);
    const entry = isInline
      ? `${inlineYaml(key)}: ${inlineYaml(data[key]!)}`
      : blockYaml({ [key]: data[key]! });
    const column = this.column(kept[0]!.key);
    this.insertLine(this.commentsEnd(this.contentEnd(anchor), column), indented(entry, column));
  }

  /** Behind the comments that follow a value and are indented like what stands in it: fields nobody wrote yet. */
  private commentsEnd(offset: number, column: number): number {
    let end = this.lineEnd(offset);
    for (;;) {
      const next = this.text.slice(end + 1, this.lineEnd(end + 1));
      if (end >= this.text.length || !/^ *#/.test(next) || next.search(/#/) <= column) return end;
      end += 1 + next.length;
    }
  }

  private list(node: YAMLSeq, data: readonly RawValue[], indent: number): void {
    const items = node.items as Node[];
    const steps = alignItems(
      items.map((item) => item.toJSON() as RawValue),
      data,
    );
    const isChanged = steps.some((step) => step.kind !== 'keep');
    const isPlainBlock = !node.flow && items.every((item) => /^ *- +$/.test(this.lineBefore(item.range![0])));
    if (isChanged && (!isPlainBlock || !steps.some((step) => step.kind === 'keep'))) {
      this.replaceWhole(node, data, indent, node.range![0]);
      return;
    }
    this.flowDepth += node.flow ? 1 : 0;
    let anchor: Node | null = null;
    const waiting: RawValue[] = [];
    for (const step of steps) {
      if (step.kind === 'add') {
        if (anchor) this.insertItem(anchor, data[step.to]!, node);
        else waiting.push(data[step.to]!);
        continue;
      }
      const item = items[step.from]!;
      if (step.kind === 'remove') this.removeLines(item.range![0], contentEndOf(item, this.text));
      else {
        this.value(item, data[step.to]!, this.column(item) - 2, item.range![0]);
        anchor = item;
      }
    }
    this.flowDepth -= node.flow ? 1 : 0;
    // Items before the first that stays.
    const first = steps.find((step) => step.kind === 'keep');
    if (first?.kind !== 'keep') return;
    const start = this.lineStart(items[first.from]!.range![0]);
    for (const value of waiting)
      this.splices.push({ start, end: start, text: `${this.itemText(value, node)}\n` });
  }

  private insertItem(anchor: Node, value: RawValue, list: YAMLSeq): void {
    this.insertLine(contentEndOf(anchor, this.text), this.itemText(value, list));
  }

  private itemText(value: RawValue, list: YAMLSeq): string {
    const first = (list.items[0] as Node).range![0];
    const dash = this.lineBefore(first).indexOf('-');
    const block = indented(blockYaml(value), dash + 2);
    return `${' '.repeat(dash)}- ${block.trimStart()}`;
  }

  /** Puts another kind of value in place of a node; collections in block form stand on lines of their own. */
  private replaceWhole(node: Node | null, data: RawValue, indent: number, after: number): void {
    const isEmpty = typeof data === 'object' && Object.keys(data ?? {}).length === 0;
    if (
      data === null ||
      typeof data !== 'object' ||
      isEmpty ||
      this.flowDepth > 0 ||
      (isCollection(node) && node.flow && node.items.length > 0)
    ) {
      this.replace(node, inlineYaml(data), after);
    } else if (isCollection(node) && !node.flow) {
      this.replace(node, indented(blockYaml(data), this.column(node)).trimStart(), after);
    } else {
      this.replace(node, `\n${indented(blockYaml(data), indent + 2)}`, after);
    }
  }

  private replace(node: Node | null, text: string, after: number): void {
    const start = node?.range?.[0] ?? after;
    const end = node ? contentEndOf(node, this.text) : after;
    if (text.startsWith('\n')) {
      // The blank after the colon would be left at the end of the line.
      const from = this.text.slice(0, start).trimEnd().length;
      const lineEnd = this.lineEnd(end);
      if (/^\s*#/.test(this.text.slice(Math.max(start, end), lineEnd))) {
        // The comment is that of the key, not of the last line of what stands below it.
        this.splices.push({ start, end: Math.max(start, end), text: '' });
        this.splices.push({ start: lineEnd, end: lineEnd, text });
      } else this.splices.push({ start: from, end, text });
      return;
    }
    const gap = start === end && !/\s/.test(this.text[start - 1] ?? '\n') ? ' ' : '';
    // An empty value begins where its comment does.
    const space = start === end && this.text[start] === '#' ? ' ' : '';
    this.splices.push({ start, end: Math.max(start, end), text: gap + text + space });
  }

  private removeLines(from: number, to: number): void {
    this.splices.push({
      start: this.lineStart(from),
      end: Math.min(this.text.length, this.lineEnd(to) + 1),
      text: '',
    });
  }

  private insertLine(after: number, text: string): void {
    const at = this.lineEnd(after);
    this.splices.push({ start: at, end: at, text: `\n${text}` });
  }

  private contentEnd({ key, value }: KeyedPair): number {
    return value ? contentEndOf(value, this.text) : key.range![1];
  }

  /** Place behind the colon of a key. */
  private colonAfter(key: Scalar): number {
    return this.text.indexOf(':', key.range![1]) + 1;
  }

  private startsLine(node: Node): boolean {
    return this.lineBefore(node.range![0]).trim() === '';
  }

  private column(node: Node): number {
    return node.range![0] - this.lineStart(node.range![0]);
  }

  private lineBefore(offset: number): string {
    return this.text.slice(this.lineStart(offset), offset);
  }

  private lineStart(offset: number): number {
    return this.text.lastIndexOf('\n', offset - 1) + 1;
  }

  private lineEnd(offset: number): number {
    const end = this.text.indexOf('\n', offset);
    return end === -1 ? this.text.length : end;
  }
}

function isEmptyNode(node: Node | null): boolean {
  return node === null || (isScalar(node) && /^(|~|null)$/i.test(String(node.value ?? '')));
}

function inOrder(kept: readonly KeyedPair[], added: readonly string[], data: RawMap): RawMap {
  const keys = [...kept.map((pair) => pair.key.value), ...added];
  return Object.fromEntries(keys.map((key) => [key, data[key]!]));
}

/** End of what a node holds, without the comments and blank lines behind it. */
function contentEndOf(node: Node, text: string): number {
  if (isCollection(node) && !node.flow && node.items.length > 0) {
    const last = node.items.at(-1) as Node | KeyedPair;
    if ('key' in last) return last.value ? contentEndOf(last.value, text) : last.key.range![1];
    return contentEndOf(last, text);
  }
  const [start, end] = node.range!;
  return start + text.slice(start, end).trimEnd().length;
}
