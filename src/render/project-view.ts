import { ledgerOf } from '../books/books.ts';
import type { Unit } from '../books/unit.ts';
import { sumFigure } from '../figures/figure.ts';
import { projectOrder } from '../figures/project-order.ts';
import type { Figure } from '../model/figure.ts';
import { type FigureMarks, NO_MARKS } from '../model/provenance.ts';
import type { Pack } from '../pack/pack.ts';
import { formatAmount } from '../words/format.ts';
import type { ProjectView } from './view.ts';

/** Written in the texts of a project, this stands for its amount, so that the text cannot grow stale. */
export const AMOUNT_PLACEHOLDER = '{金额}';

/** The described projects that have money, in the order of the project table. */
export function projectViews(unit: Unit, pack: Pack, marks: FigureMarks = NO_MARKS): ProjectView[] {
  const order = projectOrder(unit);
  return unit.data.projects
    .map((project) => {
      const total = projectFigure(unit, project.name);
      return {
        name: project.name,
        basis: withAmount(project.basis, total, project.name, pack, marks),
        allocation: withAmount(project.allocation, total, project.name, pack, marks),
        bearer: project.bearer ?? unit.data.unit.name,
        period: project.period ?? null,
        general: sumFigure(ledgerOf(unit), [{ project: project.name, budgets: ['generalPublicBudget'] }]),
        total,
        hasGoal: project.goal !== undefined,
      };
    })
    .filter((project) => !project.total.isZero)
    .sort((a, b) => (order.get(a.name) ?? 0) - (order.get(b.name) ?? 0));
}

/** All money of a project, from every fund. */
export function projectFigure(unit: Unit, project: string): Figure {
  return sumFigure(ledgerOf(unit), [{ kind: 'project', project }]);
}

/** A text of a project with its amount put in. `投入{金额}租用房屋` → 投入121.02万元租用房屋 */
export function withAmount(
  text: string,
  figure: Figure,
  label: string,
  pack: Pack,
  marks: FigureMarks = NO_MARKS,
): string {
  const { money } = pack.settings;
  const provenance = { kind: 'amount', label, figure, rounding: money, cell: null } as const;
  return text.replaceAll(
    AMOUNT_PLACEHOLDER,
    () => marks.mark(formatAmount(figure.amount, money), provenance) + money.suffix,
  );
}
