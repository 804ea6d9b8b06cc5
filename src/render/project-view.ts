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

type Described = EntityData['projects'][number];

/**
 * The described projects that have money, in the order of the project table. Where several members of a department have
 * one of the same name, it is one project that all of them bear, each with its own words about it.
 */
export function projectViews(unit: Unit, pack: Pack, marks: FigureMarks = NO_MARKS): ProjectView[] {
  const order = projectOrder(unit);
  const names = [...new Set(unit.data.projects.map(({ name }) => name))];
  return names
    .map((name) => {
      const same = unit.data.projects.filter((project) => project.name === name);
      const said = (textOf: (project: Described) => string | undefined, by?: 'each'): string | null =>
        together(same, by, (project) => {
          const figure = projectFigure(unit, name, project.of?.unit);
          const text = textOf(project);
          return text && withAmount(text, figure, name, pack, marks);
        });
      const bearers = new Set(same.map(({ bearer }) => bearer ?? unit.data.unit.name));
      return {
        name,
        basis: said(({ basis }) => basis) ?? '',
        // Each speaks of its own money.
        allocation: said(({ allocation }) => allocation, 'each') ?? '',
        bearer: [...bearers].join('、'),
        period: said(({ period }) => period),
        general: sumFigure(ledgerOf(unit), [{ project: name, budgets: ['generalPublicBudget'] }]),
        total: projectFigure(unit, name),
        hasGoal: same.some(({ goal }) => goal !== undefined),
      };
    })
    .filter((project) => !project.total.isZero)
    .sort((a, b) => (order.get(a.name) ?? 0) - (order.get(b.name) ?? 0));
}

/** What is said of a project: once where all say the same, else by who says it. `甲中心：租用房屋；乙中心：购置设备。` */
function together(
  projects: readonly Described[],
  by: 'each' | undefined,
  textOf: (project: Described) => string | undefined,
): string | null {
  const texts = projects.map(textOf);
  const [first] = texts;
  if (texts.length === 1 || (by !== 'each' && texts.every((text) => text === first))) return first ?? null;
  const parts = projects.flatMap(({ of }, index) => {
    const text = texts[index]?.replace(/。$/, '');
    return text === undefined ? [] : [`${of?.unit ?? ''}：${text}`];
  });
  return `${parts.join('；')}。`;
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
