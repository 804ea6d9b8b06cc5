import { addAll } from '../model/add-all.ts';
import type { Outcome } from '../model/finding.ts';
import { readText } from '../source/read-text.ts';
import { SchemaTranslator } from '../source/schema-findings.ts';
import { parseYaml } from '../source/yaml.ts';
import { type ImportAliases, importAliasesSchema } from './import-aliases.ts';

/** Reads the mapping file of headings and words; `label` is the path as findings show it. */
export async function loadImportAliases(path: string, label: string): Promise<Outcome<ImportAliases>> {
  const source = await readText(path, label);
  const document = source.value ? parseYaml(source.value) : null;
  const findings = [...source.findings, ...(document?.findings ?? [])];
  if (!document?.value) return { value: null, findings };
  const parsed = importAliasesSchema.safeParse(document.value.value);
  if (parsed.success) return { value: parsed.data, findings };
  const translator = new SchemaTranslator(importAliasesSchema);
  addAll(findings, translator.translate(parsed.error.issues, document.value.value, document.value));
  return { value: null, findings };
}
