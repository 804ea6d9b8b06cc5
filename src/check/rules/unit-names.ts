import { bookOf } from '../../books/books.ts';
import { quoting } from '../../model/quoting.ts';
import type { RawFinding } from '../context.ts';
import { checkedRule, type Rule } from '../rule.ts';

/** So many characters at the end of the name say what kind of body it is: 服务中心, 教育局. */
const KIND_LENGTH = 4;
const REGION = /[省市县区州旗镇乡]$/;
const GENERAL = /[全各本我该进]\p{Script=Han}{0,2}$/u;

/**
 * C15 单位名称: last year's file of another name, and another region's unit of the same kind in human text
 * (the text was copied from its report).
 */
export const otherUnits: Rule = checkedRule(
  {
    code: 'C15',
    title: '单位名称一致',
    meaning: '全文单位名称取自单位文件；文字中不出现别的地区的同类单位，上年文件是同一单位。',
    example: '社区教育服务中心的说明里写“邻县教育服务中心”。',
    remedy: '改为本单位名称；确指另一单位或单位改名的，写豁免。',
    source: 'GBC',
    severity: 'warning',
    needs: ['texts'],
  },
  (context) => {
    const { unit } = context;
    const { name } = unit.data.unit;
    const findings: RawFinding[] = [];
    const { from } = bookOf(unit, 'prior');
    if (from && from.unitName !== name) {
      findings.push({
        ...quoting`上年文件的单位名称是“${from.unitName}”，本年是“${name}”。`,
        hint: '核对上年文件是否选对；单位改名的，在 waivers 中写明。',
        path: ['prior', 'from'],
      });
    }
    const known = [
      ...unit.data.unit.subordinates,
      ...unit.data.projects.flatMap(({ bearer }) => bearer ?? []),
    ];
    const kind = name.slice(-KIND_LENGTH);
    for (const text of context.humanTexts) {
      if (text.field === 'bearer') continue;
      const other = otherUnitIn(text.text, { name, region: unit.data.unit.region ?? '', kind, known });
      if (other === null) continue;
      findings.push({
        ...quoting`文字中出现了“${other}”，本单位是“${name}”，可能是从别的单位抄来的。`,
        hint: '改为本单位名称；确指另一单位的，在 waivers 中写明。',
        path: text.path,
        snippet: other,
      });
    }
    return findings;
  },
  'test/check/construction.test.ts: C15 the unit is named alike in every table and section',
);

interface OwnNames {
  readonly name: string;
  readonly region: string;
  readonly kind: string;
  readonly known: readonly string[];
}

function otherUnitIn(text: string, { name, region: own, kind, known }: OwnNames): string | null {
  for (let at = text.indexOf(kind); at >= 0; at = text.indexOf(kind, at + kind.length)) {
    const end = at + kind.length;
    if (known.some((each) => text.slice(0, end).endsWith(each))) continue;
    let start = at;
    // As much of the own name as stands before it.
    while (start > 0 && name.endsWith(text.slice(start - 1, end))) start -= 1;
    if (end - start === name.length) continue;
    const before = text.slice(0, start);
    if (!REGION.test(before) || GENERAL.test(before.slice(0, -1))) continue;
    const region = /\p{Script=Han}{1,6}$/u.exec(before)![0].replace(/^.*(?:由|和|与|及|的|按照|根据|经)/, '');
    // Before a part of the own name the own region, or its short form, makes the own short name.
    if (isWithin(region, own + name)) continue;
    return region + text.slice(start, end);
  }
  return null;
}

/** Whether a name has all characters of a short form, in their order. `isWithin('巴州', '巴音郭楞蒙古自治州人民医院')` → true */
function isWithin(short: string, name: string): boolean {
  let at = 0;
  for (const character of short) {
    at = name.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
