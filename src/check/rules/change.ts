import { byConstruction, type Rule } from '../rule.ts';

const ONE_PAIR = '方向、变动额、变动率由同一对印出的数算出，不用手写。';

/** E 增减变动. */
export const CHANGE_RULES: readonly Rule[] = [
  {
    code: 'E02',
    title: '变动率',
    meaning: '变动率等于变动额除以上年数，四舍五入到两位小数。',
    example: '1690.69 降到 1434.89 写作 -1.10%，应为 15.13%。',
    remedy: ONE_PAIR,
    source: 'GBC PT26',
    severity: 'error',
    verdict: byConstruction('test/check/construction.test.ts: E02 the rate follows from the two figures'),
  },
  {
    code: 'E03',
    title: '零基数和持平的写法',
    meaning: '上年为零不写百分比，本年等于上年写“持平”。“三公”各分项两年都没有的，按模板规定的写法。',
    example: '上年为 0，写“增长 100%”。',
    remedy: '写法由模板规定。',
    source: 'GBC SEED',
    severity: 'warning',
    verdict: byConstruction(
      'test/check/construction.test.ts: E03 no rate on a base of zero, 持平 where nothing changed',
    ),
  },
  {
    code: 'E04',
    title: '本年为零',
    meaning: '本年为零、上年有数的，下降 100.00%。',
    example: '4.95 降到 0，写“下降 0.00%”。',
    remedy: ONE_PAIR,
    source: 'OWN',
    severity: 'error',
    verdict: byConstruction('test/check/construction.test.ts: E04 an item that ended falls by 100.00 %'),
  },
  {
    code: 'E10',
    title: '收支同向同额',
    meaning: '收入总额与支出总额的变动同向同额。',
    example: '收入增加 59.02，支出增加 59.20。',
    remedy: '收入、支出是同一份明细的两种看法，不会不等。',
    source: 'GBC',
    severity: 'error',
    verdict: byConstruction('test/check/construction.test.ts: E10 income and expenditure change alike'),
  },
];
