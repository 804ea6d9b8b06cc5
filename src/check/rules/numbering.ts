import { quoting } from '../../model/quoting.ts';
import type { RawFinding } from '../context.ts';
import { checkedRule, type Rule } from '../rule.ts';

const OWN_NUMBER = /^(?:[（(]?[一二三四五六七八九十]+[）)、]|[（(]?\d+[）)、.．](?!\d))/;
const NUMBERS = /(?:^|[。；\s])(\d{1,2})[.．、](?!\d)/g;

/** F06 序号: items that bring their own number, and numbers within a text that skip one. */
export const numbering: Rule = checkedRule(
  {
    code: 'F06',
    title: '序号',
    meaning: '标题的层级和序号由程序编排；手写的条目不自带序号，文字中的 1. 2. 3. 不跳号。',
    example: '主要职能写“（一）负责……”，印出两个序号。',
    remedy: '删去自带的序号，补上跳过的一项。',
    source: 'GBT',
    severity: 'note',
    needs: ['texts'],
  },
  (context) =>
    context.humanTexts.flatMap((text): RawFinding[] => {
      const own = OWN_NUMBER.exec(text.text);
      if (own && (text.field === 'function' || text.field === 'office')) {
        return [
          {
            ...quoting`这一条自带序号“${own[0]}”，而序号由程序编排，会重复。`,
            hint: `删去“${own[0]}”。`,
            path: text.path,
            snippet: own[0],
          },
        ];
      }
      const numbers = [...text.text.matchAll(NUMBERS)].map((match) => Number.parseInt(match[1]!, 10));
      if (numbers[0] !== 1) return [];
      const skip = numbers.findIndex((number, index) => number !== index + 1);
      if (skip < 0) return [];
      return [
        {
          ...quoting`序号不连续：第 ${skip} 项之后写了“${numbers[skip]!}”。`,
          hint: `改为“${skip + 1}”，或补上漏写的一项。`,
          path: text.path,
          snippet: String(numbers[skip]),
        },
      ];
    }),
  'test/check/construction.test.ts: A02 title, year and unit name come from the unit file',
);
