import { changeResidues, shareResidues } from '../checks/change-residues.ts';
import { comparisonBase } from '../checks/prior-year.ts';
import { reasonWording } from '../checks/reasons.ts';
import { templateResidue } from '../checks/wording.ts';
import { byConstruction, checkedBy, type Rule } from '../rule.ts';

const ONE_PAIR = '方向、变动额、变动率由同一对印出的数算出，不用手写。';

/** E 增减变动. */
export const CHANGE_RULES: readonly Rule[] = [
  {
    code: 'E01',
    title: '变动额与方向',
    meaning: '本年减上年等于变动额，方向词与正负一致。',
    example: '508.18 比 530.16 少，却写“增加 21.98 万元”。',
    remedy: ONE_PAIR,
    source: 'GBC PT26',
    severity: 'error',
    verdict: byConstruction(
      'test/check/construction.test.ts: E01 change and direction follow from the two figures',
    ),
  },
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
    code: 'E05',
    title: '增减原因',
    meaning: '有增减必有原因；原因不空、不残、不与方向相反。缺写由推算一步报告，其余由本规则检查。',
    example: '“主要原因是。”；减少 21.98 万元，原因写“故基本支出增加”。',
    remedy: '在 reasons 下写“主要原因是”之后的话。',
    source: '143 GBC PT26',
    severity: 'error',
    verdict: checkedBy(reasonWording),
  },
  {
    code: 'E06',
    title: '分项变动之和',
    meaning: '各分项的变动之和、上年数之和等于合计的变动和上年数；分别四舍五入产生的尾差作为提示。',
    example: '五个基本支出项共减少 21.97，合计减少 21.98。',
    remedy: '尾差不必改动。',
    source: 'OWN SEED',
    severity: 'note',
    verdict: checkedBy(changeResidues),
  },
  {
    code: 'E07',
    title: '占比',
    meaning: '占比等于分项除以合计，带百分号；各占比之和与 100% 的尾差作为提示。',
    example: '94.73 + 1.20 + 0.55 + 3.53 = 100.01。',
    remedy: '尾差不必改动，更不能改动某一项凑数。',
    source: 'GBC SEED',
    severity: 'note',
    verdict: checkedBy(
      shareResidues,
      'test/check/construction.test.ts: E07 a share follows from part and whole',
    ),
  },
  {
    code: 'E08',
    title: '比较基期一致',
    meaning:
      '一律与上年预算数比较：上年文件必须是上一年的，文字中不用别的口径（模板的 checks.foreignBases）。',
    example: '上年文件是 2023 年的；原因里写“比上年决算数增加”。',
    remedy: '指向正确的上年文件，改用预算数。',
    source: 'PT26',
    severity: 'error',
    verdict: checkedBy(comparisonBase),
  },
  {
    code: 'E09',
    title: '模板残留',
    meaning: '“增加（减少）”“XX”“某某”“待填”等不得留在文字中，词不重复（“增加增加”）。',
    example: '主要原因是 XX 项目增加（减少）。',
    remedy: '换成实际内容。',
    source: 'GBC',
    severity: 'error',
    verdict: checkedBy(templateResidue),
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
