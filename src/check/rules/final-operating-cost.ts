import { bookOf } from '../../books/books.ts';
import { amountsIn } from '../../document/numbers-in-text.ts';
import { concerns } from '../../figures/declared-figure.ts';
import { kindOf } from '../../kinds/registry.ts';
import type { ComparedBook } from '../../model/book.ts';
import { quoting } from '../../model/quoting.ts';
import type { FigureDeclaration } from '../../pack/pack.ts';
import { wan } from '../amounts.ts';
import type { CheckContext, RawFinding } from '../context.ts';
import { checkedRule, type Rule } from '../rule.ts';

/**
 * G25 机关运行经费只属于行政和参公单位: the ledger cannot break it, but amounts stated outright and words that people write
 * can. Which figures belong to some units alone the pack says.
 */
export const operatingCostOfOrgans: Rule = checkedRule(
  {
    code: 'G25',
    title: '机关运行经费只属于行政和参公单位',
    meaning:
      '机关运行经费只由行政单位和参公事业单位的公用经费组成；事业单位没有，直接填列的上年数、年初数和人写的文字中也不能有。',
    example: '事业单位公用经费 15.56，机关运行经费 0；上年决算数填了机关运行经费 15.20 万元。',
    remedy: '删去事业单位的机关运行经费；单位性质写错的，改正 unit.kind。',
    source: 'OBL',
    severity: 'warning',
    needs: ['data', 'texts'],
    judges: { document: '决算' },
  },
  (context) => {
    const { pack, unit } = context;
    return Object.entries(pack.settings.figures).flatMap(([name, figure]) =>
      figure.unitKinds === undefined || concerns(figure, unit)
        ? []
        : [...stated(context, name, figure), ...written(context, figure)],
    );
  },
  'test/check/final-construction.test.ts: G25 an institution has no operating cost of organs',
);

/** What a file states outright of a figure that its unit does not have. */
function stated({ unit }: CheckContext, name: string, { label }: FigureDeclaration): RawFinding[] {
  return Object.entries(kindOf(unit).books).flatMap(([base, declared]): RawFinding[] => {
    const place = declared?.stated;
    const given = place ? bookOf(unit, base as ComparedBook).stated.get(name) : undefined;
    if (!place || given === undefined || given.amount.isZero()) return [];
    return [
      {
        ...quoting`${declared.title}中填了“${label}”${wan(given.amount)}，${whose(unit)}。`,
        hint: `删去 ${place.join('.')}.${name}；单位性质写错的，改正它。`,
        position: given.position,
      },
    ];
  });
}

/** What people write of it, with an amount. */
function written({ unit, humanTexts }: CheckContext, { label }: FigureDeclaration): RawFinding[] {
  return humanTexts.flatMap(({ text, path }) =>
    amountsIn(text)
      .filter(({ before, value }) => before.includes(label) && !value.isZero())
      .map(({ before, written: amount }) => ({
        ...quoting`文字中写了“${before.slice(before.indexOf(label))}${amount}”，${whose(unit)}。`,
        hint: '改正这段文字；单位性质写错的，改正它。',
        path,
        snippet: amount,
      })),
  );
}

function whose({ data }: CheckContext['unit']): string {
  return data.department === undefined
    ? `本单位是${data.unit.kind}，没有这项经费`
    : '部门中没有行政单位和参公事业单位，没有这项经费';
}
