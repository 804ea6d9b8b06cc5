import { type Figures, type Item, levelsOf, nameOf, sum, totalsOf } from './figures.ts';
import { type Balances, generalIncome } from './final-forms.ts';
import type { StrangerPart } from './model.ts';
import { moneyOf, type Print, rateOf } from './print.ts';

/* The sentences of reports as several offices write them: other words for the same changes. */

export interface ProseOptions {
  readonly print: Print;
  readonly year: number;
  readonly who: '部门' | '单位';
  readonly maker: string;
}

const heading = (level: 1 | 2, text: string): StrangerPart => ({ kind: 'heading', level, text });
const text = (...texts: readonly string[]): StrangerPart[] =>
  texts.map((each) => ({ kind: 'text', text: each }));

/** 第一部分: what the unit does and how it is made up. */
export function about({ maker, who }: ProseOptions): StrangerPart[] {
  return [
    heading(1, `第一部分 ${maker}概况`),
    heading(2, '一、主要职责'),
    ...text(
      '（一）贯彻执行国家和省、市有关法律法规和政策，拟订相关规划并组织实施。',
      '（二）负责本行业的综合管理和公共服务，指导基层开展工作。',
      '（三）完成市委、市政府交办的其他任务。',
    ),
    heading(2, '二、机构设置'),
    ...text(
      `${maker}内设办公室、综合科、业务科、财务科4个职能科室。`,
      `从预算单位构成看，${maker}${who === '部门' ? '部门预算包括本级预算' : '无下属预算单位'}。`,
    ),
  ];
}

/** 第四部分: the glossary. */
export function glossary(part: string): StrangerPart[] {
  return [
    heading(1, `${part} 名词解释`),
    ...text(
      '一、一般公共预算拨款收入：指财政当年拨付的一般公共预算资金。',
      '二、基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。',
      '三、项目支出：指在基本支出之外为完成特定行政任务和事业发展目标所发生的支出。',
      '四、“三公”经费：指用财政拨款安排的因公出国（境）费、公务用车购置及运行费和公务接待费。',
    ),
  ];
}

type Change = (now: number, before: number, reason: string) => string;

/** The words of a change, as offices differ in them. */
export const CHANGES: Readonly<Record<string, (print: Print, year: number) => Change>> = {
  ministry: (print, year) => (now, before, reason) => {
    const [m, r] = [moneyOf(print), rateOf(print)];
    if (now === before) return `，与${year - 1}年预算数持平`;
    const way = now > before ? ['增加', '增长'] : ['减少', '下降'];
    return `，比${year - 1}年预算数${way[0]}${m(Math.abs(now - before))}，${way[1]}${r(now - before, before)}%，主要原因是${reason}`;
  },
  south: (print) => (now, before, reason) => {
    const [m, r] = [moneyOf(print), rateOf(print)];
    if (now === before) return '，与上年持平';
    const way = now > before ? ['增加', '增幅为'] : ['减少', '降幅为'];
    return `，较上年${way[0]}${m(Math.abs(now - before))}，${way[1]}${r(now - before, before)}%。主要原因：${reason}`;
  },
  river: (print) => (now, before, reason) => {
    const [m, r] = [moneyOf(print), rateOf(print)];
    if (now === before) return '，与上年预算数相同';
    const way = now > before ? ['增加', '增长'] : ['减少', '减少'];
    return `。与上年相比${way[0]}${m(Math.abs(now - before))}，${way[1]}${r(now - before, before)}%。主要原因是${reason}`;
  },
  coast: (print) => (now, before, reason) => {
    const [m, r] = [moneyOf(print), rateOf(print)];
    if (now === before) return '，与上年持平，无增减变化';
    const way = now > before ? ['同比增加', '增长'] : ['同比减少', '下降'];
    return `，${way[0]}${m(Math.abs(now - before))}，${way[1]}${r(now - before, before)}%，主要是${reason}`;
  },
  rate: (print) => (now, before, reason) => {
    const [m, r] = [moneyOf(print), rateOf(print)];
    if (now === before) return '，与上年基本持平';
    return `（上年${m(before)}），同比${now > before ? '增长' : '下降'}${r(now - before, before)}%，原因是${reason}`;
  },
};

const REASON = [
  '人员变动，按规定调整工资标准',
  '压减一般性支出',
  '新增信息化建设项目',
  '项目按进度实施完毕',
] as const;

