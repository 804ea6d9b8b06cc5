import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ChangeClaim, changeClaimsIn, contradictionIn } from '../../src/document/change-claims.ts';

/** A claim in one line: label | this year ← last year | way change rate. */
function short(claim: ChangeClaim): string {
  const { label, current, prior, way, change, rate, base } = claim;
  const money = (amount: typeof current) => (amount === null ? '-' : amount.yuan.toFixed());
  const percent = rate === null ? '-' : `${rate.percent.toFixed()}${rate.points ? 'pt' : '%'}`;
  return [label, base?.text ?? '-', money(current), money(prior), way, money(change), percent].join(' | ');
}

describe('a sentence of change', () => {
  test.each([
    [
      '基本支出508.18万元，占71.05%，比上年预算减少21.98万元，下降4.15%，主要原因是人员减少。',
      ['基本支出 | 比上年预算 | 5081800 | - | down | 219800 | 4.15%'],
    ],
    [
      '公务接待费增加0.11万元，增长3.81%，主要原因是业务量增加、公务接待活动增多。',
      ['公务接待费 | - | - | - | up | 1100 | 3.81%'],
    ],
    [
      '财政拨款收入46,147,300元，比2024年预算执行数减少1,200元',
      ['财政拨款收入 | 比2024年预算执行数 | 46147300 | - | down | 1200 | -'],
    ],
    ['公务接待费与上年预算持平', ['公务接待费 | 与上年预算 | - | - | same | - | -']],
    ['因公出国（境）费0万元，较上年无增减', ['因公出国（境）费 | 较上年 | 0 | - | same | - | -']],
    ['项目支出预算48100元，占4.43%，同比无增减变化', ['项目支出 | 同比 | 48100 | - | same | - | -']],
    [
      '收入总计585.20万元，同比增加59.02万元，增长8.99%；支出总计585.20万元，同比减少1.00万元，下降0.17%',
      [
        '收入总计 | 同比 | 5852000 | - | up | 590200 | 8.99%',
        '支出总计 | 同比 | 5852000 | - | down | 10000 | 0.17%',
      ],
    ],
    [
      '行政运行（项）12.00万元（上年10.00万元），同比增长20%，原因是新增任务。',
      ['行政运行（项） | （上年10.00万元），同比 | 120000 | 100000 | up | - | 20%'],
    ],
    [
      '“三公”经费支出2.05万元，较上年2.08万元减少0.03万元，减少了1.44%',
      ['“三公”经费支出 | 较上年2.08万元 | 20500 | 20800 | down | 300 | 1.44%'],
    ],
    [
      '公务接待费633万元，较上年减少8万元，同比下降1.25%',
      ['公务接待费 | 较上年 | 6330000 | - | down | 80000 | 1.25%'],
    ],
    [
      '支出决算比2024年年初预算增加8万元，同比下降1.25%',
      ['支出决算 | 比2024年年初预算 | - | - | up | 80000 | -', ' | 同比 | - | - | down | - | 1.25%'],
    ],
    [
      '培训费1万元，由上年的0.5万元增加0.5万元，增长100%',
      ['培训费 | 由上年的0.5万元 | 10000 | 5000 | up | 5000 | 100%'],
    ],
    [
      '基本支出较上年执行数（1278万元）减少40万元，下降3.13%',
      ['基本支出 | 较上年执行数（1278万元） | - | 12780000 | down | 400000 | 3.13%'],
    ],
    ['机关运行经费增长５．０％', ['机关运行经费 | - | - | - | up | - | 5%']],
    ['占比提高2.5个百分点', ['占比 | - | - | - | up | - | 2.5pt']],
    ['公务用车运行费减少的主要原因是车辆报废', ['公务用车运行费 | - | - | - | down | - | -']],
    ['工资福利支出较上年增94.22万元，增44%', ['工资福利支出 | 较上年 | - | - | up | 942200 | 44%']],
    [
      '财政拨款1.2亿元，比上年增加0.2亿元，增长20%',
      ['财政拨款 | 比上年 | 120000000 | - | up | 20000000 | 20%'],
    ],
  ])('%s', (sentence, claims) => {
    expect(changeClaimsIn(sentence).map(short)).toEqual(claims);
  });

  test.each([
    '新增信息化项目80万元',
    '公务接待费预算增加至5.00万元',
    '人员增加2人，工资福利支出相应增加',
    '提高资金使用效益',
    '单价增加到3万元/台',
    '主要原因是人员减少',
  ])('%s claims nothing', (sentence) => {
    expect(changeClaimsIn(sentence)).toEqual([]);
  });

  test('has the places of its parts', () => {
    const sentence = '其中：公务接待费3.00万元，比上年预算增加0.11万元，增长3.81%。';
    const [claim] = changeClaimsIn(sentence);
    const said = (span: { start: number; end: number } | null) =>
      span && sentence.slice(span.start, span.end);
    expect([claim!, claim!.base, claim!.current, claim!.change, claim!.rate].map(said)).toEqual([
      '比上年预算增加0.11万元，增长3.81%',
      '比上年预算',
      '3.00万元',
      '0.11万元',
      '3.81%',
    ]);
  });
});

describe('a claim in itself', () => {
  test.each([
    ['基本支出508.18万元，比上年减少21.98万元，下降4.15%', null],
    ['基本支出508.18万元，比上年减少21.98万元，增长4.15%', 'ways'],
    ['基本支出508.18万元，比上年增加21.98万元，增长21.98万元', 'amountForRate'],
    ['公务接待费3.00万元，比上年增加0.11万元，增长38.1%', 'rate'],
    ['公务接待费3.00万元，比上年增加0.11万元，增长3.8%', null],
    ['出国费0.00万元，增加0.00万元，增长0.00%', null],
    ['出国费0.00万元，比上年减少4.95万元，下降100.00%', null],
  ])('%s: %s', (sentence, wrong) => {
    expect(changeClaimsIn(sentence).map(contradictionIn)).toEqual([wrong]);
  });

  test('that is computed is right, whatever the amounts and their unit', () => {
    const cents = fc.integer({ min: 1, max: 9_999_999 });
    fc.assert(
      fc.property(cents, cents, fc.constantFrom('元', '万元'), (now, before, unit) => {
        fc.pre(now !== before);
        const [verb, word] = now > before ? ['增加', '增长'] : ['减少', '下降'];
        const amount = (value: number) =>
          `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`;
        const difference = Math.abs(now - before);
        // Half up, in whole numbers.
        const rate = Math.floor((difference * 20_000 + before) / (2 * before));
        const text = `支出${amount(now)}${unit}，比上年预算${verb}${amount(difference)}${unit}，${word}${amount(rate)}%`;
        expect(changeClaimsIn(text).map(contradictionIn)).toEqual([null]);
      }),
    );
  });
});
