import { ledgerOf } from '../books/books.ts';
import type { Unit } from '../books/unit.ts';
import { sumFigure } from '../figures/figure.ts';
import { projectOrder } from '../figures/project-order.ts';
import type { EntityData } from '../kinds/entity-data.ts';
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
  return described(unit)
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

/**
 * The projects of an entity, each once: where several members of a department have one of the same name, it is one
 * project that all of them bear.
 */
function described({ data: { projects } }: Unit): EntityData['projects'] {
  const names = [...new Set(projects.map(({ name }) => name))];
  if (names.length === projects.length) return projects;
  return names.map((name) => {
    const same = projects.filter((project) => project.name === name);
    const [first] = same;
    const bearers = new Set(same.map(({ bearer }) => bearer));
    return { ...first!, bearer: [...bearers].join('、') };
  });
}

/** All money of a project, from every fund; of one member of a department where it is named. */
export function projectFigure(unit: Unit, project: string, member?: string): Figure {
  return sumFigure(ledgerOf(unit), [
    { kind: 'project', project, ...(member !== undefined && { units: [member] }) },
  ]);
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
