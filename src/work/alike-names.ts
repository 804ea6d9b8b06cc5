import type { Finding, Position, SourceText } from '../model/finding.ts';
import { invisibleIn } from '../model/invisible.ts';
import { quoting } from '../model/quoting.ts';
import { unitKey } from '../model/unit-name.ts';

/** The name of a unit as its file writes it. */
export interface WrittenName {
  readonly path: string;
  readonly label: string;
  readonly name: string;
  readonly position: Position;
}

/** The name stands on a line of its own below `unit:`, or with it in braces. */
const NAME =
  /^(unit:[^\n]*?\{[^\n]*?\bname: *|unit:(?: *#.*)?\n(?:(?:[ \t].*)?\n)*?[ \t]+name: *)(["']?)([^\n"',}#]+)\2/m;

/**
 * The name in the text of a unit file, found without reading the file; null where it is written in a way that only
 * reading it finds. `unit:\n  name: 示例县政务服务中心` → 示例县政务服务中心, line 2
 */
export function writtenName({ file, text }: SourceText, path: string): WrittenName | null {
  const match = NAME.exec(text);
  const name = match?.[3]?.trim();
  if (!match || !name) return null;
  const before = text.slice(0, match.index + match[1]!.length + match[2]!.length);
  const column = [...before.slice(before.lastIndexOf('\n') + 1)].length + 1;
  const line = before.split('\n').length;
  return { path, label: file, name, position: { file, line, column, length: [...name].length } };
}

/**
 * `N07` for names that are the same but for the width of brackets, blanks, a code or characters that nobody sees: what
 * makes two units for a program and one for its readers. By path of the file, each beside the first.
 *
 * Example: 示例县（示范）中心 and 示例县(示范)中心
 */
export function alikeNames(names: readonly WrittenName[]): ReadonlyMap<string, Finding> {
  const first = new Map<string, WrittenName>();
  const told = new Map<string, Finding>();
  for (const one of names) {
    const key = unitKey(one.name);
    const other = first.get(key);
    if (other === undefined) first.set(key, one);
    else if (other.name !== one.name) told.set(one.path, alike(one, other));
  }
  return told;
}

function alike({ name, position }: WrittenName, other: WrittenName): Finding {
  const hidden = [...new Set([...invisibleIn(name), ...invisibleIn(other.name)])];
  return {
    code: 'N07',
    severity: 'warning',
    ...quoting`“${name}”与 ${other.label} 中的“${other.name}”像是同一个单位，写法不同。`,
    hint: `${hidden.length > 0 ? `有看不见的字符 ${hidden.join('、')}。` : ''}是同一个单位的，各文件的名称写成一样；不是的，不必处理。`,
    position,
  };
}
