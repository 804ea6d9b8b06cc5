import { DomUtils, parseDocument } from 'htmlparser2';

/** The text of an HTML fragment without tags, white space folded. `<b>甲</b>&amp;乙` → 甲&乙 */
export function plainText(html: string): string {
  return DomUtils.textContent(parseDocument(html)).replace(/\s+/g, ' ').trim();
}
