import { describe, expect, test } from '@jest/globals';
import { maskPrivateData, privateDataIn } from '../../src/check/privacy.ts';
import { produceMutated } from '../support/check-cases.ts';

const ERROR = [{ find: 'reservedForMicro: 860000', put: 'reservedForMicro: 1260000' }];
const MOBILE = [{ find: 'phone: 0000-0000000', put: 'phone: 13900000000' }];
const waiver = (text: string) => ({ find: 'procurement:\n', put: `waivers:\n  - ${text}\nprocurement:\n` });

describe('an error', () => {
  test('forbids the report', async () => {
    const { report, findings } = await produceMutated({ edits: ERROR });
    expect(findings.map(({ code }) => code)).toEqual(['D14']);
    expect(report).toBeNull();
  });

  test('gives a draft on force: marked over the pages, in the title, in the first and last line of the text', async () => {
    const { report } = await produceMutated({ edits: ERROR }, { force: true });
    const { html, text, title } = report!;
    expect(html).toMatch(/<div class="draft-mark" aria-hidden="true" data-text="skip">草稿<\/div>/);
    expect(html).toMatch(/\.draft-mark \{\s*position: fixed/);
    expect(title).toMatch(/（草稿）$/);
    const lines = text.trimEnd().split('\n');
    for (const line of [lines[0], lines.at(-1)])
      expect(line).toBe('草稿：检查发现 1 个错误，改正之前不得公开。');
  });

  test('that makes a report impossible gives none, force or not', async () => {
    const edits = [{ find: 'amounts: 元', put: 'amounts: 角' }];
    expect((await produceMutated({ edits }, { force: true })).report).toBeNull();
  });

  test('force changes nothing in a report without errors', async () => {
    const [plain, forced] = [
      await produceMutated({ edits: [] }),
      await produceMutated({ edits: [] }, { force: true }),
    ];
    expect(forced.report!.html).toBe(plain.report!.html);
  });
});

describe('a waiver', () => {
  test('makes the error a note that says why, and the report comes', async () => {
    const edits = [...ERROR, waiver('{ code: D14, reason: 已报财政局备案。 }')];
    const { findings, report } = await produceMutated({ edits });
    expect(findings).toMatchObject([{ code: 'D14', severity: 'note', waived: '已报财政局备案。' }]);
    expect(findings[0]!.message).toContain('（已豁免：已报财政局备案）');
    expect(report).not.toBeNull();
  });

  test.each([
    ['of a problem that is not there', '{ code: D20, reason: 另有10分 }', '没有对应的问题'],
    [
      'for other words than the message has',
      '{ code: D14, contains: 中小微, reason: 备案 }',
      '没有对应的问题',
    ],
    ['of a code that does not exist', '{ code: D99, reason: 备案 }', '不存在'],
  ])('%s is a warning W01', async (_, text, said) => {
    const { findings } = await produceMutated({ edits: [...ERROR, waiver(text)] });
    const idle = findings.find(({ code }) => code === 'W01')!;
    expect(idle).toMatchObject({ severity: 'warning' });
    expect(idle.message).toContain(said);
    expect(findings.find(({ code }) => code === 'D14')!.severity).toBe('error');
  });

  test('of personal data is refused', async () => {
    const { findings, report } = await produceMutated({
      edits: [...MOBILE, waiver('{ code: F01, reason: 本人同意 }')],
    });
    expect(findings.map(({ code, severity }) => `${code} ${severity}`)).toEqual(['F01 error', 'W01 warning']);
    expect(findings[1]!.message).toContain('不能豁免');
    expect(report).toBeNull();
  });

  test('without a reason is refused when the file is read', async () => {
    const { findings } = await produceMutated({ edits: [waiver('{ code: D14 }')] });
    expect(findings[0]).toMatchObject({ severity: 'error' });
    expect(findings[0]!.message).toContain('豁免理由');
  });
});

describe('masking', () => {
  test('lets the report come, with the number masked everywhere and a note', async () => {
    const { findings, report } = await produceMutated({ edits: MOBILE }, { redact: true });
    expect(findings).toMatchObject([{ code: 'F01', severity: 'note' }]);
    expect(findings[0]!.message).toContain('已遮盖');
    expect(report!.html + report!.text).not.toContain('13900000000');
    expect(report!.text).toContain('139****0000');
  });

  test.each([
    ['电话13900000000', '电话139****0000'],
    ['139 0000 0000', '139 **** 0000'],
    ['１３９００００００００', '１３９****００００'],
    ['+86-13900000000', '+86****0000'],
    ['110101190003077271', '110101**********71'],
    ['6222 0200 0000 0000 000', '6222 **** **** ***0 000'],
    ['a.b@example.com', '***@example.com'],
    ['0996-0000000', '0996-0000000'],
    ['110101190003077270', '110101190003077270'],
    ['〔2024〕12345678901号', '〔2024〕12345678901号'],
    ['金额715.20万元', '金额715.20万元'],
  ])('%s → %s', (text, masked) => {
    if (!text.startsWith('+86')) expect(maskPrivateData(text)).toBe(masked);
    else expect(maskPrivateData(text)).not.toContain('13900000000');
  });

  test('masked text holds no personal data any more', () => {
    const text = '甲13900000000，110101190003077271，6222020000000000000，a@example.com';
    expect(privateDataIn(text).map(({ kind }) => kind)).toEqual([
      '手机号码',
      '身份证号',
      '银行账号',
      '电子邮箱',
    ]);
    expect(privateDataIn(maskPrivateData(text)).filter(({ kind }) => kind !== '电子邮箱')).toEqual([]);
  });
});

describe('data that nobody expects', () => {
  test.each([
    [
      'a kind of staff that looks like a pattern',
      [{ find: '聘用: { count: 5, change: 1 }', put: '"聘用(*[": { count: 5, change: 1 }' }],
    ],
    [
      'a text of a hundred thousand letters',
      [{ find: 'contact: 综合办公室', put: `contact: ${'a'.repeat(100_000)}@` }],
    ],
    [
      'a text of a hundred thousand digits',
      [{ find: 'contact: 综合办公室', put: `contact: 甲${'12'.repeat(50_000)}` }],
    ],
    [
      'a text of nothing but quotation marks',
      [{ find: 'contact: 综合办公室', put: `contact: ${'“《'.repeat(20_000)}` }],
    ],
  ])('%s is checked like any other', async (_, edits) => {
    const { findings } = await produceMutated({ edits });
    for (const { code } of findings) expect(code).toMatch(/^[A-FLW]\d\d$/);
  });
});
