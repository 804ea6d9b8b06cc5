import { addAll } from '../model/add-all.ts';
import type { Finding } from '../model/finding.ts';
import { isNameOf, readSeenList, type SeenUnit } from '../review/seen-list.ts';
import { readText } from '../source/read-text.ts';
import { labelOf } from './project-folders.ts';
import { findUnitInputs, type UnitInput } from './unit-inputs.ts';

/** A unit to approve. */
export interface WantedUnit extends UnitInput {
  /** What was seen of it; null where nobody says so. */
  readonly seen: SeenUnit | null;
}

export interface WantedUnits {
  readonly units: readonly WantedUnit[];
  readonly problems: readonly string[];
  readonly findings: readonly Finding[];
}

/** The units that arguments mean; with a list those of the list, of the arguments only where there are any. */
export async function wantedUnits(
  args: readonly string[],
  { list = null, name = null }: { readonly list?: string | null; readonly name?: string | null },
): Promise<WantedUnits> {
  if (args.length === 0 && list === null)
    return wrong('请写出单位文件，或用 --list 给出审阅页面导出的清单。');
  const { inputs, problems } = await findUnitInputs(args);
  if (problems.length > 0) return { units: [], problems, findings: [] };
  if (list !== null) return seenUnits(list, args.length === 0 ? null : inputs);
  if (name === null) return right(inputs.map((input) => ({ ...input, seen: null })));
  const [input] = inputs;
  if (inputs.length !== 1 || !isNameOf(name, input!.label)) {
    return wrong(
      `--name 只用于一个单位，并且是它路径的末尾几段（不带扩展名），例如 demo/2025；${name} 不是。`,
    );
  }
  return right([{ ...input!, name, seen: null }]);
}

async function seenUnits(list: string, among: readonly UnitInput[] | null): Promise<WantedUnits> {
  const label = labelOf(list);
  const { value: source, findings } = await readText(list, label);
  if (!source) return { units: [], problems: [], findings };
  const { value: seen, findings: unread } = readSeenList(source.text, label);
  if (!seen) return { units: [], problems: [], findings: unread };
  const units: WantedUnit[] = [];
  const problems: string[] = [];
  for (const each of seen) {
    const { inputs, problems: missing } = await findUnitInputs([each.label]);
    addAll(problems, missing);
    const isAmong = (path: string) => among === null || among.some((other) => other.path === path);
    for (const input of inputs)
      if (isAmong(input.path)) units.push({ ...input, name: each.name, seen: each });
  }
  if (seen.length === 0) problems.push(`${label} 里没有看过的单位。`);
  return { units, problems, findings: [] };
}

function right(units: readonly WantedUnit[]): WantedUnits {
  return { units, problems: [], findings: [] };
}

function wrong(problem: string): WantedUnits {
  return { units: [], problems: [problem], findings: [] };
}
