import { expect, test } from '@jest/globals';
import type { Finding } from '../../src/model/finding.ts';
import { findingFromJson, findingJson } from '../../src/model/finding-json.ts';
import { quoting } from '../../src/model/quoting.ts';

const bare: Finding = {
  code: 'L21',
  severity: 'error',
  message: '金额不对。',
  hint: '改正。',
  position: null,
};

test.each<[string, Finding]>([
  ['of no place', bare],
  ['with a place', { ...bare, position: { file: 'a.yaml', line: 4, column: 2, length: 3 } }],
  ['in a workbook', { ...bare, position: { file: 'a.xlsx', line: 1, column: 1, place: '预算明细!G12' } }],
  ['waived', { ...bare, severity: 'note', waived: '另有规定' }],
  [
    'with all of its subject',
    { ...bare, subject: { path: ['projects', 0, 'aim'], figures: ['项目支出'], quotes: ['办公设备'] } },
  ],
])('a finding %s comes back from its JSON', (_, finding) => {
  expect(findingFromJson(JSON.parse(JSON.stringify(findingJson(finding))))).toEqual(finding);
});

test('a message names what it quotes, and nothing else', () => {
  expect(quoting`项目“${'办公设备'}”有${2}处写作“${'社备'}”，共${'三'}项。`).toEqual({
    message: '项目“办公设备”有2处写作“社备”，共三项。',
    subject: { quotes: ['办公设备', '社备'] },
  });
  expect(quoting`缺${2}处。`).toEqual({ message: '缺2处。' });
});
