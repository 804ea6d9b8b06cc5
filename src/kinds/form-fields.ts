import { departmentFinalFileSchema } from './department-final-file.ts';
import { finalFileSchema } from './final-file.ts';
import { FINAL_PLACES } from './final-lines.ts';
import type { FormOf } from './form-of.ts';
import {
  DEPARTMENT_FIELDS,
  type Field,
  FORM_FIELDS,
  INDICATOR_FIELDS,
  PROJECT_FIELDS,
  SchemaFields,
} from './schema-fields.ts';

/** What of a final's file has a table of its own. */
const TABLES = ['level', 'document', 'ledgerFile', ...FINAL_PLACES.map(({ path }) => path.join('.'))];

const FINAL = new SchemaFields(finalFileSchema, [...TABLES, 'projects']);
const DEPARTMENT_FINAL = new SchemaFields(departmentFinalFileSchema, [...TABLES, 'members']);

/** Fields that stand on a line of their own, by whose workbook it is. */
export const LINES_OF: Readonly<Record<FormOf, readonly Field[]>> = {
  unit: FORM_FIELDS,
  department: DEPARTMENT_FIELDS,
  final: FINAL.lines(),
  departmentFinal: DEPARTMENT_FINAL.lines(),
};

/** What projects and their indicators have columns for, and below which key the indicators stand. */
export interface ProjectTables {
  readonly projects: readonly Field[];
  readonly indicators: readonly Field[];
  readonly below: 'goal' | 'evaluation';
}

const GOALS: ProjectTables = { projects: PROJECT_FIELDS, indicators: INDICATOR_FIELDS, below: 'goal' };
const EVALUATIONS: ProjectTables = {
  projects: FINAL.columns(FINAL.itemOf('projects')),
  indicators: FINAL.columns(FINAL.indicator('evaluation')),
  below: 'evaluation',
};

/** The tables of projects in a workbook. */
export function projectTables(of: FormOf): ProjectTables {
  return of === 'final' ? EVALUATIONS : GOALS;
}
