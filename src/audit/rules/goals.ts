import { operatorPair, rateBeyond } from '../../check/indicator-values.ts';
import { amountsIn } from '../../document/numbers-in-text.ts';
import { type Money, parseDecimal, printedValue, sumMoney, toYuan, ZERO } from '../../model/money.ts';
import { quoting } from '../../model/quoting.ts';
import { type AuditContext, type AuditFinding, type AuditRule, nameOf } from '../audit-rule.ts';
import { type FormAmount, formName, type GoalForm, goalForms } from '../goal-forms.ts';
import { Lookup } from '../lookup.ts';
import { checkSum, type Placed, printedAmount, shown } from '../printed.ts';

/** D17 整体绩效预算额: what the goals of the whole say of the budget, against all expenditure. */
export const wholeGoals: AuditRule = {
  codes: ['D17'],
  needs: ['tables'],
  run: ({ reading, words: { published } }) => {
    const at = new Lookup(reading, published);
    const budget = at.total('expenditure') ?? at.side('balance', 'expenditure');
    if (budget === null || budget.view.unit === null) return [];
    return formsOf(reading, published).flatMap((form): AuditFinding[] => {
      if (form.project !== null) return [];
      const { amounts } = form;
      const parts =
        amounts.has('transfer') || amounts.has('local') ? (['transfer', 'local', 'other'] as const) : [];
      const stated = parts.flatMap((name) => amounts.get(name) ?? []);
      const one = stated[0] ?? amounts.get('total');
      if (!one) return [];
      const sum = stated.length > 0 ? stated : [one];
      const check = checkSum(
        inUnit(yuanIn(budget), one),
        sum.map(({ yuan }) => inUnit(yuan, one)),
        one.decimals,
      );
      if (check.kind !== 'wrong') return [];
      return [
        {
          code: 'D17',
          ...quoting`${formName(form)}的预算额${check.sum.toFixed()}${one.unit}，${nameOf(budget.view)}支出总计${shown(budget)}。`,
          hint: '整体绩效目标的预算额（上级、本级、其他之和）等于支出总计。',
          at: one.at,
        },
      ];
    });
  },
};

/** D18 项目绩效表预算额 and the number of forms. */
export const projectGoals: AuditRule = {
  codes: ['D18'],
  needs: ['tables'],
  run: ({ reading, words: { published } }) => {
    const at = new Lookup(reading, published);
    const forms = formsOf(reading, published).filter(({ project }) => project !== null);
    const view = at.table('projects');
    return [
      ...forms.flatMap((form): AuditFinding[] => [
        ...partsOf(form),
        ...budgetOf(form, view && projectsIn(at, view)),
      ]),
      ...countOf(forms, reading),
    ];
  },
};

function partsOf(form: GoalForm): AuditFinding[] {
  const { amounts } = form;
  const [total, fiscal, other] = [amounts.get('total'), amounts.get('fiscal'), amounts.get('other')];
  if (!total || !fiscal) return [];
  const parts = [fiscal, ...(other ? [other] : [])].map(({ yuan }) => inUnit(yuan, total));
  const check = checkSum(inUnit(total.yuan, total), parts, total.decimals);
  if (check.kind !== 'wrong' || (!other && check.sum.lessThan(check.whole))) return [];
  return [
    {
      code: 'D18',
      ...quoting`${formName(form)}的预算总额${total.text}${total.unit}，财政拨款与其他资金之和${check.sum.toFixed()}${total.unit}。`,
      hint: '财政拨款加其他资金等于预算总额；核对三个数。',
      at: total.at,
    },
  ];
}

function projectsIn(at: Lookup, view: NonNullable<ReturnType<Lookup['table']>>): Map<string, Placed[]> {
  const projects = new Map<string, Placed[]>();
  for (const block of view.blocks) {
    for (const row of block.rows) {
      const name = plainName(row.label);
      if (name !== '') projects.set(name, [...(projects.get(name) ?? []), at.placed(view, block, row)]);
    }
  }
  return projects;
}

function budgetOf(form: GoalForm, projects: Map<string, Placed[]> | null): AuditFinding[] {
  const total = form.amounts.get('total');
  if (!total || projects === null) return [];
  const name = plainName(form.project!);
  // A table of projects may print the function before the name.
  const rows = [...projects]
    .filter(([label]) => label === name || label.endsWith(name))
    .flatMap(([, placed]) => placed);
  if (rows.length === 0 || rows[0]!.view.unit === null) return [];
  const printed = rows.map((place) => inUnit(yuanIn(place), total));
  const check = checkSum(inUnit(total.yuan, total), printed, total.decimals);
  // A table of one fund holds a part of what the form states.
  const isPart =
    /一般公共预算|财政拨款|基金|国有资本/.test(rows[0]!.view.title) && check.whole.greaterThan(check.sum);
  if (check.kind !== 'wrong' || isPart) return [];
  return [
    {
      code: 'D18',
      ...quoting`${formName(form)}的预算总额${total.text}${total.unit}，${nameOf(rows[0]!.view)}中是${check.sum.toFixed()}${total.unit}。`,
      hint: '两处是同一个数，核对哪一处正确。',
      at: total.at,
    },
  ];
}

