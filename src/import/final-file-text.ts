import { isRawMap, mapAt, type RawMap, type RawValue, rawText } from '../kinds/raw-tree.ts';
import type { Finding } from '../model/finding.ts';
import { type AmountUnit, amountUnitOf, parseDecimal, printedValue, toYuan } from '../model/money.ts';
import type { ImportedFinal } from './final-reader.ts';
import type { ExistingUnit, UnitFileText } from './unit-file-text.ts';
import { editYaml, newYaml } from './yaml-edit.ts';

/** What the workbook says anew each time; the rest of the file is the office's own. */
const REPLACED = ['expenditure', 'income', 'opening', 'incomeFollows'] as const;
/** More than any amount of a ledger has. */
const DECIMALS = 8;

/**
 * The text of a final's file with the figures of a workbook: a new one with what is known, or the existing one with its
 * ledgers and counts replaced in place, in the unit of amounts that it states.
 */
export function finalFileText(
  { unitName, unit, tree }: ImportedFinal,
  existing: ExistingUnit | null,
  known: { readonly template: RawMap; readonly year: string; readonly head: string; readonly file: string },
): UnitFileText {
  if (!existing) {
    const head = {
      document: '决算',
      ...known.template,
      year: known.year,
      amounts: unit,
      unit: { name: unitName },
    };
    return { text: newYaml({ ...head, ...tree }, known.head), findings: [] };
  }
  const amounts = amountUnitOf(rawText(existing.tree.amounts));
  const findings: Finding[] = [];
  const { ledgerFile, ...kept } = existing.tree;
  if (ledgerFile !== undefined) {
    findings.push({
      code: 'R12',
      severity: 'note',
      message: `支出决算明细已写入 expenditure，不再使用 ${rawText(ledgerFile)}。`,
      hint: '核对无误后可以删去这个 CSV 文件。',
      position: { file: existing.file, line: 1, column: 1 },
    });
  }
  const merged: Record<string, RawValue> = { ...kept };
  for (const name of REPLACED) {
    const value = tree[name];
    if (value === undefined) delete merged[name];
    else merged[name] = converted(value, unit, amounts);
  }
  for (const name of ['threePublic', 'assets']) {
    const read = mapAt(tree, name);
    if (Object.keys(read).length > 0) merged[name] = over(mapAt(kept, name), read);
  }
  return { text: editYaml(existing.text, merged), findings };
}

/** Maps key by key; the value that a person wrote beside a count stays. */
function over(base: RawMap, nearer: RawMap): RawMap {
  const merged: Record<string, RawValue> = { ...base };
  for (const [key, value] of Object.entries(nearer)) {
    const before = merged[key];
    if (isRawMap(before) && isRawMap(value)) merged[key] = over(before, value);
    else if (key !== 'value' || before === undefined) merged[key] = value;
  }
  return merged;
}

/** Every amount of a tree in another unit, exact. 2223600 元 → 222.36 万元 */
function converted(value: RawValue, from: AmountUnit, to: AmountUnit): RawValue {
  if (from === to || Array.isArray(value)) return value;
  if (isRawMap(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, converted(item, from, to)]));
  const amount = parseDecimal(rawText(value));
  return amount === null ? value : printedValue(toYuan(amount, from), to, DECIMALS).toFixed();
}