const nameOfItem = (code: string): string =>
  `${nameOf(code.slice(0, 3))}（类）${nameOf(code.slice(0, 5))}（款）${nameOf(code)}（项）`;

/** 第三部分 of a budget. */
export function budgetProse(
  figures: Figures,
  options: ProseOptions,
  voice: keyof typeof CHANGES,
  order: 'totalsFirst' | 'listed' = 'totalsFirst',
): StrangerPart[] {
  const { print, year, who } = options;
  const [m, r] = [moneyOf(print), rateOf(print)];
  const change = CHANGES[voice]!(print, year);
  const { all, before, basic, project, general, fund, own } = totalsOf(figures);
  const { sangong, sangongBefore } = figures;
  const [trips, tripsBefore] = [sangong, sangongBefore].map(
    ({ abroad, reception, purchase, running }) => abroad + reception + purchase + running,
  );
  const parts = (items: readonly (readonly [string, number])[]): string =>
    items
      .filter(([, amount]) => amount > 0)
      .map(([name, amount]) => `${name}${m(amount)}，占${r(amount, all)}%`)
      .join('；');
  const funds: [string, number][] = [
    ['一般公共预算拨款收入', general],
    ['政府性基金预算拨款收入', fund],
    ['事业收入', own],
  ];
  const items = figures.items.filter((item) => item.fund === 'general');
  const classes = levelsOf(items, [3]).map(
    ({ name, own: of }) =>
      `${name}（类）支出${m(sum(of.map((item) => item.basic + item.project - item.own)))}，占${r(
        sum(of.map((item) => item.basic + item.project - item.own)),
        general,
      )}%`,
  );
  const staff = sum(figures.economics.filter(({ code }) => /^30[13]/.test(code)).map(({ amount }) => amount));
  const ofBasic = sum(figures.economics.map(({ amount }) => amount));
  const bought = [Math.floor(project / 9), Math.floor(project / 11), Math.floor(project / 5)].map((n) =>
    print.prose === '万元' && print.unit === '元' ? Math.floor(n / 10_000) * 10_000 : n,
  ) as [number, number, number];
  return [
    heading(1, `第三部分 ${year}年${who}预算情况说明`),
    heading(2, '一、收支预算总体情况'),
    ...(order === 'totalsFirst'
      ? text(
          `${year}年本${who}收入总预算${m(all)}${change(all, before, REASON[0])}。`,
          `${year}年本${who}支出总预算${m(all)}${change(all, before, REASON[0])}。`,
        )
      : text(`按照综合预算的原则，本${who}所有收入和支出均纳入${who}预算管理。收支总预算${m(all)}。`)),
    heading(2, '二、收入预算情况'),
    ...text(`${year}年收入预算${m(all)}，其中：${parts(funds)}。`),
    heading(2, '三、支出预算情况'),
    ...text(
      `${year}年支出预算${m(all)}，其中：基本支出${m(basic)}，占${r(basic, all)}%；项目支出${m(project)}，占${r(project, all)}%。`,
    ),
    heading(2, '四、一般公共预算支出情况'),
    ...text(`${year}年一般公共预算支出${m(general)}，具体安排如下：${classes.join('；')}。`),
    ...items.map((item: Item, at): StrangerPart => {
      const now = item.basic + item.project - item.own;
      return {
        kind: 'text',
        text: `${at + 1}.${nameOfItem(item.code)}${year}年预算数为${m(now)}${change(now, item.before, REASON[at % REASON.length]!)}。`,
      };
    }),
    heading(2, '五、一般公共预算基本支出情况'),
    ...text(
      `${year}年一般公共预算基本支出${m(ofBasic)}，其中：`,
      `人员经费${m(staff)}，主要包括：基本工资、津贴补贴、奖金、机关事业单位基本养老保险缴费、住房公积金、退休费。`,
      `公用经费${m(ofBasic - staff)}，主要包括：办公费、差旅费、工会经费、公务用车运行维护费、办公设备购置。`,
    ),
    heading(2, '六、“三公”经费情况'),
    ...text(
      `${year}年“三公”经费预算${m(trips!)}${change(trips!, tripsBefore!, '厉行节约，压缩公务接待')}。其中：`,
      `（一）因公出国（境）费${m(0)}，与上年持平，主要原因是未安排出国（境）任务。`,
      `（二）公务用车购置及运行费${m(sangong.running)}，其中公务用车购置费${m(0)}，公务用车运行费${m(sangong.running)}${change(sangong.running, sangongBefore.running, '')}。`,
      `（三）公务接待费${m(sangong.reception)}${change(sangong.reception, sangongBefore.reception, '严格控制接待标准和批次')}。`,
    ),
    heading(2, '七、其他重要事项的情况说明'),
    ...text(
      fund > 0
        ? `（一）政府性基金预算支出情况。${year}年政府性基金预算支出${m(fund)}，用于城市建设支出。`
        : `（一）政府性基金预算支出情况。本${who}${year}年没有使用政府性基金预算拨款安排的支出。`,
      `（二）国有资本经营预算支出情况。本${who}${year}年没有使用国有资本经营预算拨款安排的支出。`,
      `（三）机关运行经费。${year}年机关运行经费财政拨款预算${m(ofBasic - staff)}。`,
      `（四）政府采购情况。${year}年政府采购预算总额${m(sum(bought))}，其中：政府采购货物预算${m(bought[0])}，政府采购工程预算${m(bought[1])}，政府采购服务预算${m(bought[2])}。`,
      `（五）国有资产占用情况。截至${year - 1}年12月31日，本${who}共有车辆2辆，单价100万元以上设备0台（套）。`,
      `（六）预算绩效情况。${year}年本${who}实行绩效目标管理的项目3个，涉及预算拨款${m(project)}。`,
    ),
  ];
}

