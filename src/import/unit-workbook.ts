import { overlongCells } from '../form/cell-limits.ts';
import { packKeyNames } from '../form/pack-key-names.ts';
import { departmentPlan, finalPlan, unitPlan } from '../form/unit-plan.ts';
import { isWorkbookFile, readUnitWorkbookFile } from '../form/workbook-file.ts';
import { linesOfBudget } from '../kinds/budget-lines.ts';
import { formOfTree, isOfFinal } from '../kinds/form-of.ts';
import { mapAt, type RawMap, rawText } from '../kinds/raw-tree.ts';
import { kindOf, kindOfFile } from '../kinds/registry.ts';
import { type SchemaNode, SchemaTree } from '../kinds/schema-tree.ts';
import { addAll } from '../model/add-all.ts';
import type { Finding, Outcome } from '../model/finding.ts';
import type { Level } from '../model/level.ts';
import { writeWorkbook } from '../ooxml/write-workbook.ts';
import { askedFields } from '../render/asked-fields.ts';
import type { PackStore } from '../report/packs.ts';
import { readExistingUnit } from './existing-unit.ts';
import { linesOfFinalFile } from './final-file-lines.ts';
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
  const name = template ?? rawText(read?.value?.tree.template);
  const pack = await packs.pack(name);
  addAll(findings, pack.findings);
  if (!pack.value) return { value: null, findings, sources };
  const { settings } = pack.value;
  const blank = { template: name, amounts: settings.money.unit };
  const document = settings.document === '预算' ? {} : { document: settings.document };
  const tree: RawMap = read?.value?.tree ?? { ...(level === '部门' ? { level } : {}), ...document, ...blank };
  const fields = askedFields(pack.value);
  const kind = kindOf({ kind: kindOfFile(tree) });
  const schema = new SchemaTree(kind.schema);
  const of = formOfTree(tree);
  const common = {
    tree,
    classification: await packs.classification(settings.classification),
    keyNames: packKeyNames(settings, kind, of),
    offered: {
      staff: settings.staff,
      vehicles: settings.vehicles,
      options: Object.entries(settings.options).map(([key, { choices, default: usual }]) => ({
        key,
        choices: Object.keys(choices),
        usual,
      })),
      asked: (path: readonly string[]) => fields.asked(path, isRequired(path, schema)),
    },
  };
  const csv = read?.value?.csv ?? null;
  const budgets = {
    current: csv ?? linesOfBudget(tree.budget),
    prior: read?.value?.priorCsv ?? linesOfBudget(mapAt(tree, 'prior').budget),
  };
  const plan = isOfFinal(of)
    ? finalPlan({ ...common, lines: linesOfFinalFile(tree, csv) })
    : (of === 'department' ? departmentPlan : unitPlan)({ ...common, ...budgets });
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

async function readTree(path: string, label: string): Promise<Outcome<ExistingUnit>> {
  if (!isWorkbookFile(path)) return readExistingUnit(path, label);
  const { value, findings } = await readUnitWorkbookFile(path, label);
  return {
    value: value && { file: label, text: '', tree: value.value, csv: null, priorCsv: null },
    findings,
  };
}
