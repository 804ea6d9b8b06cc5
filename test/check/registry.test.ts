import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { needsInWords } from '../../src/audit/needs-in-words.ts';
import type { CheckContext } from '../../src/check/context.ts';
import { RULES, ruleOf } from '../../src/check/registry.ts';
import { checkedBy, type Judged, type Rule } from '../../src/check/rule.ts';
import { rulesPage } from '../../src/check/rules-page.ts';
import { judges as judgesKind, runChecks } from '../../src/check/run-checks.ts';
import { kindOf } from '../../src/kinds/registry.ts';
import { packOf } from '../support/packs.ts';
import { ROOT } from '../support/sample.ts';
import { IDENTITIES } from '../support/table-identities.ts';
import { unitOf } from '../support/unit-of.ts';

const COUNTS = { A: 21, B: 16, C: 16, D: 24, E: 12, F: 10, G: 29, H: 20, X: 12 };

test('every one of the rules has its verdict, in order', () => {
  const codes = Object.entries(COUNTS).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, index) => `${letter}${String(index + 1).padStart(2, '0')}`),
  );
  expect(RULES.map(({ code }) => code)).toEqual(codes);
});

const proofs = RULES.flatMap(({ code, verdict }) =>
  'proof' in verdict && verdict.proof !== undefined ? [[code, verdict.proof] as const] : [],
);

test.each(proofs)('%s: the test that proves it exists (%s)', (code, proof) => {
  const [file, name] = proof.split(': ') as [string, string];
  if (file.endsWith('ledger-properties.test.ts')) {
    expect(IDENTITIES.some(({ id }) => id === name || id.startsWith(`${name} `))).toBe(true);
    expect(readFileSync(join(ROOT, file), 'utf8')).toContain('test.each(IDENTITIES');
    return;
  }
  const source = readFileSync(join(ROOT, file), 'utf8');
  expect(source).toMatch(new RegExp(`^\\s*(?:test|inEvery|always)\\('${literally(name)}'`, 'm'));
  if (!name.startsWith('A02') && !name.startsWith('A14')) expect(name.slice(0, 3)).toBe(code);
});

test('a rule that an earlier stage checks names its file, which reports the code', () => {
  for (const { code, verdict } of RULES) {
    if (verdict.kind !== 'checked' || verdict.run !== null) continue;
    expect(existsSync(join(ROOT, verdict.by))).toBe(true);
    expect(readFileSync(join(ROOT, verdict.by), 'utf8')).toContain(`'${code}'`);
  }
});

test('what is out of reach says why', () => {
  const reasons = RULES.flatMap(({ verdict }) => (verdict.kind === 'outOfReach' ? [verdict.reason] : []));
  expect(reasons.map(({ length }) => length > 20)).toEqual([true, true, true]);
});

test('every rule is explained', () => {
  for (const { code, title, meaning, example, remedy, source } of RULES) {
    for (const text of [title, meaning, example, remedy, source])
      expect(`${code} ${text}`.length).toBeGreaterThan(5);
  }
});

test('docs/rules.md is current (npm run docs:rules)', () => {
  expect(readFileSync(join(ROOT, 'docs', 'rules.md'), 'utf8')).toBe(rulesPage(needsInWords));
});

test('a code of another kind has no rule', () => {
  expect(ruleOf('L21')).toBeNull();
  expect(ruleOf('D20')!.title).toBe('分值权重合计');
});

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

test('a rule judges the kinds of documents that it says, all where it says nothing', () => {
  const [rule] = RULES;
  const unitBudget = { ...kindOf({ kind: 'unit-budget' }) };
  const departmentFinal = { ...unitBudget, level: '部门', document: '决算' } as const;
  const judged = (judges?: Judged) =>
    [unitBudget, departmentFinal].map((kind) => judgesKind({ ...rule!, ...(judges && { judges }) }, kind));
  expect(judged()).toEqual([true, true]);
  expect(judged({ level: '部门' })).toEqual([false, true]);
  expect(judged({ document: '预算' })).toEqual([true, false]);
  expect(judged({ level: '单位', document: '决算' })).toEqual([false, false]);
});

test('a rule that does not judge a kind is not run on it', () => {
  const found = [{ message: '甲', hint: '乙', position: null }];
  const rule = (judges: Judged): Rule => ({ ...RULES[0]!, verdict: checkedBy(() => found), judges });
  const context = { unit: unitOf(), pack: packOf({}) } as unknown as CheckContext;
  expect(runChecks(context, [rule({ level: '部门' })])).toEqual([]);
  expect(runChecks(context, [rule({ level: '单位' })])).toHaveLength(1);
});
