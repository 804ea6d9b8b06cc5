import type { EntityData } from '../../kinds/entity-data.ts';
import { indicatorPlaces } from '../../kinds/human-texts.ts';
import type { DataPath } from '../../model/locator.ts';
import { type Money, parseDecimal, sumMoney } from '../../model/money.ts';
import { quoting } from '../../model/quoting.ts';
import { wan } from '../amounts.ts';
import { isUnread, type RawFinding } from '../context.ts';
import { goalTables } from '../goal-tables.ts';
import { checkedRule, type Rule } from '../rule.ts';

/** A17 绩效目标随预算公开: every project with money has its goal table. */
export const goalForEachProject: Rule = checkedRule(
  {
    code: 'A17',
    title: '每个项目一张绩效目标表',
    meaning: '绩效目标随预算公开，有预算的项目都要有目标表。',
    example: '项目“社区科普教育活动”有 6.00 万元，没有目标表。',
    remedy: '在项目下补写 goal。',
    source: '143 GBC SEED',
    severity: 'error',
    needs: ['data'],
  },
  ({ unit, projectTotals }) =>
    unit.data.projects.flatMap((project, index) => {
      if (project.goal || (projectTotals.get(project.name)?.isZero ?? true)) return [];
      return [
        {
          ...quoting`项目“${project.name}”有预算${wan(projectTotals.get(project.name)!.amount)}，没有绩效目标表。`,
          hint: '在这个项目下补写 goal（总体目标和指标）。',
          path: ['projects', index, 'name'],
        },
      ];
    }),
);

/** D20 分值权重: 100, or 90 where the 10 points of budget execution are stated. */
export const weights: Rule = checkedRule(
  {
    code: 'D20',
    title: '分值权重合计',
    meaning: '每张目标表的分值权重合计 100；注明预算执行率 10 分的，可以是 90。权重写分数，不写百分号。',
    example: '四张目标表的权重合计都是 90，没有注明另外 10 分。',
    remedy: '补足到 100，或注明“预算执行率10分”。',
    source: 'OWN SEED',
    severity: 'warning',
    needs: ['data'],
  },
  (context) =>
    goalTables(context).flatMap((table): RawFinding[] => {
      const places = indicatorPlaces(table.indicators);
      const rates = places.filter(({ indicator }) => /[%％]\s*$/.test(indicator.weight));
      const written = rates.map(({ indicator, path }) => ({
        ...quoting`${table.name}中“${indicator.name}”的分值权重写作“${indicator.weight}”，是百分数。`,
        hint: `分值权重是分数，写 ${indicator.weight.replace(/\s*[%％]\s*$/, '')}。`,
        path: [...table.path, ...path, 'weight'],
      }));
      const values = places.map(({ indicator }) => weightOf(indicator.weight));
      if (values.some((value) => value === null)) return written;
      const sum = sumMoney(values as Money[]);
      if (sum.equals(100)) return written;
      const stated = [...table.texts, ...context.unit.data.otherMatters].some((text) =>
        context.words.wording.executionPoints.test(text),
      );
      if (sum.equals(90) && stated) return written;
      const hint = sum.equals(90)
        ? '另有10分为预算执行率的，在总体目标或其他说明中注明“预算执行率10分”；否则补足到100。'
        : '核对各指标的分值权重，合计应为100。';
      return [
        ...written,
        {
          message: `${table.name}的分值权重合计为${sum.toFixed()}，应为100。`,
          hint,
          path: table.path,
          position: context.unit.locator.keyPositionOf(table.path),
        },
      ];
    }),
);

/** D23 整体绩效目标: a form that prints the goals of the unit itself has some to print. */
export const goalsOfTheUnit: Rule = checkedRule(
  {
    code: 'D23',
    title: '整体绩效目标',
    meaning: '样式印单位整体绩效目标的，有项目支出的单位要填报；不填会印出“整体预算绩效目标0个”一类的话。',
    example: '第三部分写“整体预算绩效目标0个”。',
    remedy: '在 performance 下补写整体绩效目标。',
    source: '143 CAT',
    severity: 'warning',
    needs: ['data'],
    judges: { level: '单位', document: '预算' },
  },
  ({ unit, unread }) => {
    if (unit.data.performance.unit || unit.data.projects.length === 0 || isUnread('unitGoal', unread))
      return [];
    return [
      {
        message: '没有填报单位整体绩效目标，报告中会写成0个。',
        hint: '在 performance 下补写 unit: {aim: …, indicators: …}。',
        path: ['performance'],
      },
    ];
  },
);

/** Columns of a goal table that may not stay empty from top to bottom; last year is unknown of what is new. */
const COLUMNS = { basis: '指标值设定依据', scoring: '指标赋分规则', evidence: '佐证资料' } as const;

/** D24 目标表的空栏: a column that is printed and has nothing in it. */
export const emptyGoalColumns: Rule = checkedRule(
  {
    code: 'D24',
    title: '目标表的空栏',
    meaning: '目标表印出的栏目不应整栏空着；项目另查指标赋分规则和佐证资料。',
    example: '项目“办公场所租赁”的目标表，“佐证资料”一栏全部空着。',
    remedy: '填写各指标，或在 defaults 中写一次。',
    source: 'CAT SEED',
    severity: 'warning',
    needs: ['data'],
  },
  (context) =>
    goalTables(context).flatMap((table): RawFinding[] => {
      const root = table.project === null ? 'unitGoal' : 'projectGoals[]';
      const empty = Object.entries(COLUMNS).filter(([column]) => {
        if (isUnread(`${root}.indicators[].${column}`, context.unread)) return false;
        const key = column as keyof typeof COLUMNS;
        if ((defaultsOf(table.path, context.unit.data)?.[key] ?? '') !== '') return false;
        return indicatorPlaces(table.indicators).every(({ indicator }) => (indicator[key] ?? '') === '');
      });
      if (empty.length === 0) return [];
      const named = empty.map(([, title]) => `“${title}”`).join('、');
      return [
        {
          message: `${table.name}的${named}一栏全部空着。`,
          hint: `各指标都一样的，在 defaults 中写一次，例如 defaults: { ${empty[0]![0]}: … }。`,
          path: table.path,
          position: context.unit.locator.keyPositionOf(table.path),
        },
      ];
    }),
);

/** What a goal says once for all its indicators. */
function defaultsOf(
  path: DataPath,
  data: EntityData,
): Readonly<Record<string, string | undefined>> | undefined {
  const index = path[1];
  return typeof index === 'number' ? data.projects[index]?.goal?.defaults : data.performance.unit?.defaults;
}

/** The number of a weight, `5`, `5分` or `5%`; null for anything else. */
function weightOf(weight: string): Money | null {
  return parseDecimal(weight.replace(/\s*[分%％]$/, ''));
}
