import { type BudgetLine, budgetOfLines, clashingLumps } from '../kinds/budget-lines.ts';
import { formOfTree } from '../kinds/form-of.ts';
import { mapAt, type RawMap, type RawValue, rawText } from '../kinds/raw-tree.ts';
import type { Finding, Position } from '../model/finding.ts';
import { likeFinal } from './final-file-lines.ts';
import { reconcile, sameLines } from './reconcile.ts';
import { editYaml, newYaml } from './yaml-edit.ts';

/** A unit file as it stands, with the ledgers it keeps in CSV files; null where it keeps none there. */
export interface ExistingUnit {
  readonly file: string;
  readonly text: string;
  readonly tree: RawMap;
  readonly csv: readonly BudgetLine[] | null;
  readonly priorCsv: readonly BudgetLine[] | null;
}

export interface UnitFileText {
  readonly text: string;
  readonly findings: readonly Finding[];
}

/**
 * The text of a unit file with the data of a workbook: a new one, or the existing one with what differs changed in
 * place. A ledger kept in a CSV file stays there while it is the same, else it moves into the unit file, which a note
 * says.
 */
export function unitFileText(
  data: RawMap,
  lines: { readonly current: readonly BudgetLine[]; readonly prior: readonly BudgetLine[] },
  existing: ExistingUnit | null,
  head: string,
): UnitFileText {
  if (!existing) return { text: newYaml(data, head), findings: [] };
  if (formOfTree(data) === 'final') return finalText(data, existing);
  const findings: Finding[] = [];
  const wanted: Record<string, RawValue> = { ...data };
  const prior: Record<string, RawValue> = { ...mapAt(data, 'prior') };
  if (existing.csv) keepCsv(existing.tree, wanted, lines.current, existing.csv, existing.file, findings);
  const priorTree = mapAt(existing.tree, 'prior');
  if (existing.priorCsv) keepCsv(priorTree, prior, lines.prior, existing.priorCsv, existing.file, findings);
  if (Object.keys(prior).length > 0) wanted.prior = prior;
  return { text: editYaml(existing.text, reconcile(existing.tree, wanted)), findings };
}

/** The same of a final account: each group of amounts in the form it has, where it says the same. */
function finalText(data: RawMap, existing: ExistingUnit): UnitFileText {
  const { tree, isCsvKept } = likeFinal(existing.tree, data, existing.csv);
  const { text, tree: before, file } = existing;
  const wanted = reconcile(before, tree);
  const kept = likeFinal(before, wanted, existing.csv).tree;
  const findings = existing.csv === null || isCsvKept ? [] : [movedFrom(rawText(before.ledgerFile), file)];
  return { text: editYaml(text, kept), findings };
}

function movedFrom(name: string, file: string): Finding {
  return {
    code: 'R12',
    severity: 'note',
    message: `支出决算明细与 ${name} 不同，已写入单位文件的 expenditure，不再使用 ${name}。`,
    hint: '核对无误后可以删去这个 CSV 文件。',
    position: { file, line: 1, column: 1 },
  };
}

function keepCsv(
  before: RawMap,
  wanted: Record<string, RawValue>,
  lines: readonly BudgetLine[],
  csv: readonly BudgetLine[],
  file: string,
  findings: Finding[],
): void {
  const name = rawText(before.ledgerFile);
  if (sameLines(lines, csv)) {
    delete wanted.budget;
    wanted.ledgerFile = name;
    return;
  }
  findings.push({
    code: 'R12',
    severity: 'note',
    message: `预算明细与 ${name} 不同，已写入单位文件的 budget，不再使用 ${name}。`,
    hint: '核对无误后可以删去这个 CSV 文件。',
    position: { file, line: 1, column: 1 },
  });
}

/** A unit file whose ledger, and nothing else, is replaced by that of an export. */
export function withLedger(
  tree: RawMap,
  current: readonly BudgetLine[],
  prior: readonly BudgetLine[] | null,
  position: Position,
): { readonly tree: RawMap; readonly findings: readonly Finding[] } {
  const { ledgerFile: _, ...rest } = tree;
  const before = mapAt(tree, 'prior');
  const result: Record<string, RawValue> = { ...rest, budget: budgetOfLines(current).tree };
  if (prior === null) return { tree: result, findings: [] };
  if (before.from !== undefined) {
    const message = `“${rawText(mapAt(tree, 'unit').name)}”的上年数取自 ${rawText(before.from)}，没有采用导出表中的上年金额。`;
    return {
      tree: result,
      findings: [
        {
          code: 'R12',
          severity: 'note',
          message,
          hint: '如需采用，请先删去单位文件中的 prior.from。',
          position,
        },
      ],
    };
  }
  const [clash] = clashingLumps(prior);
  if (clash) {
    const message = `上年数既有 ${clash.functionCode} 的总额，又有它的明细，无法并列。`;
    return {
      tree: result,
      findings: [
        {
          code: 'R08',
          severity: 'error',
          message,
          hint: '把总额拆到各行（写明项目名称和经济科目）。',
          position,
        },
      ],
    };
  }
  const { ledgerFile: __, ...priorRest } = before;
  return { tree: { ...result, prior: { ...priorRest, budget: budgetOfLines(prior).tree } }, findings: [] };
}

/** What a unit file begins with when only its ledger is known; the rest is for the unit to fill in. */
export function draftUnit(
  unitName: string,
  known: { readonly template: string; readonly year: string; readonly amounts: string },
  current: readonly BudgetLine[],
): RawMap {
  const projects = [...new Set(current.flatMap((line) => line.project ?? []))];
  return {
    ...known,
    unit: { name: unitName },
    ...(projects.length === 0 ? {} : { projects: projects.map((name) => ({ name })) }),
  };
}
