import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { AUDIT_RULES } from '../../src/audit/audit-rules.ts';
import { ROOT_FOLDER } from '../support/folders.ts';

test('the page of the audit names every rule that it judges, and no other', () => {
  const page = readFileSync(join(ROOT_FOLDER, 'docs', 'audit.md'), 'utf8');
  const table = page.slice(page.indexOf('| 需要 |'), page.indexOf('其余规则'));
  const named = new Set(table.match(/[A-F]\d\d/g));
  expect([...named].sort()).toEqual([...new Set(AUDIT_RULES.flatMap(({ codes }) => codes))].sort());
});
