import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maskFigures, tokenize } from '../../src/review/tokens.ts';
import { diffWords, LENIENT, type Part, YEAR_LATER } from '../../src/review/word-diff.ts';

const marked = (parts: readonly Part[]): string =>
  parts
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'removed' ? `[-${text}-]` : `{+${text}+}`))
    .join('');

describe('amounts, percentages, dates and codes are single tokens', () => {
  test.each([
    ['增长8.99%', ['增长', '8.99%']],
    ['增长 8.99%，', ['增长 ', '8.99%', '，']],
    ['合计1,234,567.80万元。', ['合计', '1,234,567.80万元', '。']],
    ['2025年2月21日', ['2025年2月21日']],
    ['2025年1月1日-2025年12月31日', ['2025年1月1日', '-', '2025年12月31日']],
    ['新数政办〔2024〕1号', ['〔2024〕1号']],
    ['第108号《规则》', ['第108号', '《', '》']],
    ['科目2010350（项）', ['2010350', '（', '）']],
    ['电话0996-0000000', ['0996-0000000']],
    ['变动：-8.99%', ['变动', '：', '-8.99%']],
    ['减少21.98万元，下降4.15%', ['减少', '21.98万元', '，', '下降', '4.15%']],
  ])('%s', (text, expected) => {
    const tokens = tokenize(text);
    expect(tokens.join('')).toBe(text);
    for (const token of expected) expect(tokens).toContain(token);
  });

  test('what two sentences of different amounts share', () => {
    expect(maskFigures('基本支出508.18万元，占71.05%')).toBe('基本支出#，占#');
  });
});

describe('changed words', () => {
  test.each([
    ['增长8.99%', '增长8.25%', '增长[-8.99%-]{+8.25%+}'],
    ['为5.25万元', '为5.20万元', '为[-5.25万元-]{+5.20万元+}'],
    ['2024年2月1日', '2025年2月1日', '[-2024年2月1日-]{+2025年2月1日+}'],
    ['比上年预算增加1.00万元', '较上年预算增加1.00万元', '[-比-]{+较+}上年预算增加1.00万元'],
    ['见〔2024〕1号文', '见〔2024〕12号文', '见[-〔2024〕1号-]{+〔2024〕12号+}文'],
    ['甲、乙。', '甲、丙、乙。', '甲、{+丙、+}乙。'],
    ['无变化', '无变化', '无变化'],
    ['', '新', '{+新+}'],
  ])('%s → %s', (before, after, expected) => {
    expect(marked(diffWords(before, after))).toBe(expected);
  });

  test('width and spaces do not count in foreign text', () => {
    expect(diffWords('第一部分 2025年(概况);', '第一部分2025年（概况）；', LENIENT)).toEqual([
      { kind: 'same', text: '第一部分2025年（概况）；' },
    ]);
  });

  test('years that went on by one do not count against last year', () => {
    expect(marked(diffWords('2024年预算数为3.00万元', '2025年预算数为3.10万元', YEAR_LATER))).toBe(
      '2025年预算数为[-3.00万元-]{+3.10万元+}',
    );
    expect(marked(diffWords('截至2024年底', '截至2024年底', YEAR_LATER))).toBe('截至[-2024年-]{+2024年+}底');
  });

  test.each([
    // Another subject: a few function words in common.
    [
      '负责全县教师队伍建设和义务教育阶段招生的组织实施，指导中小学校园安全工作。',
      '编制本地区水资源规划并监督执行，承担河道治理和抗旱防汛物资的储备。',
      true,
    ],
    // Reworded, or shortened to what stays: word by word.
    [
      '负责全县教师队伍建设和义务教育阶段招生的组织实施，指导中小学校园安全工作。',
      '负责全县教师队伍建设和高中阶段招生的组织实施，指导中小学校园卫生工作。',
      false,
    ],
    // Headings and cells are short enough to be read either way.
    ['公务接待费', '培训支出费', false],
  ])('unlike paragraphs are not interleaved: %s → %s', (before, after, areWhole) => {
    const kinds = diffWords(before, after).map(({ kind }) => kind);
    if (areWhole) expect(kinds).toEqual(['removed', 'added']);
    else expect(kinds).toContain('same');
  });

  test('the parts give back both texts, and no figure is cut', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '基本支出',
        '比上年预算',
        '增加',
        '减少',
        '，',
        '。',
        '、',
        '主要原因是',
        '人员',
        'A',
        ' ',
      ),
      fc.integer({ min: 0, max: 99999 }).map((n) => `${(n / 100).toFixed(2)}万元`),
      fc.integer({ min: 0, max: 9999 }).map((n) => `${(n / 100).toFixed(2)}%`),
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = diffWords(before, after);
        const side = (kind: Part['kind']) =>
          parts.filter((part) => part.kind === 'same' || part.kind === kind).map(({ text }) => text);
        expect(side('removed').join('')).toBe(before);
        expect(side('added').join('')).toBe(after);
        for (const [index, part] of parts.entries()) {
          const next = parts[index + 1];
          // A cut figure would leave a digit or a decimal point on both sides of a border.
          if (next && part.kind === 'same')
            expect(/[\d.]$/.test(part.text) && /^[\d.]/.test(next.text)).toBe(false);
        }
      }),
    );
  });
});
