import { overlongCells } from '../form/cell-limits.ts';
import { departmentPlan, unitPlan } from '../form/unit-plan.ts';
import { isWorkbookFile, readUnitWorkbookFile } from '../form/workbook-file.ts';
import { linesOfBudget } from '../kinds/budget-lines.ts';
import { mapAt, type RawMap, rawText } from '../kinds/raw-tree.ts';
import { kindOf, kindOfFile } from '../kinds/registry.ts';
import { type SchemaNode, SchemaTree } from '../kinds/schema-tree.ts';
import { addAll } from '../model/add-all.ts';
import { errorFinding } from '../model/error-finding.ts';
import type { Finding, Outcome } from '../model/finding.ts';
import type { Level } from '../model/level.ts';
import { writeWorkbook } from '../ooxml/write-workbook.ts';
import { askedFields } from '../render/asked-fields.ts';
import type { PackStore } from '../report/packs.ts';
import { readExistingUnit } from './existing-unit.ts';
import type { ExistingUnit } from './unit-file-text.ts';

export interface PlannedWorkbook extends Outcome<Uint8Array> {
  /** Texts of the files that findings point into, by file. */
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * The workbook to fill in, as a file: empty for a template, or filled from a unit file, which need not be complete.
 * The template is that of the unit file where none is named; `level` says whose an empty one is.
 */
export async function planUnitWorkbook(
  source: { readonly path: string; readonly label: string } | null,
  template: string | null,
  packs: PackStore,
  level: Level = '单位',
): Promise<PlannedWorkbook> {
  const read = source ? await readTree(source.path, source.label) : null;
  const findings: Finding[] = [...(read?.findings ?? [])];
  const sources = new Map(read?.value ? [[read.value.file, read.value.text]] : []);
  if (read && !read.value) return { value: null, findings, sources };
  const lost = read?.value ? withoutPlace(read.value.tree) : [];
  if (lost.length > 0) {
    const message = `填报表没有${lost.join('、')}的位置，写出来会丢失。`;
    const finding = errorFinding('L65', message, '这个文件请直接编辑 YAML。');
    return { value: null, findings: [...findings, finding], sources };
  }
  const name = template ?? rawText(read?.value?.tree.template);
  const pack = await packs.pack(name);
  addAll(findings, pack.findings);
  if (!pack.value) return { value: null, findings, sources };
  const { settings } = pack.value;
  const blank = { template: name, amounts: settings.money.unit };
  const tree: RawMap = read?.value?.tree ?? (level === '部门' ? { level, ...blank } : blank);
  const fields = askedFields(pack.value);
  const schema = new SchemaTree(kindOf({ kind: kindOfFile(tree) }).schema);
  const planOf = rawText(tree.level) === '部门' ? departmentPlan : unitPlan;
  const plan = planOf({
    tree,
    current: read?.value?.csv ?? linesOfBudget(tree.budget),
    prior: read?.value?.priorCsv ?? linesOfBudget(mapAt(tree, 'prior').budget),
    classification: await packs.classification(settings.classification),
    offered: {
      staff: settings.staff,
      vehicles: settings.vehicles,
      options: Object.keys(settings.options),
      asked: (path) => fields.asked(path, isRequired(path, schema)),
    },
  });
  const tooLong = overlongCells(plan, source?.label ?? '');
  if (tooLong.length > 0) return { value: null, findings: [...findings, ...tooLong], sources };
  return { value: writeWorkbook(plan), findings, sources };
}

/** Whether the schema asks for a field whatever the form, and for every part around it. */
function isRequired(path: readonly string[], schema: SchemaTree): boolean {
  let node: SchemaNode = schema.root;
  for (const step of path) {
    const { required = [], properties = {} } = schema.resolve(node);
    const next = properties[step];
    if (!next || !required.includes(step)) return false;
    node = next;
  }
  return true;
}

/** What a file says and no sheet has room for. */
function withoutPlace(tree: RawMap): string[] {
  return tree.document === '决算' ? ['决算'] : [];
}

async function readTree(path: string, label: string): Promise<Outcome<ExistingUnit>> {
  if (!isWorkbookFile(path)) return readExistingUnit(path, label);
  const { value, findings } = await readUnitWorkbookFile(path, label);
  return {
    value: value && { file: label, text: '', tree: value.value, csv: null, priorCsv: null },
    findings,
  };
}
