import { spendingOf } from '../../books/books.ts';
import { type Segment, segmentsOf } from '../../document/numbers-in-text.ts';
import type { ProjectEntry } from '../../kinds/unit-file.ts';
import { type Money, sumMoney } from '../../model/money.ts';
import { quoting } from '../../model/quoting.ts';
import { AMOUNT_PLACEHOLDER } from '../../render/project-view.ts';
import { startsWith, total, wan } from '../amounts.ts';
import type { CheckContext, RawFinding } from '../context.ts';
import { checkedRule, type Rule } from '../rule.ts';

/** Unit prices and sums within sums: such a text is not simply added up. */
const NOT_ADDITIVE = /每|单价|[/／]|人均|标准|其中|合计|共计/;
const TOLERANCE_YUAN = 50;

/** D11 资金分配: the parts add up to the project's amount, and each nature of spending is covered by its classes. */
export const allocations: Rule = checkedRule(
  {
    code: 'D11',
    title: '资金分配与项目金额',
    meaning:
      '资金分配情况中各项金额之和等于项目预算（错误）；按用途属于 302、310 等类的金额不超过明细中该类的金额（警告，因为是从文字判断的）。',
    example: '综柜项目文字写维护 30、设备 50，明细 302 类 15.00、310 类 65.00。',
    remedy: '核对文字与明细，改成一致；项目自己的总额可写成 {金额}。',
    source: 'OWN SEED',
    severity: 'error',
    needs: ['data', 'texts'],
  },
  (context) =>
    context.unit.data.projects.flatMap((project, index) => {
      const whole = context.projectTotals.get(project.name);
      if (!whole || whole.isZero) return [];
      const path = ['projects', index, 'allocation'];
      const segments = segmentsOf(project.allocation);
      if (segments.length === 0 || NOT_ADDITIVE.test(project.allocation)) return [];
      const findings: RawFinding[] = [];
      if (!project.allocation.includes(AMOUNT_PLACEHOLDER)) {
        const sum = sumMoney(segments.map(({ amount }) => amount.value));
        const general = spendingOf(context.unit).filter(
          (line) => line.project === project.name && line.fund.budget === 'generalPublicBudget',
        );
        const fits = [whole.amount, total(general)].some((amount) =>
          sum
            .minus(amount)
            .abs()
            .lessThanOrEqualTo(TOLERANCE_YUAN * segments.length),
        );
        if (!fits) {
          findings.push({
            ...quoting`项目“${project.name}”的资金分配合计${wan(sum)}（${segments.map(({ amount }) => amount.written).join(' + ')}），项目预算为${wan(whole.amount)}。`,
            hint: '核对各项分配与预算明细。',
            path: path,
            snippet: segments.at(-1)!.amount.written,
          });
        }
      }
      return [...findings, ...natures(project, segments, path, context)];
    }),
);

interface Stated {
  readonly classes: readonly string[];
  readonly amount: Money;
  readonly written: string;
}

function natures(
  project: ProjectEntry,
  segments: readonly Segment[],
  path: readonly (string | number)[],
  context: CheckContext,
): RawFinding[] {
  const { natures: known } = context.words.economics;
  const stated = new Map<string, Stated>();
  for (const { words, amount } of segments) {
    const nature = known.find((each) => each.words.some((word) => new RegExp(word, 'u').test(words)));
    if (!nature) continue;
    const key = nature.classes.join('、');
    const before = stated.get(key);
    stated.set(key, {
      classes: nature.classes,
      amount: amount.value.plus(before?.amount ?? 0),
      written: before?.written ?? amount.written,
    });
  }
  const lines = spendingOf(context.unit).filter((line) => line.project === project.name);
  return [...stated].flatMap(([key, { classes, amount, written }]): RawFinding[] => {
    const given = total(lines.filter((line) => startsWith(line.economicCode, classes)));
    if (amount.lessThanOrEqualTo(given.plus(TOLERANCE_YUAN))) return [];
    return [
      {
        severity: 'warning',
        ...quoting`项目“${project.name}”的资金分配中按用途属于 ${key} 类的有${wan(amount)}，预算明细中 ${key} 类只有${wan(given)}${others(stated, key, lines)}。`,
        hint: '核对经济科目的划分与文字说明。',
        path: path,
        snippet: written,
      },
    ];
  });
}

function others(
  stated: ReadonlyMap<string, Stated>,
  key: string,
  lines: Parameters<typeof total>[0],
): string {
  const rest = [...stated].filter(([other]) => other !== key);
  return rest
    .map(([other, { classes, amount }]) => {
      const given = total(lines.filter((line) => startsWith(line.economicCode, classes)));
      return given.equals(amount) ? '' : `；${other} 类文字${wan(amount)}，明细${wan(given)}`;
    })
    .join('');
}
