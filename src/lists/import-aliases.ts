import { z } from 'zod';
import { FUND_NAMES } from '../model/fund.ts';
import { BUDGET_KINDS } from '../model/ledger.ts';

/** The columns that the export of a budget system may have. */
export const EXPORT_COLUMNS = [
  'unitName',
  'department',
  'functionCode',
  'functionClass',
  'functionSection',
  'functionItem',
  'economicCode',
  'economicClass',
  'economicSection',
  'kind',
  'project',
  'fund',
  'carriedOver',
  'counterpart',
  'amount',
  'priorAmount',
  'basicAmount',
  'projectAmount',
  'sumAmount',
] as const;
export type ExportColumn = (typeof EXPORT_COLUMNS)[number];

const words = z.array(z.string().trim().min(1)).min(1);

/** `data/import/aliases.yaml`: by which headings and words an export is understood. */
export const importAliasesSchema = z.strictObject({
  // A list kept from an earlier version lacks the columns that came later.
  columns: z.partialRecord(z.enum(EXPORT_COLUMNS), words),
  kinds: z.partialRecord(z.enum(Object.values(BUDGET_KINDS) as [string, ...string[]]), words),
  funds: z.partialRecord(z.enum(FUND_NAMES), words),
  totals: words,
});
export type ImportAliases = z.output<typeof importAliasesSchema>;