export type FinalVoice = 'ministry' | 'river' | 'coast' | 'lake';

/** 第三部分 of a final account. */
export function finalProse(
  figures: Figures,
  options: ProseOptions,
  balances: Balances,
  voice: FinalVoice,
): StrangerPart[] {
  const { print, year, who } = options;
  const [m, r] = [moneyOf(print), rateOf(print)];
  const { all, before, basic, project, general, fund, own } = totalsOf(figures);
  const income = generalIncome(figures, balances) + fund + own;
  const whole = income + balances.from;
  const last = before + balances.from;
  const way = whole > last ? ['增加', '增长'] : ['减少', '下降'];
  const by = Math.abs(whole - last);
  const { sangong, sangongBefore } = figures;
  const [spent, planned] = [sangong, sangongBefore].map(
    (each) => each.abroad + each.reception + each.purchase + each.running,
  ) as [number, number];
  const first = {
    ministry: `${year}年度收入总计、支出总计均为${m(whole)}。与${year - 1}年度相比，收入总计、支出总计各${way[0]}${m(by)}，${way[1]}${r(by, last)}%。主要原因是项目资金安排发生变化。`,
    river: `${year}年度收、支总计均为${m(whole)}。与${year - 1}年相比，收、支总计各${way[0]}${m(by)}，${way[1]}${r(by, last)}%，主要变动原因是项目资金安排发生变化。`,
    coast: `${year}年度收入总计${m(whole)}，支出总计${m(whole)}，同比${way[0]}${m(by)}，${way[1]}${r(by, last)}%，主要是项目资金安排发生变化。`,
    lake: `本${who}${year}年度收入总计${m(whole)}，较上年决算数${way[0]}${m(by)}，${way[1]}${r(by, last)}%，主要原因：项目资金安排发生变化。支出总计${m(whole)}，较上年决算数${way[0]}${m(by)}，${way[1]}${r(by, last)}%，主要原因：项目资金安排发生变化。`,
  }[voice];
  const fiscal = generalIncome(figures, balances) + fund;
  const done = (now: number, plan: number): string => `完成年初预算的${r(now, plan)}%`;
  const items = figures.items.filter((item) => item.fund === 'general');
  const ofBasic = sum(figures.economics.map(({ amount }) => amount));
  const staff = sum(figures.economics.filter(({ code }) => /^30[13]/.test(code)).map(({ amount }) => amount));
  return [
    heading(1, `第三部分 ${year}年度${who}决算情况说明`),
    heading(2, '一、收入支出决算总体情况说明'),
    ...text(first),
    heading(2, '二、收入决算情况说明'),
    ...text(
      `${year}年度本年收入合计${m(income)}，其中：财政拨款收入${m(fiscal)}，占${r(fiscal, income)}%${own > 0 ? `；事业收入${m(own)}，占${r(own, income)}%` : ''}。`,
    ),
    heading(2, '三、支出决算情况说明'),
    ...text(
      `${year}年度本年支出合计${m(all)}，其中：基本支出${m(basic)}，占${r(basic, all)}%；项目支出${m(project)}，占${r(project, all)}%；经营支出${m(0)}，占${r(0, all)}%。`,
    ),
    heading(2, '四、财政拨款收入支出决算总体情况说明'),
    ...text(
      `${year}年度财政拨款收、支总计均为${m(fiscal + balances.from)}。年末财政拨款结转和结余${m(balances.to)}。`,
    ),
    heading(2, '五、一般公共预算财政拨款支出决算情况说明'),
    ...text(
      `${year}年度一般公共预算财政拨款支出${m(general)}，占本年支出合计的${r(general, all)}%。具体情况如下：`,
    ),
    ...items.map((item, at): StrangerPart => {
      const now = item.basic + item.project - item.own;
      const plan = item.before;
      const than =
        now === plan
          ? '决算数与预算数持平'
          : `决算数${now > plan ? '大' : '小'}于预算数的主要原因是年中${now > plan ? '追加' : '压减'}经费`;
      return {
        kind: 'text',
        text:
          voice === 'lake'
            ? `（${at + 1}）${nameOfItem(item.code)}支出${m(now)}，比上年决算数${now > item.before ? '增加' : '减少'}${m(Math.abs(now - item.before))}，${now > item.before ? '增长' : '下降'}${r(now - item.before, item.before)}%，主要是业务量变化。占一般公共预算财政拨款支出的${r(now, general)}%，同比${now > item.before ? '提高' : '下降'}0.${at + 1}个百分点。`
            : `${at + 1}.${nameOfItem(item.code)}。年初预算为${m(plan)}，支出决算为${m(now)}，${done(now, plan)}。${than}。`,
      };
    }),
    heading(2, '六、一般公共预算财政拨款基本支出决算情况说明'),
    ...text(
      `${year}年度一般公共预算财政拨款基本支出${m(ofBasic)}，其中：人员经费${m(staff)}，主要包括基本工资、津贴补贴、奖金、退休费等；公用经费${m(ofBasic - staff)}，主要包括办公费、差旅费、工会经费等。`,
    ),
    heading(2, '七、财政拨款“三公”经费支出决算情况说明'),
    ...text(
      `${year}年度“三公”经费全年预算为${m(planned)}，支出决算为${m(spent)}，完成全年预算的${r(spent, planned)}%。决算数小于预算数的主要原因是厉行节约。`,
      `因公出国（境）费支出决算${m(0)}，全年安排因公出国（境）团组0个，累计0人次。`,
      `公务用车购置及运行维护费支出决算${m(sangong.running)}，其中：公务用车购置费支出${m(0)}；公务用车运行维护费支出${m(sangong.running)}。`,
      `公务接待费支出决算${m(sangong.reception)}，共接待国内来访团组12个、来宾96人次。`,
    ),
    heading(2, '八、政府性基金预算财政拨款支出决算情况说明'),
    ...text(
      fund > 0
        ? `${year}年度政府性基金预算财政拨款支出${m(fund)}，用于城市建设支出。`
        : `本${who}${year}年度无政府性基金预算财政拨款收入支出。`,
    ),
    heading(2, '九、国有资本经营预算财政拨款支出决算情况说明'),
    ...text(`本${who}${year}年度没有国有资本经营预算财政拨款支出。`),
    heading(2, '十、其他重要事项的情况说明'),
    ...text(
      `（一）机关运行经费支出情况。${year}年度机关运行经费支出${m(ofBasic - staff)}。`,
      `（二）政府采购支出情况。${year}年度政府采购支出总额${m(project - (project % 40_000))}，其中：政府采购货物支出${m((project - (project % 40_000)) / 4)}、政府采购工程支出${m(0)}、政府采购服务支出${m(((project - (project % 40_000)) / 4) * 3)}。`,
      `（三）国有资产占用情况。截至${year}年12月31日，共有车辆1辆，其中：应急保障用车1辆。`,
      `（四）预算绩效情况说明。根据预算绩效管理要求，本${who}组织对${year}年度项目支出全面开展绩效自评。`,
    ),
  ];
}
