import type { Rule } from './rule.ts';
import * as allocation from './rules/allocation.ts';
import * as betweenDocuments from './rules/between-documents.ts';
import * as betweenTables from './rules/between-tables.ts';
import * as change from './rules/change.ts';
import * as changeResidues from './rules/change-residues.ts';
import * as characters from './rules/characters.ts';
import * as codeNames from './rules/code-names.ts';
import * as composition from './rules/composition.ts';
import * as consolidation from './rules/consolidation.ts';
import * as departmentPrior from './rules/department-prior.ts';
import * as departmentTexts from './rules/department-texts.ts';
import * as economics from './rules/economics.ts';
import * as finalBalances from './rules/final-balances.ts';
import * as finalConstruction from './rules/final-construction.ts';
import * as finalEvaluation from './rules/final-evaluation.ts';
import * as finalFacts from './rules/final-facts.ts';
import * as finalOperatingCost from './rules/final-operating-cost.ts';
import * as finalReasons from './rules/final-reasons.ts';
import * as finalWords from './rules/final-words.ts';
import * as goals from './rules/goals.ts';
import * as layout from './rules/layout.ts';
import * as magnitude from './rules/magnitude.ts';
import * as numbering from './rules/numbering.ts';
import * as operators from './rules/operators.ts';
import * as personalData from './rules/personal-data.ts';
import * as prices from './rules/prices.ts';
import * as printedChanges from './rules/printed-changes.ts';
import * as priorYear from './rules/prior-year.ts';
import * as procurement from './rules/procurement.ts';
import * as projectNames from './rules/project-names.ts';
import * as publication from './rules/publication.ts';
import * as punctuation from './rules/punctuation.ts';
import * as quantities from './rules/quantities.ts';
import * as reasons from './rules/reasons.ts';
import * as staff from './rules/staff.ts';
import * as structure from './rules/structure.ts';
import * as tableResidues from './rules/table-residues.ts';
import * as tableToText from './rules/table-to-text.ts';
import * as titles from './rules/titles.ts';
import * as unitNames from './rules/unit-names.ts';
import * as withinTables from './rules/within-tables.ts';
import * as wording from './rules/wording.ts';
import * as years from './rules/years.ts';

/** The files of rules: each exports nothing but rules, so that a new one is seen here by itself. */
const FAMILIES: readonly Readonly<Record<string, Rule | readonly Rule[]>>[] = [
  allocation,
  betweenDocuments,
  betweenTables,
  change,
  changeResidues,
  characters,
  codeNames,
  composition,
  consolidation,
  departmentPrior,
  departmentTexts,
  economics,
  finalBalances,
  finalConstruction,
  finalEvaluation,
  finalFacts,
  finalOperatingCost,
  finalReasons,
  finalWords,
  goals,
  layout,
  magnitude,
  numbering,
  operators,
  personalData,
  prices,
  printedChanges,
  priorYear,
  procurement,
  projectNames,
  publication,
  punctuation,
  quantities,
  reasons,
  staff,
  structure,
  tableResidues,
  tableToText,
  titles,
  unitNames,
  withinTables,
  wording,
  years,
];

/** Every disclosure rule, in the order of its code. */
export const RULES: readonly Rule[] = FAMILIES.flatMap((family) => Object.values(family).flat()).sort(
  (a, b) => (a.code < b.code ? -1 : 1),
);

const byCode = new Map(RULES.map((rule) => [rule.code, rule]));

/** The rule of a code, or null for a code of another kind (`L21`). `ruleOf('D20')` → 分值权重合计 */
export function ruleOf(code: string): Rule | null {
  return byCode.get(code) ?? null;
}