/** The number of forms that the text says. */
function countOf(forms: readonly GoalForm[], reading: AuditContext['reading']): AuditFinding[] {
  if (forms.length === 0) return [];
  return reading.sentences.flatMap(({ text, at }): AuditFinding[] => {
    const said = /项目(?:支出)?(?:预算)?绩效(?:目标)?(?:表|目标)?\s*(?:共计?)?\s*(\d{1,4})\s*[个张]/.exec(
      text,
    );
    if (!said || Number(said[1]) === forms.length) return [];
    return [
      {
        code: 'D18',
        severity: 'warning',
        ...quoting`文中写“${said[0]}”，报告中的项目绩效目标表是${forms.length}张。`,
        hint: '每个项目一张目标表；核对个数。',
        at,
      },
    ];
  });
}

/** D19 成本指标之和不超过项目预算. */
export const goalCosts: AuditRule = {
  codes: ['D19'],
  needs: ['tables'],
  run: ({ reading, words: { published } }) =>
    formsOf(reading, published).flatMap((form): AuditFinding[] => {
      const total = form.amounts.get('total');
      if (form.project === null || !total) return [];
      const costs = form.indicators
        .filter(({ levels }) => levels.some((level) => level.includes('成本')))
        .flatMap(({ value, at }) => amountsIn(value).map((amount) => ({ amount, at })));
      const sum = sumMoney(costs.map(({ amount }) => amount.value));
      const check = checkSum(
        inUnit(total.yuan, total),
        costs.map(({ amount }) => inUnit(amount.value, total)),
        total.decimals,
      );
      if (check.kind !== 'wrong' || sum.lessThan(total.yuan)) return [];
      return [
        {
          code: 'D19',
          severity: 'warning',
          ...quoting`${formName(form)}的成本指标合计${check.sum.toFixed()}${total.unit}，超过预算总额${total.text}${total.unit}。`,
          hint: '核对各成本指标与项目预算。',
          at: costs[0]!.at,
        },
      ];
    }),
};

/** D20 分值权重合计. */
export const goalWeights: AuditRule = {
  codes: ['D20'],
  needs: ['tables'],
  run: ({ reading, words }) =>
    goalForms(reading, words.published).flatMap((form): AuditFinding[] => {
      const weights = form.indicators.map(({ weight }) =>
        parseDecimal((weight ?? '').replace(/\s*[分%％]$/, '')),
      );
      if (!form.hasWeights || weights.length === 0 || weights.some((weight) => weight === null)) return [];
      const sum = sumMoney(weights as Money[]);
      const states = [...form.texts, ...reading.sentences.map(({ text }) => text)].some((text) =>
        words.wording.executionPoints.test(text),
      );
      // A self-evaluation scores the execution in a row of its own.
      const isFinal = reading.document === '决算' || /自评/.test(form.title);
      if (sum.equals(100) || (sum.equals(90) && (states || isFinal))) return [];
      return [
        {
          code: 'D20',
          ...quoting`${formName(form)}的分值权重合计为${sum.toFixed()}，应为100。`,
          hint: sum.equals(90)
            ? '另有10分为预算执行率的，注明“预算执行率10分”；否则补足到100。'
            : '核对各指标的分值权重，合计应为100。',
          at: form.indicators[0]!.at,
        },
      ];
    }),
};

/** F04 指标值的比较符. */
export const goalOperators: AuditRule = {
  codes: ['F04'],
  needs: ['tables'],
  run: ({ reading, words: { published } }) =>
    goalForms(reading, published).flatMap((form): AuditFinding[] => {
      const pairs = form.indicators.flatMap((indicator) => {
        const cell = indicator.cells.find((each) => operatorPair(each) !== null);
        return cell === undefined ? [] : [{ indicator, cell, ...operatorPair(cell)! }];
      });
      const [first] = pairs;
      const typed: AuditFinding[] = first
        ? [
            {
              code: 'F04',
              ...quoting`${formName(form)}的“${first.cell}”，比较符写作“${first.written}”${pairs.length > 1 ? `，共 ${pairs.length} 处` : ''}。`,
              hint: `写作“${first.better}”。`,
              at: first.indicator.at,
            },
          ]
        : [];
      const beyond = form.indicators.flatMap(({ name, value, at }): AuditFinding[] =>
        rateBeyond(name, value) === null
          ? []
          : [
              {
                code: 'F04',
                ...quoting`${formName(form)}的“${name}”，指标值“${value}”超过或可能超过 100%。`,
                hint: '百分率指标最高为 100%，写作“=100%”或较低的值。',
                at,
              },
            ],
      );
      return [...typed, ...beyond];
    }),
};

/** Forms that state a budget; a self-evaluation states what was spent. */
function formsOf(reading: AuditContext['reading'], words: AuditContext['words']['published']): GoalForm[] {
  return reading.document === '决算' ? [] : goalForms(reading, words);
}

function inUnit(yuan: Money, { unit, decimals }: FormAmount): Money {
  return printedValue(yuan, unit, Math.max(decimals, 2));
}

function yuanIn(place: Placed): Money {
  const { unit } = place.view;
  return unit === null ? ZERO : toYuan(printedAmount(place), unit);
}

function plainName(label: string): string {
  return label.replace(/^[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*/, '').replace(/[\s“”"（）()]/g, '');
}
