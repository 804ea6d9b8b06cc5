import { quoting } from '../../model/quoting.ts';
import type { Check, RawFinding } from '../context.ts';
import { placeOf } from '../place.ts';

const OWN_NUMBER = /^(?:[（(]?[一二三四五六七八九十]+[）)、]|[（(]?\d+[）)、.．](?!\d))/;
const NUMBERS = /(?:^|[。；\s])(\d{1,2})[.．、](?!\d)/g;

/** F06 序号: items that bring their own number, and numbers within a text that skip one. */
export const numbering: Check = (context) =>
  context.humanTexts.flatMap((text): RawFinding[] => {
    const own = OWN_NUMBER.exec(text.text);
    if (own && (text.field === 'function' || text.field === 'office')) {
      return [
        {
          ...quoting`这一条自带序号“${own[0]}”，而序号由程序编排，会重复。`,
          hint: `删去“${own[0]}”。`,
          position: placeOf(context.unit, text.path, own[0]),
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
        position: placeOf(context.unit, text.path, String(numbers[skip])),
      },
    ];
  });
