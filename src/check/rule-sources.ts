/** What the keys of the sources stand for. */
export const SOURCES: readonly (readonly [string, string])[] = [
  ['L14、R6', '《中华人民共和国预算法》第十四条；《预算法实施条例》第六条'],
  ['143', '《地方预决算公开操作规程》（财预〔2016〕143号）'],
  ['CAT', '财政预决算领域基层政务公开标准目录'],
  ['INS16、INS18、INS21', '财政部 2016、2018、2021 年地方预决算公开度专项检查的通报和报道'],
  ['PT26', '上海市普陀区 2026 年预算公开检查表'],
  ['GBC', 'GovBudgetChecker 的预算检查规则设计'],
  ['TPL', '财政部门下发的部门决算公开模板'],
  ['SEED', '样例报告（data/kuerle.yaml 所复原的公开文本）中的实例'],
  ['L52', '《中华人民共和国预算法》第五十二条：部门接到批复后十五日内批复所属单位'],
  ['DEPT', '已公开的部门预算和部门决算文本；部门汇总的口径（合计减去内部往来）'],
  ['GBT', 'GB/T 9704—2012《党政机关公文格式》'],
  ['OWN', '由各表定义推出的算术关系'],
  ['OBL', '决算公开文本都要写明的内容（data/finals/ 各样例）'],
  ['CSV', '政府收支分类科目表（data/classification/）'],
];

/**
 * The sources of a rule by their names; a part that is no key stays as it is.
 *
 * Example: `L14 OWN` → `《中华人民共和国预算法》第十四条；《预算法实施条例》第六条；由各表定义推出的算术关系`
 */
export function sourcesInWords(source: string): string {
  const words = new Map(
    SOURCES.flatMap(([keys, what]) => keys.split('、').map((key) => [key, what] as const)),
  );
  const named = source.split(/(?<=）)|\s+/).map((part) => {
    const [, key = '', more = ''] = /^([A-Za-z]*\d*|\d+)(.*)$/.exec(part.trim()) ?? [];
    return (words.get(key) ?? key) + more;
  });
  return [...new Set(named.filter((each) => each !== '' && each !== 'codes'))].join('；');
}
