import { expect, test } from '@jest/globals';
import { punctuation } from '../../../src/check/rules/punctuation.ts';
import { runChecks } from '../../../src/check/run-checks.ts';
import { officeOf } from '../../../src/model/office.ts';
import { contextOf } from '../../support/check-context.ts';
import { DISTRICT } from '../../support/district-unit.ts';
import { packOf } from '../../support/packs.ts';
import { produceText } from '../../support/produce-text.ts';
import { unitOf } from '../../support/unit-of.ts';
import { edited } from '../../support/unit-yaml.ts';

const OFFICES = 'offices: [办公室, 管理科]';

test.each([
  ['办公室', '办公室', null],
  ['办公室；', '办公室', null],
  ['办公室。负责内勤。', '办公室', '办公室。负责内勤。'],
  ['办公室：负责内勤', '办公室', '办公室：负责内勤。'],
  ['办公室（党建办）', '办公室（党建办）', null],
])('the name of an office: %s', (written, name, sentence) => {
  expect(officeOf(written)).toEqual({ name, sentence });
});

test('offices with their own sentences make paragraphs, and no mark is printed twice', async () => {
  const { findings, report } = await produceText(
    edited(DISTRICT, [OFFICES, 'offices: [办公室。负责内勤。, 管理科。负责库房。]']),
  );
  expect(findings).toEqual([]);
  const lines = report!.text.split('\n');
  expect(lines.join('\n')).toContain('设2个内设机构，包括：');
  expect(lines.filter((line) => /[办管].*[。]$/.test(line)).join('')).toContain('1. 办公室。');
  expect(report!.text).not.toMatch(/。、|。。/);
});

test('offices without more than a name stand in one sentence', async () => {
  const { report } = await produceText(edited(DISTRICT, [OFFICES, 'offices: [办公室。, 管理科。]']));
  expect(report!.text).toContain('设2个内设机构，包括：办公室、管理科。');
});

test.each([
  ['包括：示例区档案分馆。、示例区方志室。', '相连的标点“。、”'],
  ['主要职责是：\n主要职能包括：\n1、保管档案。', '两个引导语'],
])('what meets in the finished document alone is told: %s', (prose, said) => {
  const unit = unitOf({ ledger: [] });
  const found = runChecks(contextOf(unit, packOf({}), { prose, humanTexts: [] }), [punctuation]);
  expect(found).toMatchObject([{ code: 'F03', severity: 'warning', message: expect.stringContaining(said) }]);
});

test('what a text says itself is told once, at the text', () => {
  const unit = unitOf({ ledger: [] });
  const text = {
    field: 'otherMatter' as const,
    text: '已公开。。另见附件。',
    path: ['otherMatters', 0],
    project: null,
  };
  const found = runChecks(contextOf(unit, packOf({}), { prose: text.text, humanTexts: [text] }), [
    punctuation,
  ]);
  expect(found).toMatchObject([{ severity: 'note' }]);
});

test('an introduction that leads to the duties leaves the lead-in of the form out', async () => {
  const { findings, report } = await produceText(
    edited(DISTRICT, ['区政府工作部门。', '区政府工作部门，主要职责是：']),
  );
  expect(findings).toEqual([]);
  expect(report!.text).toContain('主要职责是：\n　　1、保管档案。');
});
