import { expect, test } from '@jest/globals';
import { readReportText } from '../../src/document/read-text.ts';
import type { Finding } from '../../src/model/finding.ts';
import { linkFindings } from '../../src/review/linked-findings.ts';

const report = readReportText(`第一部分  单位概况

一、主要职能
单位负责办公设备的采购和管理。
单位负责车辆的购置和维修。
`);
const finding: Finding = {
  code: 'D08',
  severity: 'warning',
  message: '“办公设备的采购”与“车辆的购置”不同。',
  hint: '',
  position: null,
};
const DATA = { unit: { functions: ['负责办公设备的采购和管理。'] } };
const linked = (subject?: Finding['subject']): string[] =>
  linkFindings([subject ? { ...finding, subject } : finding], report, [], new Map(), DATA)[0]!.spots.map(
    ({ phrase }) => phrase.text,
  );

test('a finding is linked to the sentences with the words of its subject', () => {
  expect(linked({ quotes: ['车辆的购置'] })).toEqual(['单位负责车辆的购置和维修。']);
});

test('the words of its message are not read', () => {
  expect(linked()).toEqual([]);
  expect(linked({ path: ['unit', 'functions'] })).toEqual([]);
});

test('a place of the unit file leads to the sentence that says what is written there', () => {
  expect(linked({ path: ['unit', 'functions', 0] })).toEqual(['单位负责办公设备的采购和管理。']);
});
