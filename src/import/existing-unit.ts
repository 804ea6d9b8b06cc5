import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ledgerFromCsv } from '../books/ledger-from-csv.ts';
import type { BudgetLine } from '../kinds/budget-lines.ts';
import { mapAt, type RawMap, type RawValue, rawText } from '../kinds/raw-tree.ts';
import { addAll } from '../model/add-all.ts';
import type { Finding, Outcome } from '../model/finding.ts';
import { amountUnitOf } from '../model/money.ts';
import { readText } from '../source/read-text.ts';
import { parseYaml } from '../source/yaml.ts';
import { budgetLinesOf } from './ledger-budget.ts';
import type { ExistingUnit } from './unit-file-text.ts';

/** A unit file as it stands, checked or not, with the ledgers it keeps in CSV files. */
export async function readExistingUnit(path: string, label: string): Promise<Outcome<ExistingUnit>> {
  const source = await readText(path, label);
  const document = source.value ? parseYaml(source.value) : null;
  const findings: Finding[] = [...source.findings, ...(document?.findings ?? [])];
  if (!source.value || !document?.value) return { value: null, findings };
  const tree = document.value.value as RawMap;
  const amounts = amountUnitOf(rawText(tree.amounts));
  const csv = async (name: RawValue | undefined, lumps: boolean): Promise<BudgetLine[] | null> => {
    if (rawText(name) === '') return null;
    const file = await readText(resolve(dirname(path), rawText(name)), rawText(name));
    const lines = file.value ? ledgerFromCsv(file.value, { unit: amounts, lumps }) : null;
    addAll(findings, file.findings);
    addAll(findings, lines?.findings ?? []);
    return lines?.value ? budgetLinesOf(lines.value, amounts) : null;
  };
  const value = {
    file: label,
    text: source.value.text,
    tree,
    csv: await csv(tree.ledgerFile, false),
    priorCsv: await csv(mapAt(tree, 'prior').ledgerFile, true),
  };
  return { value: findings.some(({ severity }) => severity === 'error') ? null : value, findings };
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
