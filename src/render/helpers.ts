import { completionOf, shareOf } from '../figures/compare.ts';
import { COMPARED_BOOKS, type ComparedBook } from '../model/book.ts';
import type { Chart } from '../model/chart.ts';
import { chineseNumber } from '../model/chinese-number.ts';
import type { Comparison, Figure } from '../model/figure.ts';
import type { Grid } from '../model/grid.ts';
import { formatDecimal, type Money } from '../model/money.ts';
import type { MoneyFormat } from '../model/money-format.ts';
import { type FigureMarks, NO_MARKS } from '../model/provenance.ts';
import type { PackSettings } from '../pack/pack.ts';
import { HelperError, type HelperTable } from '../template/helper.ts';
import { SafeHtml } from '../template/safe-html.ts';
import { changeParts, changeSentence, formatPercent } from '../words/change-sentence.ts';
import { formatAmount } from '../words/format.ts';
import { HeadingNumbers } from '../words/numbering.ts';
import { chartHtml } from './chart-html.ts';
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

function notCompared({ name }: Comparison): HelperError {
  return new HelperError(`“${name}”没有与上年比较`, '在 pack.yaml 中给它加上 compare: true。');
}

/** Names or sentences of a list, without the stops that people end them with: they are joined into one sentence. */
function namesOf(helper: string, list: unknown): string[] {
  if (!Array.isArray(list)) throw new HelperError(`${helper} 的参数不是列表`);
  return list.map((item) => {
    const text = typeof item === 'string' ? item : (item as { label: string }).label;
    return text.replace(/[。；，、;,\s]+$/u, '');
  });
}

