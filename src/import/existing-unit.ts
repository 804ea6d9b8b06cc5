import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ledgerFromCsv } from '../books/ledger-from-csv.ts';
import { withAmounts } from '../books/ledger-of-sides.ts';
import { readFinalCsv } from '../form/final-csv.ts';
import type { BudgetLine } from '../kinds/budget-lines.ts';
import { treeOfFinal } from '../kinds/final-lines.ts';
import { formOfTree } from '../kinds/form-of.ts';
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
  const sided = await amountsOfSides(tree, dirname(path), findings);
  const value = {
    file: label,
    text: source.value.text,
    tree: sided ?? tree,
    csv: sided ? null : await csv(tree.ledgerFile, false),
    priorCsv: await csv(mapAt(tree, 'prior').ledgerFile, true),
  };
  return { value: findings.some(({ severity }) => severity === 'error') ? null : value, findings };
}

/** The data of a final whose CSV file says of each amount its side and phase, with those amounts; else null. */
async function amountsOfSides(tree: RawMap, folder: string, findings: Finding[]): Promise<RawMap | null> {
  const name = rawText(tree.ledgerFile);
  if (name === '' || formOfTree(tree) !== 'final') return null;
  const { value: source } = await readText(resolve(folder, name), name);
  const read = source && readFinalCsv(source);
  if (!read) return null;
  addAll(findings, read.findings);
  const { ledgerFile: _, ...own } = tree;
  return read.value && withAmounts(own, treeOfFinal(read.value).tree);
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
