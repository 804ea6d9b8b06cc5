import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { finalPlan } from '../../src/form/unit-plan.ts';
import { readExistingUnit } from '../../src/import/existing-unit.ts';
import { linesOfFinalFile } from '../../src/import/final-file-lines.ts';
import { unitFileText } from '../../src/import/unit-file-text.ts';
import { withoutLoss } from '../../src/import/without-loss.ts';
import { kindOf, kindOfFile } from '../../src/kinds/registry.ts';
import { DATA_FOLDER } from '../support/folders.ts';
import { classification2025 } from '../support/unit-of.ts';
import { OFFERED, readBack } from '../support/unit-workbook.ts';

test.each([
  'finals/demo-final-2025.yaml',
  'finals/demo-final-2024.yaml',
  'finals/putuo-finance-2024.yaml',
  'finals/education/department.yaml',
])('%s comes back from its workbook letter by letter', async (name) => {
  const path = join(DATA_FOLDER, name);
  const { value: existing } = await readExistingUnit(path, path);
  const { tree, csv, text } = existing!;
  const lines = linesOfFinalFile(tree, csv);
  const plan = finalPlan({ tree, lines, classification: classification2025, offered: OFFERED });
  const { value: read, findings } = await readBack(plan);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { schema } = kindOf({ kind: kindOfFile(read!.value) });
  const issues = schema.safeParse(read!.value).error?.issues ?? [];
  // What a file says of its unit by naming another is not in it.
  expect(issues.filter(({ path: [at] }) => at !== 'unit' && at !== 'department')).toEqual([]);
  const written = unitFileText(withoutLoss(read!, tree), { current: [], prior: [] }, existing, '');
  expect(written.findings).toEqual([]);
  expect(written.text).toBe(text);
});