function baseOf({ against }: Readonly<Record<string, unknown>>): ComparedBook {
  return (against as ComparedBook | undefined) ?? 'plan';
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
  const charts = new WeakMap<object, number>();
  const AS = {
    as: { name: '写法', accepts: ['text'], oneOf: Object.keys(settings.moneyFormats), optional: true },
  } as const;
  const formatOf = (hash: Readonly<Record<string, unknown>>): MoneyFormat =>
    settings.moneyFormats[(hash.as as string | undefined) ?? ''] ?? settings.money;
  const partsOf = (value: unknown, hash: Readonly<Record<string, unknown>>) => {
    const comparison = value as Comparison;
    if (comparison.prior === null) throw notCompared(comparison);
    return changeParts(comparison, settings, marks, formatOf(hash));
  };
  const pointsOf = (value: unknown): Money => {
    const { current, prior, whole, priorWhole, name } = value as Comparison;
    if (prior === null || whole === null || priorWhole === null) {
      const hint = '在 pack.yaml 中给它加上 share 和 compare，作基数的那个数也要 compare。';
      throw new HelperError(`“${name}”没有两年的占比`, hint);
    }
    const { decimals } = settings.percent;
    const before = shareOf(prior, priorWhole, settings.money, decimals);
    return shareOf(current, whole, settings.money, decimals).minus(before);
  };
  return {
    /** `{{money figures.total}}` → 715.20万元; `{{money figures.total as="yi"}}` → 0.0715亿元 */
    money: {
      params: [FIGURE],
      hash: AS,
      run: ([figure], hash) => print(figure, formatOf(hash)) + formatOf(hash).suffix,
    },
    /** `{{priorMoney figures.basic}}` → 530.16万元, last year's amount */
    priorMoney: {
      params: [COMPARISON],
      hash: AS,
      run: ([value], hash) => partsOf(value, hash).prior,
    },
    /** `{{changeAmount figures.basic}}` → 21.98万元 */
    changeAmount: {
      params: [COMPARISON],
      hash: AS,
      run: ([value], hash) => partsOf(value, hash).amount,
    },
    /** `{{changeRate figures.basic}}` → 4.15% */
    changeRate: {
      params: [COMPARISON],
      run: ([value]) => {
        const { rate } = partsOf(value, {});
        if (rate !== null) return rate;
        throw new HelperError(
          `“${(value as Comparison).label}”上年是零，没有增减的百分比`,
          '用 {{#if (eq (changeCase …) "created")}} 另写上年是零的情形。',
        );
      },
    },
    /** `{{#if (eq (changeCase figures.basic) "decrease")}}`: increase, decrease, equal, created, ended or zero; `against="plan"` */
    changeCase: {
      params: [COMPARISON],
      hash: { against: { name: '基数', accepts: ['text'], oneOf: [...COMPARED_BOOKS], optional: true } },
      run: ([value], hash) =>
        partsOf(hash.against === undefined ? value : besides(value, baseOf(hash)), {}).change.direction,
    },
    /** `{{#if (rises figures.basic)}}增加{{else}}减少{{/if}}` */
    rises: {
      params: [COMPARISON],
      result: 'boolean',
      run: ([value]) => ['increase', 'created'].includes(partsOf(value, {}).change.direction),
    },
    /** `{{#if (holds figures.basic)}}没有增减{{/if}}`: printed as last year, be it zero */
    holds: {
      params: [COMPARISON],
      result: 'boolean',
      run: ([value]) => ['equal', 'zero'].includes(partsOf(value, {}).change.direction),
    },
    /** `{{sharePoints figures.basic}}` → 9.74, by how many 百分点 a share changed */
    sharePoints: {
      params: [COMPARISON],
      run: ([value]) =>
        formatDecimal(pointsOf(value).abs(), settings.percent.decimals, false, settings.percent.trim),
    },
    /** `{{#if (shareRises figures.basic)}}上升{{else}}下降{{/if}}` */
    shareRises: {
      params: [COMPARISON],
      result: 'boolean',
      run: ([value]) => pointsOf(value).greaterThan(0),
    },
    /** `{{codePart key 2}}` → 06 of 2040601: 类, 款 and 项 by their level */
    codePart: {
      params: [
        { name: '编码', accepts: ['text'] },
        { name: '级次', accepts: ['number'] },
      ],
      run: ([code, level]) => {
        const start = [0, 3, 5, 7];
        const place = level as number;
        if (start[place] === undefined || place < 1)
          throw new HelperError(`编码没有第 ${place} 级`, '1 是类，2 是款，3 是项。');
        return (code as string).slice(start[place - 1], start[place]);
      },
    },
    /** `{{#if (startsGroup lists.items @index 1)}}`: the first entry of its 类 (2: of its 款) */
    startsGroup: {
      params: [
        { name: '列表', accepts: ['any'] },
        { name: '序号', accepts: ['number'] },
        { name: '级次', accepts: ['number'] },
      ],
      result: 'boolean',
      run: ([list, index, level]) => {
        if (!Array.isArray(list)) throw new HelperError('startsGroup 的第一个参数不是列表');
        const length = level === 1 ? 3 : 5;
        const groupOf = (entry: { key: string } | undefined) => entry?.key.slice(0, length);
        return groupOf(list[index as number]) !== groupOf(list[(index as number) - 1]);
      },
    },
    /** `{{sentences unit.functions}}`: one paragraph of all sentences, whatever each ends in */
    sentences: {
      params: [{ name: '列表', accepts: ['any'] }],
      run: ([list]) => `${namesOf('sentences', list).join('；')}。`,
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
        ...AS,
      },
      run: ([value], hash, { root }) => {
        const against = hash.against as ComparedBook | undefined;
        const comparison = against === undefined ? (value as Comparison) : besides(value, against);
        const style = settings.change[(hash.style as string | undefined) ?? 'default'];
        if (!style) throw new HelperError('pack.yaml 的 change 中没有 default', '补上名为 default 的写法。');
        if (comparison.prior === null) throw notCompared(comparison);
        const { year, priorYear, isFirstYear } = root as View;
        const years = { year, priorYear, isFirst: isFirstYear };
        return changeSentence(comparison, style, settings, years, marks, formatOf(hash));
      },
    },
    /** `{{planned figures.general}}` → 2,993.92万元, of the opening budget; `against` names another base */
    planned: {
      params: [COMPARISON],
      hash: { against: { name: '基数', accepts: ['text'], oneOf: [...COMPARED_BOOKS], optional: true } },
      run: ([value], hash) => {
        const { prior, label } = besides(value, baseOf(hash));
        if (prior === null) return '';
        const text = formatAmount(prior.amount, settings.money);
        const marked = marks.mark(text, {
          kind: 'amount',
          label,
          figure: prior,
          rounding: settings.money,
          cell: null,
        });
        return marked + settings.money.suffix;
      },
    },
    /** `{{completed figures.general "，完成年初预算的"}}` → ，完成年初预算的98.20%; nothing where the pack prints no rate */
    completed: {
      params: [COMPARISON, { name: '前面的话', accepts: ['text'], optional: true }],
      hash: { against: { name: '基数', accepts: ['text'], oneOf: [...COMPARED_BOOKS], optional: true } },
      run: ([value, before], hash) => {
        const { current, prior, label } = besides(value, baseOf(hash));
        if (prior === null) return '';
        const rate = completionOf(current, prior, settings);
        if (typeof rate === 'string') return rate === '' ? '' : `${before ?? ''}${rate}`;
        const { money, completion } = settings;
        const text = marks.mark(`${formatDecimal(rate, completion.decimals)}%`, {
          kind: 'share',
          label,
          part: current,
          whole: prior,
          rounding: money,
          decimals: completion.decimals,
        });
        return `${before ?? ''}${text}`;
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
        return namesOf('names', list).join((hash.separator as string | undefined) ?? '、');
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
    /** `{{chart charts.income}}`: bars with their title; nothing where the document has no such chart */
    chart: {
      params: [{ name: '图', accepts: ['Chart', 'null'] }],
      result: 'html',
      run: ([chart], _, { root }) => {
        if (chart === null) return new SafeHtml('');
        const number = (charts.get(root as object) ?? 0) + 1;
        charts.set(root as object, number);
        return new SafeHtml(chartHtml(chart as Chart, number, settings, marks));
      },
    },
  };
}
