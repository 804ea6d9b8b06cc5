import { withoutInvisible } from '../model/invisible.ts';
import type { AmountUnit } from '../model/money.ts';

/*
 * How the rows and headings of a ledger are understood, whether it stands in a workbook or in a CSV file.
 */

/** What a total is called where no list says more. */
export const TOTAL_WORDS: readonly string[] = ['合计', '总计', '小计', '累计'];

/** `合 计`, `单位小计：`, `201类合计`: short texts that end in a word for a sum. */
export function isTotalWord(text: string, words: readonly string[] = TOTAL_WORDS): boolean {
  const compact = text.replace(/[\s：:]/g, '');
  return compact.length <= 30 && words.some((word) => compact.endsWith(word));
}

/** `其中：基本支出`, `其中 基本支出`: a part of what stands above, which must not be added again. */
export function startsWithPart(text: string): boolean {
  return /^\s*其\s*中(\s|[：:]|$)/.test(text);
}

/** A heading without blanks and without the unit of its amounts: `预算数 （万元）` → 预算数 */
export function plainHeading(heading: string): string {
  return withoutInvisible(heading)
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[([]?(单位[:：])?(人民币)?万?元[)\]]?$/, '');
}

/** The unit of amounts that a heading or title names: `金额（万元）` → 万元 */
export function unitIn(text: string): AmountUnit | null {
  const compact = text.replace(/\s/g, '');
  if (/万元/.test(compact)) return '万元';
  return /元/.test(compact) ? '元' : null;
}

/** The unit that one of the rows above a head states: `金额单位：万元` → 万元 */
export function unitInTitles(titles: readonly string[]): AmountUnit | null {
  return unitIn(titles.find((title) => /单\s*位\s*[：:]\s*(人民币)?(万?元)/.test(title)) ?? '');
}
