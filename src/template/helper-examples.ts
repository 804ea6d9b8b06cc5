import type { Bilingual } from '../model/bilingual.ts';

/** One use of a helper, as the author's guide shows it. */
export interface HelperExample {
  readonly helper: string;
  readonly template: string;
  /** The file that it is shown for, where it is not data/kuerle.yaml in the Xinjiang form. */
  readonly of?: string;
  /** What the file chooses among the options of its pack; nothing where it is as written. */
  readonly choices?: Readonly<Record<string, string>>;
  /** What it prints for that file. */
  readonly result: string;
  readonly description: Bilingual;
}

/** At least one for every helper of a report; a test renders each of them. */
export const HELPER_EXAMPLES: readonly HelperExample[] = [
  {
    helper: 'money',
    template: '{{money figures.basic}}',
    result: '508.18万元',
    description: {
      zh: '金额，带单位；单位、小数、千分位、零的写法见 money 设置',
      en: 'an amount with its unit, as the setting `money` says',
    },
  },
  {
    helper: 'amount',
    template: '{{amount figures.basic}}',
    result: '508.18',
    description: {
      zh: '金额，不带单位，按 tableMoney 设置；零也印出数字',
      en: 'an amount without unit, as `tableMoney` says; zero is printed in digits',
    },
  },
  {
    helper: 'priorMoney',
    template: '{{priorMoney figures.basic}}',
    result: '530.16万元',
    description: {
      zh: '上年的金额；数要声明 compare',
      en: 'the amount of last year; the figure must declare `compare`',
    },
  },
  {
    helper: 'changeAmount',
    template: '{{changeAmount figures.basic}}',
    result: '21.98万元',
    description: {
      zh: '比上年增减的金额，不带方向',
      en: 'by how much the figure changed, without direction',
    },
  },
  {
    helper: 'changeRate',
    template: '各减少{{changeAmount figures.basic}}，各下降{{changeRate figures.basic}}',
    result: '各减少21.98万元，各下降4.15%',
    description: {
      zh: '比上年增减的百分比，不带方向；上年是零的没有百分比，先用 changeCase 分开',
      en: 'the change in per cent, without direction; there is none where last year is zero, so ask `changeCase` first',
    },
  },
  {
    helper: 'changeCase',
    template: '{{changeCase figures.basic}}',
    result: 'decrease',
    description: {
      zh: '增减的情形：increase、decrease、equal（与上年相同）、created（上年是零）、ended（今年是零）、zero（两年都是零）；against="plan" 与年初预算比',
      en: 'the case of the change: increase, decrease, equal, created, ended or zero; against="plan" compares with the opening budget',
    },
  },
  {
    helper: 'rises',
    template: '{{#if (rises figures.basic)}}增加{{else}}不增加{{/if}}',
    result: '不增加',
    description: { zh: '是否比上年多', en: 'whether the figure is larger than last year' },
  },
  {
    helper: 'holds',
    template: '{{#if (holds figures.basic)}}持平{{else}}有增减{{/if}}',
    result: '有增减',
    description: {
      zh: '是否与上年印得相同，都是零也算',
      en: 'whether the figure is printed as last year, be it zero',
    },
  },
  {
    helper: 'codePart',
    template: '{{codePart "2040601" 1}} / {{codePart "2040601" 2}} / {{codePart "2040601" 3}}',
    result: '204 / 06 / 01',
    description: { zh: '科目编码的类、款、项', en: 'the parts of a functional code' },
  },
  {
    helper: 'startsGroup',
    template:
      '{{#each lists.generalItems}}{{#if (startsGroup @root.lists.generalItems @index 1)}}〔{{codePart key 1}}〕{{/if}}{{/each}}',
    result: '〔201〕〔208〕〔210〕〔221〕',
    description: {
      zh: '列表中的一项是不是本类（1）、本款（2）的第一项',
      en: 'whether an entry is the first of its 类 (1) or 款 (2)',
    },
  },
  {
    helper: 'sentences',
    template: '{{sentences unit.offices}}',
    result: '办公室；社保医保科；不动产登记科；企业服务科；商事登记科。',
    description: {
      zh: '列表的各句连成一段，句末的标点统一',
      en: 'the sentences of a list as one paragraph, whatever each of them ends in',
    },
  },
  {
    helper: 'sharePoints',
    template: '{{sharePoints figures.basic}}',
    result: '9.74',
    description: {
      zh: '占比比上年变动几个百分点，不带方向；数和它的基数都要与上年比较',
      en: 'by how many points the share changed; the figure and its whole must be compared with last year',
    },
  },
  {
    helper: 'shareRises',
    template: '{{#if (shareRises figures.basic)}}上升{{else}}下降{{/if}}',
    result: '下降',
    description: { zh: '占比是否比上年大', en: 'whether the share is larger than last year' },
  },
  {
    helper: 'share',
    template: '{{share figures.basic}}',
    result: '71.05%',
    description: {
      zh: '占比；数要声明 share',
      en: 'the share in its whole; the figure must declare `share`',
    },
  },
  {
    helper: 'change',
    template: '{{change figures.basic style="total"}}',
    result: '比上年预算减少21.98万元，下降4.15%',
    description: {
      zh: '与上年比较的一句话及其原因；数要声明 compare，写法取自 change 设置',
      en: 'the comparison with last year and its reason, in a style of the setting `change`; the figure must declare `compare`',
    },
  },
  {
    helper: 'planned',
    template: '{{planned figures.general}}',
    of: 'finals/putuo-finance-2024.yaml',
    result: '2,993.92万元',
    description: {
      zh: '决算中的预算数，默认年初预算；against="wholeYear" 为全年预算；数要声明 against',
      en: 'the budget of a figure in a final account; the figure must declare `against`',
    },
  },
  {
    helper: 'completed',
    template: '{{completed figures.general "完成年初预算的"}}',
    of: 'finals/putuo-finance-2024.yaml',
    result: '完成年初预算的98.20%',
    description: {
      zh: '完成率和它前面的话；预算数为零时按 completion 设置',
      en: 'how much of the budget is done, after the given words; a budget of zero as `completion` says',
    },
  },
  {
    helper: 'compared',
    template: '{{#if (compared figures.basic)}}有上年数{{/if}}',
    result: '有上年数',
    description: {
      zh: '有没有上年数；执行数、决算数没有填时为否',
      en: 'whether the figure of last year is known; not so where 执行数 or 决算数 is not stated',
    },
  },
  {
    helper: 'names',
    template: '{{names unit.offices separator="，"}}',
    result: '办公室，社保医保科，不动产登记科，企业服务科，商事登记科',
    description: {
      zh: '列表各项的名称连起来，默认用顿号',
      en: 'the names of a list, joined by 、 unless a separator is given',
    },
  },
  {
    helper: 'measure',
    template: '{{measure assets.buildingArea}}',
    result: '0.00',
    description: { zh: '不是金额的数值（平方米）', en: 'a measure that is not money (㎡)' },
  },
  {
    helper: 'heading',
    template: '{{heading 2}}甲 {{heading 2}}乙 {{heading 3}}丙',
    result: '一、甲 二、乙 （一）丙',
    description: {
      zh: '某一级标题的下一个编号；样式见 numbering 设置，上级标题会使下级重新编号',
      en: 'the next number of a level of headings, as the setting `numbering` says; levels below start anew',
    },
  },
  {
    helper: 'ordinal',
    template: '{{#each unit.offices}}{{ordinal @index}}{{/each}}',
    result: '12345',
    description: { zh: '列表中的序号，从 1 起', en: 'the place in a list, from 1' },
  },
  {
    helper: 'chinese',
    template: '{{#each unit.offices}}{{chinese @index}}{{/each}}',
    result: '一二三四五',
    description: { zh: '列表中的序号，汉字', en: 'the place in a list, in Chinese' },
  },
  {
    helper: 'countOf',
    template: '{{countOf unit.offices}}',
    result: '5',
    description: { zh: '列表有几项', en: 'the length of a list' },
  },
  {
    helper: 'eq',
    template: '{{#if (eq unit.kind "事业单位")}}是{{else}}否{{/if}}',
    result: '是',
    description: { zh: '两项相等', en: 'whether two values are equal' },
  },
  {
    helper: 'grid',
    template: '{{#each tables}}{{#if (eq number "10")}}{{#grid grid}}{{title}}{{/grid}}{{/if}}{{/each}}',
    result: '〔财政拨款“三公”经费支出情况表〕',
    description: {
      zh: '一张表；标签之间的内容是表的标题',
      en: 'a table; what stands between the tags is its caption',
    },
  },
  {
    helper: 'chart',
    template: '{{chart charts.change}}',
    choices: { charts: '印' },
    result: '〔图1 2024年、2025年收支预算（单位：万元）〕',
    description: {
      zh: '一幅条形图，标题、编号和替代文字随带；本报告没有这幅图时什么也不印',
      en: 'bars with their title, number and text alternative; nothing where the document has no such chart',
    },
  },
];
