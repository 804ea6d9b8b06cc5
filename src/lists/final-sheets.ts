import { z } from 'zod';
import { addAll } from '../model/add-all.ts';
import type { Outcome } from '../model/finding.ts';
import { FUND_NAMES } from '../model/fund.ts';
import { readText } from '../source/read-text.ts';
import { SchemaTranslator } from '../source/schema-findings.ts';
import { parseYaml } from '../source/yaml.ts';

/** The sheets of a final account's workbook that are read. */
export const FINAL_SHEETS = [
  'income',
  'expenditure',
  'basic',
  'project',
  'general',
  'generalBasic',
  'generalProject',
  'governmentFund',
  'stateCapital',
  'institution',
] as const;
export type FinalSheet = (typeof FINAL_SHEETS)[number];

/** What a sheet of one budget tells of a function. */
export const BALANCE_COLUMNS = ['opening', 'income', 'expenditure', 'basic', 'project', 'closing'] as const;
export type BalanceColumn = (typeof BALANCE_COLUMNS)[number];

const words = z.array(z.string().trim().min(1)).min(1);
/** Of the income sheet: money of the budgets of the government together. */
export const FISCAL_INCOME = '财政拨款';

/** `data/import/final-sheets.yaml`: by which names the workbook of the final accounts' software is understood. */
export const finalSheetsSchema = z.strictObject({
  sheets: z.record(z.enum(FINAL_SHEETS), words),
  code: words,
  codeParts: words,
  name: words,
  projectName: words,
  totals: words,
  skip: words,
  income: z.partialRecord(z.enum([FISCAL_INCOME, ...FUND_NAMES]), words),
  balance: z.record(z.enum(BALANCE_COLUMNS), words),
  handedOn: z.record(z.enum(['operating', 'remittedUp', 'subsidyDown']), words),
  counted: words,
  counts: z.record(z.string(), words),
});
export type FinalSheets = z.output<typeof finalSheetsSchema>;

/** Reads the file of names; `label` is the path as findings show it. */
export async function loadFinalSheets(path: string, label: string): Promise<Outcome<FinalSheets>> {
  const source = await readText(path, label);
  const document = source.value ? parseYaml(source.value) : null;
  const findings = [...source.findings, ...(document?.findings ?? [])];
  if (!document?.value) return { value: null, findings };
  const parsed = finalSheetsSchema.safeParse(document.value.value);
  if (parsed.success) return { value: parsed.data, findings };
  const translator = new SchemaTranslator(finalSheetsSchema);
  addAll(findings, translator.translate(parsed.error.issues, document.value.value, document.value));
  return { value: null, findings };
}
