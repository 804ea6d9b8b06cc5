import { shareOf } from '../figures/compare.ts';
import { COMPARED_BOOKS, type ComparedBook } from '../model/book.ts';
import { chineseNumber } from '../model/chinese-number.ts';
import type { Comparison, Figure } from '../model/figure.ts';
import type { Grid } from '../model/grid.ts';
import { formatDecimal } from '../model/money.ts';
import type { MoneyFormat } from '../model/money-format.ts';
import { type FigureMarks, NO_MARKS } from '../model/provenance.ts';
import type { PackSettings } from '../pack/pack.ts';
import { HelperError, type HelperTable } from '../template/helper.ts';
import { SafeHtml } from '../template/safe-html.ts';
import { changeSentence, formatPercent } from '../words/change-sentence.ts';
import { formatAmount } from '../words/format.ts';
import { HeadingNumbers } from '../words/numbering.ts';
import { gridHtml } from './grid-html.ts';
import type { Measure, View } from './view.ts';

const FIGURE = { name: '数', accepts: ['Figure', 'Comparison'] } as const;
const COMPARISON = { name: '数', accepts: ['Comparison'] } as const;

function figureOf(value: unknown): Figure {
  return (value as Comparison).current ?? (value as Figure);
}

/** The comparison of a figure with another book of this year. */
function besides(value: unknown, base: ComparedBook): Comparison {
  const { against, name } = value as Comparison;
  const found = against[base];
  if (!found) {
    throw new HelperError(
      `“${name}”没有与 ${base} 比较`,
      `在 pack.yaml 中给它加上 against: { ${base}: {} }。`,
    );
  }
  return found;
}

/**
 * The helpers that templates of a pack may call. They print figures and make sentences from them;
 * which words they use stands in the pack.
 */
export function reportHelpers(settings: PackSettings, marks: FigureMarks = NO_MARKS): HelperTable {
  const print = (value: unknown, money: MoneyFormat): string => {
    const figure = figureOf(value);
    const label = (value as Partial<Comparison>).label ?? null;
    const text = formatAmount(figure.amount, money);
    return marks.mark(text, { kind: 'amount', label, figure, rounding: money, cell: null });
  };
  // One count per rendering: the engine passes each rendering a view object of its own.
  const numbers = new WeakMap<object, HeadingNumbers>();
  const numbersOf = (root: object): HeadingNumbers => {
    let found = numbers.get(root);
    if (!found) {
      found = new HeadingNumbers(settings.numbering);
      numbers.set(root, found);
    }
    return found;
  };
  return {
    /** `{{money figures.total}}` → 715.20万元 */
    money: {
      params: [FIGURE],
      run: ([figure]) => print(figure, settings.money) + settings.money.suffix,
    },
    /** `{{amount goal.total}}` → 80.00 */
    amount: {
      params: [FIGURE],
      run: ([figure]) => print(figure, { ...settings.tableMoney, zero: null }),
    },
    /** `{{share figures.basic}}` → 71.05% */
    share: {
      params: [COMPARISON],
      run: ([value]) => {
        const { current, whole, name, label } = value as Comparison;
        if (whole === null) {
          throw new HelperError(`“${name}”没有声明占比的基数`, '在 pack.yaml 中给它加上 share: 合计的名称。');
        }
        const { money, percent } = settings;
        const share = shareOf(current, whole, money, percent.decimals);
        return marks.mark(formatPercent(share, settings), {
          kind: 'share',
          label,
          part: current,
          whole,
          rounding: money,
          decimals: percent.decimals,
        });
      },
    },
    /** `{{change figures.basic}}` → 比上年预算减少21.98万元，下降4.15%，主要原因是… */
    change: {
      params: [COMPARISON],
      hash: {
        style: { name: '写法', accepts: ['text'], oneOf: Object.keys(settings.change) },
        against: { name: '基数', accepts: ['text'], oneOf: [...COMPARED_BOOKS], optional: true },
      },
      run: ([value], hash, { root }) => {
        const against = hash.against as ComparedBook | undefined;
        const comparison = against === undefined ? (value as Comparison) : besides(value, against);
        const style = settings.change[(hash.style as string | undefined) ?? 'default'];
        if (!style || comparison.prior === null) {
          throw new HelperError(
            style ? `“${comparison.name}”没有与上年比较` : 'pack.yaml 的 change 中没有 default',
            style ? '在 pack.yaml 中给它加上 compare: true。' : '补上名为 default 的写法。',
          );
        }
        const { year, priorYear } = root as View;
        return changeSentence(comparison, style, settings, { year, priorYear }, marks);
      },
    },
    /** `{{#if (compared figures.basic)}}`: last year's figure is known */
    compared: {
      params: [COMPARISON],
      result: 'boolean',
      run: ([value]) => (value as Comparison).prior !== null,
    },
    /** `{{names lists.classes}}` → 一般公共服务支出、社会保障和就业支出 */
    names: {
      params: [{ name: '列表', accepts: ['any'] }],
      hash: { separator: { name: '分隔符', accepts: ['text'], optional: true } },
      run: ([list], hash) => {
        if (!Array.isArray(list)) throw new HelperError('names 的参数不是列表');
        const names = list.map((item) =>
          typeof item === 'string' ? item : (item as { label: string }).label,
        );
        return names.join((hash.separator as string | undefined) ?? '、');
      },
    },
    /** `{{measure assets.buildingArea}}` → 4734.80 */
    measure: {
      params: [{ name: '数值', accepts: ['Measure'] }],
      run: ([value]) =>
        marks.number(formatDecimal((value as Measure).value, settings.money.decimals), value, 'value'),
    },
    /** `{{heading 2}}` → 三、 for the third heading of the second level */
    heading: {
      params: [{ name: '级别', accepts: ['number'] }],
      run: ([level], _, { root }) => {
        if ((level as number) > settings.numbering.length) {
          throw new HelperError(`pack.yaml 的 numbering 没有第 ${level} 级`, '补上这一级标题的编号样式。');
        }
        return numbersOf(root as object).next(level as number);
      },
    },
    /** `{{ordinal @index}}` → 1 for the first */
    ordinal: { params: [{ name: '序号', accepts: ['number'] }], run: ([index]) => (index as number) + 1 },
    /** `{{chinese @index}}` → 一 for the first */
    chinese: {
      params: [{ name: '序号', accepts: ['number'] }],
      run: ([index]) => chineseNumber((index as number) + 1),
    },
    /** `{{countOf unit.offices}}` → 5 */
    countOf: {
      params: [{ name: '列表', accepts: ['any'] }],
      result: 'number',
      run: ([list]) => {
        if (!Array.isArray(list)) throw new HelperError('countOf 的参数不是列表');
        return list.length;
      },
    },
    /** `{{#if (eq unit.kind "行政单位")}}` */
    eq: {
      params: [
        { name: '左', accepts: ['text', 'number', 'boolean'] },
        { name: '右', accepts: ['text', 'number', 'boolean'] },
      ],
      result: 'boolean',
      run: ([left, right]) => left === right,
    },
    /** `{{#grid this.grid}}表 {{number}} {{title}}{{/grid}}`: the table, with the text between the tags as its caption */
    grid: {
      params: [{ name: '表', accepts: ['Grid'] }],
      block: true,
      run: ([grid], _, context) => new SafeHtml(gridHtml(grid as Grid, context.body().html, marks)),
    },
  };
}
